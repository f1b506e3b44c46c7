//! Two readings of one pair, compared fact by fact: those of two curators, or a draft and what became of it.
//!
//! Facts are matched by their kind and the sentences that they cite. Texts in a curator's own words are not compared.

use std::collections::{BTreeMap, HashMap, HashSet};

use serde_json::Value;

use super::read::{Citation, Pair, PairDocument, ParsedFact};
use super::revise::PairFolder;
use crate::kind::{FieldType, Kind};

/// The agreement of two readings.
#[derive(Debug, Default)]
pub struct Comparison {
    /// By the names of the kinds, in their order.
    pub kinds: Vec<(&'static str, KindAgreement)>,
    pub disagreements: Vec<Disagreement>,
}

/// The agreement on the facts of a kind.
#[derive(Debug, Default)]
pub struct KindAgreement {
    pub in_both: usize,
    /// Those of them whose fields are all equal.
    pub identical: usize,
    /// The facts of the first reading that cite a sentence which the second one cites for the same kind. One fact of the second
    /// may stand for several of the first.
    pub at_same_sentence: usize,
    pub only_first: usize,
    pub only_second: usize,
    /// The numbers of equal and of different values, by field. Fields that both leave out are not counted.
    pub fields: BTreeMap<String, Agreement>,
}

/// The numbers of equal and of different values.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Agreement {
    pub equal: usize,
    pub different: usize,
}

/// A difference between two readings.
#[derive(Debug)]
pub struct Disagreement {
    /// The file and line in the first reading, with its value; `None` for a fact that it lacks.
    pub first: Option<(String, String)>,
    /// The same in the second reading.
    pub second: Option<(String, String)>,
    /// The kind, and the field unless one reading lacks the whole fact.
    pub subject: String,
    /// The sentence, if its text is at hand.
    pub sentence: Option<String>,
}

/// A field of a fact with its value, as far as readings can agree on it.
type Fields = BTreeMap<String, Value>;

impl Comparison {
    /// Compares the facts of two folders of one pair.
    pub fn new(first: &PairFolder, second: &PairFolder) -> Self {
        let mut comparison = Self::default();
        let (first, second) = (first.pair(), second.pair());
        let names = DocumentNames::new(first, second);
        for kind in crate::kinds::written() {
            let [of_first, of_second] = [first, second].map(|pair| facts(pair, kind));
            if of_first.is_empty() && of_second.is_empty() {
                continue;
            }
            let matches = matched(&of_first, &of_second, &names);
            let mut agreement = KindAgreement {
                at_same_sentence: at_same_sentence(&of_first, &of_second, &names),
                ..KindAgreement::default()
            };
            comparison.add_matches(first, &of_first, &of_second, &matches, &mut agreement);
            comparison.kinds.push((kind.name, agreement));
        }
        comparison
    }

    fn add_matches(
        &mut self,
        pair: &Pair,
        first: &[&ParsedFact],
        second: &[&ParsedFact],
        matches: &[(usize, usize)],
        agreement: &mut KindAgreement,
    ) {
        agreement.in_both = matches.len();
        for (one, other) in matches {
            self.compare(pair, first[*one], second[*other], agreement);
        }
        let matched: HashSet<usize> = matches.iter().map(|(one, _)| *one).collect();
        for (_, fact) in (0..)
            .zip(first)
            .filter(|(number, _)| !matched.contains(number))
        {
            agreement.only_first += 1;
            self.add_single(pair, Some(fact), None);
        }
        let matched: HashSet<usize> = matches.iter().map(|(_, other)| *other).collect();
        for (_, fact) in (0..)
            .zip(second)
            .filter(|(number, _)| !matched.contains(number))
        {
            agreement.only_second += 1;
            self.add_single(pair, None, Some(fact));
        }
    }

