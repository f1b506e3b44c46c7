//! An article as blocks of sentences, each with a tag by which the test knows it again after edits.

use bilateral::document::{Document, Index};

/// Invented articles with what makes sentences hard to tell apart: equal ones, equal headings, lists and rows.
pub const INVENTED: &[(&str, &str)] = &[
    (
        "twins",
        "= Twins =\nThe two states are neighbours. They have embassies.\n\n== Visits ==\nThe king came in 1950. He returned in 1951.\n\n\
         The queen came in 1960. He returned in 1951. They have embassies.\n\n== Trade ==\n- Wool is sold.\n- Wool is sold.\n- Fish is sold.\n",
    ),
    (
        "sections",
        "= Sections =\n\nInfobox\n- Mission1: Embassy in Oslo\n- Mission2: Embassy in Rome\n\nA lead.\n\n== Economy ==\n=== Trade ===\n\
         Wool is traded. It is dear.\n=== Aid ===\nAid is given.\n\n== Culture ==\n=== Trade ===\nBooks are traded. It is dear.\n\
         | 1962 | Agreement on films |\n| 1963 | Agreement on books |\n",
    ),
    (
        "refrain",
        "= Refrain =\n\n== Visits ==\nThe king came. He left. He wrote.\n\nTrade grew.\n\nThe king came. He left. He wrote.\n",
    ),
];

/// A sentence with its tag.
#[derive(Debug, Clone)]
pub struct Tagged {
    pub text: String,
    pub tag: usize,
}

/// A part of an article.
#[derive(Debug, Clone)]
pub enum Block {
    /// Text that holds no sentence, such as a heading.
    Mark(String),
    /// A paragraph, an item or a row, with what stands before its first sentence.
    Sentences {
        before: String,
        sentences: Vec<Tagged>,
        after: String,
    },
}

/// An article that can be edited.
#[derive(Debug, Clone)]
pub struct Article {
    pub blocks: Vec<Block>,
    pub next_tag: usize,
}

impl Article {
    /// Reads a text: the sentences are those of the program, and everything between them is kept.
    pub fn parse(text: &str) -> Self {
        let document = Document::parse(text);
        let mut article = Self {
            blocks: Vec::new(),
            next_tag: 0,
        };
        let mut end = 0;
        let mut paragraph = None;
        for sentence in &document.sentences {
            let place = (sentence.pointer.section.clone(), sentence.pointer.paragraph);
            let between = &text[end..sentence.bytes.start];
            let tagged = Tagged {
                text: text[sentence.bytes.clone()].to_owned(),
                tag: article.next_tag,
            };
            article.next_tag += 1;
            if paragraph.as_ref() == Some(&place)
                && let Some(Block::Sentences {
                    sentences, after, ..
                }) = article.blocks.last_mut()
            {
                after.clear();
                after.push_str(between);
                sentences.push(tagged);
            } else {
                article.blocks.push(Block::Mark(between.to_owned()));
                article.blocks.push(Block::Sentences {
                    before: String::new(),
                    sentences: vec![tagged],
                    after: String::new(),
                });
            }
            paragraph = Some(place);
            end = sentence.bytes.end;
        }
        article.blocks.push(Block::Mark(text[end..].to_owned()));
        article
    }

    /// The article as text. Sentences of a paragraph are joined by spaces.
    pub fn text(&self) -> String {
        let mut text = String::new();
        for block in &self.blocks {
            match block {
                Block::Mark(mark) => text.push_str(mark),
                Block::Sentences {
                    before, sentences, ..
                } => {
                    text.push_str(before);
                    let texts: Vec<&str> = sentences.iter().map(|one| one.text.as_str()).collect();
                    text.push_str(&texts.join(" "));
                }
            }
        }
        text
    }

    pub fn index(&self) -> Index {
        Index::from_document(&Document::parse(&self.text()))
    }

    /// The tag of each sentence that the program finds: that of the tagged sentence which it begins in.
    pub fn tags(&self) -> Vec<usize> {
        let text = self.text();
        let document = Document::parse(&text);
        let mut starts = Vec::new();
        let mut at = 0;
        for block in &self.blocks {
            match block {
                Block::Mark(mark) => at += mark.len(),
                Block::Sentences {
                    before, sentences, ..
                } => {
                    at += before.len();
                    for (number, sentence) in sentences.iter().enumerate() {
                        starts.push((at, sentence.tag));
                        at += sentence.text.len() + usize::from(number + 1 < sentences.len());
                    }
                }
            }
        }
        let tag = |start: usize| {
            let found = starts.partition_point(|(at, _)| *at <= start);
            starts[found.max(1) - 1].1
        };
        let sentences = document.sentences.iter();
        sentences
            .map(|sentence| tag(sentence.bytes.start))
            .collect()
    }

    /// A tag that no sentence has.
    pub fn fresh(&mut self) -> usize {
        self.next_tag += 1;
        self.next_tag - 1
    }

    /// The places of all sentences: the block, and the number in it.
    pub fn places(&self) -> Vec<(usize, usize)> {
        let mut places = Vec::new();
        for (block, one) in self.blocks.iter().enumerate() {
            if let Block::Sentences { sentences, .. } = one {
                places.extend((0..sentences.len()).map(|number| (block, number)));
            }
        }
        places
    }

    pub fn sentences(&mut self, block: usize) -> &mut Vec<Tagged> {
        match &mut self.blocks[block] {
            Block::Sentences { sentences, .. } => sentences,
            Block::Mark(_) => panic!("a place is in a paragraph"),
        }
    }
}
