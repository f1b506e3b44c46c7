//! One pair's folder: its files read into drafts, places, the index of its document and the sentences that are excused.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use serde::Deserialize;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::draft::Draft;
use super::fault::{Fault, Faults, hint};
use super::source::File;
use super::table::{Places, Reader};
use crate::document::index::Index;
use crate::resource::Scope;
use crate::resources;
use crate::values::country;
use crate::values::nearest::nearest;
use crate::values::slug::is_slug;

/// The file that holds the pair itself, its places and the sentences that no fact is read from.
const PAIR_FILE: &str = "relation.toml";
/// The file that `bilateral index` writes.
const INDEX_FILE: &str = "document.toml";
/// The tables of [`PAIR_FILE`] that are no facts.
const PLACE: &str = "place";
const EXCUSED: &str = "excused";

/// What a pair's folder says, each value checked by itself.
#[derive(Debug)]
pub struct Pair {
    /// The name of the folder: the relation's id.
    pub name: String,
    /// The pair first, in the order of [`resources::LISTS`] and of the files.
    pub facts: Vec<Draft>,
    pub places: Vec<Place>,
    pub index: Option<PairIndex>,
    pub excused: Vec<Excused>,
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

/// A place with all its names.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Place {
    pub id: String,
    /// ISO 3166-1 alpha-3.
    pub country: String,
    /// Every name that the document gives it.
    pub names: Vec<String>,
}

/// A sentence that no fact is read from, and why.
#[derive(Debug, Clone)]
pub struct Excused {
    pub file: Arc<File>,
    pub at: Spanned<String>,
    pub reason: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ExcusedEntry {
    at: Spanned<String>,
    #[serde(default)]
    reason: String,
}

impl Pair {
    /// Reads the files of a pair's folder.
    pub fn read(name: &str, files: &[Arc<File>], faults: &mut Faults) -> Self {
        let mut pair = Self {
            name: name.to_owned(),
            facts: Vec::new(),
            places: Vec::new(),
            index: None,
            excused: Vec::new(),
            broken: false,
        };
        let tables: Vec<(&Arc<File>, DeTable<'_>)> =
            files.iter().filter_map(|file| Some((file, pair.parse(file, faults)?))).collect();
        for (file, table) in &tables {
            pair.take_what_is_no_fact(file, table, faults);
        }
        let places = pair.place_names();
        for kind in resources::seeded() {
            let Some((file, table)) = tables.iter().find(|(file, _)| file.name() == kind.seed.file) else { continue };
            let mut reader = Reader { file: Arc::clone(file), places: &places, faults };
            pair.facts.extend(reader.facts(kind, table));
        }
        pair.refuse_missing(files, faults);
        pair
    }

    /// The pair's own fact.
    pub fn relation(&self) -> Option<&Draft> {
        self.facts.iter().find(|fact| fact.kind.scope == Scope::Pair)
    }

    /// The document's own fact.
    pub fn document(&self) -> Option<&Draft> {
        self.facts.iter().find(|fact| fact.kind.scope == Scope::Document)
    }

    fn parse<'t>(&mut self, file: &'t Arc<File>, faults: &mut Faults) -> Option<DeTable<'t>> {
        let known = keys_of(file.name());
        if known.is_empty() {
            self.broken = true;
            faults.push(unknown_file(file));
            return None;
        }
        let (table, errors) = DeTable::parse_recoverable(&file.text);
        self.broken |= !errors.is_empty();
        let line = |error: &toml::de::Error| {
            error.span().map(|span| file.text[..span.start.min(file.text.len())].matches('\n').count())
        };
        for (at, error) in errors.iter().enumerate() {
            // The reader stumbles more than once over one mistake: what follows on a line is told when that is mended.
            if errors[..at].iter().all(|before| line(before) != line(error))
                && (at == 0 || error.span().is_some_and(|s| s.start > 0))
            {
                faults.push(of_toml(file, error));
            }
        }
        for (key, _) in table.get_ref().iter().filter(|(key, _)| !known.iter().any(|known| known == key.get_ref())) {
            self.broken = true;
            let hint = hint(nearest(key.get_ref(), known.iter().copied()));
            let remedy = hint + "this file holds " + &known.join(", ");
            faults.push(Fault::new(file, key.span(), format!("unknown key `{}`", key.get_ref()), remedy));
        }
        Some(table.into_inner())
    }

    fn take_what_is_no_fact(&mut self, file: &Arc<File>, table: &DeTable<'_>, faults: &mut Faults) {
        if file.name() == INDEX_FILE && !self.broken {
            self.index = index(file, table, faults);
        }
        for entry in entries(table, PLACE) {
            let names: BTreeSet<String> = self.places.iter().flat_map(|place| place.names.iter().cloned()).collect();
            if let Some(place) = deserialize::<Place>(file, entry, "a [[place]] has id, country and names", faults) {
                check_place(file, entry, &place, &names, &self.places, faults);
                self.places.push(place);
            }
        }
        for entry in entries(table, EXCUSED) {
            let remedy = "an [[excused]] has at and reason";
            let Some(ExcusedEntry { at, reason }) = deserialize(file, entry, remedy, faults) else { continue };
            if reason.trim().is_empty() {
                let remedy = "say why no fact is read from it";
                faults.push(Fault::new(file, entry.span(), "missing field `reason`", remedy));
            }
            self.excused.push(Excused { file: Arc::clone(file), at, reason });
        }
    }

