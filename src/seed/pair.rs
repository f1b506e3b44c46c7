//! One pair's folder: its files read into drafts, places, the index of its document and the sentences that are excused.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use serde::Deserialize;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::draft::Draft;
use super::fault::{Diagnostics, Fault, hint};
use super::parse::{Parsed, of_toml, parse};
use super::places::{self, PLACE, Place};
use super::reader::Reader;
use super::source::File;
use crate::document::index::Index;
use crate::kind::{Field, FieldType, Scope};
use crate::kinds;
use crate::values::nearest::nearest;

/// The file that holds the pair itself, its places and the sentences that no fact is read from.
const PAIR_FILE: &str = "relation.toml";
/// The file that `bilateral index` writes.
const INDEX_FILE: &str = "document.toml";
/// The key of the sentences that no fact is read from.
const EXCUSED: &str = "excused";

/// What a pair's folder says, each value checked by itself.
#[derive(Debug)]
pub struct Pair {
    /// The name of the folder: the relation's id.
    pub name: String,
    /// The pair first, in the order of [`kinds::LISTS`] and of the files.
    pub facts: Vec<Draft>,
    /// `None` where not all of them can be read.
    pub places: Option<Vec<Place>>,
    pub index: Option<PairIndex>,
    pub excused: Vec<Excused>,
    /// Whether an excuse does not say of which sentence.
    pub excuses_more: bool,
    /// Whether a file is no TOML, or holds what is not known: then nothing can be said of what is missing.
    pub broken: bool,
}

/// The index with the places of its lines.
#[derive(Debug)]
pub struct PairIndex {
    pub file: Arc<File>,
    pub index: Index,
    /// Of each sentence.
    pub spans: Vec<Range<usize>>,
}

/// A sentence that no fact is read from, and why.
#[derive(Debug, Clone)]
pub struct Excused {
    pub file: Arc<File>,
    pub at: Spanned<String>,
    pub reason: String,
}

/// What an [`Excused`] is written with.
const EXCUSED_FIELDS: &[Field] = &[
    Field::required("at", FieldType::FreeText, "the pointer"),
    Field::required("reason", FieldType::FreeText, "why no fact is read from it"),
];

impl Pair {
    /// Reads the files of a pair's folder.
    pub fn read(name: &str, files: &[Arc<File>], faults: &mut Diagnostics) -> Self {
        let mut pair = Self {
            name: name.to_owned(),
            facts: Vec::new(),
            places: None,
            index: None,
            excused: Vec::new(),
            excuses_more: false,
            broken: false,
        };
        let parsed: Vec<Parsed<'_>> = files
            .iter()
            .filter_map(|file| parsed(file, faults))
            .collect();
        pair.broken = parsed.len() < files.len() || parsed.iter().any(|parsed| !parsed.whole);
        for parsed in &parsed {
            pair.take_what_is_no_fact(parsed, faults);
        }
        let names = pair.places.as_deref().map(places::names);
        for kind in kinds::seeded() {
            let Some(parsed) = parsed
                .iter()
                .find(|parsed| parsed.file.name() == kind.seed.file)
            else {
                continue;
            };
            let mut reader = Reader {
                file: Arc::clone(parsed.file),
                places: names.as_ref(),
                faults,
            };
            pair.facts.extend(reader.facts(kind, &parsed.table));
        }
        pair.refuse_missing(files, faults);
        pair
    }

    /// The pair's own fact.
    pub fn relation(&self) -> Option<&Draft> {
        self.facts
            .iter()
            .find(|fact| fact.kind.scope == Scope::Pair)
    }

    /// The document's own fact.
    pub fn document(&self) -> Option<&Draft> {
        self.facts
            .iter()
            .find(|fact| fact.kind.scope == Scope::Document)
    }

    /// Whether a fact is one too many: a pair has one relation and one document.
    pub fn is_surplus(&self, fact: &Draft) -> bool {
        let first = match fact.kind.scope {
            Scope::Pair => self.relation(),
            Scope::Document => self.document(),
            Scope::Fact => None,
        };
        first.is_some_and(|first| !std::ptr::eq(first, fact))
    }

    fn take_what_is_no_fact(&mut self, parsed: &Parsed<'_>, faults: &mut Diagnostics) {
        let Parsed { file, table, whole } = parsed;
        match file.name() {
            INDEX_FILE if *whole => self.index = index(file, table, faults),
            PAIR_FILE => {
                let mut reader = Reader {
                    file: Arc::clone(file),
                    places: None,
                    faults,
                };
                self.places = places::read(&mut reader, table).filter(|_| *whole);
                self.take_excused(&mut reader, table);
            }
            _ => {}
        }
    }

