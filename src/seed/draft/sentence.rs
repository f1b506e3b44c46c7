//! A sentence with everything that was found in it.

use std::ops::Range;

pub use super::cue_mentions::{CueMention, longest};
use super::dates::{DateMention, SumMention, dates, sums};
use super::find_persons::persons;
use super::lexicon::{CountryMention, Lexicon};
use super::persons::{PersonMention, Words};
use super::places::{PlaceMention, places};
use super::tokens::{Token, tokens};
use super::vocabulary::{CONTEXT, CUES};

/// The words that open a clause behind a comma.
const OPENERS: &[&str] = &[
    "while", "whereas", "but", "although", "which", "who", "where", "after", "before", "when",
    "then",
];

/// The most words between the start of a clause and the date that leads it.
const MAX_BEFORE_LEADING_DATE: usize = 3;

/// The words before the year in a name of an event, and those that show that no noun follows it.
const BEFORE_NAMES: &[&str] = &["the", "its", "their", "'s", "a"];
const NO_NOUNS: &[&str] = &[
    "and", "or", "to", "in", "of", "was", "were", "is", "has", "had", "by", "at", "with", "for",
    "on",
];

/// The words behind a person that are no verb.
const NO_VERBS: &[&str] = &[
    "and", "to", "in", "from", "for", "of", "with", "at", "by", "as", "on", "who", "or", "during",
];

/// The way from one country to another that a heading gives its list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Direction<'v> {
    pub from: &'v str,
    pub to: &'v str,
}

/// A sentence, its words and the mentions in it.
#[derive(Debug)]
pub struct Sentence<'a, 'v> {
    /// Its pointer, as seeds write it.
    pub at: String,
    pub text: &'a str,
    pub tokens: Vec<Token>,
    pub countries: Vec<CountryMention<'v>>,
    pub dates: Vec<DateMention>,
    pub sums: Vec<SumMention>,
    pub persons: Vec<PersonMention<'v>>,
    pub places: Vec<PlaceMention<'v>>,
    pub cues: Vec<CueMention>,
    /// The clauses, each as a range of tokens.
    pub clauses: Vec<Range<usize>>,
    /// The topics of the headings above it.
    pub topics: Vec<&'static str>,
    pub direction: Option<Direction<'v>>,
    /// True for a line that only gives those below it their direction.
    pub is_heading: bool,
    /// The number of its section in the article.
    pub section: usize,
    /// Its number in the article, from 0.
    pub number: usize,
}

/// The length in bytes of a sentence that is looked at. A longer one is a table without rows or the like, and work would grow with
/// the square of it.
const MAX_LENGTH: usize = 8_000;

impl<'a, 'v> Sentence<'a, 'v> {
    pub fn new(at: String, text: &'a str, lexicon: &Lexicon<'v>) -> Self {
        let text = if text.len() > MAX_LENGTH { "" } else { text };
        let tokens = tokens(text);
        let countries = lexicon.find(&tokens);
        let dates = dates(text, &tokens);
        let sums = sums(text, &tokens);
        let found = CUES.patterns.find(&tokens).into_iter();
        let cues = found.map(|found| CueMention {
            tokens: found.tokens,
            cue: &CUES.cues[found.pattern],
        });
        let cues = cues.collect();
        let mut sentence = Self {
            at,
            text,
            tokens,
            countries,
            dates,
            sums,
            persons: Vec::new(),
            places: Vec::new(),
            cues,
            clauses: Vec::new(),
            topics: Vec::new(),
            direction: None,
            is_heading: false,
            section: 0,
            number: 0,
        };
        sentence.persons = persons(sentence.words());
        sentence.find_places();
        sentence.mark_attributive_dates();
        sentence.clauses = sentence.split_clauses();
        sentence
    }

    pub fn find_places(&mut self) {
        let dates: Vec<Range<usize>> = self.dates.iter().map(|date| date.tokens.clone()).collect();
        self.places = places(self.words(), &self.persons, &dates);
    }

