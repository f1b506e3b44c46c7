//! Lists and tables of visits: a person, and the years in brackets or the date in another column.

use std::ops::Range;

use super::visit::Visit;
use crate::seed::draft::article::Article;
use crate::seed::draft::dates::dates;
use crate::seed::draft::persons::PersonMention;
use crate::seed::draft::places::PlaceMention;
use crate::seed::draft::proposal::{Proposal, ProposedDate, Rule};
use crate::seed::draft::sentence::Sentence;
use crate::seed::draft::tokens::tokens;

/// The words of a heading of a table, each for a role of its column.
const COLUMNS: &[(Role, &[&str])] = &[
    (
        Role::Guest,
        &[
            "guest",
            "guests",
            "visitor",
            "visitors",
            "dignitary",
            "name",
            "leader",
        ],
    ),
    (Role::Host, &["host", "hosts", "counterpart", "met"]),
    (
        Role::Place,
        &[
            "place",
            "places",
            "location",
            "locations",
            "city",
            "destination",
            "venue",
        ],
    ),
    (Role::Date, &["date", "dates", "year", "years", "period"]),
];

/// The role of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Guest,
    Host,
    Place,
    Date,
    Other,
}

/// The visits of a list item or of a row of a table.
pub fn listed(article: &Article<'_, '_>, sentence: &Sentence<'_, '_>) -> Vec<Proposal> {
    if sentence.tokens.iter().any(|token| token.is("|")) {
        return row(article, sentence).into_iter().collect();
    }
    let mut proposals = Vec::new();
    for (number, person) in sentence.persons.iter().enumerate() {
        let end = sentence
            .persons
            .get(number + 1)
            .map_or(sentence.tokens.len(), |next| next.tokens.start);
        let Some((country, host)) = way(article, sentence, person) else {
            continue;
        };
        for date in listed_dates(sentence, person.tokens.end..end) {
            let visit = Visit {
                guests: vec![person],
                guest_country: country,
                host,
                place: None,
                visit_type: "unspecified",
                met: Vec::new(),
                date: Some(date),
                rule: Rule::plain("lists of visits"),
            };
            proposals.push(visit.proposal(article, sentence));
        }
    }
    proposals
}

/// The country of a guest, and the one visited.
fn way<'v>(
    article: &Article<'_, 'v>,
    sentence: &Sentence<'_, 'v>,
    person: &PersonMention<'v>,
) -> Option<(&'v str, &'v str)> {
    let direction = sentence.direction.map(|direction| direction.from);
    let country = direction
        .or(person.country)
        .or_else(|| common_country(article, sentence))?;
    Some((country, article.parties.other(country)?))
}

/// The country of all guests of the section whose country is known, if it is one.
fn common_country<'v>(article: &Article<'_, 'v>, sentence: &Sentence<'_, 'v>) -> Option<&'v str> {
    let section = article
        .sentences
        .iter()
        .filter(|one| one.section == sentence.section);
    let mut countries = section.filter_map(|one| {
        let of_host = || article.parties.other(one.persons.get(1)?.country?);
        one.persons.first()?.country.or_else(of_host)
    });
    let first = countries.next()?;
    countries.all(|country| country == first).then_some(first)
}

/// The dates between commas, each of its own.
fn listed_dates(sentence: &Sentence<'_, '_>, range: Range<usize>) -> Vec<ProposedDate> {
    let written = sentence.written(range);
    let mut listed = Vec::new();
    for date in dates(written, &tokens(written)) {
        let parts = date
            .text
            .split([',', '&'])
            .flat_map(|part| part.split(" and "));
        let parts = parts.map(|part| dates(part, &tokens(part)));
        let parts: Vec<_> = parts.collect();
        let is_list = parts.iter().all(|part| !part.is_empty());
        let each = parts.iter().flatten().filter(|_| is_list);
        listed.extend(each.map(ProposedDate::from));
        listed.extend((!is_list).then(|| ProposedDate::from(&date)));
    }
    listed
}

/// The visit of a row of a table whose first row says what its columns are.
fn row(article: &Article<'_, '_>, sentence: &Sentence<'_, '_>) -> Option<Proposal> {
    let heading = article.sentences.iter().find(|one| {
        one.section == sentence.section
            && one.dates.is_empty()
            && one.tokens.iter().any(|token| token.is("|"))
    })?;
    let roles: Vec<Role> = cells(heading)
        .iter()
        .map(|cell| role(heading, cell))
        .collect();
    let cells = cells(sentence);
    let cell = |role: Role| {
        let position = roles.iter().position(|one| *one == role)?;
        cells.get(position)
    };
    let guests = cell(Role::Guest)?;
    let in_cell = |cell: &Range<usize>| {
        let people = sentence.persons.iter();
        let people = people.filter(|person| cell.contains(&person.tokens.start));
        people.collect::<Vec<_>>()
    };
    let guests = in_cell(guests);
    let hosts = cell(Role::Host).map(in_cell).unwrap_or_default();
    let of_host = || {
        let host = hosts.first()?.country?;
        Some((article.parties.other(host)?, host))
    };
    let own = guests
        .first()?
        .country
        .and_then(|code| Some((code, article.parties.other(code)?)));
    let (country, host) = own
        .or_else(of_host)
        .or_else(|| way(article, sentence, guests[0]))?;
    let date = cell(Role::Date).and_then(|cell| {
        sentence
            .dates
            .iter()
            .find(|date| cell.contains(&date.tokens.start))
    });
    let place = cell(Role::Place)
        .filter(|cell| !cell.is_empty())
        .map(|cell| PlaceMention {
            tokens: cell.clone(),
            name: sentence.written(cell.clone()).to_owned(),
            country: None,
        });
    let is_country = place
        .as_ref()
        .is_some_and(|place| sentence.words().country_from(place.tokens.start).is_some());
    let visit = Visit {
        met: hosts,
        guests,
        guest_country: country,
        host,
        place: place.as_ref().filter(|_| !is_country),
        visit_type: "unspecified",
        date: date.map(ProposedDate::from),
        rule: Rule::plain("tables of visits"),
    };
    Some(visit.proposal(article, sentence))
}

/// The cells of a row, as ranges of tokens.
fn cells(sentence: &Sentence<'_, '_>) -> Vec<Range<usize>> {
    let bars = (0..sentence.tokens.len()).filter(|at| sentence.token_is(*at, &["|"]));
    let mut start = 0;
    let mut cells = Vec::new();
    for bar in bars.chain([sentence.tokens.len()]) {
        cells.push(start..bar);
        start = bar + 1;
    }
    cells
}

fn role(heading: &Sentence<'_, '_>, cell: &Range<usize>) -> Role {
    let has = |words: &[&str]| cell.clone().any(|at| heading.token_is(at, words));
    // `Date of visit` and `Place of visit` say their roles first.
    let found = COLUMNS
        .iter()
        .find(|(_, words)| heading.token_is(cell.start, words));
    let found = found.or_else(|| COLUMNS.iter().find(|(_, words)| has(words)));
    found.map_or(Role::Other, |(role, _)| *role)
}
