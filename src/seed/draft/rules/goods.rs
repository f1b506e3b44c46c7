//! Goods: a list behind words of exports or imports.

use std::ops::Range;

use super::people::capitalized;
use crate::seed::draft::article::Article;
use crate::seed::draft::proposal::{Proposal, Rule, Value};
use crate::seed::draft::sentence::{CueMention, Sentence};

/// The most words of a good. A longer one is a clause.
const MAX_LABEL: usize = 12;

/// The words that end a list of goods.
const LIST_ENDS: &[&str] = &[
    "which",
    "while",
    "whereas",
    "whose",
    "worth",
    "totaling",
    "totalling",
    "amounting",
    "was",
    "were",
    "is",
    "are",
];

/// The words that may stand before a list.
const OPENINGS: &[&str] = &[
    "mainly",
    "primarily",
    "mostly",
    "chiefly",
    "the",
    "following",
    "goods",
    "such",
    "as",
    "are",
];

/// Proposes each good of a list.
pub fn propose(article: &Article<'_, '_>, sentence: &Sentence<'_, '_>) -> Vec<Proposal> {
    let clauses = sentence.clauses.iter();
    let found = clauses.filter_map(|clause| of_clause(article, sentence, clause));
    found.flatten().collect()
}

/// The goods of a clause.
fn of_clause(
    article: &Article<'_, '_>,
    sentence: &Sentence<'_, '_>,
    clause: &Range<usize>,
) -> Option<Vec<Proposal>> {
    let flow = flow(sentence, clause)?;
    let (start, cue) = list_start(sentence, flow, clause)?;
    let list = goods(sentence, start..list_end(sentence, start));
    let (exporter, importer) = way(article, sentence, flow, clause)?;
    let names = [exporter, importer].map(|code| article.parties.name(code));
    let mut cues = sentence.cues_of("traded_good");
    let is_main =
        cues.any(|one| one.cue.field("main").is_some() && clause.contains(&one.tokens.start));
    let proposal = |(label, position): (Range<usize>, i64)| {
        let rule = Rule::of_cue("goods", cue);
        let mut proposal = Proposal::new("traded_good", &sentence.at, rule);
        let label = sentence.written(label);
        proposal.title = format!("{} from {} to {}", capitalized(label), names[0], names[1]);
        proposal.name_by([exporter, importer, label]);
        proposal.set_text("exporter", exporter);
        proposal.set_text("importer", importer);
        proposal.set_text("direction", "stated");
        proposal.set("position", Value::Number(position));
        proposal.set_text("label", label);
        if is_main {
            proposal.set("main", Value::Flag(true));
        }
        proposal
    };
    Some(list.into_iter().zip(1..).map(proposal).collect())
}

/// The end of the clause, or of those behind it if semicolons separate the goods.
fn list_end(sentence: &Sentence<'_, '_>, start: usize) -> usize {
    let mut end = sentence.clause_at(start).end;
    while end < sentence.tokens.len() && sentence.token_is(end - 1, &[";"]) {
        let next = sentence.clause_at(end);
        if flow(sentence, &next).is_some() || next.end <= end {
            break;
        }
        end = next.end;
    }
    end
}

/// The first words of exports or imports of a clause.
fn flow<'s>(sentence: &'s Sentence<'_, '_>, clause: &Range<usize>) -> Option<&'s CueMention> {
    let mut cues = sentence
        .cues_of("trade_figure")
        .filter(|one| clause.contains(&one.tokens.start));
    cues.find(|one| matches!(one.cue.field("flow"), Some("export" | "import")))
}

/// The token behind the words that open the list.
fn list_start(
    sentence: &Sentence<'_, '_>,
    flow: &CueMention,
    clause: &Range<usize>,
) -> Option<(usize, &'static crate::seed::draft::vocabulary::Cue)> {
    let is_verb = flow.cue.pattern.ends_with("ed")
        || flow.tokens.clone().any(|at| {
            let has_subject = at.checked_sub(1).is_some_and(|before| {
                let subject = sentence
                    .countries
                    .iter()
                    .any(|country| !country.is_adjective && country.tokens.end == before + 1);
                subject || sentence.token_is(before, &["mainly", "primarily", "mostly", "chiefly"])
            });
            has_subject && sentence.token_is(at, &["exports", "imports", "exported", "imported"])
        });
    let mut verbs = sentence.cues_of("traded_good").filter(|one| {
        one.cue.fields.is_empty()
            && one.tokens.start >= flow.tokens.end
            && clause.contains(&one.tokens.start)
    });
    let opened = verbs.next().filter(|_| !is_verb);
    let (mut start, cue) = match opened {
        Some(opened) => (opened.tokens.end, opened.cue),
        None if is_verb => (flow.tokens.end, flow.cue),
        None => return None,
    };
    let has_sum = sentence
        .sums
        .iter()
        .any(|sum| sum.tokens.start >= start && sum.tokens.start <= start + 3);
    while sentence.token_is(start, OPENINGS) || sentence.token_is(start, &[":"]) {
        start += 1;
    }
    let is_number = sentence
        .tokens
        .get(start)
        .is_some_and(|token| token.folded.starts_with(|c: char| c.is_ascii_digit()));
    (!has_sum && !is_number && start < sentence.tokens.len()).then_some((start, cue))
}