    pub fn words(&self) -> Words<'_, 'v> {
        Words {
            text: self.text,
            tokens: &self.tokens,
            countries: &self.countries,
        }
    }

    /// The text of some tokens.
    pub fn written(&self, tokens: Range<usize>) -> &str {
        let words = &self.tokens[tokens];
        match (words.first(), words.last()) {
            (Some(first), Some(last)) => &self.text[first.bytes.start..last.bytes.end],
            _ => "",
        }
    }

    pub fn token_is(&self, at: usize, words: &[&str]) -> bool {
        self.tokens
            .get(at)
            .is_some_and(|token| token.is_one_of(words))
    }

    /// The cues of a kind.
    pub fn cues_of(&self, kind: &str) -> impl Iterator<Item = &CueMention> {
        self.cues
            .iter()
            .filter(move |mention| mention.cue.kind == kind)
    }

    /// True if it has a cue of this topic.
    pub fn is_about(&self, topic: &str) -> bool {
        self.cues_of(CONTEXT)
            .any(|mention| mention.cue.field("topic") == Some(topic))
    }

    /// True under a heading of this topic.
    pub fn is_under(&self, topic: &str) -> bool {
        self.topics.contains(&topic)
    }

    /// Marks the years in names of events, such as `the 1976 flood`. Those before a word for a fact, such as `the 1976 treaty`, are
    /// its date, unless it is an anniversary that is told.
    fn mark_attributive_dates(&mut self) {
        let is_attributive = |date: &DateMention| {
            let year = date.tokens.end - 1;
            let is_year = self.tokens[year].folded.len() == 4 && date.edtf.len() <= 7;
            let is_named = is_year && year > 0 && self.token_is(year - 1, BEFORE_NAMES);
            let next = self.tokens.get(year + 1);
            let has_noun = next.is_some_and(|next| next.is_word && !next.is_one_of(NO_NOUNS));
            let is_fact = |cue: &CueMention| {
                let is_aid = cue.cue.field("type") == Some("aid");
                let follows = year < cue.tokens.start && cue.tokens.start <= year + 3;
                follows && cue.cue.kind != CONTEXT && !is_aid
            };
            let before = &self.tokens[year.saturating_sub(4)..year];
            let is_anniversary = before.iter().any(|token| token.is("anniversary"));
            is_named && has_noun && (is_anniversary || !self.cues.iter().any(is_fact))
        };
        let marks: Vec<bool> = self.dates.iter().map(is_attributive).collect();
        for (date, mark) in self.dates.iter_mut().zip(marks) {
            date.is_attributive = mark;
        }
    }

    /// The dates that may be those of a fact.
    fn event_dates(&self) -> impl DoubleEndedIterator<Item = &DateMention> {
        self.dates.iter().filter(|date| !date.is_attributive)
    }

    /// The clause of a token.
    pub fn clause_at(&self, token: usize) -> Range<usize> {
        let clause = self.clauses.iter().find(|clause| clause.contains(&token));
        clause.cloned().unwrap_or(0..self.tokens.len())
    }

    fn split_clauses(&self) -> Vec<Range<usize>> {
        let mut starts = vec![0];
        starts.extend((1..self.tokens.len()).filter(|at| self.opens_clause(*at)));
        let ends = starts.iter().skip(1).copied().chain([self.tokens.len()]);
        starts
            .iter()
            .copied()
            .zip(ends)
            .map(|(start, end)| start..end)
            .collect()
    }

