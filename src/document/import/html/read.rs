//! From the HTML of a page to its article.

use super::blocks::{count_outside, read_blocks};
use super::content::{content_root, longest_part};
use super::head::Head;
use super::inline::Page;
use super::notes::Notes;
use super::page_kind::{PageKind, page_kind};
use super::title::find_title;
use super::tree::parse_tree;
use crate::document::import::article::Article;
use crate::document::import::error::ImportError;
use crate::document::import::left_out::Part;

/// Reads a page. The name of its kind comes with it.
pub(in crate::document::import) fn read_html(
    text: &str,
) -> Result<(Article, &'static str), ImportError> {
    let tree = parse_tree(text);
    let html = &tree.html;
    let kind = page_kind(html);
    let head = Head::read(html, kind);
    let root = content_root(html, kind).ok_or(ImportError::NoArticle)?;
    let notes = Notes::find(html, kind);
    let page = Page {
        kind,
        notes: &notes,
        longest_part: longest_part(root),
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
