//! A pair's folder as drafting sees it: what its facts cite already, and where new ones go.

use std::collections::{BTreeMap, HashSet};
use std::path::PathBuf;

use super::merge::first_day;
use super::proposal::{Ids, Proposal, ProposedPlace, Value};
use super::toml_text::{insert, place_of_part};
use crate::kind::Kind;
use crate::kinds;
use crate::seed::read::{PLACE_KEY, Pair, ParsedFact};
use crate::seed::revise::PairFolder;
use crate::values::slug::slug_of;

/// The sentences that the facts of a pair cite.
#[derive(Debug, Default)]
pub struct CitedSentences {
    /// The names of kinds with the keys of the sentences that facts of them cite.
    by_kind: HashSet<(&'static str, String)>,
    excused: HashSet<String>,
}

impl CitedSentences {
    pub fn of(pair: &Pair) -> Self {
        let mut cited = Self::default();
        for fact in pair.all_facts() {
            for citation in &fact.citations {
                let (document, pointer) = citation.key();
                cited
                    .by_kind
                    .insert((fact.kind.name, key(pair, document, pointer)));
            }
        }
        for document in pair.documents.values() {
            let excuses = document.excuses.iter().map(|excuse| excuse.citation.key());
            let excuses = excuses.map(|(document, pointer)| key(pair, document, pointer));
            cited.excused.extend(excuses);
        }
        cited
    }

    /// True if a fact of the kind cites the sentence, or an excuse names it.
    pub fn contains(&self, kind: &Kind, at: &str) -> bool {
        self.excused.contains(at) || self.by_kind.contains(&(kind.name, at.to_owned()))
    }

    /// True if any fact cites the sentence, or an excuse names it.
    pub fn has(&self, at: &str) -> bool {
        let mut kinds = kinds::all();
        kinds.any(|kind| self.contains(kind, at))
    }
}

/// A pointer as the seeds of the pair write it.
pub fn key(pair: &Pair, document: &str, pointer: &str) -> String {
    let is_first = pair
        .default_document()
        .is_some_and(|first| **first == *document);
    if is_first {
        pointer.to_owned()
    } else {
        [document, "#", pointer].concat()
    }
}

/// The ids of all facts of a pair.
pub fn taken_ids(pair: &Pair) -> Ids {
    let mut ids = Ids::default();
    for fact in pair.all_facts() {
        ids.take(fact.kind, fact.id.get_ref());
    }
    ids
}

/// The tables that are added to the seed files of a pair.
#[derive(Debug)]
pub struct Additions<'f> {
    folder: &'f PairFolder,
    /// By the names of the files, each with its position in the file as it is.
    tables: BTreeMap<&'static str, Vec<(usize, String)>>,
}

impl<'f> Additions<'f> {
    pub fn new(folder: &'f PairFolder) -> Self {
        let tables = BTreeMap::new();
        Self { folder, tables }
    }

    fn text(&self, file: &str) -> &'f str {
        self.folder.seed_text(file).unwrap_or_default()
    }

    fn insert(&mut self, file: &'static str, at: usize, table: String) {
        self.tables.entry(file).or_default().push((at, table));
    }

    /// Adds a fact with its parts at the end of its file.
    pub fn add(&mut self, proposal: &Proposal) {
        let seed = proposal.kind.seed;
        let end = self.text(seed.file).len();
        self.insert(seed.file, end, proposal.to_toml(seed.key));
    }

    /// Adds a part to a fact that is there, before the first one that happened later.
    pub fn add_part(&mut self, parent: &ParsedFact, part: &Proposal) {
        let seed = parent.kind.seed;
        let day = first_day(part.date.as_ref());
        let later = parent.all_parts().find(|one| {
            let date = one.date.as_ref().map(|date| &date.date);
            date.is_some_and(|date| date.first_day() > day)
        });
        let next = later.map(|later| later.span.start);
        let at = place_of_part(self.text(seed.file), parent.span.start, next);
        let heading = format!("{}.{}", seed.key, part.kind.seed.key);
        self.insert(seed.file, at, part.to_toml(&heading));
    }

    /// Adds places, unless the pair has one of the name.
    pub fn add_places(&mut self, places: &[&ProposedPlace]) {
        let file = kinds::pair().seed.file;
        let known: Vec<_> = self.folder.pair().places.iter().flatten().collect();
        let mut ids: HashSet<String> = known.iter().map(|place| place.id.clone()).collect();
        let names = known
            .iter()
            .flat_map(|place| place.names.iter().chain(&place.also));
        let names: HashSet<&String> = names.collect();
        let ids_before = ids.clone();
        let is_known = |name: &String| names.contains(name) || ids_before.contains(name);
        let mut added: HashSet<&str> = HashSet::new();
        for place in places {
            if is_known(&place.name) || !added.insert(&place.name) {
                continue;
            }
            let slug = slug_of(&place.name).unwrap_or_else(|| PLACE_KEY.to_owned());
            let mut id = slug.clone();
            let mut number = 1;
            while !ids.insert(id.clone()) {
                number += 1;
                id = format!("{slug}-{number}");
            }
            let end = self.text(file).len();
            self.insert(file, end, place_table(place, &id));
        }
    }

    /// The files that change, with their new texts.
    pub fn into_files(self) -> Vec<(PathBuf, String)> {
        let path = |name: &str| self.folder.path().join(name);
        let files = self.tables.iter();
        let files =
            files.map(|(name, tables)| (path(name), insert(self.text(name), tables.clone())));
        files.collect()
    }
}

fn place_table(place: &ProposedPlace, id: &str) -> String {
    let text = |text: &str| Value::text(text).to_toml();
    format!(
        "[[{PLACE_KEY}]]\ndraft = \"named in a draft\"\nid = {}\ncountry = {}\nnames = [{}]\n",
        text(id),
        text(&place.country),
        text(&place.name)
    )
}
