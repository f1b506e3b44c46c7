//! Renders a fact as it is served and collects the values by which it is found.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde_json::{Map, Value, json};

use super::annotations::Annotations;
use super::search_text::{SearchText, SearchWord};
use super::sources::Sources;
use super::states::{StateInterval, state_intervals};
use super::summary::summary;
use super::terms::{SortKey, Spelling, Term, sort_keys, terms};
use crate::csv;
use crate::document::{Index, Section};
use crate::kind::{DOCUMENT, Derived, Field, FieldType, Kind, PART_OF, Presence, Scope, YEAR};
use crate::kinds;
use crate::seed::read::{CountryName, DateWithText, FactRef, Pair, ParsedFact};
use crate::values::date::{Date, SortDays};
use crate::values::fold::fold;

/// A fact with all values that are stored of it.
#[derive(Debug)]
pub struct RenderedFact<'p> {
    pub fact: &'p ParsedFact,
    /// The fact that it is a part of.
    pub part_of: Option<&'p ParsedFact>,
    /// The path of the response that shows it.
    pub url: String,
    /// The folded title, by which lists are sorted.
    pub title_key: String,
    /// The item.
    pub json: String,
    /// The entry of the timeline: the keys that facts of all kinds have.
    pub timeline_json: String,
    /// The line of its list's CSV.
    pub csv: String,
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
    /// The place of its date in the order of dates.
    pub days: Option<SortDays>,
    /// Its place in the article.
    pub place: ArticlePlace,
    /// True if its date is approximate, uncertain or open.
    pub is_doubtful: bool,
    pub terms: BTreeSet<Term>,
    pub words: Vec<SearchWord>,
}

/// The place of a fact in the article, by which facts without a date are sorted.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct ArticlePlace {
    /// The number of the first sentence that it cites, among those of all documents of the pair; `None` if it cites none.
    pub sentence: Option<usize>,
    /// Its number among the facts of that sentence, of a kind that numbers them.
    pub number: u64,
}

/// Renders the facts of a pair that has passed all checks.
pub struct Renderer<'p> {
    pair: &'p Pair,
    /// The value of a field that names a fact, for each fact.
    references: HashMap<FactRef, Value>,
    /// The facts that cite each sentence, by its document and its pointer.
    citations: HashMap<(&'p str, &'p str), Vec<FactRef>>,
    sources: &'p Sources<'p>,
    annotations: Annotations<'p>,
    /// The first name that the documents use for each country, by its code.
    country_names: BTreeMap<String, String>,
}

