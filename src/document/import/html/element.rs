//! Questions to an element of a page.

use ego_tree::NodeRef;
use scraper::{ElementRef, Node};

/// The name of an element.
pub(super) fn name(element: ElementRef<'_>) -> &str {
    element.value().name()
}

/// True if an attribute with words has one of them.
pub(super) fn has_word(element: ElementRef<'_>, attribute: &str, word: &str) -> bool {
    let value = element.attr(attribute);
    value.is_some_and(|value| {
        value
            .split_ascii_whitespace()
            .any(|one| one.eq_ignore_ascii_case(word))
    })
}

/// True if an element has a class.
pub(super) fn has_class(element: ElementRef<'_>, class: &str) -> bool {
    element.value().classes().any(|own| own == class)
}

/// True if the style of an element hides it.
pub(super) fn is_hidden(element: ElementRef<'_>) -> bool {
    let style = element.attr("style").unwrap_or_default();
    let has = |text: &str| style.contains(text);
    // The sections of a page for phones are folded in this way until somebody searches them.
    let is_folded = |value: &str| value.eq_ignore_ascii_case("until-found");
    element
        .attr("hidden")
        .is_some_and(|value| !is_folded(value))
        || has("display:none")
        || has("display: none")
        || has("visibility:hidden")
        || has("visibility: hidden")
}

/// The element that follows in the order of the page, within `root`; `inside` tells whether its children come first.
fn next_node<'a>(
    node: NodeRef<'a, Node>,
    root: NodeRef<'a, Node>,
    inside: bool,
) -> Option<NodeRef<'a, Node>> {
    if inside && let Some(child) = node.first_child() {
        return Some(child);
    }
    let mut node = node;
    while node != root {
        if let Some(next) = node.next_sibling() {
            return Some(next);
        }
        node = node.parent()?;
    }
    None
}

/// All nodes below `root`, in the order of the page. Unlike a recursive walk, this works at any depth.
pub(super) fn nodes_below(root: NodeRef<'_, Node>) -> impl Iterator<Item = NodeRef<'_, Node>> {
    std::iter::successors(Some(root), move |node| next_node(*node, root, true)).skip(1)
}

/// All elements below `root`, in the order of the page.
pub(super) fn elements_below(root: NodeRef<'_, Node>) -> impl Iterator<Item = ElementRef<'_>> {
    nodes_below(root).filter_map(ElementRef::wrap)
}

/// The text below an element as the page has it, scripts included, up to about `limit` bytes.
pub(super) fn raw_text(element: ElementRef<'_>, limit: usize) -> String {
    let mut text = String::new();
    for node in nodes_below(*element) {
        if let Node::Text(part) = node.value() {
            text.push_str(part);
        }
        if text.len() > limit {
            break;
        }
    }
    text
}

/// The children of an element that are elements.
pub(super) fn child_elements(element: ElementRef<'_>) -> impl Iterator<Item = ElementRef<'_>> {
    element.children().filter_map(ElementRef::wrap)
}

/// True for elements that begin a block of their own.
pub(super) fn is_block(element: ElementRef<'_>) -> bool {
    let is_inline = || {
        let style = element.attr("style").unwrap_or_default();
        style.contains("display:inline") || style.contains("display: inline")
    };
    match name(element) {
        "div" | "p" => !is_inline(),
        "address" | "article" | "aside" | "blockquote" | "body" | "caption" | "center" | "dd"
        | "details" | "dialog" | "dir" | "dl" | "dt" | "fieldset" | "figcaption" | "figure"
        | "footer" | "form" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "header" | "hgroup"
        | "hr" | "html" | "legend" | "li" | "main" | "menu" | "nav" | "ol" | "pre" | "search"
        | "section" | "summary" | "table" | "tbody" | "td" | "tfoot" | "th" | "thead" | "tr"
        | "ul" => true,
        _ => false,
    }
}
