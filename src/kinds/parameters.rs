//! The query parameters of every list. They are needed for each request, so they are computed once.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::item_keys::{item_keys, search_keys, timeline_keys};
use super::registry::{all, written};
use crate::kind::{
    self, COMMON_FACETS, COMMON_SORTS, KIND, Kind, ListOptions, Parameter, ParameterRole,
    ParameterType,
};

/// The parameters of the list of a kind.
pub fn list_parameters(kind: &Kind) -> &'static [Parameter] {
    static PARAMETERS: LazyLock<HashMap<&str, Vec<Parameter>>> = LazyLock::new(|| {
        all()
            .map(|kind| (kind.name, kind.parameters(item_keys(kind))))
            .collect()
    });
    &PARAMETERS[kind.name]
}

/// The parameters of a single item of a kind.
pub fn item_parameters(kind: &Kind) -> &'static [Parameter] {
    static PARAMETERS: LazyLock<HashMap<&str, Vec<Parameter>>> = LazyLock::new(|| {
        all()
            .map(|kind| (kind.name, kind.item_parameters(item_keys(kind))))
            .collect()
    });
    &PARAMETERS[kind.name]
}

pub fn timeline_parameters() -> &'static [Parameter] {
    static PARAMETERS: LazyLock<Vec<Parameter>> =
        LazyLock::new(|| parameters_of_all_kinds(COMMON_SORTS.to_vec(), timeline_keys()));
    &PARAMETERS
}

/// The parameters of the search, which requires search terms and is sorted by relevance alone.
pub fn search_parameters() -> &'static [Parameter] {
    static PARAMETERS: LazyLock<Vec<Parameter>> = LazyLock::new(|| {
        let mut parameters = parameters_of_all_kinds(Vec::new(), search_keys());
        for parameter in &mut parameters {
            parameter.required = parameter.role == ParameterRole::SearchTerms;
        }
        parameters
    });
    &PARAMETERS
}

/// The parameters of a list that holds facts of all kinds.
fn parameters_of_all_kinds(sorts: Vec<&'static str>, keys: Vec<&'static str>) -> Vec<Parameter> {
    let kinds = ParameterType::AnyOf(written().map(|kind| kind.name).collect());
    let kind = Parameter::new(KIND, kinds, ParameterRole::Kind).doc("only facts of these kinds");
    let facets = COMMON_FACETS.into_iter().chain([KIND]).collect();
    let options = ListOptions {
        sorts,
        keys,
        facets,
    };
    kind::list_parameters(vec![kind], options)
}
