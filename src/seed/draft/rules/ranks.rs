//! Places among trading partners: `Peru is Norway's third-largest export market`.

use std::ops::Range;

use super::names::{is_in, run_around};
use super::people::capitalized;
use super::rank_scopes::{goods, region};
use crate::seed::draft::article::Article;
use crate::seed::draft::lexicon::CountryMention;
use crate::seed::draft::proposal::{Proposal, ProposedDate, Rule, Value};
use crate::seed::draft::sentence::{CueMention, Sentence};
use crate::wording::numbers::rank_from_words;

/// The most words between the number and the noun of a rank.
const MAX_BEFORE_NOUN: usize = 4;

/// The words for the first place.
const FIRST: &str = "largest biggest greatest";

/// The words before a country that is no subject.
const OBJECTS: &[&str] = &[
    "after", "behind", "than", "to", "from", "with", "of", "in", "for", "by", "between",
];

/// A place among partners, and the words for it.
struct Rank<'v> {
    among: &'static str,
    words: Range<usize>,
    position: i64,
    /// The country that has the place, and the one whose partners are ranked.
    ranked: &'v str,
    country: &'v str,
    rule: Rule,
}

impl Rank<'_> {
    /// The place for titles: `number 3 supplier`.
    fn place(&self) -> String {
        let noun = match self.among {
            "destination" => "export market",
            "supplier" => "supplier",
            "investor" => "investor",
            _ => "trading partner",
        };
        match self.position {
            1 => format!("the first {noun}"),
            position => format!("number {position} {noun}"),
        }
    }
}

/// Proposes the places that a sentence gives.
pub fn propose(article: &Article<'_, '_>, sentence: &Sentence<'_, '_>) -> Vec<Proposal> {
    let ranks = ranks(article, sentence);
    let proposals = ranks.iter().map(|rank| proposal(article, sentence, rank));
    proposals.collect()
}

/// The flow of the figures of a role among partners, with its exporter and importer.
pub fn flow<'v>(
    role: &str,
    ranked: &'v str,
    country: &'v str,
) -> (&'static str, Option<[&'v str; 2]>) {
    match role {
        "destination" => ("export", Some([country, ranked])),
        "supplier" => ("import", Some([ranked, country])),
        "investor" => ("investment", Some([ranked, country])),
        _ => ("turnover", None),
    }
}

fn ranks<'v>(article: &Article<'_, 'v>, sentence: &Sentence<'_, 'v>) -> Vec<Rank<'v>> {
    let mut found: Vec<Rank<'v>> = Vec::new();
    let mut nouns = sentence.cues_of("trade_figure").filter_map(|mention| {
        let among = mention.cue.field("role").and_then(among)?;
        Some((mention, among))
    });
    for (noun, among) in nouns.by_ref() {
        let is_part = |one: &Rank<'_>| one.words.end >= noun.tokens.end;
        if found.iter().any(is_part) {
            continue;
        }
        found.extend(number_before(sentence, noun).and_then(|(start, position)| {
            let words = start..noun.tokens.end;
            let rule = Rule::of_cue("ranks", noun.cue);
            rank(article, sentence, among, words, position, rule)
        }));
    }
    let without_noun = found
        .first()
        .and_then(|first| elliptical(article, sentence, first, &found));
    found.extend(without_noun);
    found
}

fn among(role: &str) -> Option<&'static str> {
    let roles = ["partner", "destination", "supplier", "investor"];
    roles.into_iter().find(|one| *one == role)
}

/// The number or superlative before a noun, with its first token.
fn number_before(sentence: &Sentence<'_, '_>, noun: &CueMention) -> Option<(usize, i64)> {
    let end = noun.tokens.start;
    let start = (end.saturating_sub(MAX_BEFORE_NOUN)..end).find(|at| opens(sentence, *at))?;
    let is_word = |at: usize| !sentence.tokens[at].is_break();
    let is_group = (start..end).all(is_word);
    // One of the largest partners has no place of its own.
    let is_plural = sentence.token_is(
        noun.tokens.end - 1,
        &["partners", "markets", "suppliers", "investors"],
    );
    let position = rank_from_words(sentence.written(start..noun.tokens.end))?;
    (is_group && !is_plural).then_some((start, position))
}

/// True for a word that a rank begins with.
fn opens(sentence: &Sentence<'_, '_>, at: usize) -> bool {
    let token = &sentence.tokens[at];
    if is_in(sentence, at, FIRST) {
        return true;
    }
    let is_article = token.is_one_of(&["first", "the", "a"]);
    token.is_word && !is_article && rank_from_words(sentence.written(at..at + 1)).is_some()
}

