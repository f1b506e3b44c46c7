//! Anchors: the first and last words of a sentence, by which a browser finds it in the page (a text fragment of the WICG).
//!
//! A browser looks for the first words anywhere in the page, at the bounds of words and without regard to case and accents, and for
//! the last words behind the place that it finds first. So the first words must occur nowhere before the sentence, and the last
//! ones nowhere before its end. In scripts without spaces browsers find words with a dictionary; there, a bound may be missed.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::ops::Range;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation;

use super::marks::marks_in;
use super::parse::{Document, INFOBOX, Sentence};

/// The most words of each end.
const MAX_WORDS: usize = 4;
/// The fewest first words, unless the sentence is short. A page has menus and captions that the document leaves out, and a word
/// such as `It` may be in them.
const MIN_OPENING: usize = 2;
/// Signs that a text fragment may hold unencoded. Hyphen, comma and ampersand are its syntax.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'.').remove(b'_').remove(b'~');

/// The address of a sentence: the document's address with the anchor as a text fragment.
pub fn link(address: &str, anchor: &[String]) -> String {
    if anchor.is_empty() {
        return address.to_owned();
    }
    let texts = anchor.iter();
    let texts = texts.map(|text| utf8_percent_encode(text, ENCODED).to_string());
    let texts = texts.collect::<Vec<_>>().join(",");
    let separator = match address.split_once('#') {
        None => "#:~:text=",
        Some((_, fragment)) if fragment.contains(":~:") => "&text=",
        Some(_) => ":~:text=",
    };
    [address, separator, &texts].concat()
}

/// The anchor of each sentence of a document: its first words, or its first and last words, or nothing if these do not find it.
pub(super) fn anchors(document: &Document) -> Vec<Vec<String>> {
    let words = Words::new(document);
    let mut from = 0;
    let anchors = document.sentences.iter().map(|sentence| {
        from = words.end_before(from, sentence.bytes.start);
        let to = words.end_before(from, sentence.bytes.end);
        let own = words.of_sentence(document, sentence, from..to);
        if sentence.pointer.section == INFOBOX {
            Vec::new()
        } else {
            words.anchor(document, &own)
        }
    });
    anchors.collect()
}

/// The number of a word, and of what stands before the next one, for each word of a phrase; 0 behind its last word.
type Phrase = [u32; 2 * MAX_WORDS];

/// The words of a document's whole text.
struct Words {
    /// In bytes of the text.
    bytes: Vec<Range<usize>>,
    /// For each word, the numbers of its folded text and of what stands before the next one.
    numbers: Vec<[u32; 2]>,
    /// The word at which each phrase occurs first; `None` for phrases of headings, which a table of contents repeats at the top.
    first: HashMap<Phrase, Option<usize>>,
}

impl Words {
    fn new(document: &Document) -> Self {
        let text = document.text.as_str();
        let bytes = text.unicode_word_indices();
        let bytes: Vec<Range<usize>> = bytes
            .map(|(start, word)| start..start + word.len())
            .collect();
        let starts = bytes.iter().skip(1).map(|next| next.start);
        let starts = starts.chain([text.len()]);
        let mut texts = HashMap::new();
        let mut number = |part: Range<usize>| {
            let next = u32::try_from(texts.len() + 1).unwrap_or(u32::MAX);
            *texts.entry(fold(&text[part])).or_insert(next)
        };
        let numbers = bytes.iter().zip(starts);
        let numbers = numbers.map(|(word, next)| [number(word.clone()), number(word.end..next)]);
        let mut words = Self {
            numbers: numbers.collect(),
            bytes,
            first: HashMap::new(),
        };
        for heading in &document.headings {
            let from = words
                .bytes
                .partition_point(|word| word.start < heading.start);
            let to = words.bytes.partition_point(|word| word.start < heading.end);
            words.add_phrases(from..to, |_| None);
        }
        words.add_phrases(0..words.bytes.len(), Some);
        words
    }

