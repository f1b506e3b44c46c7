//! People with their titles, and where their names begin and end.

use std::ops::Range;

use super::lexicon::CountryMention;
use super::tokens::{Token, fold};
use super::vocabulary::{TITLES, Title};

/// The most words of a name.
const MAX_NAME: usize = 7;

/// The words in lower case that may stand inside a name.
const PARTICLES: &[&str] = &[
    "al", "as", "at", "ben", "bin", "bint", "da", "de", "del", "della", "den", "der", "di", "dos",
    "du", "el", "es", "ibn", "la", "le", "los", "san", "ter", "und", "ul", "ur", "van", "von", "y",
    "zu",
];

/// Words that may stand between the country and the title of a person.
pub const BEFORE_TITLES: &[&str] = &[
    "then",
    "former",
    "ex",
    "first",
    "new",
    "current",
    "incumbent",
    "late",
    "outgoing",
    "visiting",
    "-",
    "'s",
    "own",
];

/// The offices whose single title may be written in lower case.
const IN_LOWER_CASE: &[&str] = &[
    "head_of_state",
    "head_of_government",
    "minister",
    "ambassador",
    "legislator",
    "envoy",
];

/// Months and days, which begin with capital letters and are no names.
const CALENDAR_WORDS: &[&str] = &[
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];

/// The name by which people are known again: the last word that is neither a number nor `Jr.`.
pub fn surname(name: &str) -> &str {
    let is_number = |word: &str| word.chars().all(|c| "IVX".contains(c)) || word.starts_with("Jr");
    let mut words = name.rsplit(' ');
    words.find(|word| !is_number(word)).unwrap_or(name)
}

/// A person, or an office whose holder the sentence does not name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonMention<'v> {
    pub tokens: Range<usize>,
    pub name: Option<String>,
    pub title: Option<String>,
    pub office: Option<&'static str>,
    pub country: Option<&'v str>,
    /// The pointer of the sentence that tells more of the person, if this one has only a surname or a pronoun.
    pub read_in: Option<String>,
}

/// The words of a sentence and the countries among them.
#[derive(Clone, Copy)]
pub struct Words<'s, 'v> {
    pub text: &'s str,
    pub tokens: &'s [Token],
    pub countries: &'s [CountryMention<'v>],
}

