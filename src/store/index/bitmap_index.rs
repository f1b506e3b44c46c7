//! The bitmap index: the facts of each index entry and of each word, read on demand and cached.
//!
//! Word search is our own rather than SQLite's FTS5, so that a search is one more bitmap to intersect with those of the
//! other filters: totals, facets and pages need no row of a virtual table, and relevance follows from the field that
//! contains a word.

use std::collections::HashMap;
use std::sync::Arc;

use quick_cache::Weighter;
use quick_cache::sync::Cache;
use roaring::RoaringBitmap;
use sqlx::FromRow;

use crate::store::connections::{Connections, Statement};
use crate::store::error::Result;
use crate::store::search_terms::StemmedWord;

/// A set of facts by their positions in the date order.
pub type Bitmap = Arc<RoaringBitmap>;

/// Bitmaps by relevance: the facts with a word in the title; in the title or the names; anywhere. An index entry has
/// one bitmap.
pub type RankedBitmaps = Arc<[Bitmap]>;

/// The memory budget of the cache, in bytes.
const CACHE_SIZE: u64 = 16 * 1024 * 1024;

/// The estimated number of cached entries, which sizes the cache's hash table.
const ESTIMATED_ENTRIES: usize = 4096;

/// The memory of a cached entry besides its key and bitmaps, in bytes.
const ENTRY_OVERHEAD: usize = 256;

const TERM: &str = "select positions from _term where kind = ? and parameter = ? and value = ?";
const TERMS: &str = "select t.value, t.positions
     from json_each(?3) v
     cross join _term t on t.kind = ?1 and t.parameter = ?2 and t.value = v.value";
const WORD: &str = "select title, names, anywhere from _word where word = ?";
const STEM: &str = "select title, names, anywhere from _word where stem = ?";
const PREFIX: &str =
    "select title, names, anywhere from _word where stem = ?1 or word between ?2 and ?3";

/// The statements of this module.
pub const STATEMENTS: &[&str] = &[TERM, TERMS, WORD, STEM, PREFIX];

#[derive(Debug)]
pub struct BitmapIndex {
    connections: Connections,
    cache: Cache<String, RankedBitmaps, MemoryUse>,
}

#[derive(Debug, Clone)]
struct MemoryUse;

impl Weighter<String, RankedBitmaps> for MemoryUse {
    fn weight(&self, key: &String, bitmaps: &RankedBitmaps) -> u64 {
        let size = |bitmap: &Bitmap| bitmap.serialized_size() + size_of::<RoaringBitmap>();
        (ENTRY_OVERHEAD + key.len() + bitmaps.iter().map(size).sum::<usize>()) as u64
    }
}

/// The serialized bitmaps of a word.
#[derive(FromRow)]
struct WordRow {
    title: Vec<u8>,
    names: Vec<u8>,
    anywhere: Vec<u8>,
}

impl BitmapIndex {
    pub fn new(connections: Connections) -> Self {
        Self {
            connections,
            cache: Cache::with_weighter(ESTIMATED_ENTRIES, CACHE_SIZE, MemoryUse),
        }
    }

    /// The facts that have any of these values for a parameter.
    pub async fn any_of(
        &self,
        index_key: &str,
        parameter: &str,
        values: &[String],
    ) -> Result<Bitmap> {
        if let [value] = values {
            return self.term(index_key, parameter, value).await;
        }
        let mut union = RoaringBitmap::new();
        let mut unknown: Vec<&str> = Vec::new();
        for value in values {
            match self.cache.get(&term_key(index_key, parameter, value)) {
                Some(cached) => union |= &*cached[0],
                None => unknown.push(value),
            }
        }
        for (value, bitmap) in self.terms(index_key, parameter, &unknown).await? {
            union |= &bitmap;
            let key = term_key(index_key, parameter, &value);
            self.cache.insert(key, Arc::new([Arc::new(bitmap)]));
        }
        Ok(Arc::new(union))
    }

