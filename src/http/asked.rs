//! What a request asks for, put together from its parameters.

use axum::http::Uri;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::parameters::{Checked, Given, Wrong, read};
use super::problem::Problem;
use super::{cursor, spelling};
use crate::kind::{Parameter, ParameterRole};
use crate::store::{
    Collection, Dataset, DateFilter, DateMatch, Direction, Filters, PageRequest, SearchTerms,
    SortField, SortKey, SortPosition,
};
use crate::values::day::Day;

/// What stands in a query as it is.
const KEPT: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b',');

/// The parameter that says where a page begins.
const CURSOR: &str = "cursor";

/// A request for a list or an item.
#[derive(Debug, Default)]
pub struct Asked {
    pub filters: Filters,
    pub page: PageRequest,
    /// The keys to give; empty for all.
    pub fields: Vec<String>,
    pub facets: Vec<&'static str>,
    /// The version of the data set whose cursor was given.
    begun_in: Option<String>,
    /// What was given, in its one spelling.
    given: Vec<(&'static str, String)>,
}

impl Asked {
    /// Reads a request for a list, or answers with all that is wrong with it.
    pub fn list(what: Collection, uri: &Uri, known: &[Parameter]) -> Result<Self, Problem> {
        Self::read(Some(what), uri, known)
    }

    /// Reads a request for anything that is no list.
    pub fn other(uri: &Uri, known: &[Parameter]) -> Result<Self, Problem> {
        Self::read(None, uri, known)
    }

    fn read(what: Option<Collection>, uri: &Uri, known: &[Parameter]) -> Result<Self, Problem> {
        let query = uri.query().unwrap_or_default();
        let (given, mut wrong) = read(query, known);
        let mut asked = Self::default();
        for one in &given {
            asked.take(one);
        }
        asked.given = spelling::of(&given, known);
        // The order in which filters were given means nothing.
        asked.filters.terms.sort_unstable();
        wrong.extend(asked.take_period(&given));
        wrong.extend(missing(known, &given, &wrong));
        let given_cursor = given
            .iter()
            .find(|one| one.parameter.role == ParameterRole::Cursor)
            .and_then(|one| one.values.first());
        if let (Some(what), Some(Checked::Word(text)), true) =
            (what, given_cursor, wrong.is_empty())
        {
            let decoded = cursor::decode(what, &asked.filters, &asked.page.sort, text);
            (asked.begun_in, asked.page.after) = decoded.unzip();
            if asked.page.after.is_none() {
                let expected = "the cursor that `next` of the same list, filters and sort gave";
                wrong.push(Wrong::new(CURSOR, Some(text), "invalid", expected));
            }
        }
        wrong.dedup();
        if wrong.is_empty() {
            Ok(asked)
        } else {
            Err(Problem::parameters(uri, wrong))
        }
    }

    fn take(&mut self, given: &Given<'_>) {
        let words = || {
            given
                .values
                .iter()
                .filter_map(Checked::word)
                .collect::<Vec<_>>()
        };
        match given.parameter.role {
            ParameterRole::Relation => self.filters.relations = words(),
            ParameterRole::Id => self.filters.ids = words(),
            ParameterRole::Kind => self.filters.kinds = words(),
            ParameterRole::Term => self.filters.terms.push((given.parameter.name, words())),
            ParameterRole::SearchTerms => {
                self.filters.search_terms =
                    words().pop().map(|text| SearchTerms::from_folded(&text))
            }
            ParameterRole::AsOf => self.filters.as_of = given.day(),
            ParameterRole::Sort => self.page.sort = given.values.iter().filter_map(key).collect(),
            ParameterRole::Limit => {
                self.page.limit = given.values.first().and_then(Checked::number)
            }
            ParameterRole::Fields => self.fields = words(),
            ParameterRole::Facets => {
                let names = given.parameter.value_type.allowed().unwrap_or_default();
                self.facets = words()
                    .iter()
                    .filter_map(|word| names.iter().find(|name| *name == word).copied())
                    .collect();
            }
            ParameterRole::From
            | ParameterRole::To
            | ParameterRole::Match
            | ParameterRole::Cursor => {}
        }
    }

