//! The document reader: what it makes of this markup in all its shapes, and what holds for any text at all.

use bilateral::document::{Document, Index};
use proptest::prelude::*;

/// The sentences of a text as `pointer: words`, white space made single.
fn read(text: &str) -> Vec<String> {
    let document = Document::parse(text);
    let shown = document.sentences.iter().map(|sentence| {
        let words: Vec<&str> = document
            .sentence_text(sentence)
            .split_whitespace()
            .collect();
        format!("{}: {}", sentence.pointer, words.join(" "))
    });
    shown.collect()
}

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
fn sentences_end_where_a_reader_would_end_them() {
    for (text, count) in [
        ("Turnover reached US$68.2 million. It grew.", 2),
        ("Dr. Smith met J. F. Kennedy. They spoke.", 2),
        (
            "It began c. 1206 under Gen. Lee, No. 5 of St. Petersburg vs. Moscow.",
            1,
        ),
        ("It opened in 2010. 25 grants were given.", 2),
        ("He said \"Go.\" Then he went. (So did she.)", 3),
        ("Is it true? Yes! it is.", 2),
        ("Ended in 1992.[1][2] Then more.[note 3]", 2),
        ("A line\nwrapped in the middle. And\nanother.", 2),
        ("No full stop at the end", 1),
        ("…", 0),
    ] {
        assert_eq!(read(text).len(), count, "{text}: {:?}", read(text));
    }
}

#[test]
fn reference_marks_are_not_part_of_a_sentence_at_its_end() {
    assert_eq!(
        read("It ended.[1] It[2] began.[a]"),
        ["Lead 1.1: It ended.", "Lead 1.2: It[2] began."]
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
fn many_marks_and_much_white_space_cost_no_more_than_their_length() {
    let text = format!(
        "One.{} Two.{}Three.",
        "[1]".repeat(20_000),
        " ".repeat(100_000)
    );
    assert_eq!(
        read(&text),
        ["Lead 1.1: One.", "Lead 1.2: Two.", "Lead 1.3: Three."]
    );
}

#[test]
fn an_index_reads_back_from_its_toml() {
    let index = Index::from_document(&Document::parse(
        "= T =\nA \"quoted\" lead.\n== \\back ==\n- x\n",
    ));
    assert_eq!(toml::from_str::<Index>(&index.to_toml()).unwrap(), index);
}

/// Pieces of text and markup in any order.
fn markup() -> impl Strategy<Value = String> {
    let line = prop_oneof![
        "[A-Za-zÄö0-9.?!,;()\"' ]{0,60}",
        "(=|==|===) ?[A-Z][a-z]{0,8} ?(=|==|===)",
        "[ ]{0,4}[-*] [a-z. ]{0,20}",
        "\\| [a-z. ]{0,10} \\|\\| [a-z]{0,5}",
        Just("Infobox".to_owned()),
        Just("{| class=x".to_owned()),
        Just("|}".to_owned()),
        Just(String::new()),
        "[a-z]{0,9}\\[[0-9a-z]{1,3}\\]",
        "\\PC{0,30}",
    ];
    (
        prop::collection::vec(line, 0..20),
        prop_oneof![Just("\n"), Just("\r\n"), Just("\r")],
    )
        .prop_map(|(l, end)| l.join(end))
}

/// The rest of a text without its sentences, markup lines and reference marks.
fn left_over(document: &Document) -> String {
    let mut at = 0;
    let mut between = String::new();
    for sentence in &document.sentences {
        between += &document.text[at..sentence.bytes.start];
        between.push('\u{0}');
        at = sentence.bytes.end;
    }
    between += &document.text[at..];
    let markup = |line: &str| {
        let line = line.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
        line.starts_with('=') && line.ends_with('=')
            || line == "Infobox"
            || line.starts_with("{|")
            || line.starts_with("|}")
    };
    let lines = between
        .split(['\n', '\r', '\u{0}'])
        .filter(|line| !markup(line));
    let words: Vec<&str> = lines.flat_map(str::split_whitespace).collect();
    // Marks such as [1] and [a]: from an opening bracket to the next closing one.
    words
        .join(" ")
        .chars()
        .fold(String::new(), |mut left, sign| {
            match left.rfind('[').filter(|_| sign == ']') {
                Some(open) => left.truncate(open),
                None => left.push(sign),
            }
            left
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn sentences_cover_the_text_in_order_and_only_markup_is_left(text in markup()) {
        let document = Document::parse(&text);
        let mut end = 0;
        for sentence in &document.sentences {
            prop_assert!(end <= sentence.bytes.start && sentence.bytes.start < sentence.bytes.end);
            let words = document.sentence_text(sentence);
            prop_assert_eq!(words.trim(), words);
            prop_assert!(words.contains(char::is_alphanumeric), "{:?}", words);
            prop_assert_eq!(words.chars().count(), sentence.span.len());
            end = sentence.bytes.end;
        }
        let left = left_over(&document);
        prop_assert!(!left.contains(char::is_alphanumeric), "left over: {left:?} of {text:?}: {:?}", read(&text));
    }

    #[test]
    fn every_pointer_names_one_sentence(text in markup()) {
        let index = Index::from_document(&Document::parse(&text));
        let mut pointers: Vec<&str> = index.sentences.iter().map(|s| s.at.as_str()).collect();
        let all = pointers.len();
        pointers.sort_unstable();
        pointers.dedup();
        prop_assert_eq!(pointers.len(), all);
        prop_assert_eq!(toml::from_str::<Index>(&index.to_toml()).unwrap(), index);
    }

    #[test]
    fn no_text_at_all_is_too_much(text in any::<String>()) {
        let document = Document::parse(&text);
        prop_assert!(document.sentences.windows(2).all(|pair| pair[0].bytes.end <= pair[1].bytes.start));
    }
}
