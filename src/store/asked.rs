//! What is asked of a list.

use super::order::{Key, Place};
use crate::resource::Kind;
use crate::resources::EVERY_KIND;
use crate::values::day::Day;

/// What a list is of.
#[derive(Clone, Copy)]
pub enum What {
    /// Facts of one kind, as items.
    Kind(&'static Kind),
    /// Dated facts of all kinds, parts included, each in the one shape of the timeline.
    Timeline,
    /// Facts of all kinds that have the words, in the shape of the timeline, the most relevant first.
    Search,
}

impl What {
    /// What its terms are filed under.
    pub fn filed_under(self) -> &'static str {
        if let Self::Kind(kind) = self { kind.name } else { EVERY_KIND }
    }

    /// Whether its parameter finds facts only for a time.
    pub fn passing(self, parameter: &str) -> bool {
        let Self::Kind(kind) = self else { return false };
        kind.filters.iter().any(|filter| filter.name == parameter && filter.passing())
    }
}

impl std::fmt::Debug for What {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Kind(kind) => kind.name,
            Self::Timeline => "/timeline",
            Self::Search => "/search",
        })
    }
}

/// What is asked of a list. Values of one filter are alternatives, different filters all hold.
#[derive(Debug, Clone, Default)]
pub struct Filters {
    /// Ids of relations.
    pub relations: Vec<String>,
    pub ids: Vec<String>,
    /// Names of kinds, where a list has several.
    pub kinds: Vec<String>,
    /// Parameters and the terms they look for.
    pub terms: Vec<(&'static str, Vec<String>)>,
    pub dates: Option<Dates>,
    pub words: Option<Words>,
    /// The day whose state is asked for; without it, all events have happened.
    pub as_of: Option<Day>,
}

impl Filters {
    /// Whether every fact of the list passes.
    pub fn are_none(&self) -> bool {
        let lists = [&self.relations, &self.ids, &self.kinds];
        lists.iter().all(|list| list.is_empty())
            && self.terms.is_empty()
            && self.dates.is_none()
            && self.words.is_none()
    }
}

/// Folded words, all of which a fact must have, the last also as the beginning of a word.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Words(pub Vec<String>);

impl Words {
    /// The words of a folded text.
    pub fn of(folded: &str) -> Self {
        Self(folded.split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect())
    }
}

/// The days between which a fact's date lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dates {
    pub from: Day,
    pub to: Day,
    /// All of the date lies between them and it is neither doubtful nor open; otherwise a part of it may.
    pub certain: bool,
}

/// Which part of a list is asked for.
#[derive(Debug, Clone, Default)]
pub struct Page {
    pub sort: Vec<Key>,
    /// Where to go on.
    pub after: Option<Place>,
    /// `None` for the whole list.
    pub limit: Option<u32>,
}
