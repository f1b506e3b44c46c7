//! One pair of countries: the files of its folder, read into facts, places, the index of its document and excuses.

use std::collections::BTreeSet;
use std::sync::Arc;

use toml::Spanned;
use toml::de::DeTable;

use super::facts::MAX_TABLES;
use super::names::{Place, PlaceNames};
use super::pair_index::PairIndex;
use super::parsed_fact::ParsedFact;
use super::places::{PLACE_KEY, read_places};
use super::reader::SeedReader;
use super::table::Table;
use super::toml::{ParsedFile, parse_file};
use crate::document::SentenceEntry;
use crate::kind::{Field, FieldType, Scope};
use crate::kinds;
use crate::seed::diagnostics::{Diagnostic, Diagnostics, did_you_mean};
use crate::seed::source::PairFiles;
use crate::seed::source_file::SourceFile;
use crate::values::day::{self, Day};
use crate::values::nearest::nearest;

/// The file with the pair's own fact, its places and its excuses.
const PAIR_FILE: &str = "relation.toml";
/// The file that `bilateral index` prints.
const INDEX_FILE: &str = "document.toml";
/// The key of the excuses.
const EXCUSE_KEY: &str = "excused";

/// A pair, each of its values checked by itself.
#[derive(Debug, Default)]
pub struct Pair {
    /// The name of the folder, which is the relation's id.
    pub name: String,
    /// The relation first, in the order of [`kinds::all`] and of the files.
    pub facts: Vec<ParsedFact>,
    /// `None` if not all of them could be read.
    pub places: Option<Vec<Place>>,
    pub index: Option<PairIndex>,
    /// The day on which the newest of its documents was retrieved; `None` if none of them says.
    pub newest_document: Option<Day>,
    pub excuses: Vec<Excuse>,
    /// True if an excuse has no valid pointer.
    pub has_unreadable_excuse: bool,
    /// True if a file could not be read or parsed, or has unknown keys. Nothing is then reported as missing.
    pub is_incomplete: bool,
}

/// A sentence that no fact cites, and the reason.
#[derive(Debug, Clone)]
pub struct Excuse {
    pub file: Arc<SourceFile>,
    pub pointer: Spanned<String>,
    pub reason: String,
}

const EXCUSE_FIELDS: &[Field] = &[
    Field::required("at", FieldType::FreeText).doc("the pointer"),
    Field::required("reason", FieldType::FreeText).doc("why no fact cites it"),
];

impl Pair {
    /// Reads the files of a pair's folder.
    pub fn read(name: &str, files: &PairFiles, diagnostics: &mut Diagnostics) -> Self {
        let is_readable = files.diagnostics.is_empty();
        let files = files.seeds.as_slice();
        let parse = |file| parse_known_file(file, diagnostics);
        let parsed: Vec<ParsedFile<'_>> = files.iter().filter_map(parse).collect();
        let mut pair = Self {
            name: name.to_owned(),
            is_incomplete: !is_readable
                || parsed.len() < files.len()
                || parsed.iter().any(|f| !f.is_complete),
            ..Self::default()
        };
        let find = |name: &str| parsed.iter().find(|parsed| parsed.file.name() == name);
        if let Some(parsed) = find(INDEX_FILE).filter(|parsed| parsed.is_complete) {
            pair.index = PairIndex::parse(parsed, diagnostics);
        }
        if let Some(parsed) = find(PAIR_FILE) {
            let mut reader = SeedReader::new(parsed, None, diagnostics);
            pair.places = read_places(&mut reader, &parsed.table).filter(|_| parsed.is_complete);
            pair.read_excuses(&mut reader, &parsed.table);
            pair.is_incomplete |= reader.left_out_tables;
        }
        let place_names = pair.places.as_deref().map(PlaceNames::new);
        for kind in kinds::seeded() {
            if let Some(parsed) = find(kind.seed.file) {
                let mut reader = SeedReader::new(parsed, place_names.as_ref(), diagnostics);
                pair.facts.extend(reader.facts(kind, &parsed.table));
                pair.is_incomplete |= reader.left_out_tables;
            }
        }
        pair.newest_document = pair.retrieval_days().max();
        if is_readable {
            pair.report_missing(files, diagnostics);
        }
        // Without this file no sentence is excused, which is one error and not one for each sentence.
        pair.is_incomplete |= find(PAIR_FILE).is_none();
        pair
    }

    /// The fact of the pair itself.
    pub fn relation(&self) -> Option<&ParsedFact> {
        self.first_of(Scope::Pair)
    }

    /// The fact of the document.
    pub fn document(&self) -> Option<&ParsedFact> {
        self.first_of(Scope::Document)
    }

    /// The days on which its documents were retrieved, of those that say.
    fn retrieval_days(&self) -> impl Iterator<Item = Day> {
        let documents = self.facts.iter();
        let documents = documents.filter(|fact| fact.kind.scope == Scope::Document);
        documents.filter_map(|document| day::parse_day(document.text("retrieved")?))
    }

