//! The parts of a news page or press release that are not its text, by the words that publishers use in classes and ids.

use ego_tree::NodeRef;
use scraper::{ElementRef, Node};

use super::element::{elements_below, is_block, name, raw_text};
use crate::document::import::left_out::Part;

/// Words of classes and ids, and the part that each marks. A word counts as a whole: `share` in `story__share-bar`.
const WORDS: &[(Part, &[&str])] = &[
    (
        Part::Share,
        &[
            "share",
            "sharing",
            "shares",
            "social",
            "addthis",
            "addtoany",
            "sharedaddy",
            "sharebar",
        ],
    ),
    (
        Part::Related,
        &[
            "related",
            "recommended",
            "recommendations",
            "promo",
            "promos",
            "teaser",
            "teasers",
            "readmore",
            "trending",
            "outbrain",
            "taboola",
            "jp-relatedposts",
        ],
    ),
    (
        Part::Author,
        &["byline", "author", "authors", "bio", "contributors"],
    ),
    (
        Part::Advertisement,
        &[
            "advert",
            "adverts",
            "advertisement",
            "ad",
            "ads",
            "mpu",
            "sponsor",
            "sponsored",
            "dfp",
        ],
    ),
    (
        Part::CookieBanner,
        &["cookie", "cookies", "consent", "gdpr"],
    ),
    (Part::Comments, &["comments", "disqus", "livefyre"]),
    (
        Part::Newsletter,
        &["newsletter", "subscribe", "subscription", "signup"],
    ),
    (
        Part::NavigationBox,
        &[
            "breadcrumb",
            "breadcrumbs",
            "pagination",
            "pager",
            "navigation",
            "nav",
            "navbar",
            "skip",
            "menu",
        ],
    ),
    (
        Part::DateLine,
        &[
            "date",
            "datetime",
            "timestamp",
            "meta",
            "metadata",
            "tags",
            "categories",
            "keywords",
            "kicker",
        ],
    ),
    (Part::Caption, &["caption", "captions", "credit", "credits"]),
    (Part::Picture, &["gallery", "slideshow", "carousel"]),
    (Part::Aside, &["sidebar"]),
    (
        Part::Hidden,
        &[
            "visuallyhidden",
            "offscreen",
            "screenreader",
            "noprint",
            "sronly",
        ],
    ),
];

/// Classes of texts for screen readers that consist of several words.
const HIDDEN_CLASSES: &[&str] = &[
    "visually-hidden",
    "sr-only",
    "off-screen",
    "screen-reader-text",
    "screen-reader",
];

/// The part that the classes or the id of an element name. Running text is never judged by them, nor is a block with more than
/// `longest` bytes of text: it is the article, as in `content with-share-bar`.
pub(super) fn part_by_words(element: ElementRef<'_>, longest: usize) -> Option<Part> {
    if element
        .value()
        .classes()
        .any(|class| HIDDEN_CLASSES.contains(&class))
    {
        return Some(Part::Hidden);
    }
    if name(element) == "time" && stands_alone(element) {
        return Some(Part::DateLine);
    }
    let is_skip_link = || {
        element
            .value()
            .classes()
            .flat_map(words)
            .any(|word| word == "skip")
    };
    if name(element) == "a" && is_skip_link() {
        return Some(Part::NavigationBox);
    }
    if matches!(
        name(element),
        "html" | "body" | "main" | "article" | "a" | "b" | "i" | "em" | "strong" | "h1"
    ) {
        return None;
    }
    let classes = element.value().classes().chain(element.value().id());
    let part = classes.flat_map(words).find_map(|word| {
        let known = WORDS
            .iter()
            .find(|(_, words)| words.contains(&word.as_str()));
        known.map(|(part, _)| *part)
    });
    part.filter(|_| text_of(element, longest) <= longest)
}

/// True for an element that is a line of its own, without words before or behind it.
fn stands_alone(element: ElementRef<'_>) -> bool {
    let is_word = |node: &NodeRef<'_, Node>| match node.value() {
        Node::Text(text) => !text.trim().is_empty(),
        Node::Element(_) => ElementRef::wrap(*node).is_some_and(|element| !is_block(element)),
        _ => false,
    };
    let is_gap = |node: &NodeRef<'_, Node>| matches!(node.value(), Node::Text(text) if text.trim().is_empty());
    let mut before = element.prev_siblings().skip_while(is_gap);
    let mut behind = element.next_siblings().skip_while(is_gap);
    let parent_is_block = element
        .parent()
        .and_then(ElementRef::wrap)
        .is_some_and(is_block);
    parent_is_block
        && !before.next().is_some_and(|node| is_word(&node))
        && !behind.next().is_some_and(|node| is_word(&node))
}

/// The length of the paragraphs of an element in bytes, or of its whole text if it has none. Lengths beyond `longest` may be
/// cut short.
fn text_of(element: ElementRef<'_>, longest: usize) -> usize {
    let paragraphs = elements_below(*element).filter(|below| name(*below) == "p");
    let mut length = 0;
    for paragraph in paragraphs {
        length += raw_text(paragraph, longest).trim().len();
        if length > longest {
            return length;
        }
    }
    if length == 0 {
        raw_text(element, longest).trim().len()
    } else {
        length
    }
}

/// The words of a class or id in lower case: `storyBody__share-bar` has `story`, `body`, `share` and `bar`.
fn words(class: &str) -> impl Iterator<Item = String> {
    let mut words = vec![String::new()];
    let mut previous_is_lower = false;
    for character in class.chars() {
        let begins = previous_is_lower && character.is_ascii_uppercase();
        if (begins || !character.is_ascii_alphanumeric())
            && words.last().is_some_and(|word| !word.is_empty())
        {
            words.push(String::new());
        }
        if character.is_ascii_alphanumeric()
            && let Some(word) = words.last_mut()
        {
            word.push(character.to_ascii_lowercase());
        }
        previous_is_lower = character.is_ascii_lowercase();
    }
    words.into_iter()
}

#[cfg(test)]
mod tests {
    #[test]
    fn classes_are_split_into_words() {
        let words: Vec<String> = super::words("storyBody__share-bar ad2").collect();
        assert_eq!(words, ["story", "body", "share", "bar", "ad2"]);
    }
}