impl<'s, 'v> Words<'s, 'v> {
    /// The text of some tokens.
    pub fn written(&self, tokens: Range<usize>) -> &'s str {
        let words = &self.tokens[tokens];
        match (words.first(), words.last()) {
            (Some(first), Some(last)) => &self.text[first.bytes.start..last.bytes.end],
            _ => "",
        }
    }

    pub fn country_from(&self, start: usize) -> Option<&'s CountryMention<'v>> {
        let mut countries = self.countries.iter();
        countries.find(|country| country.tokens.start == start)
    }

    fn country_until(&self, end: usize) -> Option<&'s CountryMention<'v>> {
        let mut countries = self.countries.iter();
        countries.find(|country| country.tokens.end == end)
    }

    pub fn is(&self, at: usize, words: &[&str]) -> bool {
        self.tokens
            .get(at)
            .is_some_and(|token| token.is_one_of(words))
    }

    /// The country behind `of`, `from` or `to` at a token, with the number of the token behind it.
    fn country_behind(&self, at: usize) -> Option<(&'v str, usize)> {
        if !self.is(at, &["of", "from", "to", "for"]) {
            return None;
        }
        let the = usize::from(self.is(at + 1, &["the"]));
        let country = self.country_from(at + 1 + the)?;
        (!country.is_adjective).then_some((country.code, country.tokens.end))
    }

    /// The country before a title, as in `Peruvian President` and `Peru's then President`.
    pub fn country_before(&self, mut at: usize) -> Option<&'v str> {
        while at > 0 && self.is(at - 1, BEFORE_TITLES) {
            at -= 1;
        }
        self.country_until(at).map(|country| country.code)
    }

    /// The number of the token behind a name that begins at a token.
    pub fn name_end(&self, start: usize) -> Option<usize> {
        let mut end = start;
        while end < self.tokens.len() && end - start < MAX_NAME {
            let token = &self.tokens[end];
            let is_particle = end > start && token.is_one_of(PARTICLES);
            let next_is_capital = self.tokens.get(end + 1).is_some_and(|next| next.is_capital);
            let is_name = token.is_word && token.is_capital && !token.is_one_of(CALENDAR_WORDS);
            let is_country = self.country_from(end).is_some();
            if is_country || !(is_name || is_particle && next_is_capital) {
                break;
            }
            if end > start
                && TITLES
                    .terms
                    .at(&self.tokens[end..])
                    .is_some_and(|(_, title)| title.office != "other")
            {
                break;
            }
            end += 1;
        }
        let is_body = |at: &usize| TITLES.bodies.contains(&self.tokens[*at].folded);
        let Some(body) = (start..end).find(is_body) else {
            return (end > start).then_some(end);
        };
        // `At` and `as` may be particles, or lead on to a body: `Ana Ruiz at Government House`.
        let joint = (start + 1..body).rfind(|at| self.is(*at, &["at", "as"]));
        joint.filter(|joint| joint + 1 == body)
    }

    /// The number of the token behind the name of a ministry's field.
    fn field_end(&self, start: usize) -> usize {
        let is_field = |at: usize| {
            let token = self.tokens.get(at);
            token.is_some_and(|token| token.is_capital && TITLES.fields.contains(&token.folded))
        };
        let mut end = start + usize::from(self.is(start, &["the"]));
        if !is_field(end) {
            let is_word = self.tokens.get(end).is_some_and(|token| token.is_capital);
            return end + usize::from(is_word);
        }
        loop {
            let joint = [[",", "and"], ["and", "the"], ["for", "the"]];
            let double = joint
                .iter()
                .any(|[first, second]| self.is(end, &[first]) && self.is(end + 1, &[second]));
            if is_field(end) {
                end += 1;
            } else if double && is_field(end + 2) {
                end += 3;
            } else if self.is(end, &[",", "and", "&", "of", "for", "-"]) && is_field(end + 1) {
                end += 2;
            } else {
                return end;
            }
        }
    }

    /// The title at a token, with the number of the token behind it.
    fn title(&self, start: usize) -> Option<(Title, usize)> {
        let (length, title) = TITLES.terms.at(&self.tokens[start..])?;
        let token = &self.tokens[start];
        let may_be_lower = length > 1 || IN_LOWER_CASE.contains(&title.office);
        if !token.is_capital && !may_be_lower {
            return None;
        }
        let end = start + length;
        let next_is_body = self
            .tokens
            .get(end)
            .is_some_and(|next| next.is_capital && TITLES.bodies.contains(&next.folded));
        if next_is_body && !title.has_field {
            return None;
        }
        if !title.has_field {
            return Some((title, end));
        }
        // A minister of Peru is the minister of a country, not of a field.
        let the = usize::from(self.is(end, &["the"]));
        if self.country_from(end + the).is_some() {
            let has_field = false;
            return Some((Title { has_field, ..title }, end - 1));
        }
        let field_end = self.field_end(end);
        (field_end > end).then_some((title, field_end))
    }

    /// The person whose title begins at a token.
    pub fn person(&self, start: usize) -> Option<PersonMention<'v>> {
        let (title, title_end) = self.title(start)?;
        let mut country = self.country_before(start);
        let mut end = title_end;
        let mut may_have_comma = title.has_field || self.is_between_commas(title_end);
        while let Some((code, next)) = self.country_behind(end) {
            country = country.or(Some(code));
            (end, may_have_comma) = (next, true);
        }
        let comma = usize::from(may_have_comma && self.is(end, &[","]));
        let name_start = self.after_honorifics(end + comma);
        let name = self.name_end(name_start).filter(|name| {
            let is_title = self
                .title(name_start)
                .is_some_and(|(title, _)| title.office != "other");
            !is_title && (comma == 0 || self.closes_name(*name))
        });
        if let Some(name_end) = name {
            end = name_end;
            if let Some((code, next)) = self.country_behind(end).filter(|_| country.is_none()) {
                (country, end) = (Some(code), next);
            }
        }
        Some(PersonMention {
            tokens: start..end,
            name: name.map(|end| self.written(name_start..end).to_owned()),
            title: Some(self.written(start..title_end).to_owned()),
            office: Some(title.office),
            country,
            read_in: None,
        })
    }

    /// The number of the token behind words such as `His Excellency`.
    pub fn after_honorifics(&self, mut start: usize) -> usize {
        let honorific = |start: usize| TITLES.honorifics.at(self.tokens.get(start..)?);
        while let Some((length, ())) = honorific(start) {
            start += length;
        }
        start
    }

    /// True if a name of two words or more stands between the comma at a token and another one.
    fn is_between_commas(&self, comma: usize) -> bool {
        let end = self
            .is(comma, &[","])
            .then(|| self.name_end(comma + 1))
            .flatten();
        end.is_some_and(|end| end - comma > 2 && self.is(end, &[","]))
    }

    /// True if a name behind a comma may end here: before a comma, a verb or the end.
    fn closes_name(&self, end: usize) -> bool {
        self.tokens
            .get(end)
            .is_none_or(|next| !next.is_capital && !next.is("'s"))
    }

    /// The name that stands before a title in apposition: `Juana Ruiz, the Foreign Minister of Peru`.
    pub fn name_before(&self, title: usize) -> Option<Range<usize>> {
        let mut end = title;
        while end > 0
            && (self.is(end - 1, &["the", "a", "then"]) || self.country_until(end).is_some())
        {
            end -= 1;
        }
        let end = end.checked_sub(1).filter(|comma| self.is(*comma, &[","]))?;
        let is_name = |token: &&Token| {
            token.is_word
                && (token.is_capital || token.is_one_of(PARTICLES))
                && !token.is_one_of(CALENDAR_WORDS)
        };
        let count = self.tokens[..end]
            .iter()
            .rev()
            .take_while(is_name)
            .take(MAX_NAME)
            .count();
        let start = end - count;
        let is_whole = self.name_end(start) == Some(end);
        (count >= 2 && is_whole && self.tokens[start].is_capital).then_some(start..end)
    }
}

impl PersonMention<'_> {
    /// True for two mentions of one person: the same words, or names of which the shorter has no word of its own.
    pub fn is_same_as(&self, other: &Self) -> bool {
        match (&self.name, &other.name) {
            (Some(one), Some(another)) => {
                let agree =
                    self.office.is_none() || other.office.is_none() || self.office == other.office;
                one == another || agree && is_one_name(one, another)
            }
            _ => !self.tokens.is_empty() && self.tokens == other.tokens,
        }
    }
}

/// True if each word of the shorter name is one of the longer, and both have one surname.
pub fn is_one_name(one: &str, other: &str) -> bool {
    let (short, long) = if one.len() < other.len() {
        (one, other)
    } else {
        (other, one)
    };
    let long_words: Vec<String> = long.split(' ').map(fold).collect();
    fold(surname(short)) == fold(surname(long))
        && short
            .split(' ')
            .all(|word| long_words.contains(&fold(word)))
}
