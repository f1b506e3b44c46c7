//! Which facts have which terms and words, gathered while facts are loaded and written out when the order of all is known.

use std::collections::HashMap;

use roaring::RoaringBitmap;

use super::entry::Filed;
use super::rows::{Cell, Row};
use super::words::LEVELS;
use crate::kind::{COUNTRY, DOUBTFUL, EVERY_KIND, KIND, PART, Placement, RELATION};

/// The name of a list's filter.
type Parameter = (&'static str, &'static str);
/// The facts under every term and word.
#[derive(Debug, Default)]
pub struct Postings {
    /// By value; of its two lists the second is what facets count.
    terms: HashMap<Parameter, HashMap<Box<str>, [Keys; 2]>>,
    words: HashMap<Box<str>, [Keys; LEVELS]>,
}

/// Keys of facts in ascending order, each as its distance from the one before in as few bytes as it takes.
#[derive(Debug, Default)]
struct Keys {
    bytes: Vec<u8>,
    last: u32,
}

impl Keys {
    fn push(&mut self, key: u32) {
        let mut distance = key - self.last;
        self.last = key;
        while distance >= 0x80 {
            self.bytes.push(distance.to_le_bytes()[0] | 0x80);
            distance >>= 7;
        }
        self.bytes.push(distance.to_le_bytes()[0]);
    }

    fn iter(&self) -> impl Iterator<Item = u32> {
        let (mut key, mut at) = (0, 0);
        std::iter::from_fn(move || {
            let (mut distance, mut shift) = (0, 0);
            loop {
                let byte = *self.bytes.get(at)?;
                at += 1;
                distance |= u32::from(byte & 0x7f) << shift;
                if byte < 0x80 {
                    break;
                }
                shift += 7;
            }
            key += distance;
            Some(key)
        })
    }
}

impl Postings {
    /// Files a fact, whose key is greater than those before.
    pub fn add(&mut self, key: u32, fact: &Filed, relation: &str) {
        let own = fact.kind.name;
        for term in fact.terms.iter().filter(|term| !term.passing) {
            if fact.kind.placement != Placement::Part {
                self.term(own, term.parameter, &term.value, term.facet, key);
            }
            if term.parameter == COUNTRY {
                self.term(EVERY_KIND, COUNTRY, &term.value, term.facet, key);
            }
        }
        if fact.kind.placement != Placement::Part {
            self.term(own, RELATION, relation, true, key);
        }
        self.term(EVERY_KIND, RELATION, relation, true, key);
        self.term(EVERY_KIND, KIND, own, true, key);
        if fact.doubtful {
            self.term(EVERY_KIND, DOUBTFUL, "", true, key);
        }
        if fact.kind.placement == Placement::Part {
            self.term(EVERY_KIND, PART, "", true, key);
        }
        self.words(&fact.words, key);
    }

    fn term(
        &mut self,
        kind: &'static str,
        parameter: &'static str,
        value: &str,
        facet: bool,
        key: u32,
    ) {
        let values = self.terms.entry((kind, parameter)).or_default();
        match values.get_mut(value) {
            Some(uses) => uses[usize::from(facet)].push(key),
            None => values.entry(value.into()).or_default()[usize::from(facet)].push(key),
        }
    }

    fn words(&mut self, words: &[(String, usize)], key: u32) {
        for (word, level) in words {
            match self.words.get_mut(word.as_str()) {
                Some(levels) => levels[*level].push(key),
                None => self.words.entry(word.as_str().into()).or_default()[*level].push(key),
            }
        }
    }

    /// The rows of all terms, by kind, parameter and value. `positions` has the place of each key in the order of facts.
    pub fn term_rows<'p>(&'p self, positions: &'p [u32]) -> impl Iterator<Item = Row> {
        let mut parameters: Vec<_> = self.terms.iter().collect();
        parameters.sort_unstable_by_key(|(parameter, _)| **parameter);
        parameters
            .into_iter()
            .flat_map(move |((kind, parameter), values)| {
                let mut values: Vec<_> = values.iter().collect();
                values.sort_unstable_by_key(|(value, _)| *value);
                let uses = values.into_iter().flat_map(|(value, [other, facet])| {
                    [(value, false, other), (value, true, facet)]
                });
                uses.filter(|(.., keys)| !keys.bytes.is_empty())
                    .map(move |(value, facet, keys)| {
                        let set = set(keys, positions);
                        let name = [
                            Cell::Static(kind),
                            Cell::Static(parameter),
                            Cell::Text(value.to_string()),
                        ];
                        let count = Cell::Integer(i64::try_from(set.len()).unwrap_or(i64::MAX));
                        Row::new(
                            "term",
                            name.into_iter()
                                .chain([Cell::from(facet), count, bytes(&set)])
                                .collect(),
                        )
                    })
            })
    }

    /// The rows of all words, in their order.
    pub fn word_rows<'p>(&'p self, positions: &'p [u32]) -> impl Iterator<Item = Row> {
        let mut words: Vec<_> = self.words.iter().collect();
        words.sort_unstable_by_key(|(word, _)| *word);
        words.into_iter().map(move |(word, levels)| {
            let sets = levels.iter().scan(RoaringBitmap::new(), |sofar, keys| {
                *sofar |= set(keys, positions);
                Some(bytes(sofar))
            });
            Row::new(
                "word",
                std::iter::once(Cell::Text(word.to_string()))
                    .chain(sets)
                    .collect(),
            )
        })
    }
}

/// The places of facts in the order of all.
fn set(keys: &Keys, positions: &[u32]) -> RoaringBitmap {
    let mut places: Vec<u32> = keys.iter().map(|key| positions[key as usize]).collect();
    places.sort_unstable();
    places.into_iter().collect()
}

fn bytes(set: &RoaringBitmap) -> Cell {
    let mut bytes = Vec::with_capacity(set.serialized_size());
    // Writing to memory does not fail.
    let _ = set.serialize_into(&mut bytes);
    Cell::Bytes(bytes)
}

#[cfg(test)]
mod tests {
    use super::Keys;

    #[test]
    fn keys_come_back_as_they_were_pushed() {
        let pushed = [1, 2, 130, 131, 70_000, 4_000_000_000];
        let mut keys = Keys::default();
        for key in pushed {
            keys.push(key);
        }
        assert_eq!(keys.iter().collect::<Vec<_>>(), pushed);
    }
}
