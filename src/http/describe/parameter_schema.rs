//! JSON Schema of query parameters.

use serde_json::{Value, json};

use super::json_schema::{LIST_ENTRY, SLUG, reference};
use crate::kind::{MAX_LIMIT, MAX_VALUE_LENGTH, MAX_VALUES, Parameter, ParameterType, Vocabulary};
use crate::values::slug;

/// A day, month or year that the calendar has.
const PERIOD: &str = r"^[0-9]{4}(-(0[1-9]|1[0-2]))?$|^[0-9]{4}-(0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])$|^[0-9]{4}-(0[469]|11)-(0[1-9]|[12][0-9]|30)$|^[0-9]{4}-02-(0[1-9]|1[0-9]|2[0-8])$|^([0-9]{2}(0[48]|[2468][048]|[13579][26])|([02468][048]|[13579][26])00)-02-29$";

/// A text of a URL.
const WITHOUT_NUL: &str = r"^[^\u0000]+$";

/// A parameter as OpenAPI describes it.
pub fn parameter(parameter: &Parameter) -> Value {
    let mut described = json!({
        "name": parameter.name,
        "in": "query",
        "required": parameter.required,
        "description": description(parameter),
        "schema": schema(parameter),
    });
    if parameter.value_type.takes_several() {
        described["style"] = json!("form");
        described["explode"] = json!(true);
    }
    described
}

fn description(parameter: &Parameter) -> String {
    let expected = parameter.value_type.expected();
    let meanings = parameter.vocabulary.map(Vocabulary::described);
    let meanings = meanings.map(|text| [" ", &text, "."].concat());
    let meanings = meanings.unwrap_or_default();
    format!("{}: {expected}.{meanings}", parameter.description)
}

/// The schema of a parameter: of its value, or of an array of values where it takes a list.
fn schema(parameter: &Parameter) -> Value {
    let value = match &parameter.value_type {
        ParameterType::AnyOf(values) | ParameterType::OneOf(values) => {
            json!({ "type": "string", "enum": values })
        }
        ParameterType::SortKeys(names) => {
            let both = names
                .iter()
                .flat_map(|name| [(*name).to_owned(), format!("-{name}")]);
            json!({ "type": "string", "enum": both.collect::<Vec<_>>() })
        }
        ParameterType::Country => reference("Country"),
        ParameterType::Currency => reference("CurrencyCode"),
        ParameterType::Name => {
            json!({ "type": "string", "pattern": LIST_ENTRY, "maxLength": MAX_VALUE_LENGTH })
        }
        ParameterType::Ids => {
            json!({ "type": "string", "pattern": SLUG, "maxLength": slug::MAX_LENGTH })
        }
        ParameterType::FirstDay | ParameterType::LastDay => {
            json!({ "type": "string", "pattern": PERIOD })
        }
        ParameterType::SearchTerms => {
            json!({ "type": "string", "pattern": WITHOUT_NUL, "minLength": 1, "maxLength": MAX_VALUE_LENGTH })
        }
        ParameterType::Cursor => {
            json!({ "type": "string", "pattern": WITHOUT_NUL, "minLength": 1 })
        }
        ParameterType::Limit => json!({ "type": "integer", "minimum": 0, "maximum": MAX_LIMIT }),
    };
    if parameter.value_type.takes_several() {
        json!({ "type": "array", "items": value, "minItems": 1, "maxItems": MAX_VALUES })
    } else {
        value
    }
}