    /// Adds a fact that one reading lacks.
    fn add_single(&mut self, pair: &Pair, first: Option<&ParsedFact>, second: Option<&ParsedFact>) {
        let position = |fact: &ParsedFact| (fact.position_of("id"), fact.id.get_ref().clone());
        let fact = first.or(second);
        self.disagreements.push(Disagreement {
            subject: fact.map_or(String::new(), |fact| fact.kind.name.to_owned()),
            sentence: fact.and_then(|fact| sentence(pair, fact)),
            first: first.map(position),
            second: second.map(position),
        });
    }

    /// Compares the fields of two facts that are matched.
    fn compare(
        &mut self,
        pair: &Pair,
        first: &ParsedFact,
        second: &ParsedFact,
        agreement: &mut KindAgreement,
    ) {
        let (of_first, of_second) = (fields(first), fields(second));
        agreement.identical += usize::from(of_first == of_second);
        let names: HashSet<&String> = of_first.keys().chain(of_second.keys()).collect();
        let mut names: Vec<&String> = names.into_iter().collect();
        names.sort_unstable();
        for name in names {
            let (one, other) = (of_first.get(name), of_second.get(name));
            let counted = agreement.fields.entry(name.clone()).or_default();
            if one == other {
                counted.equal += 1;
                continue;
            }
            counted.different += 1;
            let shown = |fact: &ParsedFact, value: Option<&Value>| {
                let value = value.map_or_else(|| "nothing".to_owned(), Value::to_string);
                (fact.position_of(name), value)
            };
            self.disagreements.push(Disagreement {
                first: Some(shown(first, one)),
                second: Some(shown(second, other)),
                subject: [first.kind.name, ".", name].concat(),
                sentence: sentence(pair, first),
            });
        }
    }
}

/// The ids of documents of the second reading whose sentences are those of one of the first, with its id.
#[derive(Debug)]
struct DocumentNames<'p>(HashMap<&'p str, &'p str>);

impl<'p> DocumentNames<'p> {
    fn new(first: &'p Pair, second: &'p Pair) -> Self {
        let renamed = second.documents.values().filter_map(|document| {
            let index = &document.index.as_ref()?.index;
            let same = |one: &&PairDocument| {
                let other = one.index.as_ref();
                other.is_some_and(|other| other.index.has_same_sentences(index))
            };
            let same = first.documents.values().find(same)?;
            Some((&*document.id, &*same.id))
        });
        Self(renamed.collect())
    }

    /// The sentence that a citation of the second reading names, with the id that the first one has for its document.
    fn key<'c>(&'c self, citation: &'c Citation) -> (&'c str, &'c str) {
        let (document, pointer) = citation.key();
        (self.0.get(document).copied().unwrap_or(document), pointer)
    }
}

/// The number of facts of the first reading that cite a sentence which the second one cites.
fn at_same_sentence(
    first: &[&ParsedFact],
    second: &[&ParsedFact],
    names: &DocumentNames<'_>,
) -> usize {
    let citations = second.iter().flat_map(|fact| &fact.citations);
    let cited: HashSet<(&str, &str)> = citations.map(|citation| names.key(citation)).collect();
    let is_cited = |fact: &&&ParsedFact| {
        let mut citations = fact.citations.iter();
        citations.any(|citation| cited.contains(&citation.key()))
    };
    first.iter().filter(is_cited).count()
}

/// The facts of a kind, parts of others included.
fn facts<'p>(pair: &'p Pair, kind: &Kind) -> Vec<&'p ParsedFact> {
    let all = pair.all_facts();
    all.filter(|fact| fact.kind.name == kind.name).collect()
}

