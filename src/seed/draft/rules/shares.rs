//! Shares of trade: `Peru accounted for 5% of Norway's exports`.

use std::ops::Range;

use crate::seed::draft::article::Article;
use crate::seed::draft::proposal::{Proposal, ProposedDate, Rule, Value};
use crate::seed::draft::sentence::Sentence;
use crate::wording::numbers::percentage_from_words;

/// The most words between a percentage and the total that it is a share of.
const MAX_BEFORE_TOTAL: usize = 8;

/// The nouns of totals, each with the flow of its figures.
const TOTALS: [(&[&str], &str, &str); 3] = [
    (&["exports", "export"], "exports", "export"),
    (&["imports"], "imports", "import"),
    (&["trade", "turnover", "commerce"], "turnover", "turnover"),
];

/// Proposes the shares of the trade of one party with all countries that the other one has.
pub fn propose(article: &Article<'_, '_>, sentence: &Sentence<'_, '_>) -> Vec<Proposal> {
    let has_third = sentence
        .countries
        .iter()
        .any(|one| !one.is_adjective && !article.parties.contain(one.code));
    let percentages = percentages(sentence).into_iter().filter(|_| !has_third);
    let mut told: Option<Total> = None;
    let shares = percentages.filter_map(|words| share(article, sentence, &words, &mut told));
    shares.collect()
}

/// The tokens of the percentages: `5.2%`, `3 per cent`.
fn percentages(sentence: &Sentence<'_, '_>) -> Vec<Range<usize>> {
    let is_number = |at: usize| {
        sentence.tokens[at]
            .folded
            .starts_with(|c: char| c.is_ascii_digit())
    };
    let starts = (0..sentence.tokens.len()).filter(|at| is_number(*at));
    let found = starts.filter_map(|end| {
        // The point in a number is a token of its own.
        let has_point = end > 1 && sentence.token_is(end - 1, &[".", ","]) && is_number(end - 2);
        let is_glued =
            has_point && sentence.tokens[end - 2].bytes.end + 1 == sentence.tokens[end].bytes.start;
        let start = if is_glued { end - 2 } else { end };
        if sentence.token_is(end + 1, &["%", "percent"]) {
            Some(start..end + 2)
        } else if sentence.token_is(end + 1, &["per"]) && sentence.token_is(end + 2, &["cent"]) {
            Some(start..end + 3)
        } else {
            None
        }
    });
    found.collect()
}

/// The total whose noun a token is.
fn total_at(
    sentence: &Sentence<'_, '_>,
    at: usize,
) -> Option<(&'static [&'static str], &'static str, &'static str)> {
    let mut totals = TOTALS.into_iter();
    totals.find(|(nouns, _, _)| sentence.token_is(at, nouns))
}

fn share(
    article: &Article<'_, '_>,
    sentence: &Sentence<'_, '_>,
    words: &Range<usize>,
    told: &mut Option<Total>,
) -> Option<Proposal> {
    let of = words.end;
    if !sentence.token_is(of, &["of"]) {
        return None;
    }
    let limit = sentence.tokens.len().min(of + MAX_BEFORE_TOTAL);
    let noun = (of..limit)
        .take_while(|at| !sentence.tokens[*at].is_break())
        .find(|at| total_at(sentence, *at).is_some());
    // A second share may leave the noun out: `and Chad makes up 2% of Peru's`.
    let noun = noun.or_else(|| told.and_then(|_| possessive(sentence, of)))?;
    let own = total_at(sentence, noun).map(|(_, noun, flow)| Total { noun, flow });
    let total = own.or(*told)?;
    let country = owner(article, sentence, of..noun)?;
    let partner = article.parties.other(country)?;
    let names_partner = sentence
        .countries
        .iter()
        .any(|one| one.code == partner && one.tokens.start < of);
    // A share of the trade between the two is one of goods.
    let is_bilateral = sentence.token_is(noun + 1, &["to", "from", "with", "between"]);
    let basis_points = percentage_from_words(sentence.written(words.clone()))?;
    if is_bilateral || !names_partner {
        return None;
    }
    *told = Some(total);
    Some(proposal(
        article,
        sentence,
        words,
        basis_points,
        &total,
        [partner, country],
    ))
}

