//! Trade figures: a sum of money, and words of trade near it.

use std::ops::Range;

use super::attribution::according_to;
use super::{ranks, shares};
use crate::seed::draft::article::Article;
use crate::seed::draft::dates::SumMention;
use crate::seed::draft::lexicon::CountryMention;
use crate::seed::draft::proposal::{Proposal, ProposedDate, Rule, Value};
use crate::seed::draft::sentence::{CueMention, Sentence};
use crate::wording::sums::SumRange;

/// Proposes the figures of a sentence: sums, shares, and places among partners.
pub fn propose(article: &Article<'_, '_>, sentence: &Sentence<'_, '_>) -> Vec<Proposal> {
    let sums = sentence.sums.iter();
    let figures = sums.filter_map(|sum| figure(article, sentence, sum));
    let mut figures: Vec<Proposal> = figures.collect();
    for other in [
        shares::propose(article, sentence),
        ranks::propose(article, sentence),
    ] {
        for figure in other {
            match figures.iter_mut().find(|one| is_of_same_flow(one, &figure)) {
                Some(known) => add_to(known, figure),
                None => figures.push(figure),
            }
        }
    }
    figures
}

/// The fields of a figure of which it may have each once.
const MEASURES: &str = "amount share partner_rank";

/// True if one figure can have the share or place of another: they are of one flow and period.
fn is_of_same_flow(known: &Proposal, other: &Proposal) -> bool {
    let is_equal = |field: &str| known.field(field) == other.field(field);
    let has = |field: &str| other.field(field).is_some() && known.field(field).is_some();
    let flows = ["flow", "exporter", "importer"].into_iter().all(is_equal);
    flows && known.date == other.date && !MEASURES.split(' ').any(has)
}

/// Gives a figure the share and the place of another one of its flow.
fn add_to(known: &mut Proposal, other: Proposal) {
    let added = other.fields.into_iter();
    let added = added.filter(|(field, _)| matches!(*field, "share" | "partner_rank"));
    known.fields.extend(added);
}

fn figure(
    article: &Article<'_, '_>,
    sentence: &Sentence<'_, '_>,
    sum: &SumMention,
) -> Option<Proposal> {
    let cue = cue(sentence, sum)?;
    let flow = cue.cue.field("flow")?;
    let told = || date_before(article, sentence);
    let own = date(sentence, sum).map(|date| (date, None));
    let (date, read_in) = own.or_else(told)?;
    let mut proposal = Proposal::new("trade_figure", &sentence.at, Rule::of_cue("trade", cue.cue));
    if let Some(at) = read_in {
        proposal.cite(&at);
    }
    let way = match flow {
        "turnover" => None,
        _ => Some(way(article, sentence, cue, flow)?),
    };
    let year = date.year().unwrap_or_default();
    let [one, other] = way.unwrap_or(article.parties.codes);
    let [one_name, other_name] = [one, other].map(|code| article.parties.name(code));
    proposal.name_by([flow, one_name, other_name, year]);
    proposal.title = match flow {
        "export" => format!("Exports of {one_name} to {other_name} in {year}"),
        "import" => format!("Imports of {other_name} from {one_name} in {year}"),
        "investment" => format!("Investment of {one_name} in {other_name} in {year}"),
        _ => format!("Trade between {one_name} and {other_name} in {year}"),
    };
    proposal.set_text("flow", flow);
    if way.is_some() {
        proposal.set_text("exporter", one);
        proposal.set_text("importer", other);
    }
    proposal.set("amount", amount(sum)?);
    if let Some(body) = according_to(article, sentence) {
        proposal.set("attributed_to", body);
    }
    proposal.set_text("status", status(sentence, sum));
    proposal.date = Some(date);
    Some(proposal)
}

/// The period that a sum is of.
fn date(sentence: &Sentence<'_, '_>, sum: &SumMention) -> Option<ProposedDate> {
    let others = sentence.sums.iter().filter(|other| *other != sum);
    let others: Vec<Range<usize>> = others.map(|other| other.tokens.clone()).collect();
    sentence
        .date_for(&sum.tokens, &others)
        .map(ProposedDate::from)
}

