//! The filters of a page, each as a link that takes it away.

use super::address::Address;
use super::names::{parameter_label, value_label};
use crate::kind::{Parameter, ParameterRole};

/// A filter.
#[derive(Debug)]
pub struct Chip {
    pub label: String,
    pub value: String,
    /// The page without it.
    pub url: String,
}

/// The filters of an address, a value each.
pub fn chips(parameters: &'static [Parameter], address: &Address) -> Vec<Chip> {
    let filters = parameters.iter().filter(|one| is_filter(one));
    let chips = filters.flat_map(|parameter| {
        let values = address.values(parameter.name).iter();
        values.map(|value| Chip {
            label: parameter_label(parameter),
            value: match parameter.role {
                // A country has many spellings, and a code that says which is meant.
                ParameterRole::Term => {
                    let label = value_label(parameter, &value.text);
                    if label == value.text {
                        value.given.clone()
                    } else {
                        label
                    }
                }
                _ => value_label(parameter, &value.given),
            },
            url: address.without_value(parameter.name, value).url(),
        })
    });
    chips.collect()
}

/// The address without any filter.
pub fn without_filters(parameters: &'static [Parameter], address: &Address) -> String {
    let filters = parameters.iter().filter(|one| is_filter(one));
    let cleared = filters.fold(address.clone(), |address, parameter| {
        address.without(parameter.name)
    });
    cleared.url()
}

/// True for the parameters that decide which facts are listed and as of which day.
pub fn is_filter(parameter: &Parameter) -> bool {
    !matches!(
        parameter.role,
        ParameterRole::Sort
            | ParameterRole::Limit
            | ParameterRole::Cursor
            | ParameterRole::Fields
            | ParameterRole::Facets
            | ParameterRole::Header
    )
}