    /// The sentences of the index.
    pub fn sentences(&self) -> &[SentenceEntry] {
        let pinned = self.index.as_ref();
        pinned.map_or(&[], |pinned| &pinned.index.sentences)
    }

    fn first_of(&self, scope: Scope) -> Option<&ParsedFact> {
        self.facts.iter().find(|fact| fact.kind.scope == scope)
    }

    /// All facts, each followed by its parts.
    pub fn all_facts(&self) -> impl Iterator<Item = &ParsedFact> {
        self.facts.iter().flat_map(ParsedFact::with_parts)
    }

    /// True for a second relation or a second document, of which a pair has one each.
    pub fn is_duplicate(&self, fact: &ParsedFact) -> bool {
        let is_other = |first: &ParsedFact| !std::ptr::eq(first, fact);
        fact.kind.scope != Scope::Fact && self.first_of(fact.kind.scope).is_some_and(is_other)
    }

    fn read_excuses(&mut self, reader: &mut SeedReader<'_>, table: &DeTable<'_>) {
        for (entries, span) in reader.tables(EXCUSE_KEY, table, MAX_TABLES) {
            let fields = Table::new(reader, None, entries, span).fields(&[], EXCUSE_FIELDS);
            let Some((pointer, value)) = fields["at"].as_str().zip(entries.get("at")) else {
                self.has_unreadable_excuse = true;
                continue;
            };
            self.excuses.push(Excuse {
                file: Arc::clone(&reader.file),
                pointer: Spanned::new(value.span(), pointer.to_owned()),
                reason: fields["reason"].as_str().unwrap_or("").to_owned(),
            });
        }
    }

    fn report_missing(&self, files: &[Arc<SourceFile>], diagnostics: &mut Diagnostics) {
        let pair_file = files.iter().find(|file| file.name() == PAIR_FILE);
        let Some(file) = pair_file.or(files.first()) else {
            return;
        };
        let mut report = |missing: &str, remedy: &str| {
            let message = format!("the pair `{}` has no {missing}", self.name);
            diagnostics.push(Diagnostic::new(file, 0..0, message, remedy));
        };
        if !files.iter().any(|file| file.name() == INDEX_FILE) {
            report(INDEX_FILE, "generate it with `bilateral index FILE`");
        }
        if self.is_incomplete {
            return;
        }
        if self.relation().is_none() {
            let remedy = "add [relation] with id, title, at, parties and events";
            report("[relation] in relation.toml", remedy);
        }
        if self.document().is_none() {
            let remedy = "add [document] with id, title and sha256";
            report("[document] in relation.toml", remedy);
        }
    }
}

/// Parses a file and reports its unknown keys; `None` for a file with an unknown name.
fn parse_known_file<'t>(
    file: &'t Arc<SourceFile>,
    diagnostics: &mut Diagnostics,
) -> Option<ParsedFile<'t>> {
    let known = known_keys(file.name());
    if known.is_empty() {
        diagnostics.push(unknown_file(file));
        return None;
    }
    let mut parsed = parse_file(file, diagnostics);
    for (key, _) in &parsed.table {
        let name: &str = key.get_ref();
        if known.contains(&name) {
            continue;
        }
        parsed.is_complete = false;
        // Unlike inside a table, the key that was meant may be there as well: each table of an array is written with it.
        let is_shown = diagnostics.shows(file, key.span().start);
        let nearest = is_shown.then(|| nearest(name, known.iter().copied()));
        let suggestion = did_you_mean(nearest.flatten());
        let remedy = suggestion + "known keys of this file: " + &known.join(", ");
        let message = format!("unknown key `{name}`");
        diagnostics.push(Diagnostic::new(file, key.span(), message, remedy));
    }
    Some(parsed)
}

/// The keys at the top level of a file; none for a file with an unknown name.
fn known_keys(file: &str) -> Vec<&'static str> {
    let kinds = kinds::seeded().filter(|kind| kind.seed.file == file);
    let others: &[&str] = match file {
        PAIR_FILE => &[PLACE_KEY, EXCUSE_KEY],
        INDEX_FILE => &["sha256", "length", "sections", "sentences"],
        _ => &[],
    };
    let keys = kinds.map(|kind| kind.seed.key);
    keys.chain(others.iter().copied()).collect()
}

fn unknown_file(file: &Arc<SourceFile>) -> Diagnostic {
    let files = kinds::seeded().map(|kind| kind.seed.file);
    let known: BTreeSet<&str> = files.chain([INDEX_FILE]).collect();
    let known: Vec<&str> = known.into_iter().collect();
    let stems = known.iter().map(|name| name.trim_end_matches(".toml"));
    let suggestion = nearest(file.name().trim_end_matches(".toml"), stems);
    let suggestion = suggestion.map(|stem| [stem, ".toml"].concat());
    let remedy = did_you_mean(suggestion.as_deref()) + "known files: " + &known.join(", ");
    let message = format!("unknown seed file `{}`", file.name());
    Diagnostic::new(file, 0..0, message, remedy)
}
