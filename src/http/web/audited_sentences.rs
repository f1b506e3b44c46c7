//! The sentences of a document as its audit shows them: by what was made of each.

use super::item::Item;
use super::pair_facts::CONTRADICTION;

/// A sentence, and the contradictions of the facts that cite it.
#[derive(Clone)]
pub struct AuditedSentence {
    pub item: Item,
    pub contradictions: Vec<Item>,
}

/// A section of a document with its sentences.
pub struct AuditedSection {
    pub name: String,
    pub sentences: Vec<AuditedSentence>,
}

/// The numbers of sentences by what was made of them.
#[derive(Default)]
pub struct SentenceCounts {
    all: usize,
    pub cited: usize,
    unread: usize,
    excused: usize,
    contradicted: usize,
}

impl AuditedSentence {
    fn new(item: &Item, discrepancies: &[Item]) -> Self {
        let facts: Vec<[String; 2]> = item.list("facts").iter().map(kind_and_id).collect();
        let concerns = |discrepancy: &&Item| {
            let involved = discrepancy.list("facts");
            let mut involved = involved.iter().map(|one| kind_and_id(&one.part("fact")));
            discrepancy.text("type") == CONTRADICTION && involved.any(|fact| facts.contains(&fact))
        };
        Self {
            item: item.clone(),
            contradictions: discrepancies.iter().filter(concerns).cloned().collect(),
        }
    }

    /// `read`, `excused` or `unread`, and maybe `contradicted`.
    pub fn class(&self) -> &'static str {
        let is_read = self.item.has("facts");
        match (
            is_read,
            self.item.has("excuse"),
            self.contradictions.is_empty(),
        ) {
            (true, _, true) => "read",
            (true, _, false) => "read contradicted",
            (false, true, _) => "excused",
            (false, false, _) => "unread",
        }
    }
}

fn kind_and_id(fact: &Item) -> [String; 2] {
    ["kind", "id"].map(|key| fact.text(key))
}

impl AuditedSection {
    /// The classes of its sentences: a filter hides sections without one that is left.
    pub fn class(&self) -> String {
        let classes = self
            .sentences
            .iter()
            .flat_map(|sentence| sentence.class().split(' '));
        let mut classes: Vec<&str> = classes.collect();
        classes.sort_unstable();
        classes.dedup();
        classes
            .iter()
            .map(|class| ["has-", class].concat())
            .collect::<Vec<_>>()
            .join(" ")
    }
}

impl SentenceCounts {
    pub fn new(sentences: &[AuditedSentence]) -> Self {
        let mut counts = Self {
            all: sentences.len(),
            ..Self::default()
        };
        for sentence in sentences {
            for class in sentence.class().split(' ') {
                match class {
                    "read" => counts.cited += 1,
                    "excused" => counts.excused += 1,
                    "contradicted" => counts.contradicted += 1,
                    _ => counts.unread += 1,
                }
            }
        }
        counts
    }

    /// The choices of the filter with the number of sentences that each shows.
    pub fn choices(&self) -> [(&'static str, usize); 4] {
        [
            ("all", self.all),
            ("unread", self.unread),
            ("excused", self.excused),
            ("contradicted", self.contradicted),
        ]
    }
}

/// The sentences of a document in order, with the contradictions among these discrepancies.
pub fn audited(sentences: &[Item], discrepancies: &[Item]) -> Vec<AuditedSentence> {
    let sentences = sentences.iter();
    sentences
        .map(|item| AuditedSentence::new(item, discrepancies))
        .collect()
}

/// The sections of a document in order.
pub fn sections(sentences: &[AuditedSentence]) -> Vec<AuditedSection> {
    let section = |sentence: &AuditedSentence| sentence.item.text("section");
    let sections = sentences.chunk_by(|one, next| section(one) == section(next));
    sections
        .map(|sentences| AuditedSection {
            name: section(&sentences[0]),
            sentences: sentences.to_vec(),
        })
        .collect()
}
