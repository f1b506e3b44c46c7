//! Other formats, which are refused by name, and the holes that stripping leaves.

use bilateral::document::{Document, foreign_format, holes};

#[test]
fn other_formats_are_told_by_their_signs() {
    for (file, expected) in [
        ("Text.\n{{Infobox relations}}", "2 wikitext"),
        ("[[Mexico]] and [[Chad|it]]", "1 wikitext"),
        ("'''Mexico''' is", "1 wikitext"),
        ("It is.<ref name=\"a\">x</ref>", "1 wikitext"),
        ("\n<!DOCTYPE html>", "2 HTML"),
        ("<!-- x -->\n<html lang=\"en\">", "2 HTML"),
        ("Text\n<p>More", "2 HTML"),
        ("A <b>bold</b> word and a <br> break", "1 HTML"),
        ("# Title\n\nText", "1 Markdown"),
        ("Text\n\n## Section\n\nText", "3 Markdown"),
        ("See [this](https://example.org).", "1 Markdown"),
        ("{\\rtf1 x}", "1 RTF"),
        ("%PDF-1.7", "1 PDF"),
        ("PK\u{3}\u{4}", "1 a word processor's file"),
        ("T\0e\0x\0t\0", "1 UTF-16"),
    ] {
        let found = foreign_format(file.as_bytes());
        let found = found.map(|format| format!("{} {}", format.line, format.name));
        assert_eq!(found.as_deref(), Some(expected), "{file}");
    }
    for (file, name) in [
        (b"\xff\xfeT\0", "UTF-16"),
        (b"\xd0\xcf\x11\xe0", "a word processor's file"),
    ] {
        assert_eq!(foreign_format(file).unwrap().name, name);
    }
}

#[test]
fn this_markup_and_plain_text_are_no_other_format() {
    for text in [
        "",
        "= T =\n{| class=x\n! a\n|-\n| b\n|}\n== S ==\n- x[1]\n",
        "# one\n# two\n",
        "A set {a, b}, 1 < 2, item #5, C# and [x] (see) [1](in Spanish).",
        "One may write <p> in a page.",
        "'' and [[ and }} and {{",
        "caf\u{e9} \u{feff} x",
    ] {
        assert_eq!(foreign_format(text.as_bytes()), None, "{text}");
    }
    assert_eq!(foreign_format(b"\xe9\xe8"), None);
}

/// The holes of a text as their pointers, positions and surroundings.
fn found(text: &str) -> Vec<String> {
    let holes = holes(&Document::parse(text)).into_iter();
    holes
        .map(|hole| format!("{} {} {}", hole.pointer, hole.at, hole.around))
        .collect()
}

#[test]
fn holes_are_found_where_something_was_stripped() {
    assert_eq!(
        found("= T =\nSome people (, albo) live here."),
        ["Lead 1.1 18 Some people (, albo) live here."]
    );
    for text in [
        "It is  and was.",
        "The town of .",
        "They came from , and left.",
        "A people () lives.",
        "A people lives in Tirana ().",
        "A people (; ) lives.",
        "A people (Korean: ) lives.",
        "It is in , , and there.",
    ] {
        assert!(!found(text).is_empty(), "{text}");
    }
}

#[test]
fn double_spaces_after_a_stop_and_spaces_before_marks_are_no_holes() {
    for text in [
        "It is.  And was.",
        "It is [4] and was [5].",
        "A line\n  goes on ... and so on (...).",
        "| a |  | b |",
        "Il dit : « oui ; non » !",
    ] {
        assert!(found(text).is_empty(), "{text}: {:?}", found(text));
    }
}