    fn place_names(&self) -> Places {
        let named =
            self.places.iter().flat_map(|place| place.names.iter().map(|name| (name.clone(), place.id.clone())));
        named.collect::<BTreeMap<_, _>>()
    }

    fn refuse_missing(&self, files: &[Arc<File>], faults: &mut Faults) {
        let main = files.iter().find(|file| file.name() == PAIR_FILE);
        let Some(file) = main.or(files.first()) else { return };
        let mut missing = |name: &str, remedy: &str| {
            faults.push(Fault::new(file, 0..0, format!("the pair `{}` has no {name}", self.name), remedy));
        };
        if !files.iter().any(|file| file.name() == INDEX_FILE) {
            missing(INDEX_FILE, "write it with `bilateral index FILE`");
        }
        if self.relation().is_none() && !self.broken {
            missing("[relation] in relation.toml", "write one with its id, parties and events");
        } else if self.document().is_none() && !self.broken {
            missing("[document] in relation.toml", "add [document] with id, title and sha256");
        }
    }
}

fn keys_of(file: &str) -> Vec<&'static str> {
    let kinds = resources::seeded().filter(|kind| kind.seed.file == file).map(|kind| kind.seed.key);
    let others: &[&str] = match file {
        PAIR_FILE => &[PLACE, EXCUSED],
        INDEX_FILE => &["sha256", "length", "sections", "sentences"],
        _ => &[],
    };
    kinds.chain(others.iter().copied()).collect()
}

fn unknown_file(file: &Arc<File>) -> Fault {
    let known: BTreeSet<&str> = resources::seeded().map(|kind| kind.seed.file).chain([INDEX_FILE]).collect();
    let stem = |name: &'static str| name.trim_end_matches(".toml");
    let own = file.name().trim_end_matches(".toml");
    let meant = nearest(own, known.iter().map(|name| stem(name))).map(|name| [name, ".toml"].concat());
    let known: Vec<&str> = known.into_iter().collect();
    let remedy = hint(meant.as_deref()) + "known files: " + &known.join(", ");
    Fault::new(file, 0..0, format!("unknown seed file `{}`", file.name()), remedy)
}

fn entries<'t>(table: &'t DeTable<'t>, key: &str) -> Vec<&'t Spanned<DeValue<'t>>> {
    let value = table.get(key).map(Spanned::get_ref);
    value.and_then(DeValue::as_array).map(|array| array.iter().collect()).unwrap_or_default()
}

fn deserialize<'t, T: Deserialize<'t>>(
    file: &Arc<File>,
    entry: &Spanned<DeValue<'t>>,
    remedy: &str,
    faults: &mut Faults,
) -> Option<T> {
    let read = T::deserialize(toml::de::ValueDeserializer::from(entry.clone()));
    let fault = |error: toml::de::Error| Fault {
        span: error.span().unwrap_or(entry.span()),
        remedy: remedy.to_owned(),
        ..of_toml(file, &error)
    };
    read.map_err(|error| faults.push(fault(error))).ok()
}

fn index(file: &Arc<File>, table: &DeTable<'_>, faults: &mut Faults) -> Option<PairIndex> {
    let whole = Spanned::new(0..file.text.len(), DeValue::Table(table.clone()));
    let index: Index = deserialize(file, &whole, "write it anew with `bilateral index`", faults)?;
    let spans = entries(table, "sentences").iter().map(|entry| entry.span()).collect();
    Some(PairIndex { file: Arc::clone(file), index, spans })
}

fn check_place(
    file: &Arc<File>,
    entry: &Spanned<DeValue<'_>>,
    place: &Place,
    names: &BTreeSet<String>,
    others: &[Place],
    faults: &mut Faults,
) {
    let mut refuse = |what: String, remedy: &str| {
        let fact = Some(format!("place {}", place.id));
        faults.push(Fault { fact, ..Fault::new(file, entry.span(), what, remedy) });
    };
    if !country::is_alpha3(&place.country) {
        refuse(
            format!("`{}` is no country for `country`", place.country),
            "write an ISO 3166-1 alpha-3 code, such as MNG",
        );
    }
    if !is_slug(&place.id) {
        refuse(format!("`{}` is no id", place.id), "write lower-case words of a-z and 0-9 joined by hyphens");
    }
    if let Some(name) = place.names.iter().find(|name| names.contains(*name)) {
        refuse(format!("another place is called `{name}` too"), "give each name to one place");
    }
    if others.iter().any(|other| other.id == place.id) {
        refuse(format!("the id `{}` is taken", place.id), "give all names of a place in one [[place]]");
    }
    if place.names.is_empty() {
        refuse("`names` is empty".to_owned(), "give every name that the document uses");
    }
}

/// The fault that a TOML reader found.
pub fn of_toml(file: &Arc<File>, error: &toml::de::Error) -> Fault {
    let span = error.span().unwrap_or(0..0);
    let what = error.message().trim().replace('\n', "; ");
    Fault::new(file, span, what, "write TOML as toml.io describes it")
}