    fn add_phrases(&mut self, words: Range<usize>, place: impl Fn(usize) -> Option<usize>) {
        for start in words.clone() {
            for length in 1..=MAX_WORDS.min(words.end - start) {
                let phrase = self.phrase(start, length);
                if let Entry::Vacant(entry) = self.first.entry(phrase) {
                    entry.insert(place(start));
                }
            }
        }
    }

    /// `length` words and what stands between them.
    fn phrase(&self, start: usize, length: usize) -> Phrase {
        let mut phrase = Phrase::default();
        let parts = self.numbers[start..start + length].as_flattened();
        // The last word alone, without what follows it.
        let parts = &parts[..parts.len() - 1];
        phrase[..parts.len()].copy_from_slice(parts);
        phrase
    }

    /// The first word that does not end before a byte, from the word `from` on.
    fn end_before(&self, from: usize, byte: usize) -> usize {
        from + self.bytes[from..].partition_point(|word| word.start < byte)
    }

    /// The words of a sentence without those in its marks, as runs that no mark and no border of a cell interrupts.
    fn of_sentence(
        &self,
        document: &Document,
        sentence: &Sentence,
        words: Range<usize>,
    ) -> Vec<Range<usize>> {
        let mut marks = marks_in(&document.marks, sentence.bytes.clone())
            .iter()
            .peekable();
        let mut runs: Vec<Range<usize>> = Vec::new();
        let mut is_new = true;
        for word in words {
            let bytes = &self.bytes[word];
            while marks
                .next_if(|mark| mark.bytes.end <= bytes.start)
                .is_some()
            {
                is_new = true;
            }
            if marks
                .peek()
                .is_some_and(|mark| mark.bytes.start < bytes.end)
            {
                is_new = true;
                continue;
            }
            match runs.last_mut().filter(|_| !is_new) {
                Some(run) => run.end = word + 1,
                None => runs.push(word..word + 1),
            }
            let next = self
                .bytes
                .get(word + 1)
                .map_or(bytes.end, |next| next.start);
            is_new = document.text[bytes.end..next].contains(['|', '!', '\u{0}']);
        }
        runs
    }

    fn anchor(&self, document: &Document, runs: &[Range<usize>]) -> Vec<String> {
        let (Some(first), Some(last)) = (runs.first(), runs.last()) else {
            return Vec::new();
        };
        let half = runs.iter().map(ExactSizeIterator::len).sum::<usize>() / 2;
        let is_unique = |length: &usize| {
            self.first.get(&self.phrase(first.start, *length)) == Some(&Some(first.start))
        };
        let fewest = if half > MIN_OPENING { MIN_OPENING } else { 1 };
        let fewest = fewest.min(first.len());
        let Some(opening) = (fewest..=MAX_WORDS.min(first.len()).min(half)).find(is_unique) else {
            return Vec::new();
        };
        let from = first.start + opening;
        let is_last = |length: &usize| {
            let start = last.end - length;
            let phrase = self.phrase(start, *length);
            start >= from && !(from..start).any(|other| self.phrase(other, *length) == phrase)
        };
        let closing = (1..=MAX_WORDS.min(last.len()).min(half - opening)).find(is_last);
        let closing = closing.map(|length| last.end - length..last.end);
        let parts = [Some(first.start..from), closing].into_iter().flatten();
        parts.map(|part| self.text(document, part)).collect()
    }

    /// The text of some words in a line, as a page shows it.
    fn text(&self, document: &Document, words: Range<usize>) -> String {
        let bytes = self.bytes[words.start].start..self.bytes[words.end - 1].end;
        let parts = document.text[bytes].split_whitespace();
        parts.collect::<Vec<_>>().join(" ")
    }
}

/// A text without regard to case, accents and the kind of white space.
fn fold(text: &str) -> String {
    let letters = text.nfkd().flat_map(char::to_lowercase);
    let letters = letters.filter(|letter| !is_combining_mark(*letter));
    letters.fold(String::new(), |mut folded, letter| {
        if !letter.is_whitespace() {
            folded.push(letter);
        } else if !folded.ends_with(' ') {
            folded.push(' ');
        }
        folded
    })
}