/// The goods of a list.
fn goods(sentence: &Sentence<'_, '_>, range: Range<usize>) -> Vec<Range<usize>> {
    let end = range.clone().find(|at| ends_list(sentence, *at));
    let end = end.unwrap_or(range.end);
    let has_commas = (range.start..end).any(|at| sentence.token_is(at, &[","]));
    let has_serial_comma = (range.start..end)
        .any(|at| sentence.token_is(at, &[","]) && sentence.token_is(at + 1, &["and"]));
    let commas: Vec<usize> = (range.start..end)
        .filter(|at| sentence.token_is(*at, &[",", ";"]))
        .collect();
    let mut goods = Vec::new();
    let mut start = range.start;
    for comma in commas.into_iter().chain([end]) {
        goods.push(start..comma);
        start = comma + 1;
    }
    let splits_last = !has_serial_comma || !has_commas;
    if let [only] = &goods[..]
        && let Some(joined) = joined(sentence, only)
    {
        goods = joined;
    } else if let Some(last) = goods.pop() {
        let and = last
            .clone()
            .rev()
            .find(|at| sentence.token_is(*at, &["and"]));
        match and.filter(|and| splits_last && *and > last.start) {
            Some(and) => goods.extend([last.start..and, and + 1..last.end]),
            None => goods.push(last),
        }
    }
    goods
        .into_iter()
        .filter_map(|good| trimmed(sentence, good))
        .collect()
}

/// True for a word behind a list of goods.
fn ends_list(sentence: &Sentence<'_, '_>, at: usize) -> bool {
    let token = &sentence.tokens[at];
    let is_way =
        token.is_one_of(&["to", "from"]) && sentence.words().country_from(at + 1).is_some();
    let is_date = sentence
        .dates
        .iter()
        .any(|date| date.tokens.start == at || token.is("in") && date.tokens.start == at + 1);
    token.is_one_of(LIST_ENDS) || token.is_one_of(&["(", ")", "."]) || is_way || is_date
}

/// The goods that `and` alone joins: `copper and fish and paper products` are three.
fn joined(sentence: &Sentence<'_, '_>, list: &Range<usize>) -> Option<Vec<Range<usize>>> {
    let ands = list.clone().filter(|at| sentence.token_is(*at, &["and"]));
    let ands: Vec<usize> = ands.collect();
    if ands.len() < 2 {
        return None;
    }
    let mut start = list.start;
    let mut goods = Vec::new();
    for and in ands.into_iter().chain([list.end]) {
        goods.push(start..and);
        start = and + 1;
    }
    Some(goods)
}

/// A good without the words around it.
fn trimmed(sentence: &Sentence<'_, '_>, mut good: Range<usize>) -> Option<Range<usize>> {
    while !good.is_empty()
        && sentence.token_is(good.start, &["and", "the", "also", "various", "as", "well"])
    {
        good.start += 1;
    }
    while !good.is_empty() && sentence.token_is(good.end - 1, &["and", "etc", "among", "others"]) {
        good.end -= 1;
    }
    (!good.is_empty() && good.len() <= MAX_LABEL).then_some(good)
}

/// The exporter and the importer.
fn way<'v>(
    article: &Article<'_, 'v>,
    sentence: &Sentence<'_, 'v>,
    flow: &CueMention,
    clause: &Range<usize>,
) -> Option<(&'v str, &'v str)> {
    let is_export = flow.cue.field("flow") == Some("export");
    let parties = sentence
        .countries
        .iter()
        .filter(|country| article.parties.contain(country.code));
    let parties: Vec<_> = parties
        .filter(|country| clause.contains(&country.tokens.start))
        .collect();
    let preceded = |words: &[&str]| {
        parties.iter().find(|country| {
            let before = country.tokens.start.checked_sub(1);
            before.is_some_and(|before| sentence.token_is(before, words))
                && country.tokens.start >= flow.tokens.start
        })
    };
    let subject = parties
        .iter()
        .find(|country| country.tokens.end <= flow.tokens.start);
    let code = |country: &&crate::seed::draft::lexicon::CountryMention<'v>| country.code;
    let from = preceded(&["from"]).map(code);
    let to = preceded(&["to", "into"]).map(code);
    let of = preceded(&["of", "by"]).map(code).or(subject.map(code));
    let exporter = from.or_else(|| to.and_then(|to| article.parties.other(to)));
    let exporter = exporter.or_else(|| {
        if is_export {
            of
        } else {
            of.and_then(|of| article.parties.other(of))
        }
    });
    let exporter = exporter?;
    Some((exporter, article.parties.other(exporter)?))
}
