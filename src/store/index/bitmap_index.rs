//! Sets of facts by what they are found under: each read once and kept while there is room.

use std::sync::Arc;

use quick_cache::Weighter;
use quick_cache::sync::Cache;
use roaring::RoaringBitmap;

use crate::store::connections::Connections;
use crate::store::error::StoreError;
use crate::store::query::SearchTerms;

/// Positions of facts in their order.
pub type Set = Arc<RoaringBitmap>;

/// The sets that were read.
#[derive(Debug)]
pub struct BitmapIndex {
    connections: Connections,
    kept: Cache<String, Levels, Bytes>,
}

/// Sets by how much a word weighs where it stands: in the title; there or among the names; anywhere. A term has one.
type Levels = Arc<[Set]>;

/// A word's sets as they are stored.
type Stored = (Vec<u8>, Vec<u8>, Vec<u8>);

#[derive(Debug, Clone)]
struct Bytes;

impl Weighter<String, Levels> for Bytes {
    fn weight(&self, name: &String, sets: &Levels) -> u64 {
        let sets: usize = sets
            .iter()
            .map(|set| set.serialized_size() + size_of::<RoaringBitmap>())
            .sum();
        (ENTRY + name.len() + sets) as u64
    }
}

/// What an entry of the cache takes besides its name and sets.
const ENTRY: usize = 256;

/// How many bytes of sets are kept, and about how many sets that is.
const KEPT: (u64, usize) = (16 * 1024 * 1024, 4096);

const TERM: &str = "select positions from term where kind = ? and parameter = ? and value = ?";
const WORD: &str = "select title, names, anywhere from word where word between ? and ?";

/// The statements that read sets.
pub const STATEMENTS: &[&str] = &[TERM, WORD];

impl BitmapIndex {
    pub fn new(connections: Connections) -> Self {
        Self {
            connections,
            kept: Cache::with_weighter(KEPT.1, KEPT.0, Bytes),
        }
    }

    /// The facts of a list that a parameter finds under any of these values.
    pub async fn any(
        &self,
        kind: &str,
        parameter: &str,
        values: &[String],
    ) -> Result<Set, StoreError> {
        if let [value] = values {
            return self.term(kind, parameter, value).await;
        }
        let mut union = RoaringBitmap::new();
        for value in values {
            union |= &*self.term(kind, parameter, value).await?;
        }
        Ok(Arc::new(union))
    }

    /// The facts of a list that a parameter finds under a value.
    pub async fn term(&self, kind: &str, parameter: &str, value: &str) -> Result<Set, StoreError> {
        let name = [kind, parameter, value].join("\n");
        if let Some(kept) = self.kept.get(&name) {
            return Ok(Arc::clone(&kept[0]));
        }
        let term = sqlx::query_as(TERM).bind(kind).bind(parameter).bind(value);
        let found: Vec<(Vec<u8>,)> = self.connections.all(term).await?;
        let set = union(found.iter().map(|(set,)| set))?;
        // Values that nothing has are without number.
        if !set.is_empty() {
            self.kept.insert(name, Arc::new([Arc::clone(&set)]));
        }
        Ok(set)
    }

    /// The facts that have all the words, by the level at which they have them all. No words find nothing.
    pub async fn words(&self, words: &SearchTerms) -> Result<Levels, StoreError> {
        let mut all: Option<Levels> = None;
        for (at, word) in words.0.iter().enumerate() {
            let levels = self.word(word, at + 1 == words.0.len()).await?;
            all = Some(match all {
                None => levels,
                Some(before) => before
                    .iter()
                    .zip(&*levels)
                    .map(|(a, b)| Arc::new(&**a & &**b))
                    .collect(),
            });
        }
        Ok(all.unwrap_or_else(|| [Set::default(), Set::default(), Set::default()].into()))
    }

    /// The facts that have a word, or one that begins so.
    async fn word(&self, word: &str, begins: bool) -> Result<Levels, StoreError> {
        let name = [if begins { "\n\n" } else { "\n" }, word].concat();
        if let Some(kept) = self.kept.get(&name) {
            return Ok(kept);
        }
        // No letter comes after this one.
        let end = if begins {
            [word, "\u{10ffff}"].concat()
        } else {
            word.to_owned()
        };
        let found: Vec<Stored> = self
            .connections
            .all(sqlx::query_as(WORD).bind(word).bind(end))
            .await?;
        let level = |level: fn(&Stored) -> &Vec<u8>| union(found.iter().map(level));
        let levels: Levels = [
            level(|row| &row.0)?,
            level(|row| &row.1)?,
            level(|row| &row.2)?,
        ]
        .into();
        self.kept.insert(name, Arc::clone(&levels));
        Ok(levels)
    }
}

/// A set as it is stored.
pub fn read(stored: &[u8]) -> Result<RoaringBitmap, StoreError> {
    Ok(RoaringBitmap::deserialize_from(stored)?)
}

/// The facts that are in any of these sets, as they are stored.
fn union<'b>(stored: impl IntoIterator<Item = &'b Vec<u8>>) -> Result<Set, StoreError> {
    let mut union = RoaringBitmap::new();
    for bytes in stored {
        union |= read(bytes)?;
    }
    Ok(Arc::new(union))
}
