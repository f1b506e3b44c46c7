//! An article as an import sees it, before it is written as text: every reader of a format makes one.

use super::left_out::LeftOut;

/// The contents of a page.
#[derive(Debug, Default)]
pub(super) struct Article {
    pub title: Option<String>,
    pub infobox: Vec<InfoboxRow>,
    pub blocks: Vec<Block>,
    pub footnotes: Vec<Footnote>,
    pub metadata: Metadata,
    pub left_out: LeftOut,
}

/// A block of an article. Each is one line of the text.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Block {
    /// The level is 2 for a section, 3 and more below it.
    Heading {
        level: usize,
        text: String,
    },
    Paragraph(String),
    /// The depth is 0 for the items of a list that is in no other.
    ListItem {
        depth: usize,
        number: Option<u64>,
        text: String,
    },
    /// The cells of a row of a table.
    Row(Vec<String>),
}

/// A row of the infobox.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InfoboxRow {
    /// Empty for a row that has no label.
    pub key: String,
    pub value: String,
}

/// A footnote, with the mark that the text has for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Footnote {
    /// The mark without its brackets.
    pub mark: String,
    pub text: String,
    /// The first address outside the page that it links to.
    pub address: Option<String>,
}

/// The properties that a page states of itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Metadata {
    pub publisher: Option<String>,
    /// A BCP 47 tag.
    pub language: Option<String>,
    pub address: Option<String>,
    /// The revision as its publisher numbers it.
    pub revision: Option<String>,
    /// The day of publication, `YYYY-MM-DD`.
    pub published: Option<String>,
    /// The day on which the page was saved, `YYYY-MM-DD`.
    pub retrieved: Option<String>,
    /// An SPDX expression.
    pub licence: Option<String>,
}
