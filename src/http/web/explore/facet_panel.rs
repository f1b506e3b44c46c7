//! Facets: the values of a key with the number of results that have them, each a link that filters by it.
//!
//! A facet counts the results without its own filter, so that a second value can be added to the first.

use super::address::{Address, GivenValue};
use super::column::allowed;
use super::names::{id_words, is_of_places, label, meaning, parameter_label, value_label};
use crate::http::parsed_request::ParsedRequest;
use crate::kind::{COUNTRY, KIND, Parameter, ParameterRole, ParameterType, RELATION, YEAR};
use crate::store::{Collection, Facet, Filters, ResultSet, StoreError};
use crate::values::day::Day;
use crate::values::fold::fold;

/// The name of the parameter that asks for facets.
pub const FACETS: &str = "facets";

/// The names of the parameters that a year sets.
const PERIOD: [&str; 2] = ["from", "to"];

/// The most facets of closed lists that a page shows unasked.
const MAX_UNASKED: usize = 3;

/// The values that a panel shows at once, and in all.
const FIRST_VALUES: usize = 5;
const MAX_VALUES: usize = 100;

/// A facet on a page.
#[derive(Debug)]
pub struct FacetPanel {
    pub label: String,
    pub first: Vec<FacetValue>,
    pub rest: Vec<FacetValue>,
    /// The number of values that are not shown.
    pub left_out: usize,
}

/// A value of a facet.
#[derive(Debug)]
pub struct FacetValue {
    pub label: String,
    pub meaning: Option<&'static str>,
    pub count: u64,
    /// The page with this value as a filter, or without it if it is one; `None` if no filter takes it.
    pub url: Option<String>,
    pub is_active: bool,
}

/// A link to the same page with one more facet.
#[derive(Debug)]
pub struct FacetLink {
    pub label: String,
    pub url: String,
}

/// A list with the request for one of its pages.
#[derive(Debug, Clone, Copy)]
pub struct FacetContext<'a> {
    pub collection: Collection,
    pub parameters: &'static [Parameter],
    pub request: &'a ParsedRequest,
    pub address: &'a Address,
}

impl FacetContext<'_> {
    /// The facets that the request asks for, and those that every page of the list shows.
    pub async fn panels(&self, results: &ResultSet) -> Result<Vec<FacetPanel>, StoreError> {
        let mut panels = Vec::new();
        for name in self.shown() {
            let facet = self.count(results, name).await?;
            if !facet.values.is_empty() {
                panels.push(self.panel(&facet));
            }
        }
        Ok(panels)
    }

    /// Links to the facets that are not shown.
    pub fn links(&self) -> Vec<FacetLink> {
        let shown = self.shown();
        let others = allowed(self.parameters, ParameterRole::Facets).into_iter();
        let link = |name: &'static str| FacetLink {
            label: self.label(name),
            url: self.address.with_also(FACETS, name).url(),
        };
        others
            .filter(|name| !shown.contains(name))
            .map(link)
            .collect()
    }

    fn label(&self, name: &str) -> String {
        let parameter = self.parameters.iter().find(|one| one.name == name);
        parameter.map_or_else(|| label(name), parameter_label)
    }

    fn shown(&self) -> Vec<&'static str> {
        let closed = self
            .parameters
            .iter()
            .filter(|parameter| is_closed(parameter))
            .map(|parameter| parameter.name)
            .take(MAX_UNASKED);
        let unasked: Vec<&str> = closed.chain([COUNTRY, YEAR]).collect();
        let names = allowed(self.parameters, ParameterRole::Facets).into_iter();
        let asked = &self.request.query.facets;
        names
            .filter(|name| unasked.contains(name) || asked.contains(name))
            .collect()
    }

    async fn count(&self, results: &ResultSet, name: &'static str) -> Result<Facet, StoreError> {
        let (store, filters) = (&self.request.store, &self.request.query.filters);
        let Some(others) = without(filters, name) else {
            return store.facet(self.collection, filters, results, name).await;
        };
        let results = store.find(self.collection, &others).await?;
        store.facet(self.collection, &others, &results, name).await
    }

    fn panel(&self, facet: &Facet) -> FacetPanel {
        let mut values = facet.values.iter();
        let mut value = |(value, count): &(String, u64)| self.value(facet.name, value, *count);
        let first = values.by_ref().take(FIRST_VALUES).map(&mut value).collect();
        let rest = values.by_ref().take(MAX_VALUES - FIRST_VALUES);
        FacetPanel {
            label: self.label(facet.name),
            first,
            rest: rest.map(&mut value).collect(),
            left_out: facet.values.len().saturating_sub(MAX_VALUES),
        }
    }

    fn value(&self, name: &'static str, value: &str, count: u64) -> FacetValue {
        if name == YEAR {
            return self.year(value, count);
        }
        let parameter = self.parameters.iter().find(|one| one.name == name);
        let given = self.address.values(name);
        let active = given.iter().find(|one| is_same(one, value));
        let url = match active {
            Some(active) => self.address.without_value(name, active),
            None => self.address.with_also(name, value),
        };
        let label = match parameter {
            _ if is_of_places(self.collection, name) => id_words(value),
            Some(parameter) => value_label(parameter, value),
            None => value.to_owned(),
        };
        FacetValue {
            label,
            meaning: parameter.and_then(|parameter| meaning(parameter, value)),
            count,
            // A comma separates values, so that a name with one cannot be asked for.
            url: (!value.contains(',')).then(|| url.url()),
            is_active: active.is_some(),
        }
    }

    /// A year, as a period of which it is the first and last day. A date that lies in no single year has no link.
    fn year(&self, value: &str, count: u64) -> FacetValue {
        let is_year = value.len() == 4 && value.bytes().all(|byte| byte.is_ascii_digit());
        let bounds = self.request.query.filters.dates;
        let is_active = is_year
            && bounds.is_some_and(|dates| {
                let year = |day: Day| day.to_string()[..4] == *value;
                year(dates.from) && year(dates.to)
            });
        let [from, to] = PERIOD;
        let address = if is_active {
            self.address.without(from).without(to)
        } else {
            self.address.with(from, value).with(to, value)
        };
        FacetValue {
            label: value.to_owned(),
            meaning: None,
            count,
            url: is_year.then(|| address.url()),
            is_active,
        }
    }
}

/// True for filters by a vocabulary or another closed list of values.
fn is_closed(parameter: &Parameter) -> bool {
    let is_list = matches!(parameter.value_type, ParameterType::AnyOf(_));
    let is_filter = matches!(parameter.role, ParameterRole::Term | ParameterRole::Kind);
    is_list && is_filter
}

fn is_same(given: &GivenValue, value: &str) -> bool {
    given.text == value || given.text == fold(value)
}

/// The filters without that of a facet; `None` if it is not among them.
fn without(filters: &Filters, name: &str) -> Option<Filters> {
    let mut others = filters.clone();
    match name {
        RELATION => others.relations.clear(),
        KIND => others.kinds.clear(),
        YEAR => others.dates = None,
        _ => others.terms.retain(|(own, _)| *own != name),
    }
    let is_less = others.relations.len() < filters.relations.len()
        || others.kinds.len() < filters.kinds.len()
        || others.terms.len() < filters.terms.len()
        || others.dates != filters.dates;
    is_less.then_some(others)
}