/// The only date of the sentence before, if it gives a sum of trade as well, and this one has no date.
fn date_before(
    article: &Article<'_, '_>,
    sentence: &Sentence<'_, '_>,
) -> Option<(ProposedDate, Option<String>)> {
    let before = article.sentences.get(sentence.number.checked_sub(1)?)?;
    let paragraph = |at: &str| {
        at.rsplit_once('.')
            .map(|(paragraph, _)| paragraph.to_owned())
    };
    let is_near = paragraph(&before.at) == paragraph(&sentence.at);
    let tells = before.sums.iter().any(|sum| cue(before, sum).is_some());
    let [date] = &before.dates[..] else {
        return None;
    };
    let is_told = is_near && tells && sentence.dates.is_empty();
    is_told.then(|| (ProposedDate::from(date), Some(before.at.clone())))
}

/// The words of trade that the sum belongs to: the nearest before it, else behind it. None near words of investment or aid.
fn cue<'s>(sentence: &'s Sentence<'_, '_>, sum: &SumMention) -> Option<&'s CueMention> {
    let clause = sentence.clause_at(sum.tokens.start);
    let start = sentence
        .clauses
        .iter()
        .map(|clause| clause.start)
        .filter(|start| *start < clause.start)
        .max();
    let near = |mention: &&CueMention, start: usize| {
        mention.tokens.start >= start && mention.tokens.start < clause.end
    };
    let distance = |mention: &CueMention| {
        let is_before = mention.tokens.end <= sum.tokens.start;
        let gap = if is_before {
            sum.tokens.start - mention.tokens.end
        } else {
            20 + mention.tokens.start.abs_diff(sum.tokens.end)
        };
        (gap, usize::MAX - mention.tokens.len())
    };
    let of_role = |other: bool, start: usize| {
        let cues = sentence
            .cues_of("trade_figure")
            .filter(move |mention| (mention.cue.field("role") == Some("other")) == other);
        let cues = cues.filter(move |mention| other || mention.cue.field("flow").is_some());
        cues.filter(move |mention| near(mention, start))
            .min_by_key(|mention| distance(mention))
    };
    let found = of_role(false, clause.start).or_else(|| of_role(false, start.unwrap_or(0)))?;
    let rival = of_role(true, clause.start);
    let is_trade =
        rival.is_none_or(|rival| distance(rival) > distance(found) && distance(rival).0 > 3);
    is_trade.then_some(found)
}

/// The exporter and the importer of a flow.
fn way<'v>(
    article: &Article<'_, 'v>,
    sentence: &Sentence<'_, 'v>,
    cue: &CueMention,
    flow: &str,
) -> Option<[&'v str; 2]> {
    let clause = sentence.clause_at(cue.tokens.start);
    let behind = |words: &[&str]| {
        let mut parties = sentence.countries.iter().filter(|country| {
            article.parties.contain(country.code) && clause.contains(&country.tokens.start)
        });
        parties.find(|country| {
            country.tokens.start >= cue.tokens.end && follows(sentence, country, words)
        })
    };
    let other = |country: &CountryMention<'v>| article.parties.other(country.code);
    let code = |country: &CountryMention<'v>| country.code;
    let subject = subject(article, sentence, cue);
    if flow == "investment" {
        return investment_way(article, sentence, cue, subject);
    }
    let exporter = if flow == "export" {
        let exporter = behind(&["from", "of"]).map(code);
        let exporter = exporter.or_else(|| behind(&["to"]).and_then(other));
        exporter.or(subject.map(code))
    } else {
        let importer = behind(&["of", "to", "into"]).or(subject);
        behind(&["from"]).map(code).or(importer.and_then(other))
    };
    let exporter = exporter?;
    Some([exporter, article.parties.other(exporter)?])
}

/// The investing country and the other one, if the words name the one that invests.
fn investment_way<'v>(
    article: &Article<'_, 'v>,
    sentence: &Sentence<'_, 'v>,
    cue: &CueMention,
    subject: Option<&CountryMention<'v>>,
) -> Option<[&'v str; 2]> {
    let clause = sentence.clause_at(cue.tokens.start);
    let parties = || {
        let countries = sentence.countries.iter();
        countries
            .filter(|one| article.parties.contain(one.code) && clause.contains(&one.tokens.start))
    };
    let behind = |words: &[&str]| {
        let mut behind = parties().filter(|one| one.tokens.start >= cue.tokens.end);
        behind.find(|one| follows(sentence, one, words))
    };
    let adjective = parties().find(|one| {
        let is_owner = one.is_adjective || sentence.token_is(one.tokens.end, &["'s"]);
        is_owner && one.tokens.end <= cue.tokens.start && cue.tokens.start - one.tokens.end <= 3
    });
    let host = behind(&["in", "into"]).and_then(|one| article.parties.other(one.code));
    let is_verb = sentence.token_is(cue.tokens.start, &["invested"]);
    let has_private = sentence
        .cues_of("treaty")
        .any(|one| one.cue.field("role") == Some("private") && one.tokens.end <= cue.tokens.start);
    let own = adjective.or(behind(&["from", "by"])).map(|one| one.code);
    let own = own
        .or(subject.filter(|_| is_verb).map(|one| one.code))
        .or(host)?;
    let is_certain = !has_private && host.is_none_or(|host| host == own);
    is_certain.then_some([own, article.parties.other(own)?])
}