    /// A period is asked for by any of three parameters; one that ends before it begins is wrong.
    fn take_period(&mut self, given: &[Given<'_>]) -> Option<Wrong> {
        let find = |sets| given.iter().find(|one| one.parameter.role == sets);
        let (from, to, how) = (
            find(ParameterRole::From),
            find(ParameterRole::To),
            find(ParameterRole::Match),
        );
        if from.is_none() && to.is_none() && how.is_none() {
            return None;
        }
        let day = |one: Option<&Given<'_>>, open| one.and_then(Given::day).unwrap_or(open);
        let certain = how
            .and_then(|one| one.values.first()?.word())
            .is_some_and(|word| word == "certain");
        let dates = DateFilter {
            from: day(from, Day::FIRST),
            to: day(to, Day::LAST),
            date_match: if certain {
                DateMatch::Certain
            } else {
                DateMatch::Possible
            },
        };
        self.filters.dates = Some(dates);
        let backwards = dates.from > dates.to;
        backwards.then(|| {
            Wrong::new(
                "from",
                from.map(|one| one.text.as_str()),
                "invalid",
                "a day that is not after `to`",
            )
        })
    }

    /// A list that was begun in other data cannot be gone on with.
    pub fn goes_on_in(&self, dataset: &Dataset, uri: &Uri) -> Result<(), Problem> {
        if self
            .begun_in
            .as_ref()
            .is_none_or(|version| *version == dataset.version)
        {
            return Ok(());
        }
        let expected = "a cursor of the data that is served now; other data has come since, so begin again without it";
        Err(Problem::parameters(
            uri,
            vec![Wrong::new(CURSOR, None, "outdated", expected)],
        ))
    }

    /// The relative address of the page that begins after a place: all that was given, and the cursor.
    pub fn next(
        &self,
        dataset: &Dataset,
        what: Collection,
        uri: &Uri,
        place: &SortPosition,
    ) -> String {
        let cursor = cursor::encode(dataset, what, &self.filters, &self.page.sort, place);
        let given = self.given.iter().filter(|(name, _)| *name != CURSOR);
        address(
            uri.path(),
            given
                .map(|(name, value)| (*name, value.as_str()))
                .chain([(CURSOR, cursor.as_str())]),
        )
    }

    /// The one address of all spellings of the same request.
    pub fn address(&self, path: &str) -> String {
        address(
            path,
            self.given
                .iter()
                .map(|(name, value)| (*name, value.as_str())),
        )
    }
}

fn address<'a>(path: &str, given: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    let mut address = path.to_owned();
    for (index, (name, value)) in given.enumerate() {
        address.push(if index == 0 { '?' } else { '&' });
        address.push_str(name);
        address.push('=');
        address.extend(utf8_percent_encode(value, KEPT));
    }
    address
}

/// The parameters that must be given and were not, not even wrongly.
fn missing(known: &[Parameter], given: &[Given<'_>], wrong: &[Wrong]) -> Vec<Wrong> {
    let named = |name: &str| {
        given.iter().any(|one| one.parameter.name == name)
            || wrong.iter().any(|w| w.parameter == name)
    };
    let missing = known
        .iter()
        .filter(|parameter| parameter.required && !named(parameter.name));
    missing
        .map(|parameter| {
            Wrong::new(
                parameter.name,
                None,
                "missing",
                parameter.value_type.expected(),
            )
        })
        .collect()
}

fn key(value: &Checked) -> Option<SortKey> {
    let Checked::Sort(name, descending) = *value else {
        return None;
    };
    let field = match name {
        "date" => SortField::Date,
        "id" => SortField::Id,
        "title" => SortField::Title,
        name => SortField::Declared(name),
    };
    let direction = if descending {
        Direction::Descending
    } else {
        Direction::Ascending
    };
    Some(SortKey { field, direction })
}
