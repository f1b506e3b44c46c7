//! The words that could not be compared with the values beside them. They are no errors, but a curator may want to read them again.

use super::read::ParsedFact;

/// The number of wordings that are listed. The others are only counted.
const MAX_LISTED: usize = 1000;

/// The types of values that words are compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comparable {
    Date,
    Sum,
    Count,
    /// A share of a total.
    Share,
    /// A place in a ranking.
    Rank,
    /// A country that is no party of the pair.
    Country,
}

/// The numbers of wordings that could not be compared, by type, and the first of them.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Uncompared {
    pub dates: usize,
    pub sums: usize,
    pub counts: usize,
    pub shares: usize,
    pub ranks: usize,
    pub countries: usize,
    /// File, line and words: `seeds/iceland-japan/visits.toml:18: in those days`.
    pub listed: Vec<String>,
}

impl Uncompared {
    /// Adds the words for the value of a key.
    pub fn push(&mut self, comparable: Comparable, fact: &ParsedFact, key: &str, words: &str) {
        let number = match comparable {
            Comparable::Date => &mut self.dates,
            Comparable::Sum => &mut self.sums,
            Comparable::Count => &mut self.counts,
            Comparable::Share => &mut self.shares,
            Comparable::Rank => &mut self.ranks,
            Comparable::Country => &mut self.countries,
        };
        *number += 1;
        if self.listed.len() < MAX_LISTED {
            self.listed
                .push(format!("{}: {words}", fact.position_of(key)));
        }
    }

    pub fn append(&mut self, other: Self) {
        self.dates += other.dates;
        self.sums += other.sums;
        self.counts += other.counts;
        self.shares += other.shares;
        self.ranks += other.ranks;
        self.countries += other.countries;
        let room = MAX_LISTED - self.listed.len();
        self.listed.extend(other.listed.into_iter().take(room));
    }
}