    fn opens_clause(&self, at: usize) -> bool {
        let is_inside = |range: &Range<usize>| range.start < at && at < range.end;
        if self.dates.iter().any(|date| is_inside(&date.tokens))
            || self.persons.iter().any(|person| is_inside(&person.tokens))
        {
            return false;
        }
        let previous = &self.tokens[at - 1];
        let token = &self.tokens[at];
        if previous.is(";") || previous.is(",") && token.is_one_of(OPENERS) || token.is("while") {
            return true;
        }
        let joins = token.is("and") || previous.is(",") && !token.is("and");
        if !joins {
            return false;
        }
        let start = at + usize::from(token.is("and"));
        self.leads_with_date(start) || token.is("and") && self.leads_with_subject(at, start)
    }

    /// True if a date follows within a few words that belong to it.
    fn leads_with_date(&self, start: usize) -> bool {
        let preposition = usize::from(self.token_is(start, &["in", "on", "since", "by", "during"]));
        let is_here =
            |date: &DateMention| (start..=start + preposition).contains(&date.tokens.start);
        preposition > 0 && self.dates.iter().any(is_here)
    }

    /// True if a country with a verb follows, and no country stands before the `and`.
    fn leads_with_subject(&self, and: usize, start: usize) -> bool {
        let the = usize::from(self.token_is(start, &["the"]));
        let before = and - usize::from(self.token_is(and - 1, &[","]));
        if self.is_person_with_verb(start, before) {
            return true;
        }
        let country = self.words().country_from(start + the).cloned();
        let Some(country) = country.filter(|country| !country.is_adjective) else {
            return false;
        };
        let follows_country = self.countries.iter().any(|one| one.tokens.end == before);
        let next = self.tokens.get(country.tokens.end);
        let has_verb = next.is_some_and(|next| {
            next.is_word && !next.is_capital && !next.is_one_of(&["and", "to", "in", "from", "for"])
        });
        let is_possessive = next.is_some_and(|next| next.is("'s"));
        !follows_country && (has_verb || is_possessive)
    }

    /// True if a person with a verb follows, and none ends before the `and`.
    fn is_person_with_verb(&self, start: usize, before: usize) -> bool {
        let mut people = self.persons.iter();
        let person = people.find(|person| {
            let between = start..person.tokens.start;
            let is_of_person = |at: usize| {
                let mut countries = self.countries.iter();
                self.token_is(at, &["the", "'s", "then"])
                    || countries.any(|country| country.tokens.contains(&at))
            };
            start <= person.tokens.start && between.len() <= 4 && { between }.all(is_of_person)
        });
        let next = person.and_then(|person| self.tokens.get(person.tokens.end));
        let has_verb =
            next.is_some_and(|next| next.is_word && !next.is_capital && !next.is_one_of(NO_VERBS));
        has_verb
            && !self
                .persons
                .iter()
                .any(|person| person.tokens.end == before)
    }

    /// The date that a clause begins with.
    pub fn leading_date(&self, clause: &Range<usize>) -> Option<&DateMention> {
        let limit = clause.start + MAX_BEFORE_LEADING_DATE;
        let mut dates = self.event_dates();
        dates.find(|date| clause.contains(&date.tokens.start) && date.tokens.start <= limit)
    }

    /// The opening words that tell of something earlier, which a date in them is of: `After the flood of May 1990, …`.
    fn opening(&self) -> Option<Range<usize>> {
        if !self.token_is(0, &["after", "following", "before"]) {
            return None;
        }
        let is_date = |at: usize| self.dates.iter().any(|date| date.tokens.contains(&at));
        let comma = (1..self.tokens.len()).find(|at| self.tokens[*at].is(",") && !is_date(*at))?;
        let is_event = |at: usize| {
            self.tokens[at].is_word && !is_date(at) && !self.token_is(at, &["the", "in", "on"])
        };
        (1..comma).any(is_event).then_some(0..comma)
    }

    /// True for a date of the opening words, if some words are not among those.
    fn is_apart(&self, words: &Range<usize>, date: &DateMention) -> bool {
        let opening = self.opening();
        opening.is_some_and(|opening| {
            words.start >= opening.end && opening.contains(&date.tokens.start)
        })
    }

