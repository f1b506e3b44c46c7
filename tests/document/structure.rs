//! Sections, paragraphs, lists, tables and the infobox.

use bilateral::document::{Document, Index};

use crate::{read, sentences};

#[test]
fn sections_paragraphs_and_sentences() {
    let text = "= A and B =\nThe lead. Goes on.\n\nAnother paragraph.\n== Trade==\nRight under its heading.\n===Goods===\nTea.\n";
    assert_eq!(
        read(text),
        [
            "Lead 1.1: The lead.",
            "Lead 1.2: Goes on.",
            "Lead 2.1: Another paragraph.",
            "Trade 1.1: Right under its heading.",
            "Goods 1.1: Tea."
        ]
    );
}

#[test]
fn an_infobox_and_lists_have_a_paragraph_a_line() {
    let text = "Infobox\n- Party1: Kazakhstan. Astana\n- Party2: Mongolia\n\nLead.\n- one. Two.\n  - nested\n    and wrapped\n* star\nText.";
    assert_eq!(
        read(text),
        [
            "Infobox 1.1: Party1: Kazakhstan. Astana",
            "Infobox 2.1: Party2: Mongolia",
            "Lead 1.1: Lead.",
            "Lead 2.1: one.",
            "Lead 2.2: Two.",
            "Lead 3.1: nested and wrapped",
            "Lead 4.1: star",
            "Lead 5.1: Text."
        ]
    );
}

#[test]
fn headings_that_are_the_same_are_named_by_their_path() {
    let text = "== A ==\n=== Trade ===\none.\n== B ==\n=== Trade ===\ntwo.\n=== Trade ===\nthree.\n== Lead ==\nfour.";
    assert_eq!(
        read(text),
        [
            "A / Trade 1.1: one.",
            "B / Trade 1.1: two.",
            "B / Trade (2) 1.1: three.",
            "Lead (2) 1.1: four."
        ]
    );
}

#[test]
fn line_ends_byte_order_marks_and_composition_do_not_matter() {
    let text = "\u{feff}= T =\r\nOne line\r\ngoes on.\r\n\r\n== S ==\r\n- a\r\n- b\r\n";
    assert_eq!(
        read(text),
        ["Lead 1.1: One line goes on.", "S 1.1: a", "S 2.1: b"]
    );
    assert_eq!(read(&text.replace("\r\n", "\r")), read(text));
    let decomposed = Document::parse("== Khu\u{308}relsu\u{308}kh ==\nHe came.");
    assert_eq!(decomposed.sections[0].name, "Khürelsükh");
}

#[test]
fn tables_are_rows_of_one_sentence() {
    let text = "{| class=\"wikitable\"\n|+ Caption\n! Year !! Sum\n|-\n| 1992 || 1. Two. ||\n|}\n| a | b |\n|---|---|\nText.";
    assert_eq!(
        read(text),
        [
            "Lead 1.1: Caption",
            "Lead 2.1: Year !! Sum",
            "Lead 3.1: 1992 || 1. Two.",
            "Lead 4.1: a | b",
            "Lead 5.1: Text."
        ]
    );
}

#[test]
fn an_empty_document_has_an_empty_index() {
    for text in ["", "\n\n", "\u{feff}", "== ==", "----"] {
        let index = Index::from_document(&Document::parse(text));
        assert!(
            index.sentences.is_empty() && index.length == text.chars().count(),
            "{text:?}"
        );
    }
}

#[test]
fn spans_count_code_points() {
    let document = Document::parse("= Ж =\nЖанна 👋 came. Ö went.");
    let spans: Vec<_> = document.sentences.iter().map(|s| s.span.clone()).collect();
    assert_eq!(spans, [6..19, 20..27]);
}

#[test]
fn an_index_reads_back_from_its_toml() {
    let index = Index::from_document(&Document::parse(
        "= T =\nA \"quoted\" lead.\n== \\back ==\n- x\n",
    ));
    assert_eq!(toml::from_str::<Index>(&index.to_toml()).unwrap(), index);
}

#[test]
fn an_infobox_may_have_empty_lines_before_its_rows_and_rows_of_several_lines() {
    let text = "Infobox\n\n- Envoy: Ambassador\n  Juan Pérez\n- Seat: Tirana\n\n- a list\n";
    assert_eq!(
        read(text),
        [
            "Infobox 1.1: Envoy: Ambassador Juan Pérez",
            "Infobox 2.1: Seat: Tirana",
            "Lead 1.1: a list"
        ]
    );
}

#[test]
fn numbered_lists_have_a_paragraph_an_item() {
    for list in [
        "Signed:\n1. a treaty\n   of 1992\n2. a pact\nEnd.",
        "Signed:\n\n1) a treaty\n of 1992\n\n2) a pact\n\nEnd.",
        "Signed:\n# a treaty\n  of 1992\n# a pact\nEnd.",
        "Signed:\n• a treaty of 1992\n• a pact\nEnd.",
    ] {
        assert_eq!(
            read(list),
            [
                "Lead 1.1: Signed:",
                "Lead 2.1: a treaty of 1992",
                "Lead 3.1: a pact",
                "Lead 4.1: End."
            ],
            "{list}"
        );
    }
    assert_eq!(
        sentences("1. one\n  1. inner\n  2. inner\n2. two"),
        ["one", "inner", "inner", "two"]
    );
}

#[test]
fn a_number_at_the_start_of_a_line_may_be_prose() {
    for (text, expected) in [
        (
            "It opened in\n1992. Then it closed.",
            vec!["It opened in 1992.", "Then it closed."],
        ),
        (
            "They met on page\n12. It says so.",
            vec!["They met on page 12.", "It says so."],
        ),
        (
            "1. Mai 1992 kamen sie.\n\nDanach nicht.",
            vec!["1. Mai 1992 kamen sie.", "Danach nicht."],
        ),
        ("# alone", vec!["# alone"]),
        ("1.5 million\n2.5 million", vec!["1.5 million 2.5 million"]),
    ] {
        assert_eq!(sentences(text), expected, "{text}");
    }
}

#[test]
fn very_long_headings_are_text() {
    let (long, short) = ("a".repeat(201), "b".repeat(200));
    let document = Document::parse(&format!("== {long} ==\nShort.\n== {short} ==\nUnder it."));
    let names: Vec<&str> = document.sections.iter().map(|s| s.name.as_str()).collect();
    assert_eq!(names, ["Lead", &short]);
}

#[test]
fn invisible_characters_hide_no_heading_mark_or_abbreviation() {
    assert_eq!(
        read(
            "== Vis\u{ad}its\u{200b} ==\n\u{feff}D\u{ad}r. Smith came.[\u{200b}1] He left\u{200b}.\u{200e} It ended."
        ),
        [
            "Visits 1.1: D\u{ad}r. Smith came.",
            "Visits 1.2: He left\u{200b}.",
            "Visits 1.3: It ended."
        ]
    );
}
