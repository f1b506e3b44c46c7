//! An article as the rules see it: its sentences with the headings above them, and the people who appear in several.

use std::collections::HashMap;

use super::cities::country_of_city;
use super::find_persons::settle_queens_of_article;
use super::lexicon::Lexicon;
use super::persons::{PersonMention, surname};
use super::places::PlaceMention;
use super::sentence::{Direction, Sentence};
use super::tokens::{Token, tokens};
use super::vocabulary::{CONTEXT, CUES};

/// A sentence as the document has it.
#[derive(Debug, Clone)]
pub struct Source<'a> {
    /// Its pointer, as seeds write it.
    pub at: String,
    /// The names of its section and of those above it, the innermost first.
    pub headings: Vec<&'a str>,
    /// The number of its section.
    pub section: usize,
    pub text: &'a str,
}

/// The two countries of a pair.
#[derive(Debug, Clone)]
pub struct Parties<'v> {
    pub codes: [&'v str; 2],
    /// Their names, as titles show them.
    pub names: [String; 2],
}

/// The sentences of a document with what was found in them.
#[derive(Debug)]
pub struct Article<'a, 'v> {
    pub parties: Parties<'v>,
    pub sentences: Vec<Sentence<'a, 'v>>,
    /// The numbers of the sentences by their pointers.
    numbers: HashMap<String, usize>,
    /// The first row of a table in each section, by the number of the section.
    table_headings: HashMap<usize, usize>,
    /// The country of all guests whose country is known, by the number of the section; `None` if there are several.
    guests: HashMap<usize, Option<&'v str>>,
}

/// The number of proposals among which one of the sentences just before is looked for.
pub const MAX_PROPOSALS_BACK: usize = 60;

impl<'v> Parties<'v> {
    pub fn contain(&self, code: &str) -> bool {
        self.codes.contains(&code)
    }

    /// The other country.
    pub fn other(&self, code: &str) -> Option<&'v str> {
        match self.codes {
            [one, other] if one == code => Some(other),
            [one, other] if other == code => Some(one),
            _ => None,
        }
    }

    /// The code of a party, for as long as the vocabulary lives.
    pub fn own(&self, code: &str) -> Option<&'v str> {
        self.other(self.other(code)?)
    }

    /// The country of a place, as the sentence gives it or as everybody knows it.
    pub fn country_of(&self, place: &PlaceMention<'v>) -> Option<&'v str> {
        place
            .country
            .or_else(|| country_of_city(&place.name, &self.codes))
    }

    /// The name of a country, that of its code for another one.
    pub fn name(&self, code: &str) -> &str {
        let position = self.codes.iter().position(|party| *party == code);
        match position {
            Some(position) => &self.names[position],
            None => crate::values::country::name(code).unwrap_or("another country"),
        }
    }
}

