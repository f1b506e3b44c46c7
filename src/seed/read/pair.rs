//! One pair of countries: the files of its folder, read into facts, places and documents.

use std::collections::HashMap;
use std::sync::Arc;

use indexmap::IndexMap;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::citation::Citation;
use super::known_files::{PAIR_FILE, parse_document_file, parse_index_file, parse_pair_file};
use super::loaded_document::LoadedDocument;
use super::names::{PairNames, Person, Place};
use super::pair_document::{CitedSentence, PairDocument, read_excuses};
use super::pair_index::PairIndex;
use super::parsed_fact::ParsedFact;
use super::places::{read_people, read_places};
use super::reader::SeedReader;
use super::toml::{ParsedFile, check_utf8};
use crate::document::foreign_format;
use crate::kind::Scope;
use crate::kinds;
use crate::seed::diagnostics::{Diagnostic, Diagnostics};
use crate::seed::pair_files::{DocumentFiles, PairFiles};
use crate::seed::source_file::SourceFile;
use crate::values::day::Day;

/// The key of `[relation]` that lists the ids of the documents in their order.
pub const DOCUMENTS_KEY: &str = "documents";

/// The key of `[document]` that lists the abbreviations of its own.
const ABBREVIATIONS_KEY: &str = "abbreviations";

/// A pair, each of its values checked by itself.
#[derive(Debug, Default)]
pub struct Pair {
    /// The name of the folder, which is the relation's id.
    pub name: String,
    /// The relation first, in the order of [`kinds::all`] and of the files.
    pub facts: Vec<ParsedFact>,
    /// `None` if not all of them could be read.
    pub places: Option<Vec<Place>>,
    pub people: Vec<Person>,
    /// The documents by their ids, in the order of the pair. Pointers lead into the first one by default.
    pub documents: IndexMap<Arc<str>, PairDocument>,
    /// The ids that the relation lists, even of documents without files.
    pub listed_documents: Vec<Arc<str>>,
    /// Set with [`Pair::date_documents`].
    pub document_days: DocumentDays,
    /// True if a file could not be read or parsed, or has unknown keys. Nothing is then reported as missing.
    pub is_incomplete: bool,
}

/// The days of which the documents of a pair can speak.
#[derive(Debug, Default)]
pub struct DocumentDays {
    /// The day of the newest document; `None` if it is unknown.
    pub newest: Option<Day>,
    /// The day of each document whose day is known, by its id.
    days: HashMap<String, Day>,
}

impl DocumentDays {
    /// The day of the first document that a fact cites.
    pub fn of_fact(&self, fact: &ParsedFact) -> Option<Day> {
        let citation = fact.citations.first()?;
        self.days.get(&*citation.document).copied()
    }
}

/// The files of a document as far as they can be parsed.
struct ParsedDocument<'t> {
    files: &'t DocumentFiles,
    properties: Option<ParsedFile<'t>>,
    index: Option<ParsedFile<'t>>,
}

impl Pair {
    /// Reads the files of a pair's folder.
    pub fn read(name: &str, files: &PairFiles, diagnostics: &mut Diagnostics) -> Self {
        let is_readable = files.diagnostics.is_empty();
        let parse = |file| parse_pair_file(file, diagnostics);
        let parsed: Vec<ParsedFile<'_>> = files.seeds.iter().filter_map(parse).collect();
        let documents = files.documents.iter();
        let documents: Vec<ParsedDocument<'_>> = documents
            .map(|files| ParsedDocument::parse(files, diagnostics))
            .collect();
        let all = parsed
            .iter()
            .chain(documents.iter().flat_map(ParsedDocument::files));
        let is_complete = is_readable && parsed.len() == files.seeds.len() && { all }
            .all(|file| file.is_complete);
        let mut pair = Self {
            name: name.to_owned(),
            is_incomplete: !is_complete,
            ..Self::default()
        };
        pair.read_documents(&parsed, &documents, diagnostics);
        pair.read_facts(&parsed, &documents, diagnostics);
        if is_readable {
            pair.report_missing(files, diagnostics);
        }
        pair
    }

