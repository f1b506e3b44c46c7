//! Input of any kind: no panic, no overflow of the stack, and work in proportion to the length.

use bilateral::document::import::{Part, import};
use proptest::prelude::*;

/// Pieces of pages, which chance puts together.
const PIECES: &[&str] = &[
    "<div class=mw-parser-output>",
    "</div>",
    "<p>",
    "</p>",
    "<ul>",
    "<li>",
    "</ul>",
    "<table>",
    "<table class=infobox>",
    "<tr>",
    "<td rowspan=3>",
    "<th colspan=0>",
    "</table>",
    "<sup class=reference><a href='#a'>[1]</a></sup>",
    "<li id=a>",
    "<ol class=references>",
    "<h2>",
    "</h2>",
    "<h1>",
    "<br>",
    "<q>",
    "<dl>",
    "<dt>",
    "<dd>",
    "<figure>",
    "<b>",
    "</b>",
    "Text. ",
    "\u{a0}",
    "&shy;",
    "<!--",
    "-->",
    "<svg>",
    "<math>",
    "<template>",
    "<script>",
    "</script>",
    "<![CDATA[",
    "# ",
    "[^1]",
    "[^1]: ",
    "| a | b |\n|--|--|\n",
    "\n\n",
    "- ",
    "= a =\n",
    "| ",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_bytes_are_imported_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let _ = import(&bytes);
    }

    #[test]
    fn any_markup_is_imported_or_refused(pieces in proptest::collection::vec(proptest::sample::select(PIECES), 0..60)) {
        if let Ok(page) = import(pieces.concat().as_bytes()) {
            let _ = (page.document_file("a"), page.warnings(), page.left_out.lines().count());
        }
    }
}

#[test]
fn tags_that_are_nested_too_deeply_are_left_out_and_their_text_stays() {
    for tag in [
        "div",
        "b",
        "ul><li",
        "table><tr><td",
        "section",
        "font color=1",
        "svg",
        "blockquote",
        "dl><dd",
    ] {
        let page = format!("<p>Before.</p>{}Inside.", format!("<{tag}>").repeat(50_000));
        let page = import(page.as_bytes()).unwrap();
        assert!(
            page.text.starts_with("Before.\n") || tag == "b",
            "{tag}: {}",
            &page.text[..100.min(page.text.len())]
        );
        assert!(page.left_out.count(Part::DeepMarkup) > 40_000, "{tag}");
    }
}

#[test]
fn long_input_of_one_piece_is_read() {
    for piece in [
        "<b>",
        "</b>",
        "<p>",
        "<li>",
        "<td>",
        "<tr>",
        "<br>",
        "<p>A.",
        "<h2>B</h2>",
        "<q>",
        "a ",
        "<!-- -->",
        "<i>a</b>",
        "<a><p>",
        "<table>",
        "<td rowspan=9999 colspan=99>long text",
        "<sup>1</sup>",
        "<p id=a><a href='#a'><sup>1</sup></a>",
        "[^1]",
        "- a\n",
        "> ",
        "&amp;",
        "<div></div>",
        "<script></script>",
        "<svg/>",
        "<img>",
        "|a|b|\n",
        "== a ==\n",
        "[1] a\n",
    ] {
        let page = format!("<p>Start.</p>{}", piece.repeat(100_000 / piece.len()));
        let _ = import(page.as_bytes());
        let _ = import(piece.repeat(100_000 / piece.len()).as_bytes());
    }
}

#[test]
fn cells_over_many_rows_do_not_multiply_without_bound() {
    let cells = format!("<td rowspan=65534>{}</td>", "x".repeat(100)).repeat(100);
    let page = format!(
        "<table class=wikitable><tr>{cells}</tr>{}</table>",
        "<tr><td>a</td></tr>".repeat(5_000)
    );
    let page = import(page.as_bytes()).unwrap();
    assert!(page.text.len() < 4_000_000, "{}", page.text.len());
}