fn rank<'v>(
    article: &Article<'_, 'v>,
    sentence: &Sentence<'_, 'v>,
    among: &'static str,
    words: Range<usize>,
    position: i64,
    rule: Rule,
) -> Option<Rank<'v>> {
    let possessor = possessor(sentence, words.start);
    let behind = country_behind(sentence, words.end);
    let subject = subject(article, sentence, &words, possessor);
    let named = possessor.or(behind).map(|country| country.code);
    let (ranked, country) = match (subject, named) {
        (Some(subject), Some(country)) => (subject, country),
        (Some(subject), None) => (subject, article.parties.other(subject)?),
        (None, Some(country)) => (article.parties.other(country)?, country),
        (None, None) => return None,
    };
    let is_of_pair = article.parties.contain(ranked) && article.parties.contain(country);
    (is_of_pair && ranked != country).then_some(Rank {
        among,
        words,
        position,
        ranked,
        country,
        rule,
    })
}

/// The country whose partners they are, before the number: `Peru's third-largest`.
fn possessor<'s, 'v>(
    sentence: &'s Sentence<'_, 'v>,
    start: usize,
) -> Option<&'s CountryMention<'v>> {
    let before = |at: usize| {
        sentence
            .countries
            .iter()
            .find(move |one| one.tokens.end == at)
    };
    let has_s = start > 0 && sentence.token_is(start - 1, &["'s", "'", "’"]);
    let mut end = start;
    if has_s {
        end -= 1;
    }
    before(end).filter(|country| {
        let is_object = country
            .tokens
            .start
            .checked_sub(1)
            .is_some_and(|at| sentence.token_is(at, &["is", "was", "remains", "became", "as"]));
        has_s || country.is_adjective || is_object
    })
}

/// The country behind the noun: `partner of Peru`, `investor in Peru`.
fn country_behind<'s, 'v>(
    sentence: &'s Sentence<'_, 'v>,
    end: usize,
) -> Option<&'s CountryMention<'v>> {
    let near = end..end + 6;
    let mut countries = sentence.countries.iter();
    countries.find(|country| {
        let Some(before) = country.tokens.start.checked_sub(1) else {
            return false;
        };
        let the = usize::from(sentence.token_is(before, &["the"]));
        let is_break = (end..country.tokens.start).any(|at| sentence.tokens[at].is_break());
        let is_in_name = run_around(sentence, country.tokens.start) != country.tokens;
        near.contains(&country.tokens.start)
            && !is_in_name
            && !is_break
            && sentence.token_is(before - the, &["of", "in", "for", "to"])
    })
}

/// The country that has the place; `None` if a pronoun or nothing stands for it. One that is no party has it as well.
fn subject<'v>(
    article: &Article<'_, 'v>,
    sentence: &Sentence<'_, 'v>,
    words: &Range<usize>,
    possessor: Option<&CountryMention<'v>>,
) -> Option<&'v str> {
    let is_subject = |country: &&CountryMention<'v>| {
        let before = country.tokens.start.checked_sub(1).map(|before| {
            let the = usize::from(before > 0 && sentence.token_is(before, &["the"]));
            before - the
        });
        let is_object = before.is_some_and(|before| sentence.token_is(before, OBJECTS));
        let is_own = possessor.is_some_and(|one| one.tokens == country.tokens);
        !country.is_adjective
            && !is_object
            && !is_own
            && !sentence.token_is(country.tokens.end, &["'s"])
    };
    let mut before = sentence
        .countries
        .iter()
        .filter(|country| country.tokens.end <= words.start);
    let before = before.rfind(is_subject);
    let verbs = &["is", "was", "remains", "became", "has", "being"];
    let behind = || {
        let start = words.end;
        let verb = (start..start + 2).find(|at| sentence.token_is(*at, verbs))?;
        let mut countries = sentence.countries.iter();
        countries.find(|country| (verb + 1..verb + 4).contains(&country.tokens.start))
    };
    let found = behind().or(before).map(|country| country.code);
    let others = sentence.countries.iter();
    let has_third = || {
        others
            .filter(|country| !country.is_adjective && country.tokens.end <= words.start)
            .any(|country| !article.parties.contain(country.code))
    };
    found.or_else(|| has_third().then_some("third"))
}

/// A second place whose noun is left out: `and Peru is Norway's 40th`.
fn elliptical<'v>(
    article: &Article<'_, 'v>,
    sentence: &Sentence<'_, 'v>,
    first: &Rank<'v>,
    found: &[Rank<'v>],
) -> Option<Rank<'v>> {
    let from = first.words.end;
    let known = |at: usize| found.iter().any(|one| one.words.contains(&at));
    let start = (from..sentence.tokens.len()).find(|at| {
        !known(*at)
            && opens(sentence, *at)
            && possessor(sentence, *at).is_some_and(|one| !one.is_adjective)
    })?;
    let ends_here = sentence.tokens.get(start + 1).is_none_or(|next| {
        next.is_break() || next.is_one_of(&["in", "with", "largest", "biggest"])
    });
    let largest = usize::from(is_in(sentence, start + 1, FIRST));
    let words = start..start + 1 + largest;
    let position = rank_from_words(sentence.written(words.clone()))?;
    let rule = first.rule.clone();
    let found = rank(article, sentence, first.among, words, position, rule)?;
    (ends_here && found.country != first.country).then_some(found)
}

