//! From a checked pair to what is stored of it: each fact with its answers written out, its terms and its states.

use std::collections::HashMap;

use serde_json::{Map, Value, json};

use super::at_hand::AtHand;
use super::draft::{Dated, Draft, Reference};
use super::pair::Pair;
use super::places::Place;
use super::states::{Standing, standings};
use super::terms::{Term, sort_keys, terms};
use super::words::{Words, words};
use crate::csv;
use crate::document::index::SentenceEntry;
use crate::kind::{Derived, FieldType, Kind, Placement, Presence};
use crate::kinds;
use crate::values::date::Date;
use crate::values::pointer::Pointer;

/// A fact ready to be stored.
#[derive(Debug)]
pub struct Entry<'d> {
    pub draft: &'d Draft,
    /// The fact it is a part of.
    pub part_of: Option<&'d Draft>,
    /// The path of the answer that holds it.
    pub url: String,
    pub answer: Answer,
    pub standings: Vec<Standing>,
    pub sort_keys: Vec<(&'static str, Option<Value>)>,
    pub words: Words,
    pub filed: Filed,
}

/// A fact in the formats in which it is served.
#[derive(Debug)]
pub struct Answer {
    /// The item.
    pub json: String,
    /// The entry of the timeline: the keys that facts of all kinds have.
    pub timeline_json: String,
    /// The line of its list's CSV; `None` for a kind without a list.
    pub csv: Option<String>,
}

/// What places a fact among all others, and what it is found by.
#[derive(Debug)]
pub struct Filed {
    pub kind: &'static Kind,
    pub id: String,
    /// The first and the last day of its date, as numbers that order as days do.
    pub days: Option<(u32, u32)>,
    /// Whether its date is approximate, uncertain or open.
    pub doubtful: bool,
    pub terms: Vec<Term>,
    /// Its words, folded, each with the first level it stands in.
    pub words: Vec<(String, usize)>,
}

/// Writes out the facts of a pair, which has passed all checks.
pub struct Writer<'d> {
    pub pair: &'d Pair,
    relation: &'d str,
    sentences: HashMap<&'d str, &'d SentenceEntry>,
    document: Option<&'d AtHand>,
    /// The title and path of each fact.
    shown: HashMap<Reference, (&'d str, String)>,
    /// The facts that remark on each.
    remarks: HashMap<Reference, Vec<&'d str>>,
}

impl<'d> Writer<'d> {
    pub fn new(pair: &'d Pair, document: Option<&'d AtHand>) -> Self {
        let mut writer = Self {
            pair,
            relation: &pair.name,
            sentences: pair
                .index
                .iter()
                .flat_map(|i| &i.index.sentences)
                .map(|s| (s.at.as_str(), s))
                .collect(),
            document,
            shown: HashMap::new(),
            remarks: HashMap::new(),
        };
        for fact in &pair.facts {
            for one in fact.with_parts() {
                writer
                    .shown
                    .insert(one.reference(), (&one.title, url(fact)));
            }
            let about = fact
                .kind
                .annotates
                .and_then(|list| fact.own.get(list)?.as_array());
            for remark in about
                .into_iter()
                .flatten()
                .filter_map(|entry| reference(&entry["fact"]))
            {
                let remarks = writer.remarks.entry(remark).or_default();
                let id = fact.id.get_ref().as_str();
                if !remarks.contains(&id) {
                    remarks.push(id);
                }
            }
        }
        writer
            .remarks
            .values_mut()
            .for_each(|remarks| remarks.sort_unstable());
        writer
    }

    /// The states of a fact whose kind has them.
    pub fn standings(&self, fact: &Draft) -> Vec<Standing> {
        let Some(states) = fact.kind.states else {
            return Vec::new();
        };
        let events = fact
            .parts
            .first()
            .map(|(_, events)| events.as_slice())
            .unwrap_or_default();
        let remarks = |event: &Draft| {
            self.remarks
                .get(&event.reference())
                .map(Vec::as_slice)
                .unwrap_or_default()
        };
        standings(states, events, &|a, b| {
            remarks(a).iter().any(|remark| remarks(b).contains(remark))
        })
    }