    fn take_excused(&mut self, reader: &mut Reader<'_>, table: &DeTable<'_>) {
        for (entries, span) in reader.tables(EXCUSED, table) {
            let read = reader.fields(None, EXCUSED_FIELDS, entries, span);
            let text = |key: &str| read[key].as_str().map(str::to_owned);
            let at = text("at")
                .zip(entries.get("at"))
                .map(|(at, value)| Spanned::new(value.span(), at));
            self.excuses_more |= at.is_none();
            let reason = text("reason").unwrap_or_default();
            self.excused.extend(at.map(|at| Excused {
                file: Arc::clone(&reader.file),
                at,
                reason,
            }));
        }
    }

    fn refuse_missing(&self, files: &[Arc<File>], faults: &mut Diagnostics) {
        let main = files.iter().find(|file| file.name() == PAIR_FILE);
        let Some(file) = main.or(files.first()) else {
            return;
        };
        let mut missing = |name: &str, remedy: &str| {
            faults.push(Fault::new(
                file,
                0..0,
                format!("the pair `{}` has no {name}", self.name),
                remedy,
            ));
        };
        if !files.iter().any(|file| file.name() == INDEX_FILE) {
            missing(INDEX_FILE, "write it with `bilateral index FILE`");
        }
        if self.relation().is_none() && !self.broken {
            missing(
                "[relation] in relation.toml",
                "write one with its id, parties and events",
            );
        } else if self.document().is_none() && !self.broken {
            missing(
                "[document] in relation.toml",
                "add [document] with id, title and sha256",
            );
        }
    }
}

/// A file of the pair, with the keys that it may have; `None` if it is no such file.
fn parsed<'t>(file: &'t Arc<File>, faults: &mut Diagnostics) -> Option<Parsed<'t>> {
    let known = keys_of(file.name());
    if known.is_empty() {
        faults.push(unknown_file(file));
        return None;
    }
    let mut parsed = parse(file, faults);
    for (key, _) in parsed
        .table
        .iter()
        .filter(|(key, _)| !known.iter().any(|known| known == key.get_ref()))
    {
        parsed.whole = false;
        let hint = hint(nearest(key.get_ref(), known.iter().copied()));
        let remedy = hint + "this file holds " + &known.join(", ");
        faults.push(Fault::new(
            file,
            key.span(),
            format!("unknown key `{}`", key.get_ref()),
            remedy,
        ));
    }
    Some(parsed)
}

fn keys_of(file: &str) -> Vec<&'static str> {
    let kinds = kinds::seeded()
        .filter(|kind| kind.seed.file == file)
        .map(|kind| kind.seed.key);
    let others: &[&str] = match file {
        PAIR_FILE => &[PLACE, EXCUSED],
        INDEX_FILE => &["sha256", "length", "sections", "sentences"],
        _ => &[],
    };
    kinds.chain(others.iter().copied()).collect()
}

fn unknown_file(file: &Arc<File>) -> Fault {
    let known: BTreeSet<&str> = kinds::seeded()
        .map(|kind| kind.seed.file)
        .chain([INDEX_FILE])
        .collect();
    let stem = |name: &'static str| name.trim_end_matches(".toml");
    let own = file.name().trim_end_matches(".toml");
    let meant =
        nearest(own, known.iter().map(|name| stem(name))).map(|name| [name, ".toml"].concat());
    let known: Vec<&str> = known.into_iter().collect();
    let remedy = hint(meant.as_deref()) + "known files: " + &known.join(", ");
    Fault::new(
        file,
        0..0,
        format!("unknown seed file `{}`", file.name()),
        remedy,
    )
}

fn index(file: &Arc<File>, table: &DeTable<'_>, faults: &mut Diagnostics) -> Option<PairIndex> {
    let whole = Spanned::new(0..file.text.len(), DeValue::Table(table.clone()));
    let read = Index::deserialize(toml::de::ValueDeserializer::from(whole));
    let fault = |error: toml::de::Error| {
        let remedy = "write it anew with `bilateral index`".to_owned();
        Fault {
            span: error.span().unwrap_or(0..file.text.len()),
            remedy,
            ..of_toml(file, &error)
        }
    };
    let index = read.map_err(|error| faults.push(fault(error))).ok()?;
    let listed = table
        .get("sentences")
        .and_then(|sentences| sentences.get_ref().as_array());
    let spans = listed
        .into_iter()
        .flat_map(|sentences| sentences.iter())
        .map(Spanned::span)
        .collect();
    Some(PairIndex {
        file: Arc::clone(file),
        index,
        spans,
    })
}
