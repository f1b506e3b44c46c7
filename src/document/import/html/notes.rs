//! Footnotes of a page: which links are their marks, and which blocks their texts.

use std::collections::HashMap;

use ego_tree::NodeId;
use percent_encoding::percent_decode_str;
use scraper::{ElementRef, Html};

use super::element::{elements_below, has_class, has_word, is_block, name, raw_text};
use super::page_kind::PageKind;
use crate::document::import::inline_text::normalize;

/// The longest mark, in bytes. A longer text over a link is no mark.
const MAX_MARK: usize = 40;

/// The footnotes of a page.
#[derive(Debug, Default)]
pub(super) struct Notes {
    /// The text of each mark, with its brackets, by the element that holds it.
    marks: HashMap<NodeId, String>,
    /// The mark of each footnote, without brackets, by the block of its text.
    blocks: HashMap<NodeId, String>,
}

impl Notes {
    /// Finds the footnotes of a page, those of the parts that are left out included: labels are counted over the whole page.
    pub fn find(html: &Html, kind: PageKind) -> Self {
        let page = html.tree.root();
        let by_id: HashMap<&str, ElementRef<'_>> = elements_below(page)
            .filter_map(|element| Some((element.value().id().or(element.attr("name"))?, element)))
            .collect();
        let mut notes = Self::default();
        for element in elements_below(page).filter(|element| may_be_mark(*element, kind)) {
            let is_inside = |node: &ego_tree::NodeRef<'_, _>| {
                notes.marks.contains_key(&node.id())
                    || (kind == PageKind::Other && notes.blocks.contains_key(&node.id()))
            };
            if element.ancestors().any(|above| is_inside(&above)) {
                continue;
            }
            let Some(text) = mark_text(element) else {
                continue;
            };
            let links = elements_below(*element).chain([element]);
            let targets = links.filter_map(|link| by_id.get(fragment(link)?.as_str()).copied());
            let blocks: Vec<ElementRef<'_>> = targets.filter_map(block_of).collect();
            if blocks.is_empty() && kind == PageKind::Other {
                continue;
            }
            let label = text.trim_matches(['[', ']']).to_owned();
            for block in blocks {
                notes
                    .blocks
                    .entry(block.id())
                    .or_insert_with(|| label.clone());
            }
            notes.marks.insert(element.id(), text);
        }
        notes
    }

    /// The text of a mark with its brackets, if an element is one.
    pub fn mark(&self, element: ElementRef<'_>) -> Option<&str> {
        self.marks.get(&element.id()).map(String::as_str)
    }

    /// The mark of a footnote without brackets, if an element is the block of its text.
    pub fn block(&self, element: ElementRef<'_>) -> Option<&str> {
        self.blocks.get(&element.id()).map(String::as_str)
    }
}

fn may_be_mark(element: ElementRef<'_>, kind: PageKind) -> bool {
    match kind {
        PageKind::MediaWiki => {
            matches!(name(element), "sup" | "span")
                && (has_class(element, "reference") || has_class(element, "mw-ref"))
        }
        PageKind::Other => match name(element) {
            "sup" => elements_below(*element).any(|below| fragment(below).is_some()),
            "a" => {
                let contains_sup = || elements_below(*element).any(|below| name(below) == "sup");
                fragment(element).is_some()
                    && (has_word(element, "role", "doc-noteref") || contains_sup())
            }
            _ => false,
        },
    }
}

/// The text of a mark with brackets: `[1]`, `[note 2]`; or a page behind it, such as `:23`.
fn mark_text(element: ElementRef<'_>) -> Option<String> {
    let text = raw_text(element, MAX_MARK);
    let text = normalize(&text).replace("[ ", "[").replace(" ]", "]");
    if text.len() > MAX_MARK || !text.contains(char::is_alphanumeric) {
        return None;
    }
    let has_brackets = text.starts_with(['[', ':']);
    let bare = text.trim_matches(['(', ')', '.', ' ', ',']);
    Some(if has_brackets {
        text
    } else {
        format!("[{bare}]")
    })
}

/// The part of a link's address behind `#`.
fn fragment(link: ElementRef<'_>) -> Option<String> {
    let (page, fragment) = link.attr("href")?.split_once('#')?;
    let is_own = page.is_empty() || page.starts_with("./") || fragment.starts_with("cite_note");
    let fragment = percent_decode_str(fragment)
        .decode_utf8_lossy()
        .into_owned();
    (is_own && !fragment.is_empty()).then_some(fragment)
}

/// The block of a footnote: the target of its mark, or the block at whose start the target stands.
fn block_of(target: ElementRef<'_>) -> Option<ElementRef<'_>> {
    if is_block(target) {
        let is_note = matches!(
            name(target),
            "li" | "p" | "div" | "dd" | "td" | "tr" | "aside"
        );
        return is_note.then_some(target);
    }
    let is_first = target.prev_siblings().all(|before| {
        let text = before.value().as_text();
        text.is_some_and(|text| text.trim().is_empty())
    });
    let parent = target.parent().and_then(ElementRef::wrap)?;
    let is_note = is_first && matches!(name(parent), "li" | "p" | "div" | "dd" | "td");
    is_note.then_some(parent)
}
