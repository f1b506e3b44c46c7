//! The draft of a pair: proposals for the sentences of its documents, and the seed files with them.

use std::cell::Cell;
use std::collections::{BTreeMap, HashSet};
use std::path::PathBuf;

use super::article::Parties;
use super::folder::{Additions, CitedSentences, key, taken_ids};
use super::merge::{first_day, merge};
use super::proposal::{Ids, Proposal, ProposedPlace, Value};
use super::rules;
use super::text_draft::draft;
use crate::document::Index;
use crate::seed::read::{Pair, PairDocument, ParsedFact};
use crate::seed::revise::{PairFolder, ReviseError};
use crate::values::country;

/// The draft of a pair.
#[derive(Debug)]
pub struct PairDraft {
    /// The proposals that are added, in the order of the documents.
    pub proposals: Vec<Proposal>,
    /// The pointers of the sentences that no fact cites, that nothing excuses and for which nothing is proposed.
    pub without: Vec<String>,
    /// The files that change, with their new texts.
    pub files: Vec<(PathBuf, String)>,
    /// The number of sentences that were looked at.
    pub sentences: usize,
}

/// A sentence beside its proposals.
#[derive(Debug)]
pub struct DraftedSentence {
    pub text: String,
    pub proposals: Vec<Proposal>,
}

impl PairDraft {
    /// Drafts the documents of a pair whose texts are in a folder. `on_progress` gets the number of sentences that were read, and
    /// the number of all.
    pub fn new(
        folder: &PairFolder,
        on_progress: &dyn Fn(usize, usize),
    ) -> Result<Self, ReviseError> {
        let pair = folder.pair();
        let mut proposals = all_proposals(pair, on_progress)?;
        // Parts of a fact that is there are added in the order in which they happened.
        proposals.sort_by_key(|one| one.kind.is_part().then(|| first_day(one.date.as_ref())));
        let cited = CitedSentences::of(pair);
        let mut ids = taken_ids(pair);
        let parties = parties(pair)?;
        let mut additions = Additions::new(folder);
        let mut added = Vec::new();
        for proposal in proposals {
            added.extend(add(
                pair,
                &cited,
                &mut ids,
                &parties,
                proposal,
                &mut additions,
            ));
        }
        let places = added.iter().flat_map(Proposal::with_parts);
        let places: Vec<&ProposedPlace> = places.flat_map(|one| &one.places).collect();
        additions.add_places(&places);
        let sentences = texts(pair).flat_map(|document| sentences(pair, document));
        let all: Vec<String> = sentences.collect();
        let proposed = added.iter().flat_map(Proposal::with_parts);
        let proposed: HashSet<&String> = proposed.flat_map(|one| &one.at).collect();
        let without = all
            .iter()
            .filter(|at| !cited.has(at) && !proposed.contains(at));
        Ok(Self {
            without: without.cloned().collect(),
            sentences: all.len(),
            files: additions.into_files(),
            proposals: added,
        })
    }

    /// The number of proposals for each file, parts included.
    pub fn counts(&self) -> BTreeMap<&'static str, usize> {
        let mut counts = BTreeMap::new();
        for proposal in self.proposals.iter().flat_map(Proposal::with_parts) {
            *counts.entry(proposal.kind.seed.file).or_default() += 1;
        }
        counts
    }

    /// A sentence with all its proposals, even those that facts tell already.
    pub fn of_sentence(folder: &PairFolder, at: &str) -> Result<DraftedSentence, ReviseError> {
        let pair = folder.pair();
        let found = texts(pair).find_map(|document| {
            let text = document.text.as_ref()?;
            let mut pointers = text
                .document
                .sentences
                .iter()
                .map(|one| one.pointer.to_string());
            let pointer = pointers.find(|pointer| key(pair, &document.id, pointer) == at)?;
            document.sentence_text(&pointer)
        });
        let text = found.ok_or_else(|| {
            let name = folder.name();
            ReviseError::Refused(format!("no text at hand of {name} has a sentence `{at}`"))
        })?;
        let mut ids = Ids::default();
        let parties = parties(pair)?;
        let proposals = all_proposals(pair, &|_, _| ())?.into_iter().filter(|one| {
            one.with_parts()
                .any(|one| one.at.iter().any(|cited| cited == at))
        });
        let proposals = proposals.map(|mut proposal| {
            ids.assign(&mut proposal, &parties);
            proposal
        });
        Ok(DraftedSentence {
            text: text.to_owned(),
            proposals: proposals.collect(),
        })
    }
}

/// Adds a proposal, unless facts of its kind cite its sentences already. Returns what is added.
fn add(
    pair: &Pair,
    cited: &CitedSentences,
    ids: &mut Ids,
    parties: &Parties<'_>,
    mut proposal: Proposal,
    additions: &mut Additions<'_>,
) -> Vec<Proposal> {
    // The rule for sentences of which nothing else is known is none for those that a fact of another kind tells.
    let is_last_resort = proposal.rule.is_last_resort();
    let is_told = |one: &Proposal| {
        let mut at = one.at.iter();
        at.any(|at| cited.contains(one.kind, at) || is_last_resort && cited.has(at))
    };
    if proposal.parts.is_empty() && is_told(&proposal) {
        return Vec::new();
    }
    let had_parts = !proposal.parts.is_empty();
    proposal.parts.retain(|part| !is_told(part));
    if had_parts && proposal.parts.is_empty() {
        return Vec::new();
    }
    if let Some(parent) = parent(pair, &proposal) {
        let mut parts = if proposal.kind.is_part() {
            vec![proposal]
        } else {
            proposal.parts
        };
        for part in &mut parts {
            ids.assign(part, parties);
            additions.add_part(parent, part);
        }
        return parts;
    }
    if proposal.kind.is_part() {
        return Vec::new();
    }
    ids.assign(&mut proposal, parties);
    additions.add(&proposal);
    vec![proposal]
}

