//! Edits of an article as authors make them: of sentences, paragraphs and headings.

#![expect(clippy::unnecessary_wraps, reason = "all edits have one type")]

use crate::article::{Article, Block, Tagged};

/// An edit of a sentence at a place; `None` where it cannot be made.
type Edit = fn(&Article, (usize, usize)) -> Option<Article>;

const EDITS: &[Edit] = &[
    delete,
    change,
    negate,
    change_digit,
    split,
    merge,
    swap,
    move_to_end,
    duplicate,
    insert_before,
    insert_after,
    insert_paragraph,
    insert_section,
    duplicate_in_place,
    rename_headings,
    rename_heading,
    swap_headings,
    delete_paragraph,
    duplicate_paragraph,
    swap_paragraphs,
    split_paragraph,
    join_paragraphs,
    delete_section,
    move_section,
];

/// Every edit at every place.
pub fn all_edits(article: &Article) -> impl Iterator<Item = Article> + use<'_> {
    let places = article.places().into_iter();
    places.flat_map(move |place| EDITS.iter().filter_map(move |edit| edit(article, place)))
}

/// Articles after some random edits. They are the same in every run.
pub fn random_edits(article: &Article, edits: usize, count: usize) -> Vec<Article> {
    let mut state: u64 = 0x9e37_79b9_7f4a_7c15;
    let mut random = |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state >> 33).unwrap() % below
    };
    let mut edited = Vec::new();
    for _ in 0..count {
        let mut article = article.clone();
        for _ in 0..edits {
            let places = article.places();
            if places.is_empty() {
                continue;
            }
            let (edit, place) = (EDITS[random(EDITS.len())], places[random(places.len())]);
            article = edit(&article, place).unwrap_or(article);
        }
        edited.push(article);
    }
    edited
}

fn delete(article: &Article, (block, number): (usize, usize)) -> Option<Article> {
    let mut article = article.clone();
    article.sentences(block).remove(number);
    if article.sentences(block).is_empty() {
        article.blocks.remove(block);
    }
    Some(article)
}

/// Puts another sentence in the place of one.
fn replace(article: &Article, (block, number): (usize, usize), text: String) -> Article {
    let mut article = article.clone();
    let tag = article.fresh();
    article.sentences(block)[number] = Tagged { text, tag };
    article
}

fn change(article: &Article, place: (usize, usize)) -> Option<Article> {
    Some(replace(
        article,
        place,
        "Another thing is said here.".to_owned(),
    ))
}

fn negate(article: &Article, (block, number): (usize, usize)) -> Option<Article> {
    let text = article.clone().sentences(block)[number].text.clone();
    let (first, rest) = text.split_once(' ')?;
    Some(replace(
        article,
        (block, number),
        format!("{first} never {rest}"),
    ))
}

fn change_digit(article: &Article, (block, number): (usize, usize)) -> Option<Article> {
    let text = article.clone().sentences(block)[number].text.clone();
    let at = text.find(|sign: char| sign.is_ascii_digit())?;
    let digit = if text[at..].starts_with('7') {
        "8"
    } else {
        "7"
    };
    let text = [&text[..at], digit, &text[at + 1..]].concat();
    Some(replace(article, (block, number), text))
}

fn split(article: &Article, (block, number): (usize, usize)) -> Option<Article> {
    let mut article = article.clone();
    let text = article.sentences(block)[number].text.clone();
    let middle = text.match_indices(' ').nth(1)?.0;
    let (tag, other) = (article.fresh(), article.fresh());
    let first = Tagged {
        text: format!("{} did so.", &text[..middle]),
        tag,
    };
    let second = Tagged {
        text: format!("It was{}", &text[middle..]),
        tag: other,
    };
    article
        .sentences(block)
        .splice(number..=number, [first, second]);
    Some(article)
}

fn merge(article: &Article, (block, number): (usize, usize)) -> Option<Article> {
    let mut article = article.clone();
    let tag = article.fresh();
    let sentences = article.sentences(block);
    let next = sentences.get(number + 1)?.text.clone();
    let text = format!(
        "{} and also {next}",
        sentences[number].text.trim_end_matches('.')
    );
    sentences.splice(number..=number + 1, [Tagged { text, tag }]);
    Some(article)
}

