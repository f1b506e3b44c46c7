//! Importing pages: invented ones of every format, each beside the text that is made of it.

mod formats;
mod markdown;
mod media_wiki;
mod robustness;
mod web_pages;

use bilateral::document::import::{Imported, import};

/// Imports a page that is read.
fn imported(page: &str) -> Imported {
    import(page.as_bytes()).unwrap_or_else(|error| panic!("{error}: {page}"))
}

/// The text of a page.
fn text(page: &str) -> String {
    imported(page).text
}

/// The text of a fragment of MediaWiki's HTML.
fn wiki_text(body: &str) -> String {
    text(&format!("<div class=\"mw-parser-output\">{body}</div>"))
}

/// The lines that say what was left out.
fn left_out(page: &Imported) -> Vec<String> {
    page.left_out.lines().collect()
}
