//! Snippets: an extract of a fact around the search terms, as HTML with the terms marked.

use std::ops::Range;

use super::search_terms::SearchTerms;
use super::text_match::TextWords;
use crate::values::html::escape;

/// The number of words in a snippet.
const MAX_WORDS: usize = 24;

/// The number of words before the first search term.
const MAX_WORDS_BEFORE: usize = 6;

/// A text in pieces, compared with search terms.
struct MatchedText<'t> {
    pieces: Vec<Piece<'t>>,
    /// The number of search terms that the text contains.
    matched_terms: usize,
}

/// A word of a text, or the characters between two words.
struct Piece<'t> {
    text: &'t str,
    is_match: bool,
}

/// An extract of the text that contains the most search terms; of several, the first.
pub fn snippet(texts: [&str; 3], terms: &SearchTerms) -> String {
    let [first, rest @ ..] = texts;
    let mut best = MatchedText::new(first, terms);
    for text in rest {
        if best.matched_terms == terms.0.len() {
            break;
        }
        let next = MatchedText::new(text, terms);
        if next.matched_terms > best.matched_terms {
            best = next;
        }
    }
    best.extract()
}

/// Returns true if a text contains all search terms.
pub fn contains_all(text: &str, terms: &SearchTerms) -> bool {
    MatchedText::new(text, terms).matched_terms == terms.0.len()
}

impl<'t> MatchedText<'t> {
    fn new(text: &'t str, terms: &SearchTerms) -> Self {
        let words = TextWords::new(text);
        let matches = terms.0.iter().map(|term| words.matches(term));
        let matches: Vec<Vec<Range<usize>>> = matches.collect();
        let matched_terms = matches.iter().filter(|ranges| !ranges.is_empty()).count();
        let mut matched = matches.concat();
        matched.sort_unstable_by_key(|range| range.start);
        matched.dedup();
        Self {
            pieces: split(text, &words, &matched),
            matched_terms,
        }
    }

    /// The HTML of some words around the first match.
    fn extract(&self) -> String {
        let pieces = &self.pieces;
        let first = pieces.iter().position(|piece| piece.is_match).unwrap_or(0);
        // A word and the characters after it are two pieces.
        let start = first.saturating_sub(MAX_WORDS_BEFORE * 2);
        let end = pieces.len().min(start + MAX_WORDS * 2);
        let ellipsis = |omitted: &[Piece<'_>]| {
            let is_word = |piece: &Piece<'_>| piece.text.starts_with(char::is_alphanumeric);
            if omitted.iter().any(is_word) {
                "…"
            } else {
                ""
            }
        };
        let mut html = String::from(ellipsis(&pieces[..start]));
        for Piece { text, is_match } in &pieces[start..end] {
            let escaped = escape(text);
            if *is_match {
                html.extend(["<mark>", &escaped, "</mark>"]);
            } else {
                html.push_str(&escaped);
            }
        }
        html.push_str(ellipsis(&pieces[end..]));
        html.trim().to_owned()
    }
}

/// Splits a text into words and the characters between them. Both are sorted by their positions.
fn split<'t>(text: &'t str, words: &TextWords, matched: &[Range<usize>]) -> Vec<Piece<'t>> {
    let mut pieces = Vec::new();
    let mut matched = matched.iter().peekable();
    let mut end = 0;
    for range in words.ranges() {
        let between = &text[end..range.start];
        if !between.is_empty() {
            pieces.push(Piece {
                text: between,
                is_match: false,
            });
        }
        let is_match = matched.next_if_eq(&range).is_some();
        pieces.push(Piece {
            text: &text[range.clone()],
            is_match,
        });
        end = range.end;
    }
    pieces.push(Piece {
        text: &text[end..],
        is_match: false,
    });
    pieces
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn cut(title: &str, names: &str, text: &str, words: &[&str]) -> String {
        let words = SearchTerms::parse(&words.join(" "));
        snippet([title, names, text], &words)
            .replace("<mark>", "[")
            .replace("</mark>", "]")
    }

    #[test]
    fn a_snippet_shows_the_text_with_the_most_terms_around_the_first() {
        assert_eq!(
            cut("A visit", "Khürelsükh", "x", &["khurels"]),
            "[Khürelsükh]"
        );
        assert_eq!(
            cut(
                "A visit to Nur-Sultan",
                "Sultan",
                "",
                &["visit", "nur", "sultan"]
            ),
            "A [visit] to [Nur]-[Sultan]"
        );
        let long = "one two three four five six seven eight nine ten ".repeat(4) + "found it here";
        assert_eq!(
            cut("", "", &long, &["found"]),
            "…five six seven eight nine ten [found] it here"
        );
        assert_eq!(cut("Title", "", "", &["nothing"]), "Title");
    }

    #[test]
    fn a_snippet_marks_the_characters_of_the_text_as_they_are() {
        assert_eq!(
            cut(
                "Ju\u{ad}han’s embassies, <O’Neill>",
                "",
                "",
                &["embassy", "juhan", "oneil"]
            ),
            "[Ju\u{ad}han’s] [embassies], &lt;[O’Neill]&gt;"
        );
        assert_eq!(
            cut("The Golden Horde, golden", "", "", &["\"golden horde\""]),
            "The [Golden] [Horde], golden"
        );
    }

    /// Words in many scripts, and what may stand between and inside of them.
    const PIECES: &[&str] = &[
        "Økland",
        "Đinđić",
        "embassies",
        "Mongolia’s",
        "O'Neill",
        "Хүрэлсүх",
        "جین\u{200c}پینگ",
        "Ju\u{ad}han",
        "\u{fdfa}",
        "½",
        "e\u{301}",
        "İ",
        "𠀀",
        "<b>",
        "&amp;",
        " ",
        " ",
        " ",
        "-",
        "; ",
        "’",
        "\u{301}",
        "\u{200b}",
        "…",
    ];

    proptest! {
        #[test]
        fn any_snippet_is_a_part_of_the_text_with_whole_words_marked(
            pieces in prop::collection::vec(prop::sample::select(PIECES), 1..80),
            query in prop::collection::vec(prop::sample::select(PIECES), 1..4),
        ) {
            let (text, terms) = (pieces.concat(), SearchTerms::parse(&query.join(" ")));
            let html = snippet([&text, "", ""], &terms);
            let unescape = |html: &str| {
                let text = html.replace("&lt;", "<").replace("&gt;", ">").replace("&#39;", "'");
                text.replace("&quot;", "\"").replace("&amp;", "&")
            };
            let plain = unescape(&html.replace("<mark>", "").replace("</mark>", ""));
            let plain = plain.trim_matches(['…', ' ']);
            prop_assert!(text.contains(plain), "{} in {}", plain, text);
            let words = TextWords::new(&text);
            let matches = terms.0.iter().flat_map(|term| words.matches(term));
            let matches: Vec<&str> = matches.map(|range| &text[range]).collect();
            for marked in html.split("<mark>").skip(1) {
                let marked = unescape(marked.split("</mark>").next().unwrap());
                prop_assert!(matches.contains(&marked.as_str()), "{} in {}", marked, html);
            }
            prop_assert_eq!(html.contains("<mark>"), !matches.is_empty(), "{}", html);
        }
    }
}
