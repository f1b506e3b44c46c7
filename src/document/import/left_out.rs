//! The parts of a page that an import leaves out, counted so that a person can see what is missing.

use std::collections::BTreeMap;
use std::fmt::Write as _;

/// The longest excerpt of a part that was left out, in words.
const EXCERPT_WORDS: usize = 10;
/// The most excerpts that are kept of each type of part.
const MAX_EXCERPTS: usize = 5;

/// A type of part that is not the article's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    Advertisement,
    Aside,
    Author,
    Backlink,
    Caption,
    Category,
    Comments,
    Contents,
    CookieBanner,
    Coordinates,
    DateLine,
    DeepMarkup,
    Deleted,
    EditLink,
    EditorsMark,
    Footer,
    Form,
    Formula,
    Hatnote,
    Hidden,
    InfoboxHeading,
    Media,
    NavigationBox,
    Newsletter,
    NotPrinted,
    Notice,
    Outside,
    PageHeader,
    Picture,
    RawHtml,
    Related,
    Script,
    Share,
    SisterProject,
}

impl Part {
    /// Its name in the singular and the plural.
    fn names(self) -> (&'static str, &'static str) {
        match self {
            Self::Advertisement => ("advertisement", "advertisements"),
            Self::Aside => ("aside", "asides"),
            Self::Author => ("note about the author", "notes about the author"),
            Self::Backlink => ("link back from a footnote", "links back from footnotes"),
            Self::Caption => ("caption", "captions"),
            Self::Category => ("list of categories", "lists of categories"),
            Self::Comments => ("block of comments", "blocks of comments"),
            Self::Contents => ("table of contents", "tables of contents"),
            Self::CookieBanner => ("cookie banner", "cookie banners"),
            Self::Coordinates => ("pair of coordinates", "pairs of coordinates"),
            Self::DateLine => ("line of date or topic", "lines of date or topic"),
            Self::DeepMarkup => ("tag nested too deeply", "tags nested too deeply"),
            Self::Deleted => ("deleted passage", "deleted passages"),
            Self::EditLink => ("edit link", "edit links"),
            Self::EditorsMark => ("mark of an editor", "marks of editors"),
            Self::Footer => ("footer", "footers"),
            Self::Form => ("form or button", "forms and buttons"),
            Self::Formula => ("formula", "formulas"),
            Self::Hatnote => ("hatnote", "hatnotes"),
            Self::Hidden => ("hidden passage", "hidden passages"),
            Self::InfoboxHeading => ("heading of the infobox", "headings of the infobox"),
            Self::Media => ("audio or video", "audios and videos"),
            Self::NavigationBox => ("navigation box", "navigation boxes"),
            Self::Newsletter => ("newsletter box", "newsletter boxes"),
            Self::NotPrinted => ("part not for print", "parts not for print"),
            Self::Notice => ("notice", "notices"),
            Self::Outside => (
                "paragraph outside the article",
                "paragraphs outside the article",
            ),
            Self::PageHeader => ("page header", "page headers"),
            Self::Picture => ("picture", "pictures"),
            Self::RawHtml => ("tag of HTML", "tags of HTML"),
            Self::Related => ("list of related pages", "lists of related pages"),
            Self::Script => ("script or style", "scripts and styles"),
            Self::Share => ("share button", "share buttons"),
            Self::SisterProject => ("link to a sister project", "links to sister projects"),
        }
    }

    /// True for a type that may hold text of the article, so that a person should look at it.
    fn may_be_text(self) -> bool {
        matches!(
            self,
            Self::Aside
                | Self::Author
                | Self::Comments
                | Self::DateLine
                | Self::Deleted
                | Self::Footer
                | Self::Formula
                | Self::Hidden
                | Self::InfoboxHeading
                | Self::NavigationBox
                | Self::NotPrinted
                | Self::Notice
                | Self::Outside
                | Self::PageHeader
                | Self::Related
        )
    }
}

/// The parts of one type.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Parts {
    count: usize,
    excerpts: Vec<String>,
}

/// Everything that an import left out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LeftOut(BTreeMap<Part, Parts>);

impl LeftOut {
    /// Counts a part, and keeps its first words if it may be text of the article.
    pub(super) fn add(&mut self, part: Part, text: &str) {
        let parts = self.0.entry(part).or_default();
        parts.count += 1;
        if !part.may_be_text() || parts.excerpts.len() >= MAX_EXCERPTS {
            return;
        }
        let mut words = text.split_whitespace();
        let mut excerpt = words
            .by_ref()
            .take(EXCERPT_WORDS)
            .collect::<Vec<_>>()
            .join(" ");
        if words.next().is_some() {
            excerpt += " …";
        }
        if excerpt.contains(char::is_alphanumeric) && !parts.excerpts.contains(&excerpt) {
            parts.excerpts.push(excerpt);
        }
    }

    /// The number of parts of a type.
    pub fn count(&self, part: Part) -> usize {
        self.0.get(&part).map_or(0, |parts| parts.count)
    }

    /// True if nothing was left out.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// One line for each type, such as `3 pictures`, with the first words of parts that may be text of the article.
    pub fn lines(&self) -> impl Iterator<Item = String> {
        self.0.iter().map(|(part, Parts { count, excerpts })| {
            let (singular, plural) = part.names();
            let mut line = format!("{count} {}", if *count == 1 { singular } else { plural });
            for (excerpt, sign) in excerpts
                .iter()
                .zip([": "].into_iter().chain(std::iter::repeat("; ")))
            {
                let _ = write!(line, "{sign}“{excerpt}”");
            }
            line
        })
    }
}