fn swap(article: &Article, (block, number): (usize, usize)) -> Option<Article> {
    let mut article = article.clone();
    let sentences = article.sentences(block);
    if sentences.get(number + 1)?.text == sentences[number].text {
        // The text would be the same.
        return None;
    }
    sentences.swap(number, number + 1);
    Some(article)
}

/// Moves a sentence to the end of the article's last paragraph.
fn move_to_end(article: &Article, place: (usize, usize)) -> Option<Article> {
    let mut moved = article.clone();
    let (block, _) = *moved.places().last()?;
    if block == place.0 {
        return None;
    }
    let sentence = moved.sentences(place.0)[place.1].clone();
    moved.sentences(block).push(sentence);
    delete(&moved, place)
}

/// Writes a sentence once more, at the end of the article's last paragraph.
fn duplicate(article: &Article, (block, number): (usize, usize)) -> Option<Article> {
    let mut article = article.clone();
    let text = article.sentences(block)[number].text.clone();
    let tag = article.fresh();
    let (last, _) = *article.places().last()?;
    article.sentences(last).push(Tagged { text, tag });
    Some(article)
}

fn insert(article: &Article, block: usize, number: usize) -> Article {
    let mut article = article.clone();
    let tag = article.fresh();
    let text = "This is new.".to_owned();
    article
        .sentences(block)
        .insert(number, Tagged { text, tag });
    article
}

fn insert_before(article: &Article, (block, number): (usize, usize)) -> Option<Article> {
    Some(insert(article, block, number))
}

fn insert_after(article: &Article, (block, number): (usize, usize)) -> Option<Article> {
    Some(insert(article, block, number + 1))
}

/// Inserts text before a paragraph.
fn insert_text(
    article: &Article,
    (block, number): (usize, usize),
    around: [&str; 2],
) -> Option<Article> {
    if number > 0 {
        return None;
    }
    let mut article = article.clone();
    let tag = article.fresh();
    let text = "A whole paragraph is new.".to_owned();
    let [before, after] = around;
    let new = Block::Sentences {
        before: before.to_owned(),
        sentences: vec![Tagged { text, tag }],
        after: String::new(),
    };
    article
        .blocks
        .splice(block..block, [new, Block::Mark(after.to_owned())]);
    Some(article)
}

fn insert_paragraph(article: &Article, place: (usize, usize)) -> Option<Article> {
    insert_text(article, place, ["\n\n", "\n\n"])
}

fn insert_section(article: &Article, place: (usize, usize)) -> Option<Article> {
    insert_text(article, place, ["\n\n== New section ==\n", "\n\n"])
}

/// Renames all headings, so that every pointer has another section.
fn rename_headings(article: &Article, (block, number): (usize, usize)) -> Option<Article> {
    let mut article = article.clone();
    let first = article.places().first() == Some(&(block, number));
    for block in &mut article.blocks {
        if let Block::Mark(mark) = block {
            *mark = mark.replace(" ==", " and more ==");
        }
    }
    first.then_some(article)
}

fn delete_paragraph(article: &Article, (block, number): (usize, usize)) -> Option<Article> {
    let mut article = article.clone();
    article.blocks.remove(block);
    (number == 0).then_some(article)
}

/// Writes a sentence once more, right behind itself.
fn duplicate_in_place(article: &Article, (block, number): (usize, usize)) -> Option<Article> {
    let mut article = article.clone();
    let text = article.sentences(block)[number].text.clone();
    let tag = article.fresh();
    article
        .sentences(block)
        .insert(number + 1, Tagged { text, tag });
    Some(article)
}

/// Writes a paragraph once more, at the end.
fn duplicate_paragraph(article: &Article, (block, number): (usize, usize)) -> Option<Article> {
    let mut article = article.clone();
    let mut copy = article.blocks[block].clone();
    if let Block::Sentences { sentences, .. } = &mut copy {
        for sentence in sentences {
            sentence.tag = article.next_tag;
            article.next_tag += 1;
        }
    }
    article
        .blocks
        .extend([Block::Mark("\n\n".to_owned()), copy]);
    (number == 0).then_some(article)
}

