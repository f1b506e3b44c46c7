//! Importing: from a page as people have it to a text in the markup of documents, with what the page states of itself.
//!
//! MediaWiki's HTML, other HTML, Markdown and plain text are read, each by its content. What is not known stays unknown,
//! and what is left out is counted. No file is read or written here.

mod article;
mod decode;
mod error;
mod format;
mod html;
mod inline_text;
mod left_out;
mod licence;
mod markdown;
mod markdown_metadata;
mod plain_text;
mod render;
mod seed_file;
mod stated_day;
mod warnings;

pub use self::article::{Footnote, InfoboxRow, Metadata};
pub use self::error::ImportError;
pub use self::left_out::{LeftOut, Part};

use self::article::Article;
use self::format::Format;
use super::Document;
use crate::values::slug::slug_of;

/// An imported page.
#[derive(Debug, Clone)]
pub struct Imported {
    /// The format that it was read as, such as `HTML of MediaWiki`.
    pub format: &'static str,
    /// The encoding that it was decoded from, unless it is UTF-8; followed by a note if the file does not state it.
    pub encoding: Option<String>,
    /// The text in the markup of documents, ending with a line break.
    pub text: String,
    pub title: Option<String>,
    pub metadata: Metadata,
    pub footnotes: Vec<Footnote>,
    pub left_out: LeftOut,
}

/// Imports a file of any format that is read.
pub fn import(bytes: &[u8]) -> Result<Imported, ImportError> {
    format::check_bytes(bytes)?;
    let decoded = decode::decode(bytes)?;
    let text = decoded.text.trim_start_matches('\u{feff}');
    let (article, format, plain) = match format::detect(text)? {
        Format::Html => {
            let (article, name) = html::read_html(text)?;
            (article, name, None)
        }
        Format::Markdown => (markdown::read_markdown(text), Format::Markdown.name(), None),
        Format::PlainText => {
            let (text, title) = plain_text::read_plain_text(text);
            let article = Article {
                title,
                ..Article::default()
            };
            (article, Format::PlainText.name(), Some(text))
        }
    };
    let text = plain.unwrap_or_else(|| render::render(&article));
    if !text.contains(char::is_alphanumeric) {
        return Err(ImportError::Empty);
    }
    let note = if decoded.is_assumed {
        ", which the file does not state"
    } else {
        ""
    };
    Ok(Imported {
        format,
        encoding: decoded.encoding.map(|name| format!("{name}{note}")),
        text,
        title: article.title,
        metadata: article.metadata,
        footnotes: article.footnotes,
        left_out: article.left_out,
    })
}

impl Imported {
    /// An id for the document: its title as a slug. `None` if the title has no letters for one.
    pub fn id(&self) -> Option<String> {
        slug_of(self.title.as_deref()?)
    }

    /// The contents of `documents/ID.toml` for a pair.
    pub fn document_file(&self, id: &str) -> String {
        let document = Document::parse(&self.text);
        let title = self.title.as_deref().unwrap_or(id);
        seed_file::document_file(id, title, &self.metadata, &document, &self.footnotes)
    }

    /// Places of the text that a person should look at.
    pub fn warnings(&self) -> Vec<String> {
        warnings::find_warnings(&Document::parse(&self.text))
    }
}
