//! Controls of forms, made from the declarations of parameters.

use super::names::{label, parameter_label, value_label};
use crate::http::problem::InvalidParameter;
use crate::http::query::parsed_parameter::ParsedParameter;
use crate::kind::{DEFAULT_LIMIT, MAX_LIMIT, Parameter, ParameterRole, ParameterType};

/// The numbers of rows that a form offers besides the usual one.
const PAGE_SIZES: [u32; 5] = [20, 50, 200, 500, MAX_LIMIT];

/// A control of a parameter, with its value and with what is wrong with it.
#[derive(Debug)]
pub struct Control {
    pub name: &'static str,
    pub label: String,
    pub description: &'static str,
    pub value: String,
    /// The first option of a select element, for no value.
    pub unset: String,
    pub input: Input,
    pub errors: Vec<String>,
}

/// The element of a control.
#[derive(Debug)]
pub enum Input {
    Select(Vec<Choice>),
    Text { example: &'static str },
    Search,
}

/// An option of a select element.
#[derive(Debug, Clone)]
pub struct Choice {
    pub value: String,
    pub label: String,
    pub is_chosen: bool,
}

/// The state of a form: the parameters that were given, the errors, and the countries to choose from.
#[derive(Debug, Clone, Copy)]
pub struct FormState<'a> {
    pub given: &'a [ParsedParameter],
    pub errors: &'a [InvalidParameter],
    pub countries: &'a [Choice],
}

impl Choice {
    pub fn new(value: &str, label: String) -> Self {
        Self {
            value: value.to_owned(),
            label,
            is_chosen: false,
        }
    }
}

impl FormState<'_> {
    /// The control of a parameter.
    pub fn control(&self, parameter: &'static Parameter) -> Control {
        let given = self.given(parameter.name);
        let value = given.map_or("", |given| given.text.as_str());
        Control {
            name: parameter.name,
            label: parameter_label(parameter),
            description: parameter.description,
            value: value.to_owned(),
            unset: unset(parameter),
            input: self.input(parameter, given),
            errors: self.errors_of(parameter.name),
        }
    }

    /// The sentences about what is wrong with a parameter.
    pub fn errors_of(&self, name: &str) -> Vec<String> {
        let own = self.errors.iter().filter(|error| error.parameter == name);
        own.map(InvalidParameter::sentence).collect()
    }

    pub fn given(&self, name: &str) -> Option<&ParsedParameter> {
        self.given.iter().find(|one| one.parameter.name == name)
    }

    fn input(&self, parameter: &'static Parameter, given: Option<&ParsedParameter>) -> Input {
        let choices = match (&parameter.value_type, parameter.role) {
            (ParameterType::AnyOf(values) | ParameterType::OneOf(values), _) => values
                .iter()
                .map(|value| choice(parameter, value))
                .collect(),
            (ParameterType::SortKeys(names), _) => sort_choices(names),
            (ParameterType::Country, _) => self.countries.to_vec(),
            (ParameterType::Limit, _) => page_sizes(),
            (ParameterType::SearchTerms, _) => return Input::Search,
            (_, ParameterRole::Relation) => return text("kazakhstan-mongolia"),
            (ParameterType::FirstDay | ParameterType::LastDay, _) => {
                return text("1992-01-22");
            }
            (ParameterType::Currency, _) => return text("USD"),
            _ => return text(""),
        };
        let is_valid = !self
            .errors
            .iter()
            .any(|error| error.parameter == parameter.name);
        Input::Select(with_chosen(choices, given, is_valid))
    }
}

fn unset(parameter: &Parameter) -> String {
    match parameter.role {
        ParameterRole::Limit => DEFAULT_LIMIT.to_string(),
        ParameterRole::Sort | ParameterRole::Match => "default".to_owned(),
        _ => "any".to_owned(),
    }
}

const fn text(example: &'static str) -> Input {
    Input::Text { example }
}

fn choice(parameter: &'static Parameter, value: &str) -> Choice {
    Choice::new(value, value_label(parameter, value))
}

fn sort_choices(names: &[&str]) -> Vec<Choice> {
    let both = names.iter().flat_map(|name| {
        let words = label(name);
        let descending = ["-", name].concat();
        [
            Choice::new(name, [&words, ", ascending"].concat()),
            Choice::new(&descending, [&words, ", descending"].concat()),
        ]
    });
    both.collect()
}

fn page_sizes() -> Vec<Choice> {
    let sizes = PAGE_SIZES.map(|size| size.to_string());
    sizes
        .into_iter()
        .map(|size| Choice::new(&size, size.clone()))
        .collect()
}

/// The choices with the given one chosen. Several values, or one that is not offered, are a choice of their own, so that the
/// form loses nothing.
fn with_chosen(
    mut choices: Vec<Choice>,
    given: Option<&ParsedParameter>,
    is_valid: bool,
) -> Vec<Choice> {
    let Some(given) = given else { return choices };
    let texts = given.texts();
    let value = if is_valid {
        texts.join(",")
    } else {
        given.text.clone()
    };
    if let Some(choice) = choices.iter_mut().find(|choice| choice.value == value) {
        choice.is_chosen = true;
        return choices;
    }
    let labels = texts.iter().map(|text| value_label(given.parameter, text));
    let label = if is_valid {
        labels.collect::<Vec<_>>().join(", ")
    } else {
        given.text.clone()
    };
    choices.push(Choice {
        is_chosen: true,
        ..Choice::new(&value, label)
    });
    choices
}
