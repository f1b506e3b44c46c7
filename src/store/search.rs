//! Word search: the facts that contain all terms of a search, by relevance, and the nearest words for those that no fact contains.

use std::collections::BTreeSet;
use std::sync::Arc;

use roaring::RoaringBitmap;

use super::connections::Connections;
use super::error::Result;
use super::index::bitmap_index::{Bitmap, BitmapIndex, RankedBitmaps};
use super::index::date_order::DateOrder;
use super::search_terms::{SearchTerm, SearchTerms};
use super::text_match::TextWords;
use crate::values::nearest::nearest_few;

/// The number of facts whose texts are held at once while a phrase is looked for.
const TEXTS_AT_ONCE: usize = 500;

/// The number of words that get suggestions, and the number of suggestions for each.
const MAX_SUGGESTIONS: usize = 3;

/// The length in bytes above which a word gets no suggestions. The number of its misspellings grows with it.
const MAX_SUGGESTED: usize = 24;

/// The characters of nearly all folded words.
const LETTERS: &[u8] = b"abcdefghijklmnopqrstuvwxyz0123456789";

/// A word of a search that no fact contains.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordSuggestion {
    pub word: String,
    /// The most similar words that facts contain, the best first; empty if none is similar.
    pub nearest: Vec<String>,
}

/// The parts of an open data set that a search reads.
#[derive(Debug, Clone, Copy)]
pub struct WordSearch<'s> {
    pub connections: &'s Connections,
    pub date_order: &'s DateOrder,
    pub bitmaps: &'s BitmapIndex,
}

impl WordSearch<'_> {
    /// The facts that contain all terms, by relevance. Without terms, no facts.
    pub async fn find(&self, terms: &SearchTerms) -> Result<RankedBitmaps> {
        let mut found: Option<RankedBitmaps> = None;
        for term in &terms.0 {
            let bitmaps = self.term(term).await?;
            found = Some(match found {
                Some(others) => intersection(&others, &bitmaps),
                None => bitmaps,
            });
        }
        let nothing = || std::iter::repeat_n(Bitmap::default(), 3).collect();
        Ok(found.unwrap_or_else(nothing))
    }

    async fn term(&self, term: &SearchTerm) -> Result<RankedBitmaps> {
        match term {
            SearchTerm::Word(word) => self.bitmaps.stem(word).await,
            SearchTerm::Prefix(word) => self.bitmaps.prefix(word).await,
            SearchTerm::Phrase(words) => self.phrase(term, words).await,
        }
    }

    /// The facts that contain a phrase. The index knows the facts that contain its words; their texts tell which of them have
    /// the words next to each other.
    async fn phrase(&self, term: &SearchTerm, words: &[String]) -> Result<RankedBitmaps> {
        if let Some(cached) = self.bitmaps.cached_phrase(words) {
            return Ok(cached);
        }
        let mut candidates: Option<RankedBitmaps> = None;
        for word in words {
            let bitmaps = self.bitmaps.word(word).await?;
            candidates = Some(match candidates {
                Some(others) => intersection(&others, &bitmaps),
                None => bitmaps,
            });
        }
        let candidates = candidates.expect("a phrase has words");
        if words.len() == 1 {
            return Ok(candidates);
        }
        let anywhere = candidates.last().expect("there are three levels");
        let positions: Vec<u32> = anywhere.iter().collect();
        let mut levels = [(); 3].map(|()| RoaringBitmap::new());
        for some in positions.chunks(TEXTS_AT_ONCE) {
            let keys: Vec<u32> = some.iter().map(|at| self.date_order.key(*at)).collect();
            for texts in self.connections.searched_texts(&keys).await? {
                let position = self.date_order.position(texts.fact);
                let position = position.expect("the key is from the date order");
                let texts = [&texts.title, &texts.names, &texts.text];
                let has_phrase = |text: &&String| !TextWords::new(text).matches(term).is_empty();
                let Some(first) = texts.iter().position(has_phrase) else {
                    continue;
                };
                for level in &mut levels[first..] {
                    level.insert(position);
                }
            }
        }
        let found: RankedBitmaps = levels.map(Arc::new).into();
        self.bitmaps.cache_phrase(words, Arc::clone(&found));
        Ok(found)
    }

    /// The nearest words for the first few words that no fact contains. Their number and length are bounded, so the cost does not
    /// grow with the data.
    pub async fn suggestions(&self, terms: &SearchTerms) -> Result<Vec<WordSuggestion>> {
        let mut suggestions: Vec<WordSuggestion> = Vec::new();
        for term in &terms.0 {
            for word in term.words() {
                if suggestions.len() == MAX_SUGGESTIONS {
                    return Ok(suggestions);
                }
                let is_told = suggestions.iter().any(|told| told.word == word);
                if !is_told && self.is_unknown(term, word).await? {
                    suggestions.push(WordSuggestion {
                        word: word.to_owned(),
                        nearest: self.nearest(word).await?,
                    });
                }
            }
        }
        Ok(suggestions)
    }

    async fn is_unknown(&self, term: &SearchTerm, word: &str) -> Result<bool> {
        let bitmaps = match term {
            SearchTerm::Word(word) => self.bitmaps.stem(word).await?,
            SearchTerm::Prefix(word) => self.bitmaps.prefix(word).await?,
            SearchTerm::Phrase(_) => self.bitmaps.word(word).await?,
        };
        Ok(bitmaps.iter().all(|bitmap| bitmap.is_empty()))
    }

    async fn nearest(&self, word: &str) -> Result<Vec<String>> {
        if word.len() > MAX_SUGGESTED {
            return Ok(Vec::new());
        }
        let mut known: BTreeSet<String> = BTreeSet::new();
        known.extend(self.connections.known_words(&misspellings(word)).await?);
        known.extend(self.connections.neighbouring_words(word).await?);
        let nearest = nearest_few(word, known.iter().map(String::as_str), MAX_SUGGESTIONS);
        Ok(nearest.into_iter().map(str::to_owned).collect())
    }
}

/// The facts that are in both, at each level.
fn intersection(one: &RankedBitmaps, other: &RankedBitmaps) -> RankedBitmaps {
    let both = one.iter().zip(other.iter());
    both.map(|(a, b)| Arc::new(&**a & &**b)).collect()
}

/// The texts that differ from a word by one typing error: a missing, additional, wrong or swapped letter.
fn misspellings(word: &str) -> Vec<String> {
    let letters: Vec<char> = word.chars().collect();
    let text = |letters: Vec<char>| letters.into_iter().collect::<String>();
    let mut texts = Vec::new();
    for at in 0..=letters.len() {
        let (before, after) = letters.split_at(at);
        for letter in LETTERS.iter().map(|letter| char::from(*letter)) {
            texts.push(text([before, &[letter], after].concat()));
            if let [_, after @ ..] = after {
                texts.push(text([before, &[letter], after].concat()));
            }
        }
        if let [_, rest @ ..] = after {
            texts.push(text([before, rest].concat()));
        }
        if let [first, second, rest @ ..] = after {
            texts.push(text([before, &[*second, *first], rest].concat()));
        }
    }
    texts
}