/// The numbers of the facts that cite a sentence together, those with the most equal fields first. Facts that cite nothing, such
/// as documents and their references, may match any other of those. Each fact is matched once.
fn matched(
    first: &[&ParsedFact],
    second: &[&ParsedFact],
    names: &DocumentNames<'_>,
) -> Vec<(usize, usize)> {
    let mut by_sentence: HashMap<(&str, &str), Vec<usize>> = HashMap::new();
    for (number, fact) in (0..).zip(second) {
        for citation in &fact.citations {
            let key = names.key(citation);
            by_sentence.entry(key).or_default().push(number);
        }
    }
    let without: Vec<usize> = (0..)
        .zip(second)
        .filter(|(_, fact)| fact.citations.is_empty())
        .map(|(number, _)| number)
        .collect();
    let of_second: Vec<Fields> = second.iter().map(|fact| fields(fact)).collect();
    let mut candidates = Vec::new();
    for (number, fact) in (0..).zip(first) {
        let own = fields(fact);
        let cited = fact.citations.iter().map(Citation::key);
        let others = cited.filter_map(|key| by_sentence.get(&key)).flatten();
        let without = without.iter().filter(|_| fact.citations.is_empty());
        let others: HashSet<usize> = others.chain(without).copied().collect();
        for other in others {
            let equal = own
                .iter()
                .filter(|(name, value)| of_second[other].get(*name) == Some(value));
            let keys = second[other].citations.iter().map(|one| names.key(one));
            let shared = keys.filter(|key| fact.citations.iter().any(|one| one.key() == *key));
            candidates.push(([equal.count(), shared.count()], number, other));
        }
    }
    best_matches(candidates)
}

/// Of candidates with the numbers of their equal fields and of the sentences that both cite, the best for each fact.
fn best_matches(mut candidates: Vec<([usize; 2], usize, usize)>) -> Vec<(usize, usize)> {
    candidates.sort_by_key(|(equal, one, other)| (std::cmp::Reverse(*equal), *one, *other));
    let (mut taken, mut taken_other) = (HashSet::new(), HashSet::new());
    let mut matches = Vec::new();
    for (_, one, other) in candidates {
        if !taken.contains(&one) && !taken_other.contains(&other) {
            taken.insert(one);
            taken_other.insert(other);
            matches.push((one, other));
        }
    }
    matches.sort_unstable();
    matches
}

/// The fields of a fact on which two readings can agree.
fn fields(fact: &ParsedFact) -> Fields {
    let own = fact.kind.fields.iter().filter(|field| {
        !matches!(
            field.field_type,
            FieldType::FreeText | FieldType::Parts(_) | FieldType::Fact
        )
    });
    let own = own.filter_map(|field| {
        let value = fact.values.get(field.name)?;
        let value = comparable(field.field_type, value);
        let is_empty = value.is_null() || value.as_array().is_some_and(Vec::is_empty);
        (!is_empty).then(|| (field.name.to_owned(), value))
    });
    let date = fact
        .date
        .as_ref()
        .map(|date| Value::from(date.date.edtf.clone()));
    own.chain(date.map(|date| ("date".to_owned(), date)))
        .collect()
}

/// A value without the ids and spellings that curators choose, and without the order of lists.
fn comparable(field_type: FieldType, value: &Value) -> Value {
    match (field_type, value) {
        (FieldType::List(entry), Value::Array(entries)) => {
            let mut entries: Vec<Value> =
                entries.iter().map(|one| comparable(*entry, one)).collect();
            entries.sort_by_key(Value::to_string);
            Value::Array(entries)
        }
        (FieldType::Date, Value::Object(members)) => members["edtf"].clone(),
        (FieldType::Place, Value::Object(members)) => members["name"].clone(),
        (FieldType::Group(fields), Value::Object(members)) => {
            let of_field = |name: &str| fields.iter().find(|field| field.name == name);
            let members = members
                .iter()
                .filter(|(name, value)| *name != "also" && !value.is_null());
            let members = members.filter_map(|(name, value)| {
                let field_type = of_field(name)?.field_type;
                let is_id = matches!(field_type, FieldType::Fact);
                (!is_id).then(|| (name.clone(), comparable(field_type, value)))
            });
            Value::Object(members.collect())
        }
        _ => value.clone(),
    }
}

/// The first sentence of a fact, if its text is at hand.
fn sentence(pair: &Pair, fact: &ParsedFact) -> Option<String> {
    let text = pair.sentence_text(fact.citations.first()?)?;
    Some(text.to_owned())
}
