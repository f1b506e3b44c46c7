//! HTML: articles of MediaWiki, and press releases and other pages.
//!
//! The page is parsed as browsers do, the element that holds the article is chosen, and its tree is walked once. No walk is
//! recursive.

mod blocks;
mod content;
mod element;
mod footnotes;
mod head;
mod infobox;
mod inline;
mod lists;
mod notes;
mod page_kind;
mod page_words;
mod parts;
mod table;
mod title;
mod tree;
mod walk;

use self::blocks::{count_outside, read_blocks};
use self::content::content_root;
use self::head::Head;
use self::inline::Page;
use self::notes::Notes;
use self::page_kind::{PageKind, page_kind};
use self::title::find_title;
use super::article::Article;
use super::error::ImportError;
use super::left_out::Part;

/// Reads a page. The name of its kind comes with it.
pub(super) fn read_html(text: &str) -> Result<(Article, &'static str), ImportError> {
    let tree = tree::parse(text);
    let html = &tree.html;
    let kind = page_kind(html);
    let head = Head::read(html, kind);
    let root = content_root(html, kind).ok_or(ImportError::NoArticle)?;
    let notes = Notes::find(html, kind);
    let page = Page {
        kind,
        notes: &notes,
    };
    let title = find_title(html, root, page, &head);
    let mut article = read_blocks(root, page, title.as_deref());
    if article.blocks.is_empty() && article.infobox.is_empty() {
        return Err(ImportError::NoArticle);
    }
    if kind == PageKind::Other {
        count_outside(root, html.root_element(), page, &mut article.left_out);
    }
    for _ in 0..tree.deep_tags {
        article.left_out.add(Part::DeepMarkup, "");
    }
    article.title = title;
    article.metadata = head.metadata(root);
    let name = match kind {
        PageKind::MediaWiki => "HTML of MediaWiki",
        PageKind::Other => "HTML",
    };
    Ok((article, name))
}
