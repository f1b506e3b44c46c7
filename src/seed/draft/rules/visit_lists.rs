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
                host: Some(host),
                places: Vec::new(),
                rank: "unspecified",
                met: Vec::new(),
                occasion: None,
                status: None,
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
        .or_else(|| article.common_guests(sentence))?;
    Some((country, article.parties.other(country)?))
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
    let heading = article.table_heading(sentence)?;
    let roles = cells(heading).into_iter().map(|cell| role(heading, &cell));
    let roles: Vec<Role> = roles.collect();
    let cells = cells(sentence);
    let cell = |role: Role| cells.get(roles.iter().position(|one| *one == role)?);
    let in_cell = |cell: &Range<usize>| {
        let people = sentence.persons.iter();
        let people = people.filter(|person| cell.contains(&person.tokens.start));
        people.collect::<Vec<_>>()
    };
    let guests = in_cell(cell(Role::Guest)?);
    let hosts = cell(Role::Host).map(in_cell).unwrap_or_default();
    let (country, host) = way_of_row(article, sentence, guests.first()?, hosts.first())?;
    let date = cell(Role::Date).and_then(|cell| {
        let mut dates = sentence.dates.iter();
        dates.find(|date| cell.contains(&date.tokens.start))
    });
    let place = cell(Role::Place).filter(|cell| {
        let is_country = sentence.words().country_from(cell.start).is_some();
        !cell.is_empty() && !is_country
    });
    let place = place.map(|cell| PlaceMention {
        tokens: cell.clone(),
        name: sentence.written(cell.clone()).to_owned(),
        country: None,
    });
    let visit = Visit {
        met: hosts.into_iter().cloned().collect(),
        guests,
        guest_country: country,
        host: Some(host),
        places: place.into_iter().collect(),
        rank: "unspecified",
        occasion: None,
        status: None,
        date: date.map(ProposedDate::from),
        rule: Rule::plain("tables of visits"),
    };
    Some(visit.proposal(article, sentence))
}

/// The country of the guest of a row, and the one visited.
fn way_of_row<'v>(
    article: &Article<'_, 'v>,
    sentence: &Sentence<'_, 'v>,
    guest: &PersonMention<'v>,
    host: Option<&&PersonMention<'v>>,
) -> Option<(&'v str, &'v str)> {
    let with_other = |code| Some((code, article.parties.other(code)?));
    let own = guest.country.and_then(with_other);
    let host = host.and_then(|host| host.country).and_then(with_other);
    let of_host = host.map(|(host, guest)| (guest, host));
    own.or(of_host).or_else(|| way(article, sentence, guest))
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
