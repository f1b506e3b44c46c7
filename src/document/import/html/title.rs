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
    let has_words = |text: &String| text.contains(char::is_alphanumeric);
    let whole = html.root_element();
    let in_head = head.title.clone();
    if page.kind == PageKind::MediaWiki {
        let is_first = |e: &ElementRef<'_>| {
            e.value().id() == Some("firstHeading") || has_class(*e, "firstHeading")
        };
        let first = elements_below(*whole)
            .find(is_first)
            .map(|element| heading_text(element, page))
            .filter(has_words);
        let without_site = || {
            in_head.map(|title| {
                title
                    .rsplit_once(" - ")
                    .map_or(title.clone(), |(title, _)| title.to_owned())
            })
        };
        return first
            .or_else(|| headings(whole, page).into_iter().next())
            .or_else(without_site);
    }
    let stated = head
        .meta(&["og:title", "dc.title", "dcterms.title", "citation_title"])
        .map(normalize);
    // The first heading of a page may be the name of its site.
    let is_stated = |heading: &String| {
        let names = [&stated, &in_head];
        names
            .into_iter()
            .flatten()
            .any(|title| title.contains(heading.as_str()))
    };
    let in_root = headings(root, page);
    let in_page = headings(whole, page);
    let agreed = in_root
        .iter()
        .chain(&in_page)
        .find(|heading| is_stated(heading))
        .cloned();
    agreed
        .or_else(|| in_root.into_iter().next())
        .or(stated)
        .or_else(|| in_page.into_iter().next())
        .or(in_head)
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