/// The token behind the country of `of Peru's`.
fn possessive(sentence: &Sentence<'_, '_>, of: usize) -> Option<usize> {
    let the = usize::from(sentence.token_is(of + 1, &["the"]));
    let country = sentence.words().country_from(of + 1 + the)?;
    sentence
        .token_is(country.tokens.end, &["'s"])
        .then_some(country.tokens.end + 1)
}

/// A total of trade: its name in the vocabulary, and the flow of its figures.
#[derive(Clone, Copy)]
struct Total {
    noun: &'static str,
    flow: &'static str,
}

fn proposal(
    article: &Article<'_, '_>,
    sentence: &Sentence<'_, '_>,
    words: &Range<usize>,
    basis_points: i64,
    total: &Total,
    [partner, country]: [&str; 2],
) -> Proposal {
    let (flow, total) = (total.flow, total.noun);
    let mut proposal = Proposal::new("trade_figure", &sentence.at, Rule::plain("shares"));
    proposal.date = sentence.date_for(words, &[]).map(ProposedDate::from);
    let [partner_name, country_name] = [partner, country].map(|code| article.parties.name(code));
    let year = proposal.date.as_ref().and_then(ProposedDate::year);
    let year = year.map(|year| format!(" in {year}")).unwrap_or_default();
    let noun = if total == "turnover" { "trade" } else { total };
    proposal.title = format!("Share of {partner_name} in the {noun} of {country_name}{year}");
    let id = proposal.title.clone();
    proposal.name_by([id.as_str()]);
    proposal.set_text("flow", flow);
    if flow != "turnover" {
        let way = if flow == "export" {
            [country, partner]
        } else {
            [partner, country]
        };
        proposal.set_text("exporter", way[0]);
        proposal.set_text("importer", way[1]);
    }
    let members = vec![
        ("basis_points", Value::Number(basis_points)),
        ("of", Value::text(total)),
        ("country", Value::text(country)),
        ("text", Value::text(sentence.written(words.clone()))),
    ];
    proposal.set("share", Value::Table(members));
    proposal.set_text("status", "A");
    proposal
}

/// The country whose trade is the total: named before its noun or behind it, or `its`.
fn owner<'v>(
    article: &Article<'_, 'v>,
    sentence: &Sentence<'_, 'v>,
    range: Range<usize>,
) -> Option<&'v str> {
    let parties = || {
        let countries = sentence.countries.iter();
        countries.filter(|one| article.parties.contain(one.code))
    };
    let inside = parties().find(|one| range.contains(&one.tokens.start));
    let of = sentence.token_is(range.end + 1, &["of"]);
    let behind = parties()
        .find(|one| of && one.tokens.start <= range.end + 3 && one.tokens.start > range.end);
    let named = inside.or(behind).map(|one| one.code);
    named.or_else(|| {
        let its = range.clone().any(|at| sentence.token_is(at, &["its"]));
        let mut before = parties().filter(|one| its && one.tokens.end <= range.start);
        let first = before.next()?;
        before.next().map_or(Some(first.code), |_| None)
    })
}

#[cfg(test)]
mod tests {
    use crate::seed::draft::draft_text;

    #[test]
    fn shares_are_those_of_one_party_in_the_trade_of_the_other() {
        let shares = |text: &str| {
            let found = draft_text(text, ["NOR", "PER"]).into_iter();
            let found = found.filter_map(|one| Some(one.field("share")?.to_toml()));
            found.collect::<Vec<String>>()
        };
        let expected = r#"{ basis_points = 520, of = "exports", country = "PER", text = "5.2%" }"#;
        assert_eq!(
            shares("Norway accounted for 5.2% of Peru's total exports."),
            [expected]
        );
        let expected =
            r#"{ basis_points = 30, of = "turnover", country = "NOR", text = "0.3 per cent" }"#;
        assert_eq!(
            shares("In 2012 trade with Peru made up 0.3 per cent of the foreign trade of Norway."),
            [expected]
        );
        let found = shares(
            "Norway makes up 5% of Peru's export market, while Peru contributes 0.8% of Norway's.",
        );
        assert_eq!(found.len(), 2, "{found:?}");
        assert!(found[1].contains("country = \"NOR\""), "{found:?}");
        assert!(shares("Fish accounts for 5% of Norway's exports to Peru.").is_empty());
        assert!(
            shares("China accounts for 30% of Peru's exports, and Norway for less.").is_empty()
        );
    }
}
