//! The element of a page that holds the article.

use std::collections::HashMap;

use scraper::{ElementRef, Html};

use super::element::{elements_below, has_class, has_word, name, nodes_below};
use super::page_kind::PageKind;
use super::parts::left_out_part;

/// The longest block, in bytes, that the words of its classes may mark as a part that is left out.
const LONGEST_PART: usize = 3000;
/// An article as markup must have at least this share of the text of the page's main part, in percent.
const MIN_SHARE: usize = 50;
/// An element that contains the body of an article may have this much more text to be taken instead, in percent.
const MAX_SURPLUS: usize = 130;

/// The element that holds the article, or the whole page where nothing does.
pub(super) fn content_root(html: &Html, kind: PageKind) -> Option<ElementRef<'_>> {
    let page = html.root_element();
    let body = elements_below(*page)
        .find(|element| name(*element) == "body")
        .unwrap_or(page);
    match kind {
        PageKind::MediaWiki => Some(media_wiki_root(body)),
        PageKind::Other => other_root(body),
    }
}

fn media_wiki_root(body: ElementRef<'_>) -> ElementRef<'_> {
    let find = |test: &dyn Fn(ElementRef<'_>) -> bool| {
        elements_below(*body).find(|element| test(*element))
    };
    // The notice of a redirection is a `mw-parser-output` of its own, so the longest is the article.
    let outputs = elements_below(*body).filter(|element| has_class(*element, "mw-parser-output"));
    let output = outputs.max_by_key(|element| text_length(*element));
    output
        .or_else(|| find(&|element| element.value().id() == Some("mw-content-text")))
        .or_else(|| find(&|element| element.value().id() == Some("bodyContent")))
        .unwrap_or(body)
}

fn other_root(body: ElementRef<'_>) -> Option<ElementRef<'_>> {
    let longest = |test: &dyn Fn(ElementRef<'_>) -> bool| {
        let found = elements_below(*body).filter(|element| test(*element));
        found
            .map(|element| (text_length(element), element))
            .max_by_key(|(length, _)| *length)
            .filter(|(length, _)| *length > 0)
    };
    let is_article_body = |e: ElementRef<'_>| {
        has_word(e, "itemprop", "articleBody") || has_word(e, "property", "articleBody")
    };
    let article_body = longest(&is_article_body);
    let article =
        longest(&|element| name(element) == "article" || element.attr("role") == Some("article"));
    let main = longest(&|element| name(element) == "main" || element.attr("role") == Some("main"));
    let article =
        article.filter(|(length, _)| main.is_none_or(|(main, _)| length * 100 >= main * MIN_SHARE));
    match (article_body, article) {
        (Some((inner, _)), Some((outer, article))) if outer * 100 <= inner * MAX_SURPLUS => {
            Some(article)
        }
        (Some((_, body)), _) => Some(body),
        (None, Some((_, article))) => Some(article),
        (None, None) => main.map(|(_, main)| main).or_else(|| densest(body)),
    }
}

/// The longest block, in bytes, that the words of its classes may mark as a part that is left out: less than half of the
/// article.
pub(super) fn longest_part(root: ElementRef<'_>) -> usize {
    let length = match text_length(root) {
        0 => root.text().map(|text| text.trim().len()).sum(),
        length => length,
    };
    LONGEST_PART.min(length / 2)
}

/// The length of the paragraphs of an element, in bytes.
fn text_length(element: ElementRef<'_>) -> usize {
    let in_paragraph = |element: ElementRef<'_>| {
        nodes_below(*element)
            .filter_map(|node| node.value().as_text().map(|text| text.trim().len()))
            .sum::<usize>()
    };
    let paragraphs =
        elements_below(*element).filter(|below| matches!(name(*below), "p" | "li" | "blockquote"));
    paragraphs.map(in_paragraph).sum()
}

/// The element with the most text of its own paragraphs: each gives its length to its parent, and half to the parent above.
fn densest(body: ElementRef<'_>) -> Option<ElementRef<'_>> {
    let mut scores = HashMap::new();
    let paragraphs = elements_below(*body).filter(|below| name(*below) == "p");
    for paragraph in paragraphs {
        let is_part = |element: ElementRef<'_>| {
            left_out_part(element, PageKind::Other, LONGEST_PART).is_some()
        };
        if paragraph
            .ancestors()
            .filter_map(ElementRef::wrap)
            .any(is_part)
        {
            continue;
        }
        let length = paragraph.text().map(str::len).sum::<usize>();
        let parents = paragraph.ancestors().filter_map(ElementRef::wrap).take(2);
        for (parent, share) in parents.zip([2, 1]) {
            *scores.entry(parent.id()).or_insert(0) += length * share;
        }
    }
    let best = elements_below(*body)
        .chain([body])
        .max_by_key(|element| scores.get(&element.id()).copied().unwrap_or(0));
    // A page without paragraphs, such as one of `<br>`, is read as a whole.
    if scores.is_empty() { Some(body) } else { best }
}