/// True if one of the words stands before a country, perhaps with an article between.
fn follows(sentence: &Sentence<'_, '_>, country: &CountryMention<'_>, words: &[&str]) -> bool {
    let before = country.tokens.start.checked_sub(1);
    before.is_some_and(|before| {
        let article = usize::from(before > 0 && sentence.token_is(before, &["the"]));
        sentence.token_is(before - article, words)
    })
}

/// The country whose trade it is: the last before the cue in its clause, else the first of the sentence.
fn subject<'s, 'v>(
    article: &Article<'_, 'v>,
    sentence: &'s Sentence<'_, 'v>,
    cue: &CueMention,
) -> Option<&'s CountryMention<'v>> {
    let clause = sentence.clause_at(cue.tokens.start);
    let before = sentence.countries.iter().filter(|country| {
        let is_party = article.parties.contain(country.code);
        let is_object = follows(sentence, country, &["to", "from", "with"]);
        is_party && country.tokens.end <= cue.tokens.start && !is_object
    });
    let before: Vec<&CountryMention<'v>> = before.collect();
    let own = before
        .iter()
        .rfind(|country| clause.contains(&country.tokens.start));
    own.or(before.first()).copied()
}

/// The table of a sum of money.
pub fn amount(sum: &SumMention) -> Option<Value> {
    let mut members = Vec::new();
    let precision = match &sum.range {
        SumRange::One(amounts) => {
            let first = amounts.first()?;
            members.push(("value", Value::Number(first.value)));
            first.precision.unwrap_or(1)
        }
        SumRange::Between { min, max } => {
            members.push(("min", Value::Number(*min)));
            members.push(("max", Value::Number(*max)));
            precision_of(*min).min(precision_of(*max))
        }
    };
    members.push(("currency", Value::text(sum.currency)));
    members.push(("precision", Value::Number(precision)));
    members.push(("text", Value::text(sum.text.clone())));
    Some(Value::Table(members))
}

/// The unit of the last digit that is not zero.
fn precision_of(value: i64) -> i64 {
    let mut unit = 1;
    while value != 0 && value % (unit * 10) == 0 && unit < 1_000_000_000_000 {
        unit *= 10;
    }
    unit
}

fn status(sentence: &Sentence<'_, '_>, sum: &SumMention) -> &'static str {
    let clause = sentence.clause_at(sum.tokens.start);
    let cues = sentence
        .cues_of("trade_figure")
        .filter(|mention| clause.contains(&mention.tokens.start));
    let mut found = cues.filter_map(|mention| mention.cue.field("status"));
    found.next().map_or("A", |status| match status {
        "E" => "E",
        "F" => "F",
        "P" => "P",
        _ => "A",
    })
}

#[cfg(test)]
mod tests {
    use crate::seed::draft::draft_text;

    #[test]
    fn figures_have_the_year_of_those_before_them() {
        let text = "In 2019, Norway sold fish worth 5 million kroner to Peru.";
        let found = draft_text(text, ["NOR", "PER"]);
        assert!(
            found[0]
                .field("amount")
                .is_some_and(|sum| sum.to_toml().contains("NOK"))
        );
        let text = "In 2019, trade between Norway and Peru was worth €48 million. Exports from Norway to Peru amounted to €30 million.";
        let found = draft_text(text, ["NOR", "PER"]);
        let dates = found.iter().filter_map(|one| one.date.as_ref());
        let dates: Vec<&str> = dates.map(|date| date.edtf.as_str()).collect();
        assert_eq!(dates, ["2019", "2019"]);
        assert_eq!(found[1].at.len(), 2);
        let text = "Trade between Norway and Peru was worth €48 million. In 2019, wool was sold.";
        let found = draft_text(text, ["NOR", "PER"]);
        assert!(found.iter().all(|one| one.kind.name != "trade_figure"));
    }
}
