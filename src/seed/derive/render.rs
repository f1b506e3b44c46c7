//! Renders a fact as it is served and collects the values by which it is found.

use std::collections::{BTreeSet, HashMap};

use serde_json::{Map, Value, json};

use super::annotations::Annotations;
use super::search_text::{SearchText, SearchWord};
use super::states::{StateInterval, state_intervals};
use super::terms::{SortKey, Term, sort_keys, terms};
use crate::csv;
use crate::kind::{Derived, Field, FieldType, Kind, Placement, Presence};
use crate::kinds;
use crate::seed::read::{DateWithText, FactRef, LoadedDocument, Pair, ParsedFact};
use crate::values::date::Date;
use crate::values::pointer::Pointer;

/// A fact with all values that are stored of it.
#[derive(Debug)]
pub struct RenderedFact<'p> {
    pub fact: &'p ParsedFact,
    /// The fact that it is a part of.
    pub part_of: Option<&'p ParsedFact>,
    /// The path of the response that shows it.
    pub url: String,
    /// The item.
    pub json: String,
    /// The entry of the timeline: the keys that facts of all kinds have.
    pub timeline_json: String,
    /// The line of its list's CSV; `None` for a kind without a list.
    pub csv: Option<String>,
    pub states: Vec<StateInterval>,
    pub sort_keys: Vec<SortKey>,
    pub search_text: SearchText,
    pub index_entry: IndexEntry,
}

/// The values by which a fact is sorted and found among all others.
#[derive(Debug)]
pub struct IndexEntry {
    pub kind: &'static Kind,
    pub id: String,
    /// The first and the last day of its date, as numbers that order as days do.
    pub days: Option<(u32, u32)>,
    /// True if its date is approximate, uncertain or open.
    pub is_doubtful: bool,
    pub terms: BTreeSet<Term>,
    pub words: Vec<SearchWord>,
}

/// Renders the facts of a pair that has passed all checks.
pub struct Renderer<'p> {
    pair: &'p Pair,
    document: Option<&'p LoadedDocument>,
    /// The value of a field that names a fact, for each fact.
    references: HashMap<FactRef, Value>,
    annotations: Annotations<'p>,
}

impl<'p> Renderer<'p> {
    pub fn new(pair: &'p Pair, document: Option<&'p LoadedDocument>) -> Self {
        let mut references = HashMap::new();
        for fact in &pair.facts {
            for one in fact.with_parts() {
                let FactRef { kind, id } = one.fact_ref();
                let value = json!({ "kind": kind, "id": id, "title": one.title, "url": url(fact) });
                references.insert(FactRef { kind, id }, value);
            }
        }
        Self {
            pair,
            document,
            references,
            annotations: Annotations::new(&pair.facts),
        }
    }

    /// A fact, followed by its parts.
    pub fn render(&self, fact: &'p ParsedFact) -> Vec<RenderedFact<'p>> {
        let whole = std::iter::once(self.render_one(fact, None));
        let render_part = |part| self.render_one(part, Some(fact));
        whole.chain(fact.all_parts().map(render_part)).collect()
    }

    fn render_one(
        &self,
        fact: &'p ParsedFact,
        part_of: Option<&'p ParsedFact>,
    ) -> RenderedFact<'p> {
        let places = self.pair.places.as_deref();
        let places = places.expect("a checked pair has valid places");
        let url = url(part_of.unwrap_or(fact));
        let states = state_intervals(fact, &self.annotations, self.pair.newest_document);
        let date = fact.date.as_ref().map(|date| &date.date);
        let search_text = SearchText::new(fact, self.document, places);
        let item = self.item(fact, &states, &url);
        let csv = (fact.kind.placement == Placement::List).then(|| {
            let line = csv::row(csv::all_columns(fact.kind), &item);
            String::from_utf8(line).expect("a line of strings is UTF-8")
        });
        RenderedFact {
            fact,
            part_of,
            json: item.to_string(),
            timeline_json: self.timeline_entry(fact, part_of, &url).to_string(),
            csv,
            url,
            sort_keys: sort_keys(fact),
            index_entry: IndexEntry {
                kind: fact.kind,
                id: fact.id.get_ref().clone(),
                days: date.map(|date| (date.first_day().yyyymmdd(), date.last_day().yyyymmdd())),
                is_doubtful: date.is_some_and(Date::is_doubtful),
                terms: terms(fact, self.pair.relation(), &states, places),
                words: search_text.words(),
            },
            states,
            search_text,
        }
    }

    fn item(&self, fact: &ParsedFact, states: &[StateInterval], url: &str) -> Value {
        let mut item = self.head(fact);
        item.append(&mut self.values(fact, states));
        item.append(&mut self.tail(fact));
        item.insert("url".to_owned(), json!(url));
        Value::Object(item)
    }

    fn timeline_entry(&self, fact: &ParsedFact, part_of: Option<&ParsedFact>, url: &str) -> Value {
        let part_of = part_of.map(|fact| &self.references[&fact.fact_ref()]);
        let mut entry = self.head(fact);
        entry.append(&mut self.tail(fact));
        entry.insert("part_of".to_owned(), json!(part_of));
        entry.insert("url".to_owned(), json!(url));
        Value::Object(entry)
    }