/// The fact of the pair that a proposal is a part of, or that has the parts of the proposal.
fn parent<'p>(pair: &'p Pair, proposal: &Proposal) -> Option<&'p ParsedFact> {
    if proposal.kind.is_part() {
        let mut facts = pair.facts.iter();
        return facts.find(|fact| {
            fact.kind
                .parts()
                .any(|(_, part)| part.name == proposal.kind.name)
        });
    }
    if proposal.parts.is_empty() {
        return None;
    }
    let mut facts = pair.facts.iter();
    facts.find(|fact| fact.kind.name == proposal.kind.name && is_same_mission_as(fact, proposal))
}

/// True if a mission that is there is the proposed one: of the same countries, and of one type and city if it is consular.
fn is_same_mission_as(fact: &ParsedFact, proposal: &Proposal) -> bool {
    let has = |field: &str| match proposal.field(field) {
        Some(Value::Text(text)) => fact.text(field) == Some(text),
        Some(Value::Flag(flag)) => {
            fact.values.get(field).and_then(serde_json::Value::as_bool) == Some(*flag)
        }
        _ => false,
    };
    let text = |value: &Value| match value {
        Value::Text(text) => Some(text.clone()),
        _ => None,
    };
    let proposed = |field: &'static str| {
        let values = proposal.parts.iter().filter_map(|part| part.field(field));
        values.filter_map(text).collect::<Vec<String>>()
    };
    let known: Vec<&str> = fact
        .all_parts()
        .filter_map(|part| part.text("type_after"))
        .collect();
    let places = fact
        .all_parts()
        .filter_map(|part| part.values.get("place")?["name"].as_str());
    let places: Vec<&str> = places.collect();
    let (types, seats) = (proposed("type_after"), proposed("place"));
    let is_consular = types.iter().any(|one| rules::is_consular(one));
    let fits = if is_consular {
        let shares =
            |known: &[&str], own: &[String]| own.iter().any(|one| known.contains(&one.as_str()));
        shares(&known, &types) && shares(&places, &seats)
    } else {
        !known.iter().any(|one| rules::is_consular(one))
    };
    has("sending") && has("receiving") && has("resident") && fits
}

/// The documents whose texts are at hand.
fn texts(pair: &Pair) -> impl Iterator<Item = &PairDocument> {
    pair.documents
        .values()
        .filter(|document| document.text.is_some())
}

/// The pointers of all sentences of a document.
fn sentences(pair: &Pair, document: &PairDocument) -> Vec<String> {
    let text = document
        .text
        .iter()
        .flat_map(|text| &text.document.sentences);
    let pointers = text.map(|sentence| key(pair, &document.id, &sentence.pointer.to_string()));
    pointers.collect()
}

/// The proposals for all documents, each about one fact.
fn all_proposals(
    pair: &Pair,
    on_progress: &dyn Fn(usize, usize),
) -> Result<Vec<Proposal>, ReviseError> {
    let of_all = texts(pair).filter_map(|document| document.text.as_ref());
    let total = of_all.map(|text| text.document.sentences.len()).sum();
    let done = Cell::new(0);
    let on_sentence = || {
        on_progress(done.get(), total);
        done.set(done.get() + 1);
    };
    let mut proposals = Vec::new();
    let mut has_text = false;
    for document in texts(pair) {
        has_text = true;
        check_index(document)?;
        if let Some(text) = &document.text {
            let at = |pointer: &str| key(pair, &document.id, pointer);
            let (parties, names) = (parties(pair)?, names(pair));
            proposals.extend(draft(&text.document, parties, &names, at, on_sentence));
        }
    }
    if !has_text {
        return Err(ReviseError::Refused(format!(
            "no text of {} is at hand; name the folder of its documents with --documents",
            pair.name
        )));
    }
    Ok(merge(proposals))
}

/// Refuses a text that is not the one of the index, because pointers would lead to other sentences.
fn check_index(document: &PairDocument) -> Result<(), ReviseError> {
    let index = document.index.as_ref().map(|pinned| &pinned.index.sha256);
    let text = document
        .text
        .as_ref()
        .map(|text| Index::from_document(&text.document).sha256);
    if index == text.as_ref() {
        return Ok(());
    }
    let id = &document.id;
    let fault = match index {
        None => "has no index; run `bilateral index` on its text first",
        Some(_) => {
            "has another text than its index was made of; run `bilateral revise` with the new text first"
        }
    };
    Err(ReviseError::Refused(format!("`{id}` {fault}")))
}

/// The names that the documents of the pair use for countries.
fn names(pair: &Pair) -> Vec<(&str, &str)> {
    pair.country_names()
        .map(|one| (one.name, one.code))
        .collect()
}

fn parties(pair: &Pair) -> Result<Parties<'_>, ReviseError> {
    let relation = pair.relation();
    let codes = relation.and_then(|relation| relation.list("parties"));
    let codes: Vec<&str> = codes
        .into_iter()
        .flatten()
        .filter_map(|code| code.as_str())
        .collect();
    let [one, other] = codes[..] else {
        return Err(ReviseError::Refused(format!(
            "the relation of {} does not name its two `parties`; write them first",
            pair.name
        )));
    };
    let name = |code: &str| {
        let mut own = pair.country_names().filter(|name| name.code == code);
        let own = own.next().map(|name| name.name);
        own.or(country::name(code)).unwrap_or(code).to_owned()
    };
    Ok(Parties {
        codes: [one, other],
        names: [name(one), name(other)],
    })
}
