//! The ends of sentences: abbreviations, quotations and scripts.

use bilateral::document::Document;

use crate::{read, sentences};

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

/// Reads each text, in which `|` shows where a sentence ends.
fn check_ends(texts: &[&str]) {
    let wrong = texts.iter().filter_map(|marked| {
        let expected: Vec<&str> = marked.split('|').map(str::trim).collect();
        let found = sentences(&marked.replace('|', ""));
        (found != expected).then(|| format!("{marked}\n  {}", found.join(" | ")))
    });
    let wrong: Vec<String> = wrong.collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn titles_ranks_and_their_like_end_no_sentence() {
    check_ends(&[
        "Min. Juan Pérez met Amb. Lee, Lt. Col. Kim and Sgt. Diaz. |They spoke.",
        "The Hon. John Smith and Rev. Brown came. |Gen. de Gaulle left.",
        "Lt.-Gen. Bae left.",
        "It was founded ca. 1206 vs. Moscow, cf. Lee, i.e. Seoul.",
        "He (b. 1950) died.",
        "James C. F. Huang met George W. Bush. |Then Yuan T. Lee left.",
    ]);
}

#[test]
fn months_and_days_end_a_sentence_only_before_a_word_that_opens_one() {
    check_ends(&[
        "They met on Mon. Jan. 5 in Tirana.",
        "It was signed in Jan. |The treaty holds.",
        "On Sat. President Lee left, but he sat. |Then he rose.",
        "It opened on 3 Sept. 1992.",
        "Am 3. Mai 1992 kam er. |Danach ging er.",
    ]);
}

#[test]
fn numbers_times_and_companies_end_a_sentence_by_the_next_word() {
    check_ends(&[
        "Resolution No. 5, art. IV and pp. 3 hold.",
        "They said no. |Then they left.",
        "It is modern art. |Vol. 2 of it sold.",
        "They met at 5 p.m. |Mexico agreed.",
        "They met at 5 p.m. GMT and at 9 a.m. Monday.",
        "Samsung Co. Ltd. and Acme Inc. |The firms grew.",
        "Acme Inc. President Kim came.",
        "He has a Ph.D. |In 1992 he left.",
        "Ties with the U.S. President came. |It left the U.S. |The embassy closed.",
        "They sold cars, tea, etc. |Trade grew.",
        "12. The Ministers agreed. |IV. They left.",
    ]);
}

#[test]
fn a_quotation_in_a_sentence_does_not_end_it() {
    check_ends(&[
        "\"Go.\" he said. |He left.",
        "“Go!” – he said. |He left.",
        "‘Go.’ he said. |'Stay!' she said.",
        "He said “Go. Stay. Leave!” and left. |Then he came.",
        "The embassy (opened in 1992. Closed later) was large.",
        "«Идите.» сказал он. |Он ушёл.",
        "„Geht. Bleibt.“ sagte er. |Er ging.",
        "彼は「行け。」と言った。|彼は去った。",
        "他说：“走吧。”然后离开。|他走了。",
        "قال «اذهب.» ثم ذهب. |ذهب هو.",
    ]);
}

#[test]
fn the_sentences_of_other_scripts_end() {
    check_ends(&[
        "هل جاء؟ |جاء.",
        "वह आया। |वह गया।",
        "他来了。|他走了！",
        "Ήρθε. |Έφυγε.",
    ]);
}

#[test]
fn a_document_has_abbreviations_of_its_own() {
    let text = "The Bundesmin. Schmidt met Exz. The Pope.";
    assert_eq!(read(text).len(), 3);
    let own = ["Bundesmin.".to_owned(), "exz".to_owned(), " . ".to_owned()];
    assert_eq!(Document::parse_with(text, &own).sentences.len(), 1);
}