    /// A part as the fact that it belongs to shows it, without the relation and the URL of that fact.
    fn part(&self, part: &ParsedFact) -> Value {
        let mut json = self.head(part);
        json.shift_remove("relation");
        json.append(&mut self.values(part, &[]));
        json.append(&mut self.tail(part));
        Value::Object(json)
    }

    /// The keys before the kind's own fields.
    fn head(&self, fact: &ParsedFact) -> Map<String, Value> {
        object([
            ("id", json!(fact.id.get_ref())),
            ("kind", json!(fact.kind.name)),
            ("relation", json!(self.pair.name)),
            ("title", json!(fact.title)),
            ("date", json!(fact.date.as_ref().map(DateWithText::to_json))),
        ])
    }

    /// The keys after the kind's own fields.
    fn tail(&self, fact: &ParsedFact) -> Map<String, Value> {
        let annotations = json!(self.annotations.of(fact));
        let sources = fact.pointers.iter().map(|at| self.source(at.get_ref()));
        object([
            ("claim", json!(fact.claim)),
            ("note", json!(fact.note)),
            ("rank", json!(fact.rank)),
            (kinds::annotating_kind().plural, annotations),
            ("sources", sources.collect()),
        ])
    }

    /// The kind's own fields.
    fn values(&self, fact: &ParsedFact, states: &[StateInterval]) -> Map<String, Value> {
        let value = |field: &Field| match (field.presence, field.field_type) {
            (Presence::Derived(derived), _) => self.derived(fact, derived, states),
            (_, FieldType::Parts(_)) => {
                let parts = fact.parts.iter().filter(|parts| parts.field == field.name);
                let facts = parts.flat_map(|parts| &parts.facts);
                facts.map(|part| self.part(part)).collect()
            }
            (_, field_type) => self.with_titles(field_type, fact.values[field.name].clone()),
        };
        let fields = fact.kind.fields.iter();
        let values = fields.map(|field| (field.name.to_owned(), value(field)));
        values.collect()
    }

    fn derived(&self, fact: &ParsedFact, derived: Derived, states: &[StateInterval]) -> Value {
        let index = self.pair.index.as_ref().map(|pinned| &pinned.index);
        match derived {
            Derived::State => json!(states.last().map(StateInterval::without_day)),
            Derived::Length => json!(index.map(|index| index.length)),
            Derived::Sections => {
                let mut counts: HashMap<&str, usize> = HashMap::new();
                let pointers = self.pair.sentences().iter().map(|sentence| &sentence.at);
                for (section, _) in pointers.filter_map(|at| at.rsplit_once(' ')) {
                    *counts.entry(section).or_default() += 1;
                }
                let sections = index.into_iter().flat_map(|index| &index.sections);
                let section = |name: &str, level: u32| {
                    let sentences = counts.get(name).copied().unwrap_or(0);
                    json!({ "name": name, "level": level, "sentences": sentences })
                };
                sections.map(|s| section(&s.name, s.level)).collect()
            }
            Derived::DateOf(event) => {
                let parts = fact.all_parts().filter(|part| part.rank != "deprecated");
                let events = parts.filter(|part| part.text("type") == Some(event));
                let best = events.max_by_key(|part| part.rank == "preferred");
                let date = best.and_then(|event| event.date.as_ref());
                json!(date.map(DateWithText::to_json))
            }
        }
    }

    /// A cited sentence as the sources of a fact show it.
    fn source(&self, at: &str) -> Value {
        let index = self.pair.index.as_ref();
        let sentence = index.and_then(|index| index.sentence(at));
        let sentence = sentence.expect("a checked fact cites sentences of the index");
        let pointer = Pointer::parse(at).expect("a checked index has valid pointers");
        let document = self.pair.document().expect("a checked pair has a document");
        json!({
            "document": document.id.get_ref(),
            "pointer": at,
            "section": pointer.section,
            "paragraph": pointer.paragraph,
            "sentence": pointer.sentence,
            "start": sentence.start,
            "end": sentence.end,
            "sha256": sentence.sha256,
            "text": self.document.and_then(|document| document.sentence_text(at)),
        })
    }

    /// The value with title and URL added to each fact that it names.
    fn with_titles(&self, field_type: FieldType, value: Value) -> Value {
        match (field_type, value) {
            (FieldType::Fact, value) => {
                let named = FactRef::from_json(&value);
                json!(named.map(|named| &self.references[&named]))
            }
            (FieldType::List(entry), Value::Array(list)) => {
                let with_titles = |value| self.with_titles(*entry, value);
                list.into_iter().map(with_titles).collect()
            }
            (FieldType::Group(fields), Value::Object(mut group)) => {
                for field in fields {
                    let value = group[field.name].take();
                    group[field.name] = self.with_titles(field.field_type, value);
                }
                Value::Object(group)
            }
            (_, value) => value,
        }
    }
}

fn object<const N: usize>(entries: [(&str, Value); N]) -> Map<String, Value> {
    entries
        .map(|(key, value)| (key.to_owned(), value))
        .into_iter()
        .collect()
}

/// The path of the response that shows a fact that is not a part.
fn url(fact: &ParsedFact) -> String {
    match fact.kind.placement {
        Placement::List | Placement::Part => {
            ["/v1/", fact.kind.plural, "/", fact.id.get_ref()].concat()
        }
        Placement::Coverage => ["/v1/", kinds::counted_kind(fact.kind).plural].concat(),
    }
}