    /// The date of what some words tell. `rivals` are the other words of the sentence that dates may belong to.
    pub fn date_for(&self, words: &Range<usize>, rivals: &[Range<usize>]) -> Option<&DateMention> {
        let clause = self.clause_at(words.start);
        let next = rivals
            .iter()
            .map(|rival| rival.start)
            .filter(|start| *start >= words.end)
            .min();
        let previous = rivals
            .iter()
            .map(|rival| rival.end)
            .filter(|end| *end <= words.start)
            .max();
        let is_apart = |date: &DateMention| self.is_apart(words, date);
        let within = |date: &&DateMention| clause.contains(&date.tokens.start) && !is_apart(date);
        let own = || self.event_dates().filter(within);
        let limit = next.unwrap_or(usize::MAX);
        if let Some(inside) = own().find(|date| words.contains(&date.tokens.start)) {
            return Some(inside);
        }
        let after = own().find(|date| date.tokens.start >= words.end && date.tokens.start < limit);
        let first = previous.unwrap_or(0);
        let before =
            own().rfind(|date| date.tokens.end <= words.start && date.tokens.start >= first);
        let lead = self.leading_date(&clause).filter(|lead| {
            !is_apart(lead)
                && lead.tokens.end <= words.start
                && (after.is_none() || lead.tokens.start >= first)
        });
        let lead = lead.filter(|lead| {
            !after.is_some_and(|after| {
                !after.is_open() && (lead.is_open() || self.closes(&clause, words, after))
            })
        });
        let found = lead
            .or(after)
            .or(before)
            .or_else(|| self.date_of_other_clause(&clause))
            .filter(|date| !is_apart(date))?;
        Some(found.most_precise(own().filter(|date| date.tokens.start < limit)))
    }

    /// True for a date such as `in 2004` at the end of a clause, with nothing else between it and some words that a date may be of.
    fn closes(&self, clause: &Range<usize>, words: &Range<usize>, date: &DateMention) -> bool {
        let start = date.tokens.start;
        let is_last = (date.tokens.end..clause.end).all(|at| !self.tokens[at].is_word);
        let has_preposition = start > 0 && self.token_is(start - 1, &["in", "on", "during"]);
        let between = words.end..start;
        let is_free = !self.cues.iter().any(|cue| {
            cue.cue.kind != CONTEXT
                && cue.tokens.end > words.end
                && between.contains(&cue.tokens.start)
        });
        is_last && has_preposition && is_free
    }

    /// The date that a clause without one takes from those before it, or else from the only one of the sentence.
    fn date_of_other_clause(&self, clause: &Range<usize>) -> Option<&DateMention> {
        let is_later = |mention: &&CueMention| {
            mention.cue.field("topic") == Some("later") && mention.tokens.start <= clause.start + 1
        };
        let opens_later = self.cues_of(CONTEXT).filter(is_later);
        if opens_later
            .into_iter()
            .any(|mention| mention.tokens.end > clause.start)
        {
            return None;
        }
        let is_relative = |mention: &CueMention| {
            mention.cue.field("topic") == Some("relative") && clause.contains(&mention.tokens.start)
        };
        if self.cues_of(CONTEXT).any(is_relative) {
            return None;
        }
        let before = self
            .clauses
            .iter()
            .rev()
            .filter(|other| other.end <= clause.start);
        let lead = before
            .into_iter()
            .find_map(|other| self.leading_date(other));
        let mut all = self.event_dates();
        let only = all.next().filter(|_| all.next().is_none());
        // A later clause that tells something of its own keeps its date.
        let only = only.filter(|date| {
            let own = self.clause_at(date.tokens.start);
            let tells =
                |cue: &CueMention| cue.cue.kind != CONTEXT && own.contains(&cue.tokens.start);
            own.start < clause.end || !self.cues.iter().any(tells)
        });
        lead.or(only)
    }
}