/// The next paragraph after a block.
fn next_paragraph(article: &Article, block: usize) -> Option<usize> {
    let is_paragraph = |at: &usize| matches!(article.blocks[*at], Block::Sentences { .. });
    (block + 1..article.blocks.len()).find(is_paragraph)
}

fn swap_paragraphs(article: &Article, (block, number): (usize, usize)) -> Option<Article> {
    let next = next_paragraph(article, block).filter(|_| number == 0)?;
    let mut article = article.clone();
    let texts = |article: &mut Article, block: usize| -> Vec<String> {
        let sentences = article.sentences(block).iter();
        sentences.map(|one| one.text.clone()).collect()
    };
    if texts(&mut article, block) == texts(&mut article, next) {
        // The text would be the same.
        return None;
    }
    article.blocks.swap(block, next);
    Some(article)
}

/// Begins a new paragraph before a sentence.
fn split_paragraph(article: &Article, (block, number): (usize, usize)) -> Option<Article> {
    if number == 0 {
        return None;
    }
    let mut article = article.clone();
    let rest = article.sentences(block).split_off(number);
    let rest = Block::Sentences {
        before: String::new(),
        sentences: rest,
        after: String::new(),
    };
    let mark = Block::Mark("\n\n".to_owned());
    article.blocks.splice(block + 1..=block, [mark, rest]);
    Some(article)
}

/// Joins a paragraph with the next one, if no heading is between them.
fn join_paragraphs(article: &Article, (block, number): (usize, usize)) -> Option<Article> {
    let next = next_paragraph(article, block).filter(|_| number == 0)?;
    let is_blank = |one: &Block| matches!(one, Block::Mark(mark) if mark.trim().is_empty());
    if !article.blocks[block + 1..next].iter().all(is_blank) {
        return None;
    }
    let mut article = article.clone();
    let joined = std::mem::take(article.sentences(next));
    article.sentences(block).extend(joined);
    article.blocks.drain(block + 1..=next);
    Some(article)
}

/// The blocks with headings.
fn headings(article: &Article) -> Vec<usize> {
    let is_heading =
        |at: &usize| matches!(&article.blocks[*at], Block::Mark(mark) if mark.contains("\n=="));
    (0..article.blocks.len()).filter(is_heading).collect()
}

/// The section that opens right before a paragraph: its heading and all blocks up to the next heading.
fn section(article: &Article, (block, number): (usize, usize)) -> Option<std::ops::Range<usize>> {
    let headings = headings(article);
    let at = headings.iter().position(|heading| heading + 1 == block)?;
    let end = headings.get(at + 1).copied();
    let range = headings[at]..end.unwrap_or(article.blocks.len());
    (number == 0).then_some(range)
}

fn delete_section(article: &Article, place: (usize, usize)) -> Option<Article> {
    let range = section(article, place)?;
    let mut article = article.clone();
    article.blocks.drain(range);
    Some(article)
}

fn move_section(article: &Article, place: (usize, usize)) -> Option<Article> {
    let range = section(article, place)?;
    let mut article = article.clone();
    let moved: Vec<Block> = article.blocks.drain(range).collect();
    article.blocks.push(Block::Mark("\n".to_owned()));
    article.blocks.extend(moved);
    Some(article)
}

fn rename_heading(article: &Article, place: (usize, usize)) -> Option<Article> {
    let range = section(article, place)?;
    let mut article = article.clone();
    if let Block::Mark(mark) = &mut article.blocks[range.start] {
        *mark = mark.replace(" ==", " in brief ==");
    }
    Some(article)
}

/// Swaps a heading with the next one, so that their pointers change places.
fn swap_headings(article: &Article, place: (usize, usize)) -> Option<Article> {
    let range = section(article, place)?;
    let mut article = article.clone();
    if range.end == article.blocks.len() {
        return None;
    }
    article.blocks.swap(range.start, range.end);
    Some(article)
}
