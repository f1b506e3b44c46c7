//! Marks of footnotes and editors, and the footnotes that they refer to.

use bilateral::document::{Document, Index};

use crate::sentences;

/// The sentences, each with its footnotes behind it.
fn cited(text: &str) -> Vec<String> {
    let document = Document::parse(text);
    let sentences = document.sentences.iter().map(|sentence| {
        let text = document.sentence_text(sentence);
        format!("{text} <{}>", sentence.references.join(", "))
    });
    sentences.collect()
}

#[test]
fn marks_are_no_part_of_a_sentence() {
    for (text, expected) in [
        (
            "It ended.[1] It[2] began.[a]",
            vec!["It ended.", "It began."],
        ),
        (
            "A word [4] word, and[5], so [6].",
            vec!["A word word, and, so."],
        ),
        (
            "Opened[1]:23 and left[2]: 23–25 in May.[3]:4",
            vec!["Opened and left in May."],
        ),
        (
            "Opened[citation needed] and [when?] closed.[clarification needed]",
            vec!["Opened and closed."],
        ),
        (
            "They are is[sic] and [by whom?] met.[dubious – discuss]",
            vec!["They are is and met."],
        ),
        (
            "One[note 2] and,[A] and,[ii] and[nb 3].",
            vec!["One and, and, and."],
        ),
        (
            "One.[1, 3] Two.[4–6] Three.[7][8]",
            vec!["One.", "Two.", "Three."],
        ),
        ("It[2]began in 中国[3]和.", vec!["It began in 中国和."]),
        ("It is so.[1]) Then more.", vec!["It is so.)", "Then more."]),
        ("بدأت[١] العلاقات.", vec!["بدأت العلاقات."]),
        ("Both (met[3]) left.", vec!["Both (met) left."]),
    ] {
        assert_eq!(sentences(text), expected, "{text}");
    }
}

#[test]
fn words_in_brackets_are_text() {
    for text in [
        "The [Mongolian] president said [...] so.",
        "The nation[s] agree[d] in [1992] that “[a] friend” came.",
        "“[T]he [A] friend.”",
        "It was [the 5 states] and [page 5].",
        "An area of 5 km² and [.",
    ] {
        assert_eq!(sentences(text), [text]);
    }
}

#[test]
fn letters_are_marks_in_their_order_or_if_they_are_listed() {
    assert_eq!(
        sentences("One[a] two[b] three[d] four[c] five[d]"),
        ["One two three[d] four five"]
    );
    assert_eq!(
        sentences("One[d] two.\n== Notes ==\n[d] A note."),
        ["One two."]
    );
}

#[test]
fn spans_count_the_text_as_it_is_and_hashes_leave_marks_out() {
    let first = |text: &str| {
        Index::from_document(&Document::parse(text))
            .sentences
            .remove(0)
    };
    let (marked, plain) = (first("It [2] began."), first("It began."));
    assert_eq!(marked.end, plain.end + 4);
    assert_eq!(marked.sha256, plain.sha256);
    assert_eq!(marked.references, ["2"]);
}

#[test]
fn a_sentence_has_the_footnotes_in_it_and_behind_it() {
    assert_eq!(
        cited("One[2] two.[1][2][citation needed] Three.[note 1]\n\n[7] Four.\n| a [5] | b[6] |\n"),
        [
            "One two. <2, 1>",
            "Three. <note 1>",
            "Four. <>",
            "a | b <5, 6>"
        ]
    );
}

#[test]
fn a_section_of_references_lists_footnotes() {
    let text = "One.[1]\n== NOTES ==\n[a] A remark.[2]\n=== Books ===\n\
        [1] ^ a b Smith, Title, https://example.org/a_(b).\n    Second line.\n[2] ^ A book\n[4] \n\
        [5] http://example.org/5\n[6] Kim (http://example.org/6). 1992.\n7. ^ Lee\nNot a footnote.\n\
        == After ==\n[9] Text.\n";
    let document = Document::parse(text);
    let shown = document.references.iter().map(|one| {
        let address = one.address.as_deref().unwrap_or("");
        format!("{}|{}|{address}", one.mark, one.text)
    });
    assert_eq!(
        shown.collect::<Vec<_>>(),
        [
            "a|A remark.|",
            "1|Smith, Title. Second line.|https://example.org/a_(b)",
            "2|A book|",
            "4||",
            "5||http://example.org/5",
            "6|Kim. 1992.|http://example.org/6",
            "7|Lee|",
        ]
    );
    assert_eq!(sentences(text), ["One.", "Not a footnote.", "Text."]);
    assert_eq!(document.sections.len(), 4);
}

#[test]
fn headings_are_named_without_their_marks() {
    let document = Document::parse("== Trade[3] ==\n== [4] ==\n");
    let names: Vec<&str> = document.sections.iter().map(|s| s.name.as_str()).collect();
    assert_eq!(names, ["Trade", "[4]"]);
}