    /// The facts that have each of these values for a parameter, in one statement. Values that no fact has are left out.
    async fn terms(
        &self,
        index_key: &str,
        parameter: &str,
        values: &[&str],
    ) -> Result<HashMap<String, RoaringBitmap>> {
        let mut bitmaps: HashMap<String, RoaringBitmap> = HashMap::new();
        if values.is_empty() {
            return Ok(bitmaps);
        }
        let statement = sqlx::query_as(TERMS).bind(index_key).bind(parameter);
        let statement = statement.bind(serde_json::to_string(values)?);
        let rows: Vec<(String, Vec<u8>)> = self.connections.fetch_all(statement).await?;
        // The spellings of a value are rows of their own.
        for (value, positions) in rows {
            *bitmaps.entry(value).or_default() |= deserialize(&positions)?;
        }
        Ok(bitmaps)
    }

    /// The facts that have a value for a parameter.
    pub async fn term(&self, index_key: &str, parameter: &str, value: &str) -> Result<Bitmap> {
        let key = term_key(index_key, parameter, value);
        if let Some(cached) = self.cache.get(&key) {
            return Ok(Arc::clone(&cached[0]));
        }
        let statement = sqlx::query_as(TERM).bind(index_key).bind(parameter);
        let rows: Vec<Vec<u8>> = self.connections.fetch_column(statement.bind(value)).await?;
        let bitmap = union(&rows)?;
        // Empty bitmaps are not cached: clients can invent any number of values.
        if !bitmap.is_empty() {
            self.cache.insert(key, Arc::new([Arc::clone(&bitmap)]));
        }
        Ok(bitmap)
    }

    /// The facts that contain a word as it is, by relevance.
    pub async fn word(&self, word: &str) -> Result<RankedBitmaps> {
        // These keys differ from those of terms, which have a line feed after a parameter.
        self.words(["\n", word].concat(), sqlx::query_as(WORD).bind(word))
            .await
    }

    /// The facts that contain a form of a word, by relevance.
    pub async fn stem(&self, word: &StemmedWord) -> Result<RankedBitmaps> {
        let stem = word.stem.as_str();
        self.words(["\n\n", stem].concat(), sqlx::query_as(STEM).bind(stem))
            .await
    }

    /// The facts that contain a form of a word, or another word that begins with it, by relevance.
    pub async fn prefix(&self, word: &StemmedWord) -> Result<RankedBitmaps> {
        let StemmedWord { word, stem } = word;
        // U+10FFFF sorts after every letter.
        let end = [word, "\u{10ffff}"].concat();
        let statement = sqlx::query_as(PREFIX).bind(stem).bind(word).bind(end);
        self.words(["\n\n\n", word].concat(), statement).await
    }

    async fn words(&self, key: String, statement: Statement<'_, WordRow>) -> Result<RankedBitmaps> {
        if let Some(cached) = self.cache.get(&key) {
            return Ok(cached);
        }
        let rows: Vec<WordRow> = self.connections.fetch_all(statement).await?;
        let bitmaps: RankedBitmaps = [
            union(rows.iter().map(|row| &row.title))?,
            union(rows.iter().map(|row| &row.names))?,
            union(rows.iter().map(|row| &row.anywhere))?,
        ]
        .into();
        self.cache.insert(key, Arc::clone(&bitmaps));
        Ok(bitmaps)
    }

    /// The facts that contain a phrase, if it was searched for before.
    pub fn cached_phrase(&self, words: &[String]) -> Option<RankedBitmaps> {
        self.cache.get(&phrase_key(words))
    }

    /// Remembers the facts that contain a phrase.
    pub fn cache_phrase(&self, words: &[String], bitmaps: RankedBitmaps) {
        self.cache.insert(phrase_key(words), bitmaps);
    }
}

/// Folded words have no quotation mark, so that the keys differ from those of words.
fn phrase_key(words: &[String]) -> String {
    ["\n\"", &words.join(" ")].concat()
}

fn term_key(index_key: &str, parameter: &str, value: &str) -> String {
    [index_key, parameter, value].join("\n")
}

/// Reads a serialized bitmap.
pub fn deserialize(bytes: &[u8]) -> Result<RoaringBitmap> {
    Ok(RoaringBitmap::deserialize_from(bytes)?)
}

/// The union of serialized bitmaps.
fn union<'b>(serialized: impl IntoIterator<Item = &'b Vec<u8>>) -> Result<Bitmap> {
    let mut union = RoaringBitmap::new();
    for bytes in serialized {
        union |= deserialize(bytes)?;
    }
    Ok(Arc::new(union))
}
