//! The facts under each term and each word, collected while facts are loaded and written as bitmaps once their order is known.

use std::collections::HashMap;

use roaring::RoaringBitmap;

use super::rows::{Cell, Row};
use crate::kind::{COUNTRY, DOCUMENT, DOUBTFUL, EVERY_KIND, KIND, PART, RELATION, YEAR};
use crate::seed::derive::{IndexEntry, LEVELS, Spelling};
use crate::values::words::stem;

/// A parameter of the list of a kind, or of the lists of all kinds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct ListParameter {
    kind: &'static str,
    name: &'static str,
}

/// The keys of the facts that have a value, by its spelling.
#[derive(Debug, Default)]
struct TermKeys {
    variant: Vec<u32>,
    canonical: Vec<u32>,
}

/// The keys of the facts under every term and word, in ascending order.
#[derive(Debug, Default)]
pub struct Postings {
    terms: HashMap<ListParameter, HashMap<Box<str>, TermKeys>>,
    words: HashMap<Box<str>, [Vec<u32>; LEVELS]>,
}

impl Postings {
    /// Adds a fact. Its key must be greater than those before.
    pub fn add(&mut self, key: u32, entry: &IndexEntry, relation: &str) {
        use Spelling::Canonical;
        let kind = entry.kind.name;
        for term in entry.terms.iter().filter(|term| !term.is_time_dependent) {
            let (name, value, spelling) = (term.parameter, &term.value, term.spelling);
            self.add_term(ListParameter { kind, name }, value, spelling, key);
            if [COUNTRY, DOCUMENT, YEAR].contains(&name) {
                self.add_term(every_kind(name), value, spelling, key);
            }
        }
        if entry.kind.is_part() {
            self.add_term(every_kind(PART), "", Canonical, key);
        }
        let name = RELATION;
        for parameter in [ListParameter { kind, name }, every_kind(name)] {
            self.add_term(parameter, relation, Canonical, key);
            for other_order in other_orders(relation) {
                self.add_term(parameter, &other_order, Spelling::Variant, key);
            }
        }
        self.add_term(every_kind(KIND), kind, Canonical, key);
        if entry.is_doubtful {
            self.add_term(every_kind(DOUBTFUL), "", Canonical, key);
        }
        for word in &entry.words {
            get_or_insert(&mut self.words, &word.word)[word.level].push(key);
        }
    }

    fn add_term(&mut self, parameter: ListParameter, value: &str, spelling: Spelling, key: u32) {
        let values = self.terms.entry(parameter).or_default();
        let keys = get_or_insert(values, value);
        match spelling {
            Spelling::Variant => keys.variant.push(key),
            Spelling::Canonical => keys.canonical.push(key),
        }
    }

    /// The rows of all terms, sorted by kind, parameter and value. `positions` has the position of each key.
    pub fn term_rows<'p>(&'p self, positions: &'p [u32]) -> impl Iterator<Item = Row> {
        sorted(&self.terms).flat_map(move |(parameter, values)| {
            sorted(values).flat_map(move |(value, keys)| {
                let sets = [(false, &keys.variant), (true, &keys.canonical)];
                let sets = sets.into_iter().filter(|(_, keys)| !keys.is_empty());
                sets.map(move |(is_facet, keys)| {
                    let set = to_bitmap(keys, positions);
                    let cells = vec![
                        Cell::Static(parameter.kind),
                        Cell::Static(parameter.name),
                        Cell::Text(value.to_string()),
                        Cell::from(is_facet),
                        Cell::Integer(set.len().cast_signed()),
                        serialize(&set),
                    ];
                    Row::new("_term", cells)
                })
            })
        })
    }

    /// The rows of all words, sorted. The bitmap of a level includes those of the heavier levels.
    pub fn word_rows<'p>(&'p self, positions: &'p [u32]) -> impl Iterator<Item = Row> {
        sorted(&self.words).map(move |(word, levels)| {
            let mut set = RoaringBitmap::new();
            let sets = levels.iter().map(|keys| {
                set |= to_bitmap(keys, positions);
                serialize(&set)
            });
            let texts = [word.as_ref(), &*stem(word)].map(Cell::from);
            Row::new("_word", texts.into_iter().chain(sets).collect())
        })
    }
}

const fn every_kind(name: &'static str) -> ListParameter {
    let kind = EVERY_KIND;
    ListParameter { kind, name }
}

/// The value of a text, which is copied only if it is new.
fn get_or_insert<'m, V: Default>(map: &'m mut HashMap<Box<str>, V>, text: &str) -> &'m mut V {
    if !map.contains_key(text) {
        map.insert(text.into(), V::default());
    }
    map.get_mut(text).expect("the text was inserted")
}

fn sorted<K: Ord, V>(map: &HashMap<K, V>) -> impl Iterator<Item = (&K, &V)> {
    let mut entries: Vec<_> = map.iter().collect();
    entries.sort_unstable_by_key(|(key, _)| *key);
    entries.into_iter()
}

fn to_bitmap(keys: &[u32], positions: &[u32]) -> RoaringBitmap {
    let mut positions: Vec<u32> = keys.iter().map(|key| positions[*key as usize]).collect();
    positions.sort_unstable();
    positions.into_iter().collect()
}

fn serialize(set: &RoaringBitmap) -> Cell {
    let mut bytes = Vec::with_capacity(set.serialized_size());
    set.serialize_into(&mut bytes)
        .expect("writing to memory does not fail");
    Cell::Bytes(bytes)
}

/// The id of a relation with its words rotated. One of these forms names the two countries in the other order.
fn other_orders(relation: &str) -> impl Iterator<Item = String> {
    let hyphens = relation.match_indices('-');
    hyphens.map(|(at, _)| [&relation[at + 1..], "-", &relation[..at]].concat())
}