    /// Reads the documents in the order that the relation gives them.
    fn read_documents(
        &mut self,
        parsed: &[ParsedFile<'_>],
        documents: &[ParsedDocument<'_>],
        diagnostics: &mut Diagnostics,
    ) {
        let listed = parsed.iter().find(|parsed| parsed.file.name() == PAIR_FILE);
        self.listed_documents = listed.map_or(Vec::new(), |file| listed_documents(&file.table));
        let mut order = self.listed_documents.clone();
        // Those that are not listed, which is reported, come last.
        order.extend(
            documents
                .iter()
                .map(|document| Arc::from(document.files.id.as_str())),
        );
        let mut first_sentence = 0;
        for id in order {
            let found = documents.iter().find(|document| *document.files.id == *id);
            let Some(found) = found.filter(|_| !self.documents.contains_key(&id)) else {
                continue;
            };
            let document = found.read(&id, first_sentence, diagnostics);
            first_sentence += document.sentences().len();
            self.documents.insert(id, document);
        }
    }

    fn read_facts(
        &mut self,
        parsed: &[ParsedFile<'_>],
        documents: &[ParsedDocument<'_>],
        diagnostics: &mut Diagnostics,
    ) {
        if let Some(parsed) = find(parsed, PAIR_FILE) {
            let mut reader = SeedReader::new(parsed, diagnostics);
            self.places = read_places(&mut reader, &parsed.table).filter(|_| parsed.is_complete);
            self.people = read_people(&mut reader, &parsed.table);
            self.is_incomplete |= reader.left_out_tables;
        }
        let places = self.places.as_deref();
        let names = places.map(|places| PairNames::new(places, &self.people));
        let first = self.documents.keys().next();
        let first = first.map_or_else(|| Arc::from(""), Arc::clone);
        for kind in kinds::seeded() {
            let of_documents = documents.iter().filter(|_| kind.scope == Scope::Document);
            let of_documents = of_documents.filter_map(|document| {
                let id = Arc::from(document.files.id.as_str());
                Some((document.properties.as_ref()?, id))
            });
            let of_pair = find(parsed, kind.seed.file).map(|parsed| (parsed, Arc::clone(&first)));
            for (parsed, document) in of_pair.into_iter().chain(of_documents) {
                let reader = SeedReader::new(parsed, diagnostics);
                let mut reader = reader.for_facts(names.as_ref(), &document);
                self.facts.extend(reader.facts(kind, &parsed.table));
                self.is_incomplete |= reader.left_out_tables;
            }
        }
    }

    /// The fact of the pair itself.
    pub fn relation(&self) -> Option<&ParsedFact> {
        self.facts
            .iter()
            .find(|fact| fact.kind.scope == Scope::Pair)
    }

    /// The facts of the documents.
    pub fn document_facts(&self) -> impl Iterator<Item = &ParsedFact> {
        self.facts
            .iter()
            .filter(|fact| fact.kind.scope == Scope::Document)
    }

    /// The document that pointers lead into if they name none, even if its files are missing.
    pub fn default_document(&self) -> Option<&Arc<str>> {
        self.listed_documents
            .first()
            .or(self.documents.keys().next())
    }

    /// The sentence that a fact or an excuse names.
    pub fn sentence(&self, citation: &Citation) -> Option<CitedSentence<'_>> {
        let document = self.documents.get(&citation.document)?;
        document.sentence(&citation.pointer)
    }

    /// The text of that sentence, if its document is at hand.
    pub fn sentence_text(&self, citation: &Citation) -> Option<&str> {
        if citation.is_gone() {
            return None;
        }
        let document = self.documents.get(&citation.document)?;
        document.sentence_text(&citation.pointer)
    }

    /// The number of sentences of all documents.
    pub fn sentence_count(&self) -> usize {
        let documents = self.documents.values();
        documents.map(|document| document.sentences().len()).sum()
    }

    /// Finds the days of the documents. One whose day is unknown may be the newest.
    pub fn date_documents(&mut self, revised: Option<Day>) {
        let day_of = |document: &ParsedFact| {
            let day = kinds::document_day(&document.values, revised)?;
            Some((document.id.get_ref().clone(), day))
        };
        let days: HashMap<String, Day> = self.document_facts().filter_map(day_of).collect();
        let all_are_known = days.len() == self.document_facts().count();
        let newest = days.values().max().copied();
        self.document_days = DocumentDays {
            newest: newest.filter(|_| all_are_known),
            days,
        };
    }

    /// All facts, each followed by its parts.
    pub fn all_facts(&self) -> impl Iterator<Item = &ParsedFact> {
        self.facts.iter().flat_map(ParsedFact::with_parts)
    }

    /// True for a second relation, or a second fact of a document: there is one of each.
    pub fn is_duplicate(&self, fact: &ParsedFact) -> bool {
        let is_same = |first: &&ParsedFact| match fact.kind.scope {
            Scope::Pair => first.kind.scope == Scope::Pair,
            Scope::Document => {
                first.kind.scope == Scope::Document && Arc::ptr_eq(&first.file, &fact.file)
            }
            _ => false,
        };
        let first = self.facts.iter().find(is_same);
        first.is_some_and(|first| !std::ptr::eq(first, fact))
    }

    fn report_missing(&mut self, files: &PairFiles, diagnostics: &mut Diagnostics) {
        let pair_file = files.seeds.iter().find(|file| file.name() == PAIR_FILE);
        let Some(file) = pair_file.or(files.all_seeds().next()) else {
            return;
        };
        let mut report = |file: &Arc<SourceFile>, missing: &str, remedy: &str| {
            let message = format!("the pair `{}` has no {missing}", self.name);
            diagnostics.push(Diagnostic::new(file, 0..0, message, remedy));
        };
        if !self.is_incomplete && self.relation().is_none() {
            let remedy = "add [relation] with id, title, at, parties, documents and events";
            report(file, "[relation] in relation.toml", remedy);
        }
        if files.documents.is_empty() {
            let remedy = "add documents/ID.toml and documents/ID.index.toml: `bilateral import FILE --pair` writes them";
            report(file, "document", remedy);
        }
        for document in &files.documents {
            let id = &document.id;
            let present = document.properties.as_ref().or(document.index.as_ref());
            let file = present.expect("a document has at least one file");
            if document.properties.is_none() {
                let missing = format!("documents/{id}.toml");
                report(file, &missing, "add it, with [document], id and title");
            }
            if document.index.is_none() {
                let missing = format!("documents/{id}.index.toml");
                let remedy = format!(
                    "restore the whole folder of the pair from version control; that of a new document is written with `bilateral index FILE --pair {} --document {id}`",
                    self.name
                );
                report(file, &missing, &remedy);
            }
        }
    }
}

impl<'t> ParsedDocument<'t> {
    fn parse(files: &'t DocumentFiles, diagnostics: &mut Diagnostics) -> Self {
        let properties = files.properties.as_ref();
        let index = files.index.as_ref();
        Self {
            files,
            properties: properties.map(|file| parse_document_file(file, diagnostics)),
            index: index.map(|file| parse_index_file(file, diagnostics)),
        }
    }

    fn files(&self) -> impl Iterator<Item = &ParsedFile<'t>> {
        self.properties.iter().chain(&self.index)
    }

    /// The abbreviations of the document's own. Values of other types are reported when its fact is read.
    fn abbreviations(&self) -> Vec<String> {
        let table = self.properties.as_ref().map(|parsed| &parsed.table);
        let document = table.and_then(|table| table.get(kinds::document().seed.key));
        let document = document.and_then(|document| document.get_ref().as_table());
        strings(document.and_then(|document| document.get(ABBREVIATIONS_KEY)))
            .map(str::to_owned)
            .collect()
    }

    fn read(
        &self,
        id: &Arc<str>,
        first_sentence: usize,
        diagnostics: &mut Diagnostics,
    ) -> PairDocument {
        let index = self.index.as_ref().filter(|parsed| parsed.is_complete);
        let index = index.and_then(|parsed| PairIndex::parse(parsed, diagnostics));
        let excuses = self.properties.as_ref().map(|parsed| {
            let mut reader = SeedReader::new(parsed, diagnostics);
            read_excuses(&mut reader, &parsed.table, id)
        });
        let text = self.files.text.as_ref();
        let text =
            text.filter(|file| check_utf8(file, diagnostics) && check_format(file, diagnostics));
        let abbreviations = self.abbreviations();
        PairDocument {
            id: Arc::clone(id),
            index,
            text: text.map(|file| LoadedDocument::parse(file, &abbreviations)),
            abbreviations,
            excuses: excuses.unwrap_or_default(),
            first_sentence,
        }
    }
}

/// Reports a text in another format than that of documents, and returns true for any other text.
fn check_format(file: &Arc<SourceFile>, diagnostics: &mut Diagnostics) -> bool {
    let Some(found) = foreign_format(file.text.as_bytes()) else {
        return true;
    };
    let start: usize = file
        .text
        .split_inclusive('\n')
        .take(found.line - 1)
        .map(str::len)
        .sum();
    let message = format!("the document is {}", found.name);
    diagnostics.push(Diagnostic::new(file, start..start, message, found.remedy));
    false
}

fn find<'p, 't>(parsed: &'p [ParsedFile<'t>], name: &str) -> Option<&'p ParsedFile<'t>> {
    parsed.iter().find(|parsed| parsed.file.name() == name)
}

/// The ids that the relation lists. Values of other types are reported when the relation is read.
fn listed_documents(table: &DeTable<'_>) -> Vec<Arc<str>> {
    let relation = table.get(kinds::pair().seed.key);
    let relation = relation.and_then(|relation| relation.get_ref().as_table());
    strings(relation.and_then(|relation| relation.get(DOCUMENTS_KEY)))
        .map(Arc::from)
        .collect()
}

/// The strings of a list.
fn strings<'v>(list: Option<&'v Spanned<DeValue<'_>>>) -> impl Iterator<Item = &'v str> {
    let list = list.and_then(|list| list.get_ref().as_array());
    let entries = list.into_iter().flat_map(|list| list.iter());
    entries.filter_map(|entry| entry.get_ref().as_str())
}