    /// The state of a fact when all its events have happened: `null` for a kind without states, `None` where a fault in the
    /// events leaves it unknown.
    pub fn last_state(&self, fact: &Draft) -> Option<Value> {
        if fact.kind.states.is_none() {
            return Some(Value::Null);
        }
        let undated = fact
            .parts
            .iter()
            .flat_map(|(_, parts)| parts)
            .any(|part| part.date.is_none());
        let known = !fact.faulty && !undated;
        self.standings(fact)
            .pop()
            .filter(|_| known)
            .map(|standing| standing.state)
    }

    /// A fact and its parts, the fact first.
    pub fn entries(&self, fact: &'d Draft, places: &[Place]) -> Vec<Entry<'d>> {
        let parts = fact
            .parts
            .iter()
            .flat_map(|(_, parts)| parts)
            .map(|part| (part, Some(fact)));
        let all = std::iter::once((fact, None)).chain(parts);
        all.map(|(draft, part_of)| {
            let standings = self.standings(draft);
            let date = draft.date.as_ref().map(|dated| &dated.date);
            let words = words(draft, self, places);
            let filed = Filed {
                kind: draft.kind,
                id: draft.id.get_ref().clone(),
                days: date.map(|date| (date.first_day().yyyymmdd(), date.last_day().yyyymmdd())),
                doubtful: date.is_some_and(Date::is_doubtful),
                terms: terms(draft, self.pair.relation(), &standings, places),
                words: words.leveled(),
            };
            let answer = self.answer(draft, part_of, &url(fact), &standings);
            Entry {
                draft,
                part_of,
                url: url(fact),
                answer,
                sort_keys: sort_keys(draft),
                words,
                standings,
                filed,
            }
        })
        .collect()
    }

    /// The fact in the formats in which it is served.
    fn answer(
        &self,
        draft: &Draft,
        part_of: Option<&Draft>,
        url: &str,
        standings: &[Standing],
    ) -> Answer {
        let (mut item, mut tail) = (self.head(draft), self.tail(draft));
        let mut entry = item.clone();
        entry.extend(tail.clone());
        let part_of = part_of.map(|fact| self.reference_json(&fact.reference()));
        entry.insert("part_of".to_owned(), json!(part_of));
        item.append(&mut self.own(draft, standings));
        item.append(&mut tail);
        for object in [&mut entry, &mut item] {
            object.insert("url".to_owned(), json!(url));
        }
        let item = Value::Object(item);
        let listed = draft.kind.placement == Placement::List;
        Answer {
            json: item.to_string(),
            timeline_json: Value::Object(entry).to_string(),
            csv: listed.then(|| text(csv::row(csv::all_columns(draft.kind), &item))),
        }
    }

    /// A part as it stands inside its fact: without the relation and the path, which that one has.
    fn part(&self, draft: &Draft) -> Value {
        let mut part = self.head(draft);
        part.shift_remove("relation");
        part.append(&mut self.own(draft, &[]));
        part.append(&mut self.tail(draft));
        Value::Object(part)
    }

    /// The kind's own fields.
    fn own(&self, draft: &Draft, standings: &[Standing]) -> Map<String, Value> {
        let mut own = Map::new();
        for field in draft.kind.fields {
            let value = match (field.presence, field.field_type) {
                (Presence::Derived(derived), _) => self.derived(draft, derived, standings),
                (_, FieldType::Parts(_)) => {
                    let parts = draft
                        .parts
                        .iter()
                        .find(|(name, _)| *name == field.name)
                        .map(|(_, parts)| parts);
                    parts
                        .into_iter()
                        .flatten()
                        .map(|part| self.part(part))
                        .collect()
                }
                (_, field_type) => self.titled(field_type, draft.own[field.name].clone()),
            };
            own.insert(field.name.to_owned(), value);
        }
        own
    }

    fn head(&self, draft: &Draft) -> Map<String, Value> {
        let head = json!({
            "id": draft.id.get_ref(),
            "kind": draft.kind.name,
            "relation": self.relation,
            "title": draft.title,
            "date": draft.date.as_ref().map(Dated::to_json),
        });
        if let Value::Object(head) = head {
            head
        } else {
            Map::new()
        }
    }

    fn tail(&self, draft: &Draft) -> Map<String, Value> {
        let tail = json!({
            "claim": draft.claim,
            "note": draft.note,
            "rank": draft.rank,
            kinds::annotating_kind().plural: self.remarks.get(&draft.reference()).map(Vec::as_slice).unwrap_or_default(),
            "sources": draft.at.iter().filter_map(|at| self.source(at.get_ref())).collect::<Vec<_>>(),
        });
        if let Value::Object(tail) = tail {
            tail
        } else {
            Map::new()
        }
    }

    /// A sentence as the sources of a fact show it.
    pub fn source(&self, at: &str) -> Option<Value> {
        let sentence = self.sentences.get(at)?;
        let Pointer {
            section,
            paragraph,
            sentence: number,
        } = Pointer::parse(at)?;
        Some(json!({
            "document": self.pair.document()?.id.get_ref(),
            "pointer": at,
            "section": section,
            "paragraph": paragraph,
            "sentence": number,
            "start": sentence.start,
            "end": sentence.end,
            "sha256": sentence.sha256,
            "text": self.text(at),
        }))
    }

    /// The words of a sentence, where the document is at hand.
    pub fn text(&self, at: &str) -> Option<&'d str> {
        self.document?.text(at)
    }

