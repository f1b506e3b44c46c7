//! Checks across a pair: pointers, literals, references, ids, citations, the document's hash.

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::Arc;

use toml::Spanned;

use super::at_hand::AtHand;
use super::draft::{Draft, Reference};
use super::fault::{Diagnostics, Fault};
use super::pair::{Pair, PairIndex};
use super::source::File;
use crate::document::index::Index;
use crate::kind::Scope;
use crate::kinds;
use crate::values::fold::compose;
use crate::values::nearest::{nearest, nearest_few};
use crate::values::pointer::Pointer;
use crate::values::slug::is_slug;

/// Ids of all pairs so far, by kind: an id is unique among all facts of its kind.
#[derive(Debug, Default)]
pub struct Ids(HashMap<&'static str, HashSet<Box<str>>>);

impl Ids {
    /// Takes the ids of a pair up, which no pair before it may have.
    pub fn check(&mut self, pair: &Pair, faults: &mut Diagnostics) {
        // One that is too many is told of already.
        for fact in pair
            .facts
            .iter()
            .filter(|fact| !pair.is_surplus(fact))
            .flat_map(Draft::with_parts)
        {
            check_id(fact, self, faults);
        }
    }
}

/// Checks a pair against itself and, where it is at hand, against its document.
pub fn check(pair: &Pair, document: Option<&AtHand>, faults: &mut Diagnostics) {
    let all = || pair.facts.iter().flat_map(Draft::with_parts);
    let own: HashMap<Reference, &Draft> = all().map(|fact| (fact.reference(), fact)).collect();
    let unnamed: HashSet<&str> = all()
        .filter(|fact| !is_slug(fact.id.get_ref()))
        .map(|fact| fact.kind.name)
        .collect();
    let listed = pair.index.iter().flat_map(|pinned| &pinned.index.sentences);
    let listed: HashSet<&str> = listed.map(|sentence| sentence.at.as_str()).collect();
    let sound = |index: &&PairIndex| check_index(index, faults);
    let pinned = pair
        .index
        .as_ref()
        .filter(sound)
        .map(|index| check_pin(pair, index, document, faults));
    let document = document.filter(|_| pinned == Some(true));
    for fact in all() {
        let known = |named: &&Spanned<Reference>| {
            !pair.broken && !unnamed.contains(named.get_ref().kind.as_str())
        };
        for named in fact.references.iter().filter(known) {
            check_reference(fact, named, &own, faults);
        }
        if let Some(index) = &pair.index {
            check_pointers(fact, &index.index, &listed, faults);
        }
        if let Some(document) = document {
            check_literals(fact, document, faults);
        }
    }
    for fact in pair
        .facts
        .iter()
        .filter(|fact| fact.kind.annotates.is_some())
    {
        check_remarks(fact, &own, faults);
    }
    for fact in pair.facts.iter().filter(|fact| pair.is_surplus(fact)) {
        let key = fact.kind.seed.key;
        let (what, remedy) = (
            format!("a second [{key}]"),
            format!("a pair has one [{key}]: remove one"),
        );
        faults.push(fault(fact, fact.span.clone(), what, remedy));
    }
    if let Some(relation) = pair
        .relation()
        .filter(|relation| *relation.id.get_ref() != pair.name)
    {
        let remedy = format!(
            "write id = \"{}\", the name of the folder, or rename the folder",
            pair.name
        );
        faults.push(fault(
            relation,
            relation.id.span(),
            "the id is not the folder's name",
            remedy,
        ));
    }
    if let Some(index) = pair.index.as_ref().filter(|_| !pair.broken) {
        check_citations(pair, index, faults);
    }
}

/// A fault of a fact.
pub fn fault(
    fact: &Draft,
    span: Range<usize>,
    what: impl Into<String>,
    remedy: impl Into<String>,
) -> Fault {
    Fault {
        fact: Some(fact.label()),
        ..Fault::new(&fact.file, span, what, remedy)
    }
}

fn check_id(fact: &Draft, ids: &mut Ids, faults: &mut Diagnostics) {
    if !fact.id.get_ref().is_empty()
        && !ids
            .0
            .entry(fact.kind.name)
            .or_default()
            .insert(fact.id.get_ref().as_str().into())
    {
        let what = format!("the id `{}` is taken", fact.id.get_ref());
        let remedy = format!(
            "choose an id that no other {} has, in this pair or another",
            fact.kind.name
        );
        faults.push(fault(fact, fact.id.span(), what, remedy));
    }
}

fn check_reference(
    fact: &Draft,
    named: &Spanned<Reference>,
    own: &HashMap<Reference, &Draft>,
    faults: &mut Diagnostics,
) {
    let Reference { kind, id } = named.get_ref();
    if own.contains_key(named.get_ref()) {
        return;
    }
    let remedy = if kinds::by_name(kind).is_none() {
        let kinds = kinds::all().map(|k| k.name).collect::<Vec<_>>().join(", ");
        format!("write kind/id with one of these kinds: {kinds}")
    } else {
        let ids: Vec<&str> = own
            .keys()
            .filter(|r| r.kind == *kind)
            .map(|r| r.id.as_str())
            .collect();
        match nearest(id, ids.iter().copied()) {
            Some(meant) => format!("did you mean `{kind}/{meant}`?"),
            None => format!("name a {kind} of this pair"),
        }
    };
    faults.push(fault(
        fact,
        named.span(),
        format!("no fact `{kind}/{id}`"),
        remedy,
    ));
}

/// A remark is about other facts, of which at most one is ranked above the others.
fn check_remarks(fact: &Draft, own: &HashMap<Reference, &Draft>, faults: &mut Diagnostics) {
    let named: HashSet<&Reference> = fact.references.iter().map(Spanned::get_ref).collect();
    let list = fact.kind.annotates.unwrap_or_default();
    let mut refuse = |what: &str, remedy: &str| {
        faults.push(fault(fact, fact.span_of(list), what, remedy));
    };
    if named.contains(&fact.reference()) {
        refuse("it is about itself", "name other facts");
    }
    if named
        .iter()
        .filter(|named| {
            own.get(**named)
                .is_some_and(|other| other.rank == "preferred")
        })
        .count()
        > 1
    {
        refuse(
            "two facts of it have the rank preferred",
            "let at most one be preferred",
        );
    }
}

/// Whether an index is what `bilateral index` would write, as far as can be told without the document.
fn check_index(pinned: &PairIndex, faults: &mut Diagnostics) -> bool {
    let hex = |text: &str, length: usize| {
        text.len() == length && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
    };
    let mut end = 0;
    let mut seen = HashSet::new();
    let sections: HashSet<&str> = pinned
        .index
        .sections
        .iter()
        .map(|section| section.name.as_str())
        .collect();
    let damaged = pinned.index.sentences.iter().position(|sentence| {
        let section = sentence.at.rsplit_once(' ').map(|(section, _)| section);
        let known = section.is_some_and(|section| sections.contains(section));
        let good = known
            && Pointer::parse(&sentence.at).is_some()
            && seen.insert(&sentence.at)
            && hex(&sentence.sha256, 16)
            && (end..sentence.end).contains(&sentence.start)
            && sentence.end <= pinned.index.length;
        end = sentence.end;
        !good
    });
    let whole = hex(&pinned.index.sha256, 64);
    if damaged.is_some() || !whole {
        let span = damaged
            .and_then(|at| pinned.spans.get(at).cloned())
            .unwrap_or(0..0);
        let remedy = "write it anew with `bilateral index`";
        faults.push(Fault::new(
            &pinned.file,
            span,
            "the index is damaged here",
            remedy,
        ));
    }
    damaged.is_none() && whole
}

fn check_pointers(fact: &Draft, index: &Index, listed: &HashSet<&str>, faults: &mut Diagnostics) {
    let mut seen = HashSet::new();
    for at in &fact.at {
        if !listed.contains(at.get_ref().as_str()) {
            let what = format!("no sentence `{}` in the index", at.get_ref());
            faults.push(fault(
                fact,
                at.span(),
                what,
                pointer_remedy(at.get_ref(), index),
            ));
        } else if !seen.insert(at.get_ref()) {
            let what = format!("`{}` is named twice", at.get_ref());
            faults.push(fault(fact, at.span(), what, "name each sentence once"));
        }
    }
}

/// What a wrong pointer may have meant: the paragraphs of its section, or the nearest sections.
fn pointer_remedy(wrong: &str, index: &Index) -> String {
    let section = wrong.rsplit_once(' ').map_or(wrong, |(section, _)| section);
    let inside = index.sentences.iter().filter(|s| {
        s.at.rsplit_once(' ')
            .is_some_and(|(name, _)| name == section)
    });
    let numbers: Vec<&str> = inside
        .filter_map(|s| s.at.rsplit_once(' ').map(|(_, numbers)| numbers))
        .collect();
    if !numbers.is_empty() {
        return format!("\"{section}\" has the sentences {}", numbers.join(", "));
    }
    let names: Vec<&str> = index.sections.iter().map(|s| s.name.as_str()).collect();
    match nearest_few(section, names.iter().copied(), 1).first() {
        Some(meant) => format!("did you mean the section \"{meant}\"?"),
        None => format!(
            "write Section P.S with one of these sections: {}",
            names.join(", ")
        ),
    }
}

/// Every literal stands, as a whole word or words, in one of the sentences that the fact points to.
fn check_literals(fact: &Draft, document: &AtHand, faults: &mut Diagnostics) {
    let cited: Vec<String> = fact
        .at
        .iter()
        .filter_map(|at| document.text(at.get_ref()))
        .map(words_of)
        .collect();
    if cited.len() < fact.at.len() || cited.is_empty() {
        return;
    }
    for literal in &fact.literals {
        let wanted = words_of(literal.get_ref());
        if !cited.iter().any(|sentence| has_words(sentence, &wanted)) {
            let pointers: Vec<&str> = fact.at.iter().map(|at| at.get_ref().as_str()).collect();
            let what = format!(
                "`{}` does not stand in {}",
                literal.get_ref(),
                pointers.join(", ")
            );
            let remedy = "spell it as the document does, or point to the sentence it stands in";
            faults.push(fault(fact, literal.span(), what, remedy));
        }
    }
}

/// The words in the composed form, with single spaces: a sentence may run over several lines.
fn words_of(text: &str) -> String {
    compose(text)
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

/// Whether a sentence has these words, and not as a part of longer ones: `5 million` is no part of `4.5 million`.
fn has_words(sentence: &str, wanted: &str) -> bool {
    let digit = |sign: Option<char>| sign.is_some_and(|sign| sign.is_ascii_digit());
    let in_number = |next: Option<char>, beyond: Option<char>, edge: Option<char>| {
        matches!(next, Some('.' | ',')) && digit(beyond) && digit(edge)
    };
    sentence.match_indices(wanted).any(|(start, found)| {
        let mut before = sentence[..start].chars().rev();
        let mut after = sentence[start + found.len()..].chars();
        let (left, right) = (before.next(), after.next());
        !left.is_some_and(char::is_alphanumeric)
            && !right.is_some_and(char::is_alphanumeric)
            && !in_number(left, before.next(), found.chars().next())
            && !in_number(right, after.next(), found.chars().next_back())
    })
}

/// The three pins agree: the hash in `relation.toml`, the index, and the document at hand with all its spans.
fn check_pin(
    pair: &Pair,
    pinned: &PairIndex,
    document: Option<&AtHand>,
    faults: &mut Diagnostics,
) -> bool {
    let index = &pinned.index;
    let mut agreed = true;
    let mut refuse =
        |file: &Arc<File>, span: Range<usize>, fact: Option<String>, what: &str, remedy: &str| {
            agreed = false;
            faults.push(Fault {
                fact,
                ..Fault::new(file, span, what, remedy)
            });
        };
    if let Some(fact) = pair.document() {
        let hash = fact.own.get("sha256").and_then(|hash| hash.as_str());
        if hash.is_some_and(|hash| hash != index.sha256) {
            let remedy = "write the sha256 of document.toml, once the facts are read from that version of the document";
            refuse(
                &fact.file,
                fact.span_of("sha256"),
                Some(fact.label()),
                "the index is of another document",
                remedy,
            );
        }
    }
    let Some(document) = document else {
        return agreed;
    };
    let read = Index::of(&document.document);
    if read.sha256 != index.sha256 {
        let what = format!(
            "the document at hand is another: its sha256 is {}",
            read.sha256
        );
        let remedy = "put the pinned document there, or write the index anew with `bilateral index` and check every fact";
        refuse(&pinned.file, 0..0, None, &what, remedy);
        return false;
    }
    let remedy = "write the index anew with `bilateral index`";
    let pairs = read
        .sentences
        .iter()
        .zip(&index.sentences)
        .zip(&pinned.spans);
    // One line too many or too few shifts all that follow: the first difference tells enough.
    if let Some(((found, listed), span)) = pairs
        .into_iter()
        .find(|((found, listed), _)| found != listed)
    {
        let what = format!(
            "`{}` is not at {} to {} of the document",
            listed.at, listed.start, listed.end
        );
        refuse(
            &pinned.file,
            span.clone(),
            None,
            &what,
            &format!("it is `{}`: {remedy}", found.at),
        );
    } else if read != *index {
        refuse(
            &pinned.file,
            0..0,
            None,
            "the index is not that of the document at hand",
            remedy,
        );
    }
    agreed
}

/// Every sentence is cited by a fact or excused, and not both.
fn check_citations(pair: &Pair, pinned: &PairIndex, faults: &mut Diagnostics) {
    let cited: HashSet<&str> = pair
        .facts
        .iter()
        .flat_map(Draft::with_parts)
        .flat_map(|f| &f.at)
        .map(|at| at.get_ref().as_str())
        .collect();
    let excused: HashSet<&str> = pair
        .excused
        .iter()
        .map(|excuse| excuse.at.get_ref().as_str())
        .collect();
    let listed: HashSet<&str> = pinned
        .index
        .sentences
        .iter()
        .map(|s| s.at.as_str())
        .collect();
    let mut wrong: Vec<&str> = cited
        .union(&excused)
        .filter(|at| !listed.contains(*at))
        .copied()
        .collect();
    // Where it is not known what a fact or an excuse is about, it may be a sentence that seems left out.
    let no_source = |fact: &Draft| fact.at.is_empty() && fact.kind.scope != Scope::Document;
    let known = !pair.excuses_more && !pair.facts.iter().flat_map(Draft::with_parts).any(no_source);
    for (sentence, span) in pinned
        .index
        .sentences
        .iter()
        .zip(&pinned.spans)
        .filter(|_| known)
    {
        let at = sentence.at.as_str();
        if !cited.contains(at) && !excused.contains(at) && !explained(at, &mut wrong) {
            let what = format!(
                "no fact is read from `{}`, and it is not excused",
                sentence.at
            );
            let remedy =
                "point a fact to it, or add an [[excused]] with at and reason to relation.toml";
            faults.push(Fault::new(&pinned.file, span.clone(), what, remedy));
        }
    }
    let mut seen = HashSet::new();
    for excuse in &pair.excused {
        let at = excuse.at.get_ref();
        let (what, remedy) = if !listed.contains(at.as_str()) {
            (
                format!("no sentence `{at}` in the index"),
                pointer_remedy(at, &pinned.index),
            )
        } else if cited.contains(at.as_str()) {
            (
                format!("`{at}` is excused, but a fact is read from it"),
                "remove the excuse".to_owned(),
            )
        } else if !seen.insert(at) {
            (
                format!("`{at}` is excused twice"),
                "remove one of the two".to_owned(),
            )
        } else {
            continue;
        };
        faults.push(Fault::new(&excuse.file, excuse.at.span(), what, remedy));
    }
}

/// Whether a pointer that names no sentence, reported already, was meant for this one: each is taken for one sentence of
/// its section, or of the section whose name it misspells.
fn explained(at: &str, wrong: &mut Vec<&str>) -> bool {
    let section = |pointer: &'_ str| {
        pointer
            .rsplit_once(' ')
            .map_or(String::new(), |(section, _)| section.to_owned())
    };
    let meant = wrong
        .iter()
        .position(|w| nearest(&section(w), [section(at).as_str()]).is_some());
    meant.map(|found| wrong.swap_remove(found)).is_some()
}

#[cfg(test)]
mod tests {
    use super::has_words;

    #[test]
    fn words_are_whole_words_and_numbers_whole_numbers() {
        let sentence = "Exports were €4.5 million, imports 1,200 tons in 2019.";
        for (wanted, has) in [
            ("€4.5 million", true),
            ("4.5 million", true),
            ("5 million", false),
            ("€4", false),
            ("200 tons", false),
            ("2019", true),
            ("port", false),
            ("imports", true),
        ] {
            assert_eq!(has_words(sentence, wanted), has, "{wanted}");
        }
    }
}