impl<'p> Renderer<'p> {
    pub fn new(pair: &'p Pair, sources: &'p Sources<'p>) -> Self {
        let mut country_names = BTreeMap::new();
        for CountryName { code, name, .. } in pair.country_names() {
            let first = country_names.entry(code.to_owned());
            first.or_insert_with(|| name.to_owned());
        }
        let mut references = HashMap::new();
        let mut citations: HashMap<(&str, &str), Vec<FactRef>> = HashMap::new();
        for one in pair.all_facts() {
            let FactRef { kind, id } = one.fact_ref();
            let value = json!({ "kind": kind, "id": id, "title": one.title, "url": url(one) });
            references.insert(FactRef { kind, id }, value);
            for citation in &one.citations {
                let citing = citations.entry(citation.key()).or_default();
                citing.push(one.fact_ref());
            }
        }
        Self {
            pair,
            references,
            citations,
            sources,
            annotations: Annotations::new(&pair.facts),
            country_names,
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
        let url = url(fact);
        let states = state_intervals(fact, &self.annotations, &self.pair.document_days);
        let date = fact.date.as_ref().map(|date| &date.date);
        let search_text = SearchText::new(fact, self.pair, places);
        let item = self.item(fact, part_of, &states);
        let csv = csv::row(csv::all_columns(fact.kind), &item);
        RenderedFact {
            fact,
            part_of,
            title_key: fold(&fact.title),
            json: line(&item),
            timeline_json: line(&self.timeline_entry(fact, part_of)),
            csv: String::from_utf8(csv).expect("a line of strings is UTF-8"),
            url,
            sort_keys: sort_keys(fact),
            index_entry: IndexEntry {
                kind: fact.kind,
                id: fact.id.get_ref().clone(),
                days: date.map(Date::sort_days),
                place: self.place(fact),
                is_doubtful: date.is_some_and(Date::is_doubtful),
                terms: self.terms(fact, part_of, &states),
                words: search_text.words(),
            },
            states,
            search_text,
        }
    }

    fn item(
        &self,
        fact: &ParsedFact,
        part_of: Option<&ParsedFact>,
        states: &[StateInterval],
    ) -> Value {
        let mut item = self.head(fact);
        item.append(&mut self.values(fact, states));
        item.append(&mut self.tail(fact));
        if let Some(holder) = part_of {
            item.insert(
                PART_OF.to_owned(),
                self.references[&holder.fact_ref()].clone(),
            );
        }
        item.insert("url".to_owned(), json!(url(fact)));
        Value::Object(item)
    }

    fn timeline_entry(&self, fact: &ParsedFact, part_of: Option<&ParsedFact>) -> Value {
        let part_of = part_of.map(|holder| &self.references[&holder.fact_ref()]);
        let mut entry = self.head(fact);
        let attribution = kinds::attribution(&fact.values, &self.country_names);
        let caveat = kinds::caveat(attribution.as_deref(), fact.rank);
        let summary = summary(fact, caveat.as_deref());
        entry.insert("summary".to_owned(), json!(summary));
        entry.insert("attribution".to_owned(), json!(attribution));
        entry.append(&mut self.tail(fact));
        entry.insert(PART_OF.to_owned(), json!(part_of));
        entry.insert("url".to_owned(), json!(url(fact)));
        Value::Object(entry)
    }

    /// All terms of a fact.
    fn terms(
        &self,
        fact: &ParsedFact,
        part_of: Option<&ParsedFact>,
        states: &[StateInterval],
    ) -> BTreeSet<Term> {
        let places = self.pair.places.as_deref();
        let places = places.expect("a checked pair has valid places");
        let mut terms = terms(fact, self.pair.relation(), states, places);
        let own = match fact.kind.scope {
            Scope::Document => Some(fact.id.get_ref().as_str()),
            _ => part_of
                .filter(|holder| holder.kind.scope == Scope::Document)
                .map_or(fact.text(DOCUMENT), |holder| Some(holder.id.get_ref())),
        };
        let cited = fact.citations.iter().map(|citation| &*citation.document);
        let documents = cited.chain(own);
        let documents = documents.map(|id| Term::new(DOCUMENT, id.to_owned(), Spelling::Canonical));
        terms.extend(documents);
        let holder = part_of.map(|holder| holder.id.get_ref());
        terms.extend(holder.map(|id| Term::new(PART_OF, id.clone(), Spelling::Canonical)));
        let year = fact.date.as_ref().map(|date| date.date.year_or_edtf());
        terms.extend(year.map(|year| Term::new(YEAR, year, Spelling::Canonical)));
        terms
    }

    fn place(&self, fact: &ParsedFact) -> ArticlePlace {
        let citations = fact.citations.iter();
        let mut cited = citations.filter_map(|citation| self.pair.sentence(citation));
        let first = cited.next().or_else(|| {
            // A sentence is in its own place.
            let document = self.pair.documents.get(fact.text(DOCUMENT)?)?;
            document.sentence(fact.text("pointer")?)
        });
        let number = fact
            .kind
            .numbered_by
            .and_then(|field| fact.values[field].as_u64());
        ArticlePlace {
            sentence: first.map(|sentence| sentence.number),
            number: number.unwrap_or(0),
        }
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
        let sources = fact.citations.iter();
        let sources = sources.map(|citation| self.sources.source(fact, citation));
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
                facts.map(|part| self.item(part, Some(fact), &[])).collect()
            }
            (_, field_type) => self.with_titles(field_type, fact.values[field.name].clone()),
        };
        let fields = fact.kind.fields.iter();
        let values = fields.map(|field| (field.name.to_owned(), value(field)));
        values.collect()
    }

    fn derived(&self, fact: &ParsedFact, derived: Derived, states: &[StateInterval]) -> Value {
        let document = self.pair.documents.get(fact.id.get_ref().as_str());
        let index = document.and_then(|document| Some(&document.index.as_ref()?.index));
        match derived {
            Derived::State => json!(states.last().map(StateInterval::without_day)),
            Derived::Length => json!(index.map(|index| index.length)),
            Derived::SentenceCount => json!(index.map(|index| index.sentences.len())),
            Derived::CitedCount => {
                let excused = document.map_or(0, |document| document.excuses.len());
                json!(index.map(|index| index.sentences.len() - excused))
            }
            Derived::TextHash => json!(index.map(|index| &index.sha256)),
            Derived::Sections => index.map(sections).unwrap_or_default(),
            Derived::CitedBy => {
                let sentence = fact.text(DOCUMENT).zip(fact.text("pointer"));
                let citing = sentence.and_then(|sentence| self.citations.get(&sentence));
                let citing = citing.into_iter().flatten();
                citing.map(|named| self.references[named].clone()).collect()
            }
            // In groups only, where they are read with the name.
            Derived::SpellingsOf(_) => Value::Null,
            Derived::DateOf(event) => {
                let parts = fact.all_parts().filter(|part| part.rank != "deprecated");
                let events = parts.filter(|part| part.text("type") == Some(event));
                let best = events.max_by_key(|part| part.rank == "preferred");
                let date = best.and_then(|event| event.date.as_ref());
                json!(date.map(DateWithText::to_json))
            }
        }
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

/// The sections of a document, each with the number of its sentences.
fn sections(index: &Index) -> Value {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    let pointers = index.sentences.iter().map(|sentence| &sentence.at);
    for (section, _) in pointers.filter_map(|at| at.rsplit_once(' ')) {
        *counts.entry(section).or_default() += 1;
    }
    let section = |section: &Section| {
        let Section { name, level } = section;
        let sentences = counts.get(name.as_str()).copied().unwrap_or(0);
        json!({ "name": name, "level": level, "sentences": sentences })
    };
    index.sections.iter().map(section).collect()
}

fn object<const N: usize>(entries: [(&str, Value); N]) -> Map<String, Value> {
    entries
        .map(|(key, value)| (key.to_owned(), value))
        .into_iter()
        .collect()
}

/// The path of the response that shows a fact.
fn url(fact: &ParsedFact) -> String {
    [&fact.kind.path(), "/", fact.id.get_ref()].concat()
}

/// JSON on one line. U+2028 and U+2029 are escaped, because some readers of lines take them for line ends.
fn line(json: &Value) -> String {
    let text = json.to_string();
    text.replace('\u{2028}', "\\u2028")
        .replace('\u{2029}', "\\u2029")
}