impl<'a, 'v> Article<'a, 'v> {
    /// Reads the sentences, and calls `on_sentence` before each, because that takes most of the time of drafting.
    pub fn new(
        parties: Parties<'v>,
        names: &[(&'v str, &'v str)],
        sources: Vec<Source<'a>>,
        on_sentence: impl Fn(),
    ) -> Self {
        let plain = Lexicon::new(names.iter().copied());
        let short = sources.iter().flat_map(|source| {
            if source.text.contains('(') {
                plain.short_forms(&tokens(source.text), source.text)
            } else {
                Vec::new()
            }
        });
        let short: Vec<(String, &'v str)> = short.collect();
        let all = names
            .iter()
            .copied()
            .chain(short.iter().map(|(name, code)| (name.as_str(), *code)));
        let lexicon = Lexicon::new(all);
        let sentences = (0..).zip(sources).map(|(number, source)| {
            on_sentence();
            Sentence {
                number,
                ..sentence(source, &lexicon)
            }
        });
        let mut sentences: Vec<Sentence<'a, 'v>> = sentences.collect();
        settle_currencies(&mut sentences, &parties);
        let numbers = sentences.iter().map(|one| (one.at.clone(), one.number));
        let mut article = Self {
            parties,
            numbers: numbers.collect(),
            table_headings: table_headings(&sentences),
            guests: HashMap::new(),
            sentences,
        };
        article.find_directions();
        article.resolve_people();
        article
    }

    /// Gives each sentence of a list the way of its heading, or of the line above it.
    fn find_directions(&mut self) {
        let mut current: Option<(usize, Direction<'v>)> = None;
        for sentence in &mut self.sentences {
            let has_verb = sentence.text.ends_with('.') || !sentence.dates.is_empty();
            let own = direction(sentence).filter(|_| !has_verb);
            if let Some(own) = own {
                current = Some((sentence.section, own));
            }
            let is_item = !sentence.text.ends_with('.');
            let inherited = current.filter(|(section, _)| *section == sentence.section && is_item);
            let inherited = inherited.map(|(_, direction)| direction);
            sentence.direction = inherited.or(sentence.direction.filter(|_| is_item));
            sentence.is_heading = own.is_some();
        }
    }

    /// Finds the people whom sentences call by their surnames or by pronouns, and the countries of all.
    fn resolve_people(&mut self) {
        let mut known: HashMap<String, (PersonMention<'v>, String)> = HashMap::new();
        let mut last: Vec<Known<'v>> = Vec::new();
        for sentence in &mut self.sentences {
            sentence.add_known_people(&known, &last);
            let mut newest = Vec::new();
            for person in &sentence.persons {
                let Some(name) = person.name.as_deref() else {
                    continue;
                };
                let entry = (person.clone(), sentence.at.clone());
                if person.read_in.is_none() {
                    let surname = surname(name);
                    known
                        .entry(super::tokens::fold(surname))
                        .or_insert_with(|| entry.clone());
                }
                newest.push(Known {
                    is_female: sentence.is_female(person),
                    person: entry.0,
                    read_in: entry.1,
                });
            }
            if !newest.is_empty() {
                last = newest;
            }
        }
        self.complete_countries();
        settle_queens_of_article(self.sentences.iter_mut().map(|one| &mut one.persons[..]));
        self.find_common_guests();
    }

    /// Finds the country of the guests of each section.
    fn find_common_guests(&mut self) {
        for sentence in &self.sentences {
            let people = &sentence.persons;
            // A guest of a country that nobody names may be of either.
            let is_unknown = people.first().is_some_and(|guest| {
                guest.country.is_none() && guest.name.is_some() && guest.read_in.is_none()
            });
            if is_unknown && people.len() == 1 && sentence.text.ends_with('.') {
                self.guests.insert(sentence.section, None);
            }
            let of_host = || self.parties.other(people.get(1)?.country?);
            let guest = people
                .first()
                .and_then(|guest| guest.country.or_else(of_host));
            if let Some(guest) = guest {
                let known = self.guests.entry(sentence.section).or_insert(Some(guest));
                *known = known.filter(|known| *known == guest);
            }
        }
    }

    /// The number of the sentence with a pointer.
    pub fn number(&self, at: &str) -> Option<usize> {
        self.numbers.get(at).copied()
    }

    /// The first row of the table that a row belongs to.
    pub fn table_heading(&self, row: &Sentence<'_, '_>) -> Option<&Sentence<'a, 'v>> {
        self.sentences.get(*self.table_headings.get(&row.section)?)
    }

    /// The country of all guests of the section whose country is known, if it is one.
    pub fn common_guests(&self, sentence: &Sentence<'_, '_>) -> Option<&'v str> {
        self.guests.get(&sentence.section).copied().flatten()
    }

    /// Gives the people without a country the one that they have elsewhere in the article.
    fn complete_countries(&mut self) {
        let mut countries: HashMap<String, &'v str> = HashMap::new();
        let surname = |name: &str| super::tokens::fold(surname(name));
        for sentence in &self.sentences {
            for person in &sentence.persons {
                let direction = sentence.direction.map(|direction| direction.from);
                if let Some((name, country)) =
                    person.name.as_deref().zip(person.country.or(direction))
                {
                    countries.entry(surname(name)).or_insert(country);
                }
            }
        }
        for sentence in &mut self.sentences {
            for person in &mut sentence.persons {
                let named = person.name.as_deref().map(surname);
                let found = named.and_then(|name| countries.get(&name).copied());
                person.country = person.country.or(found);
            }
        }
    }
}

fn settle_currencies(sentences: &mut [Sentence<'_, '_>], parties: &Parties<'_>) {
    let sums = sentences.iter_mut().flat_map(|one| &mut one.sums);
    sums.for_each(|sum| sum.settle_currency(&parties.codes));
}

/// The first row of a table in each section.
fn table_headings(sentences: &[Sentence<'_, '_>]) -> HashMap<usize, usize> {
    let mut headings = HashMap::new();
    for sentence in sentences {
        if sentence.dates.is_empty() && sentence.tokens.iter().any(|token| token.is("|")) {
            headings.entry(sentence.section).or_insert(sentence.number);
        }
    }
    headings
}

fn sentence<'a, 'v>(source: Source<'a>, lexicon: &Lexicon<'v>) -> Sentence<'a, 'v> {
    let mut sentence = Sentence::new(source.at, source.text, lexicon);
    sentence.section = source.section;
    for heading in &source.headings {
        let words = tokens(heading);
        let found = CUES.patterns.find(&words).into_iter();
        let cues = found.map(|found| &CUES.cues[found.pattern]);
        let topics = cues
            .filter(|cue| cue.kind == CONTEXT)
            .filter_map(|cue| cue.field("topic"));
        sentence.topics.extend(topics);
        let countries = lexicon.find(&words);
        let of_heading = way(&words, |at| {
            let country = countries
                .iter()
                .find(|country| country.tokens.start == at)?;
            Some((country.code, country.tokens.end))
        });
        sentence.direction = sentence.direction.or(of_heading);
    }
    sentence
}

/// The way that a line such as `Visits from Chad to Peru` gives.
fn direction<'v>(sentence: &Sentence<'_, 'v>) -> Option<Direction<'v>> {
    way(&sentence.tokens, |at| {
        let country = sentence.words().country_from(at)?;
        Some((country.code, country.tokens.end))
    })
}

/// The way of words such as `from Chad to Peru`, if they also speak of visits.
fn way<'v>(
    tokens: &[Token],
    country_from: impl Fn(usize) -> Option<(&'v str, usize)>,
) -> Option<Direction<'v>> {
    let is_about_visits = tokens
        .iter()
        .any(|token| token.is_one_of(&["visit", "visits", "delegations"]));
    let the = |at: usize| at + usize::from(tokens.get(at).is_some_and(|token| token.is("the")));
    let starts = (0..tokens.len())
        .filter(|at| is_about_visits && tokens[*at].is_one_of(&["from", "by", "of"]));
    starts.into_iter().find_map(|at| {
        let (from, end) = country_from(the(at + 1))?;
        let is_to = tokens
            .get(end)
            .is_some_and(|token| token.is_one_of(&["to", "in"]));
        let (to, _) = is_to.then(|| country_from(the(end + 1))).flatten()?;
        Some(Direction { from, to })
    })
}

/// A person whom a sentence names.
#[derive(Debug)]
struct Known<'v> {
    person: PersonMention<'v>,
    read_in: String,
    /// `None` if the sentence does not tell.
    is_female: Option<bool>,
}

