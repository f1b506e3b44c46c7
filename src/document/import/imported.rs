//! An imported page, from bytes to text and seed file.

use super::article::{Article, Footnote, Metadata};
use super::error::ImportError;
use super::format::{Format, check_bytes, detect};
use super::left_out::LeftOut;
use super::{
    decode::decode, html::read_html, markdown::read_markdown, plain_text::read_plain_text,
    render::render,
};
use super::{seed_file::document_file, warnings::find_warnings};
use crate::document::Document;
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
    check_bytes(bytes)?;
    let decoded = decode(bytes)?;
    let text = decoded.text.trim_start_matches('\u{feff}');
    let (article, format, plain) = match detect(text)? {
        Format::Html => {
            let (article, name) = read_html(text)?;
            (article, name, None)
        }
        Format::Markdown => (read_markdown(text), Format::Markdown.name(), None),
        Format::PlainText => {
            let (text, title) = read_plain_text(text);
            let article = Article {
                title,
                ..Article::default()
            };
            (article, Format::PlainText.name(), Some(text))
        }
    };
    let text = plain.unwrap_or_else(|| render(&article));
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
        document_file(id, title, &self.metadata, &document)
    }

    /// Places of the text that a person should look at.
    pub fn warnings(&self) -> Vec<String> {
        find_warnings(&Document::parse(&self.text))
    }
}