    fn derived(&self, draft: &Draft, derived: Derived, standings: &[Standing]) -> Value {
        let index = self.pair.index.as_ref().map(|pinned| &pinned.index);
        match derived {
            Derived::State => standings
                .last()
                .map_or(Value::Null, |standing| standing.state.clone()),
            Derived::Length => json!(index.map(|index| index.length)),
            Derived::Sections => {
                let mut counts: HashMap<&str, usize> = HashMap::new();
                for at in self.sentences.keys() {
                    *counts.entry(section_of(at)).or_default() += 1;
                }
                let count = |name: &str| counts.get(name).copied().unwrap_or_default();
                let sections = index
                    .map(|index| index.sections.as_slice())
                    .unwrap_or_default()
                    .iter();
                sections.map(|s| json!({ "name": s.name, "level": s.level, "sentences": count(&s.name) })).collect()
            }
            Derived::DateOf(wanted) => {
                let parts = draft.parts.iter().flat_map(|(_, parts)| parts);
                let told =
                    parts.filter(|part| part.own.get("type").is_some_and(|said| said == wanted));
                let best = told
                    .filter(|part| part.rank != "deprecated")
                    .max_by_key(|part| part.rank == "preferred");
                best.and_then(|part| part.date.as_ref())
                    .map_or(Value::Null, Dated::to_json)
            }
        }
    }

    /// The value with title and path added to each fact that it names.
    fn titled(&self, field_type: FieldType, value: Value) -> Value {
        match (field_type, value) {
            (FieldType::Fact, value) => {
                reference(&value).map_or(Value::Null, |named| self.reference_json(&named))
            }
            (FieldType::List(entry), Value::Array(list)) => {
                list.into_iter().map(|v| self.titled(*entry, v)).collect()
            }
            (FieldType::Group(fields), Value::Object(mut group)) => {
                for field in fields {
                    let value = group
                        .get_mut(field.name)
                        .map(Value::take)
                        .unwrap_or_default();
                    group.insert(field.name.to_owned(), self.titled(field.field_type, value));
                }
                Value::Object(group)
            }
            (_, value) => value,
        }
    }

    fn reference_json(&self, named: &Reference) -> Value {
        let (title, url) = self
            .shown
            .get(named)
            .map(|(title, url)| (*title, url.as_str()))
            .unzip();
        json!({ "kind": named.kind, "id": named.id, "title": title, "url": url })
    }
}

/// What was written as text, which it is.
fn text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes)
        .unwrap_or_else(|wrong| String::from_utf8_lossy(wrong.as_bytes()).into_owned())
}

/// The path of the answer that shows a fact that is no part.
pub fn url(fact: &Draft) -> String {
    match fact.kind.placement {
        Placement::List | Placement::Part => {
            ["/v1/", fact.kind.plural, "/", fact.id.get_ref()].concat()
        }
        Placement::Coverage => ["/v1/", kinds::counted_kind(fact.kind).plural].concat(),
    }
}

fn section_of(at: &str) -> &str {
    at.rsplit_once(' ').map_or(at, |(section, _)| section)
}

fn reference(value: &Value) -> Option<Reference> {
    Some(Reference {
        kind: value["kind"].as_str()?.to_owned(),
        id: value["id"].as_str()?.to_owned(),
    })
}
