//! The kind of a page: an article of a wiki that runs on MediaWiki, or any other.

use scraper::{ElementRef, Html};

use super::element::{elements_below, has_class, name};

/// The kind of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PageKind {
    MediaWiki,
    Other,
}

/// Recognizes MediaWiki: a saved page, a rendered fragment, or Parsoid's HTML.
pub(super) fn page_kind(html: &Html) -> PageKind {
    if elements_below(html.tree.root()).any(is_of_media_wiki) {
        PageKind::MediaWiki
    } else {
        PageKind::Other
    }
}

fn is_of_media_wiki(element: ElementRef<'_>) -> bool {
    let is_generator = || {
        let attribute = |name| element.attr(name).unwrap_or_default();
        name(element) == "meta"
            && attribute("name").eq_ignore_ascii_case("generator")
            && attribute("content").starts_with("MediaWiki")
    };
    let ids = ["mw-content-text", "mw-head-base"];
    element.value().id().is_some_and(|id| ids.contains(&id))
        || has_class(element, "mw-parser-output")
        || has_class(element, "mw-headline")
        || has_class(element, "mw-editsection")
        || element
            .attr("typeof")
            .is_some_and(|types| types.starts_with("mw:"))
        || element.attr("data-mw-section-id").is_some()
        || is_generator()
}