/// Words that tell the sex of somebody.
const FEMALE: &[&str] = &[
    "queen", "princess", "empress", "duchess", "mrs", "mrs.", "ms", "ms.", "madam", "lady", "dame",
];
const MALE: &[&str] = &[
    "king", "prince", "emperor", "duke", "mr", "mr.", "sir", "emir", "sultan", "shah", "pope",
];

/// The person whom a pronoun means: the first of the sentence before, unless it is known to be of the other sex.
fn meant<'k, 'v>(last: &'k [Known<'v>], is_female: bool) -> Option<&'k Known<'v>> {
    let is_other = |known: &Known<'_>| known.is_female == Some(!is_female);
    let first = last.first()?;
    let mut same = last
        .iter()
        .filter(|known| known.is_female == Some(is_female));
    if is_other(first) {
        same.next()
    } else {
        Some(first)
    }
}

impl<'v> Sentence<'_, 'v> {
    /// The sex of a person by the title, or by `his` or `her` if the sentence names nobody else.
    fn is_female(&self, person: &PersonMention<'_>) -> Option<bool> {
        let has = |words: &[&str]| person.tokens.clone().any(|at| self.token_is(at, words));
        let is_alone = self.persons.len() == 1;
        let behind = self.tokens.get(person.tokens.end..)?;
        let says = |words: &[&str]| is_alone && behind.iter().any(|token| token.is_one_of(words));
        if has(FEMALE) || !has(MALE) && says(&["her", "she"]) && !says(&["his", "he"]) {
            return Some(true);
        }
        (has(MALE) || says(&["his", "he"]) && !says(&["her", "she"])).then_some(false)
    }

    /// Adds the people whom it calls by a surname or a pronoun.
    fn add_known_people(
        &mut self,
        known: &HashMap<String, (PersonMention<'v>, String)>,
        last: &[Known<'v>],
    ) {
        let mut added = Vec::new();
        for (at, token) in self.tokens.iter().enumerate() {
            let is_taken = self
                .persons
                .iter()
                .any(|person| person.tokens.contains(&at));
            let is_country = self
                .countries
                .iter()
                .any(|country| country.tokens.contains(&at));
            if is_taken || is_country {
                continue;
            }
            let is_name = token.is_capital && token.is_word;
            let found = is_name.then(|| known.get(&token.folded)).flatten();
            let is_pronoun =
                token.is_one_of(&["he", "she"]) && added.is_empty() && self.persons.is_empty();
            let found = found.cloned().or_else(|| {
                let pronoun = is_pronoun.then(|| meant(last, token.is("she")))??;
                Some((pronoun.person.clone(), pronoun.read_in.clone()))
            });
            added.extend(found.map(|(person, read_in)| PersonMention {
                tokens: at..at + 1,
                title: None,
                read_in: Some(read_in),
                ..person
            }));
        }
        if !added.is_empty() {
            self.persons.extend(added);
            self.persons.sort_by_key(|person| person.tokens.start);
            self.find_places();
        }
    }
}
