//! Texts that would take minutes to read if the time grew with the square of their length.

use bilateral::document::{Document, Index, foreign_format, holes};

/// The length of the repetitions, in bytes.
const LENGTH: usize = 60_000;

/// Pieces that are repeated, to half of that length in three places.
const PIECES: &[&str] = &[
    "It.[",
    "It[",
    "Say \"Go.[",
    "It. ",
    "a.b.",
    "A.B.",
    "[[[[",
    "(\"",
    "1. ",
    "1. a\n",
    "# a\n",
    "| ",
    "| a\n",
    "== ",
    "== a ==\n",
    "= a =\n",
    "\n\n",
    "a\n\n",
    "a",
    " ",
    "[1]",
    "[a]",
    "x[s] ",
    "e\u{301}",
    "\u{301}",
    "\u{200b}",
    "\u{200b}[a]",
    ".\"",
    "(((",
    "\")",
    ".(",
    "It.( ",
    ". ",
    "... ",
    "? ",
    "!)",
    "\u{ff9e}",
    "(\u{ff9e}",
    "(\u{93e}",
    "“",
    "“a. ",
    "” ",
    "« ",
    "(a. b) c ",
    "中",
    "中。",
    "。」",
    "ก",
    "[1]:1,",
    "[1-3]",
    "[note ",
    "http://x)",
    "- a\n  b\n",
    "-",
    "*",
    "\r",
    "\r\n",
    "{{",
    "[[a",
    "'''",
    "<p",
    "<",
    "](",
    "](/",
    "#",
    "```",
    "a b c d ",
    "A ",
    "Mr. ",
    "U.S. ",
    "12. ",
    "\u{1f1e6}",
    "\u{1f468}\u{200d}",
    "a's",
    "a.1",
    "\u{5d0}\"",
];

#[test]
fn no_repetition_takes_more_than_the_time_of_its_length() {
    for piece in PIECES {
        let half = piece.repeat(LENGTH / 2 / piece.len());
        let text = [
            "Infobox\n- ",
            &half,
            "\n== References ==\n[1] http://x",
            &half,
            "It.",
            &half,
            "The end.",
        ]
        .concat();
        let document = Document::parse(&text);
        let index = Index::from_document(&document);
        assert_eq!(index.sentences.len(), document.sentences.len());
        holes(&document);
        foreign_format(text.as_bytes());
    }
}