/// The date of a rank. One at the end of a clause is none of the next clause.
fn date(sentence: &Sentence<'_, '_>, rank: &Rank<'_>) -> Option<ProposedDate> {
    let clause = sentence.clause_at(rank.words.start);
    let date = sentence.date_for(&rank.words, &[])?;
    let leads = |one| sentence.leading_date(one) == Some(date);
    let is_own = date.tokens.start >= clause.start || sentence.clauses.iter().any(leads);
    is_own.then(|| {
        if date.edtf.contains("..") {
            date.as_written()
        } else {
            ProposedDate::from(date)
        }
    })
}

fn proposal(article: &Article<'_, '_>, sentence: &Sentence<'_, '_>, rank: &Rank<'_>) -> Proposal {
    let mut proposal = Proposal::new("trade_figure", &sentence.at, rank.rule.clone());
    proposal.date = date(sentence, rank);
    let [ranked, country] = [rank.ranked, rank.country].map(|code| article.parties.name(code));
    let text = sentence.written(rank.words.clone());
    let place = rank.place();
    let year = proposal.date.as_ref().and_then(ProposedDate::year);
    let year = year.map(|year| format!(" in {year}")).unwrap_or_default();
    proposal.title = capitalized(&format!("{ranked} as {place} of {country}{year}"));
    let id = proposal.title.clone();
    proposal.name_by([id.as_str()]);
    let (flow, way) = flow(rank.among, rank.ranked, rank.country);
    proposal.set_text("flow", flow);
    if let Some([exporter, importer]) = way {
        proposal.set_text("exporter", exporter);
        proposal.set_text("importer", importer);
    }
    let mut members = vec![
        ("position", Value::Number(rank.position)),
        ("among", Value::text(rank.among)),
        ("country", Value::text(rank.country)),
    ];
    members.extend(goods(sentence, rank.words.end).map(|goods| ("goods", Value::text(goods))));
    members.extend(region(sentence, rank.words.end).map(|region| ("region", Value::text(region))));
    members.push(("text", Value::text(text)));
    proposal.set("partner_rank", Value::Table(members));
    proposal.set_text("status", "A");
    proposal
}

#[cfg(test)]
mod tests {
    use crate::seed::draft::draft_text;
    use crate::seed::draft::proposal::Value;

    /// The places of a text about Norway and Peru: position, among whom, whose partners.
    fn ranks(text: &str) -> Vec<String> {
        let proposals = draft_text(text, ["NOR", "PER"]).into_iter();
        let ranks = proposals.filter_map(|one| one.field("partner_rank").cloned());
        let member = |value: Value| match value {
            Value::Text(text) => text,
            other => other.to_toml(),
        };
        let ranks = ranks.map(|rank| match rank {
            Value::Table(members) => members
                .into_iter()
                .map(|(_, value)| member(value))
                .collect::<Vec<_>>()
                .join("|"),
            _ => String::new(),
        });
        ranks.collect()
    }

    #[test]
    fn a_place_and_its_date_are_those_of_one_clause() {
        let text = "Norway is Peru's 4th largest export market in 2014, while Peru is Norway 20th largest export market.";
        let expected = [
            "4|destination|PER|4th largest export market",
            "20|destination|NOR|20th largest export market",
        ];
        assert_eq!(ranks(text), expected);
        let found = draft_text(text, ["NOR", "PER"]);
        let dated: Vec<bool> = found.iter().map(|one| one.date.is_some()).collect();
        assert_eq!(dated, [true, false]);
    }

    #[test]
    fn places_among_partners_need_no_date() {
        for (text, expected) in [
            (
                "Norway is Peru's third-largest export market.",
                &["3|destination|PER|third-largest export market"][..],
            ),
            (
                "Today Peru remains the largest trading partner of Norway in Latin America.",
                &["1|partner|NOR|Latin America|largest trading partner"],
            ),
            (
                "In 2011, Norway was the 12th largest supplier of arms to Peru.",
                &["12|supplier|PER|arms|12th largest supplier"],
            ),
            (
                "Norway is Peru's 15th biggest trading partner, and Peru is Norway's 41st.",
                &[
                    "15|partner|PER|15th biggest trading partner",
                    "41|partner|NOR|41st",
                ],
            ),
            (
                "Peru's second largest foreign investor is Norway.",
                &["2|investor|PER|second largest foreign investor"],
            ),
            ("Peru is one of Norway's largest trading partners.", &[]),
            ("Chile is Peru's third-largest trading partner.", &[]),
        ] {
            assert_eq!(ranks(text), expected, "{text}");
        }
    }
}
