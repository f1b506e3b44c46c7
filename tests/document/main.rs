//! The document reader: what it makes of this markup in all its shapes, and what holds for any text at all.

#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]

mod anchors;
mod footnotes;
mod formats;
mod linear_time;
mod properties;
mod sentence_ends;
mod structure;

use bilateral::document::Document;

/// The sentences of a text as `pointer: words`, white space made single.
fn read(text: &str) -> Vec<String> {
    let document = Document::parse(text);
    let shown = document.sentences.iter().map(|sentence| {
        let served = document.sentence_text(sentence);
        let words: Vec<&str> = served.split_whitespace().collect();
        format!("{}: {}", sentence.pointer, words.join(" "))
    });
    shown.collect()
}

/// The sentences of a text without their pointers.
fn sentences(text: &str) -> Vec<String> {
    let without_pointer = |line: String| line.split_once(": ").unwrap().1.to_owned();
    read(text).into_iter().map(without_pointer).collect()
}
