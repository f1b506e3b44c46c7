//! Anchors: the words by which a browser finds a sentence.

use bilateral::document::{Document, Index, link};

/// The anchor of each sentence, its texts joined by `…`.
fn anchors(text: &str) -> Vec<String> {
    let index = Index::from_document(&Document::parse(text));
    let anchors = index
        .sentences
        .iter()
        .map(|sentence| sentence.anchor.join("…"));
    anchors.collect()
}

#[test]
fn an_anchor_is_as_short_as_makes_it_unique() {
    assert_eq!(
        anchors(
            "The two states opened embassies in 1992. The two states closed both of the embassies in 1995."
        ),
        ["The two…1992", "The two states closed…1995"]
    );
    assert_eq!(
        anchors("They met in May 1992. They met in May 1992. Yes."),
        ["They…1992", "", ""]
    );
}

#[test]
fn the_words_of_headings_come_first() {
    assert_eq!(
        anchors("== Trade grew ==\nTrade grew a lot in the year 1992.\n"),
        ["Trade grew a…1992"]
    );
}

#[test]
fn the_last_words_occur_nowhere_before_the_end() {
    assert_eq!(
        anchors("In May 1992 both of them came to the city, and left in May 1992."),
        ["In May…May 1992"]
    );
}

#[test]
fn an_anchor_spans_no_mark_and_no_cell() {
    for (text, expected) in [
        (
            "Albania[1] has been a member of the group since[2] 1992[3].",
            "Albania…1992",
        ),
        (
            "Both states have been members of the group since[2] 1992[3].",
            "Both states…1992",
        ),
        (
            "| Prime Minister Lee | of Japan | in June 1992 |",
            "Prime Minister…1992",
        ),
        ("Infobox\n- Seat: the large town of Tirana", ""),
    ] {
        assert_eq!(anchors(text), [expected], "{text}");
    }
}

#[test]
fn case_accents_and_white_space_make_no_difference() {
    assert_eq!(
        anchors(
            "méxico CITY is large and it is old. Mexico\nCity is small, which nobody there has ever known."
        ),
        ["méxico CITY…old", "Mexico City is small…known"]
    );
}

#[test]
fn a_link_encodes_the_words_and_extends_the_fragment_of_an_address() {
    let anchor = ["a-b, c&d".to_owned(), "Ö.".to_owned()];
    for (address, extended) in [
        ("https://example.org/x", "https://example.org/x#:~:"),
        ("https://example.org/x#y", "https://example.org/x#y:~:"),
        (
            "https://example.org/#:~:text=z",
            "https://example.org/#:~:text=z&",
        ),
    ] {
        let expected = format!("{extended}text=a%2Db%2C%20c%26d,%C3%96.");
        assert_eq!(link(address, &anchor), expected);
        assert_eq!(link(address, &[]), address);
    }
}
