//! The title of an article.

use scraper::{ElementRef, Html};

use super::element::{elements_below, has_class, name};
use super::head::Head;
use super::inline::{Page, Separator, inline_text};
use super::page_kind::PageKind;
use crate::document::import::inline_text::normalize;
use crate::document::import::left_out::LeftOut;

/// The title: the first heading of the article, else what the head of the page states.
pub(super) fn find_title(
    html: &Html,
    root: ElementRef<'_>,
    page: Page<'_>,
    head: &Head<'_>,
) -> Option<String> {
    match page.kind {
        PageKind::MediaWiki => title_of_wiki(html, page, head),
        PageKind::Other => title_of_page(html, root, page, head),
    }
}

fn title_of_wiki(html: &Html, page: Page<'_>, head: &Head<'_>) -> Option<String> {
    let whole = html.root_element();
    let is_first = |element: &ElementRef<'_>| {
        element.value().id() == Some("firstHeading") || has_class(*element, "firstHeading")
    };
    let first = elements_below(*whole)
        .find(is_first)
        .map(|element| heading_text(element, page));
    let without_site = || {
        let title = head.title.as_deref()?;
        Some(
            title
                .rsplit_once(" - ")
                .map_or(title, |(title, _)| title)
                .to_owned(),
        )
    };
    first
        .filter(|text| text.contains(char::is_alphanumeric))
        .or_else(|| headings(whole, page).into_iter().next())
        .or_else(without_site)
}

fn title_of_page(
    html: &Html,
    root: ElementRef<'_>,
    page: Page<'_>,
    head: &Head<'_>,
) -> Option<String> {
    let stated = head
        .meta(&["og:title", "dc.title", "dcterms.title", "citation_title"])
        .map(normalize);
    let titles = [&stated, &head.title];
    // The first heading of a page may be the name of its site.
    let is_stated = |heading: &&String| {
        let mut titles = titles.into_iter().flatten();
        titles.any(|title| title.contains(heading.as_str()))
    };
    let in_root = headings(root, page);
    let in_page = headings(html.root_element(), page);
    let agreed = in_root.iter().chain(&in_page).find(is_stated).cloned();
    agreed
        .or_else(|| in_root.into_iter().next())
        .or_else(|| stated.clone())
        .or_else(|| in_page.into_iter().next())
        .or_else(|| head.title.clone())
}

/// The texts of the headings of the first level.
fn headings(below: ElementRef<'_>, page: Page<'_>) -> Vec<String> {
    let headings = elements_below(*below).filter(|element| name(*element) == "h1");
    let texts = headings.map(|heading| heading_text(heading, page));
    texts
        .filter(|text| text.contains(char::is_alphanumeric))
        .collect()
}

fn heading_text(heading: ElementRef<'_>, page: Page<'_>) -> String {
    inline_text(heading, page, Separator::Space, &mut LeftOut::default())
}
