//! The form of a page: a control for each filter, the order, the number of rows, and the columns.

use super::chip::is_filter;
use super::column::{allowed, shown_keys};
use super::control::{Control, FormState};
use super::facet_panel::FACETS;
use super::names::{label, parameter_label};
use crate::http::problem::InvalidParameter;
use crate::http::query::list_request::ListRequest;
use crate::kind::{Parameter, ParameterRole};
use crate::store::Collection;

/// The filters that a form shows at once, and the parameters of its view.
const FIRST: [ParameterRole; 3] = [
    ParameterRole::SearchTerms,
    ParameterRole::From,
    ParameterRole::To,
];
const VIEW: [ParameterRole; 2] = [ParameterRole::Sort, ParameterRole::Limit];

/// The form of a list.
#[derive(Debug)]
pub struct Form {
    /// The filters that are always shown: words and the period.
    pub first: Vec<Control>,
    pub others: Vec<Control>,
    /// The order and the number of rows.
    pub view: Vec<Control>,
    pub columns: Vec<ColumnChoice>,
    /// The facets that the page was asked for, which the form keeps.
    pub facets: Option<String>,
    pub problems: Vec<FormProblem>,
    /// The number of filters among the others that are set.
    pub set: usize,
}

/// A column that may be shown.
#[derive(Debug)]
pub struct ColumnChoice {
    pub key: &'static str,
    pub label: String,
    pub is_shown: bool,
}

/// An error, with the control that it is about if the form has one.
#[derive(Debug)]
pub struct FormProblem {
    pub sentence: String,
    pub control: Option<&'static str>,
    pub label: String,
}

impl Form {
    pub fn new(
        collection: Collection,
        parameters: &'static [Parameter],
        query: &ListRequest,
        state: FormState<'_>,
    ) -> Self {
        let others = parameters
            .iter()
            .filter(|parameter| is_filter(parameter) && !FIRST.contains(&parameter.role));
        let others: Vec<Control> = others.map(|one| state.control(one)).collect();
        let controls = |roles: &[ParameterRole]| {
            let parameters = roles.iter().filter_map(|role| find(parameters, *role));
            parameters.map(|one| state.control(one)).collect()
        };
        let shown = shown_keys(collection, parameters, query);
        let keys = allowed(parameters, ParameterRole::Fields).into_iter();
        let column = |key| ColumnChoice {
            key,
            label: label(key),
            is_shown: shown.contains(&key),
        };
        Self {
            set: others.iter().filter(|one| !one.value.is_empty()).count(),
            first: controls(&FIRST),
            others,
            view: controls(&VIEW),
            columns: keys.map(column).collect(),
            facets: state.given(FACETS).map(|given| given.text.clone()),
            problems: problems(parameters, state.errors),
        }
    }

    /// True if the filters below the first ones are to be open: something about them is wrong.
    pub fn is_open(&self) -> bool {
        let controls = self.others.iter().chain(&self.view);
        controls
            .into_iter()
            .any(|control| !control.errors.is_empty())
    }
}

fn find(parameters: &'static [Parameter], role: ParameterRole) -> Option<&'static Parameter> {
    parameters.iter().find(|parameter| parameter.role == role)
}

/// The errors in the words of the API.
fn problems(parameters: &'static [Parameter], errors: &[InvalidParameter]) -> Vec<FormProblem> {
    let problem = |error: &InvalidParameter| {
        let known = parameters.iter().find(|one| one.name == error.parameter);
        let has_control =
            |parameter: &&Parameter| is_filter(parameter) || VIEW.contains(&parameter.role);
        FormProblem {
            sentence: error.sentence(),
            control: known.filter(has_control).map(|parameter| parameter.name),
            label: known.map_or_else(|| error.parameter.clone(), parameter_label),
        }
    };
    errors.iter().map(problem).collect()
}
