//! Properties of any text at all.

use bilateral::document::{Document, Index};
use bilateral::values::invisible::is_invisible;
use proptest::prelude::*;

use crate::read;

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
    // The numbers of lists are markup, and nobody sees some signs that Unicode calls letters.
    let is_number = |word: &&str| word.trim_end_matches(['.', ')']).parse::<u32>().is_ok();
    let words = lines.flat_map(|line| {
        let (first, rest) = line.split_at(line.find(char::is_whitespace).unwrap_or(0));
        let first = Some(first).filter(|first| !is_number(first));
        first.into_iter().chain(rest.split_whitespace())
    });
    let words: Vec<&str> = words.collect();
    // Marks such as [1] and [a]: from an opening bracket to the next closing one.
    words
        .join(" ")
        .chars()
        .filter(|sign| !is_invisible(*sign))
        .fold(String::new(), |mut left, sign| {
            match left.rfind('[').filter(|_| sign == ']') {
                Some(open) => left.truncate(open),
                None => left.push(sign),
            }
            left
        })
}

/// The place of a phrase that a browser finds first: at the bounds of words, whatever the case.
fn find_phrase(text: &str, phrase: &str, from: usize) -> Option<usize> {
    let is_bound = |at: usize| {
        let is_letter = |sign: Option<char>| sign.is_some_and(char::is_alphanumeric);
        !(is_letter(text[..at].chars().next_back()) && is_letter(text[at..].chars().next()))
    };
    let mut starts = (from..text.len()).filter(|at| text.is_char_boundary(*at));
    starts.find(|at| {
        let is_there = text[*at..].starts_with(phrase);
        is_there && is_bound(*at) && is_bound(at + phrase.len())
    })
}

/// Few words, so that they come again.
fn few_words() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        "[abc]",
        Just("Ab".to_owned()),
        Just("A[1]".to_owned()),
        Just("b.".to_owned()),
        Just("|".to_owned())
    ];
    prop::collection::vec(word, 0..40).prop_map(|words| words.join(" "))
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
            prop_assert_eq!(words.trim(), &*words);
            prop_assert!(words.contains(char::is_alphanumeric), "{:?}", words);
            let counted = document.text[sentence.bytes.clone()].chars().count();
            prop_assert_eq!(counted, sentence.span.len());
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

    #[test]
    fn an_anchor_finds_its_sentence(text in few_words()) {
        let document = Document::parse(&text);
        let index = Index::from_document(&document);
        let lower = text.to_ascii_lowercase();
        for (sentence, entry) in document.sentences.iter().zip(index.sentences) {
            let Some(first) = entry.anchor.first() else { continue };
            let words = &lower[sentence.bytes.clone()];
            let start = sentence.bytes.start + words.find(char::is_alphanumeric).unwrap();
            prop_assert_eq!(find_phrase(&lower, &first.to_ascii_lowercase(), 0), Some(start), "{:?}", entry);
            let Some(last) = entry.anchor.get(1) else { continue };
            let end = find_phrase(&lower, &last.to_ascii_lowercase(), start + first.len()).unwrap();
            let rest = &text[end + last.len()..sentence.bytes.end];
            prop_assert!(!rest.contains(char::is_alphabetic), "{:?}", entry);
        }
    }
}
