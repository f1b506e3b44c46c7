//! JSON Schema of items and parameters, from the declarations of the kinds.

use serde_json::{Map, Value, json};

use crate::http::problem::Reason;
use crate::kind::{
    Derived, Field, FieldType, Kind, MAX_LIMIT, MAX_VALUE_LENGTH, MAX_VALUES, Parameter,
    ParameterType, Placement, Presence, RANK,
};
use crate::kinds;
use crate::store::Collection;
use crate::values::date::PRECISIONS;
use crate::values::{country, currency};

/// A day, month or year that the calendar has.
const PERIOD: &str = r"^[0-9]{4}(-(0[1-9]|1[0-2]))?$|^[0-9]{4}-(0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])$|^[0-9]{4}-(0[469]|11)-(0[1-9]|[12][0-9]|30)$|^[0-9]{4}-02-(0[1-9]|1[0-9]|2[0-8])$|^([0-9]{2}(0[48]|[2468][048]|[13579][26])|([02468][048]|[13579][26])00)-02-29$";

/// An id.
const SLUG: &str = "^[a-z0-9]+(-[a-z0-9]+)*$";

/// The schema of a parameter: of its value, or of an array of values where it takes a list.
pub fn of_parameter(parameter: &Parameter) -> Value {
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
        ParameterType::Country => reference("CountryCode"),
        ParameterType::Currency => reference("CurrencyCode"),
        ParameterType::Name => {
            json!({ "type": "string", "pattern": "^[^,]+$", "maxLength": MAX_VALUE_LENGTH })
        }
        ParameterType::Ids => json!({ "type": "string", "pattern": SLUG, "maxLength": 80 }),
        ParameterType::FirstDay | ParameterType::LastDay => {
            json!({ "type": "string", "pattern": PERIOD })
        }
        ParameterType::SearchTerms => {
            json!({ "type": "string", "minLength": 1, "maxLength": MAX_VALUE_LENGTH })
        }
        ParameterType::Cursor => json!({ "type": "string", "minLength": 1 }),
        ParameterType::Limit => json!({ "type": "integer", "minimum": 0, "maximum": MAX_LIMIT }),
    };
    if parameter.value_type.takes_several() {
        json!({ "type": "array", "items": value, "minItems": 1, "maxItems": MAX_VALUES })
    } else {
        value
    }
}

/// The schemas that others refer to, by name.
pub fn components() -> Map<String, Value> {
    let codes = country::codes().flat_map(|(alpha2, alpha3)| [alpha3, alpha2]);
    let currencies = currency::codes();
    let shared = [
        (
            "CountryCode",
            json!({ "type": "string", "enum": codes.collect::<Vec<_>>() }),
        ),
        (
            "CurrencyCode",
            json!({ "type": "string", "enum": currencies.collect::<Vec<_>>() }),
        ),
        ("Date", date()),
        (
            "Place",
            object(&[
                ("id", json!({ "type": "string", "pattern": SLUG })),
                ("name", text()),
            ]),
        ),
        ("FactReference", fact_reference()),
        ("Source", source()),
        ("Problem", problem()),
        ("TimelineEntry", of_keys(&kinds::timeline_keys(), None)),
        ("SearchHit", of_keys(&kinds::search_keys(), None)),
        ("Sentence", sentence()),
    ];
    let shared = shared
        .map(|(name, schema)| (name.to_owned(), schema))
        .into_iter();
    shared
        .chain(kinds::all().map(|kind| (name_of(kind), of_kind(kind))))
        .collect()
}

/// The name of the schema of a collection's items.
pub fn item_name(collection: Collection) -> String {
    match collection {
        Collection::Kind(kind) => name_of(kind),
        Collection::Timeline => "TimelineEntry".to_owned(),
        Collection::Search => "SearchHit".to_owned(),
    }
}

/// The name of a kind's schema: `trade_figure` is `TradeFigure`.
pub fn name_of(kind: &Kind) -> String {
    let capitalise = |word: &str| word[..1].to_uppercase() + &word[1..];
    kind.name.split('_').map(capitalise).collect()
}

/// The same schema with only the id required, for items whose keys `fields` selects.
pub fn partly(name: &str, schema: &Value) -> Value {
    let mut schema = schema.clone();
    schema["required"] = json!(["id"]);
    schema["description"] = json!(format!("A {name} with the keys that `fields` selects."));
    schema
}

fn of_kind(kind: &'static Kind) -> Value {
    let mut keys = kinds::item_keys(kind);
    // Parts have these in the fact that they are a part of.
    keys.retain(|key| kind.placement != Placement::Part || !["relation", "url"].contains(key));
    let mut schema = of_keys(&keys, Some(kind));
    schema["description"] = json!(kind.description);
    schema
}

fn of_keys(keys: &[&'static str], kind: Option<&'static Kind>) -> Value {
    let schema = |key: &&'static str| {
        let own = kind.and_then(|kind| {
            let field = kind.fields.iter().find(|field| field.name == *key)?;
            Some(of_field(kind, field))
        });
        (*key, own.unwrap_or_else(|| of_common_key(key)))
    };
    object(&keys.iter().map(schema).collect::<Vec<_>>())
}

/// The schema of a key that all facts have.
fn of_common_key(key: &str) -> Value {
    match key {
        "date" => nullable(reference("Date")),
        "part_of" => nullable(reference("FactReference")),
        "claim" | "note" => nullable(text()),
        "rank" => json!({ "type": "string", "enum": RANK.values }),
        "sources" => json!({ "type": "array", "items": reference("Source") }),
        key if key == kinds::annotating_kind().plural => {
            json!({ "type": "array", "items": text() })
        }
        _ => text(),
    }
}

fn of_field(kind: &'static Kind, field: &'static Field) -> Value {
    let schema = match field.presence {
        Presence::Derived(Derived::State) => state(kind),
        _ => of_type(field.field_type),
    };
    let is_list = matches!(field.field_type, FieldType::List(_) | FieldType::Parts(_));
    let is_state = matches!(field.field_type, FieldType::Group(&[]));
    let is_nullable = !is_list && !is_state && !matches!(field.presence, Presence::Required);
    let mut schema = if is_nullable {
        nullable(schema)
    } else {
        schema
    };
    schema["description"] = json!(field.description);
    schema
}

fn of_type(field_type: FieldType) -> Value {
    match field_type {
        FieldType::FreeText | FieldType::Literal => text(),
        FieldType::Integer => json!({ "type": "integer", "minimum": 0 }),
        FieldType::Flag => json!({ "type": "boolean" }),
        FieldType::Hash => json!({ "type": "string", "pattern": "^[0-9a-f]{64}$" }),
        FieldType::HsCode => json!({ "type": "string", "pattern": "^([0-9]{2}){1,3}$" }),
        FieldType::Choice(vocabulary) => json!({ "type": "string", "enum": vocabulary.values }),
        FieldType::Country => json!({ "type": "string", "pattern": "^[A-Z]{3}$" }),
        FieldType::Currency => reference("CurrencyCode"),
        FieldType::Place => reference("Place"),
        FieldType::Date => reference("Date"),
        FieldType::Fact => reference("FactReference"),
        FieldType::List(element) => json!({ "type": "array", "items": of_type(*element) }),
        FieldType::Parts(kind) => json!({ "type": "array", "items": reference(&name_of(kind)) }),
        FieldType::Group(fields) => {
            let property = |field: &'static Field| {
                let schema = of_type(field.field_type);
                let is_required = matches!(field.presence, Presence::Required);
                let mut schema = if is_required {
                    schema
                } else {
                    nullable(schema)
                };
                schema["description"] = json!(field.description);
                (field.name, schema)
            };
            object(&fields.iter().map(property).collect::<Vec<_>>())
        }
    }
}

/// The schema of a fact's state on a day.
fn state(kind: &'static Kind) -> Value {
    let Some(states) = kind.states else {
        return json!({});
    };
    let carried = states
        .carries
        .iter()
        .map(|kept| (kept.field.name, of_field(kind, &kept.field)));
    let head = [
        (
            "as_of",
            nullable(json!({ "type": "string", "format": "date" })),
        ),
        (
            "status",
            json!({ "type": "string", "enum": states.statuses.values }),
        ),
    ];
    let properties: Vec<_> = head.into_iter().chain(carried).chain(evidence()).collect();
    object(&properties)
}

/// The keys of a state that say what it rests on.
fn evidence() -> [(&'static str, Value); 3] {
    let described = |mut schema: Value, description: &str| {
        schema["description"] = json!(description);
        schema
    };
    [
        (
            "may_have_happened",
            described(
                json!({ "type": "array", "items": text() }),
                "The ids of the events that have possibly, but not certainly, happened by that day.",
            ),
        ),
        (
            "last_evidence",
            described(
                nullable(text()),
                "The date of the last event that the state follows from, in EDTF; null if there is none.",
            ),
        ),
        (
            "after_documents",
            described(
                nullable(json!({ "type": "boolean" })),
                "True if the day is later than the newest document of the pair, so that the state is only the last one \
                 known. Null if it is not known when the document is from. False if no day is requested.",
            ),
        ),
    ]
}

/// The schema of an object that always has all of these keys, and no others.
pub fn object(properties: &[(&str, Value)]) -> Value {
    let required: Vec<&str> = properties.iter().map(|(key, _)| *key).collect();
    let properties = properties
        .iter()
        .map(|(key, schema)| ((*key).to_owned(), schema.clone()));
    json!({
        "type": "object",
        "properties": properties.collect::<Map<_, _>>(),
        "required": required,
        "additionalProperties": false,
    })
}

/// A reference to one of the [`components`].
pub fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{name}") })
}

pub fn nullable(schema: Value) -> Value {
    json!({ "anyOf": [schema, { "type": "null" }] })
}

pub fn text() -> Value {
    json!({ "type": "string" })
}

fn date() -> Value {
    let day = nullable(json!({ "type": "string", "format": "date" }));
    let mut schema = object(&[
        ("edtf", text()),
        ("text", nullable(text())),
        ("precision", json!({ "type": "string", "enum": PRECISIONS })),
        ("earliest", day.clone()),
        ("latest", day),
        ("approximate", json!({ "type": "boolean" })),
        ("uncertain", json!({ "type": "boolean" })),
    ]);
    schema["description"] = json!(
        "EDTF (ISO 8601-2) with its bounds, the document's words for it, and its qualifiers. An open end is null."
    );
    schema
}

fn fact_reference() -> Value {
    object(&[
        ("kind", text()),
        ("id", text()),
        ("title", nullable(text())),
        ("url", nullable(text())),
    ])
}

fn source() -> Value {
    let number = || json!({ "type": "integer", "minimum": 0 });
    let hash = json!({
        "type": "string",
        "pattern": "^[0-9a-f]{16}$",
        "description": "the first 16 hexadecimal digits of the SHA-256 of the sentence",
    });
    object(&[
        ("document", text()),
        ("pointer", text()),
        ("section", text()),
        ("paragraph", number()),
        ("sentence", number()),
        ("start", number()),
        ("end", number()),
        ("sha256", hash),
        ("text", nullable(text())),
    ])
}

/// A source, with the facts that cite it.
fn sentence() -> Value {
    let mut schema = source();
    let facts = json!({ "type": "array", "items": reference("FactReference") });
    for (key, value) in [("facts", facts), ("excuse", nullable(text()))] {
        schema["properties"][key] = value;
        let required = schema["required"]
            .as_array_mut()
            .expect("objects list their required keys");
        required.push(json!(key));
    }
    schema
}

fn problem() -> Value {
    let error = object(&[
        ("parameter", text()),
        ("value", nullable(text())),
        ("reason", json!({ "type": "string", "enum": Reason::ALL })),
        ("expected", nullable(text())),
        ("did_you_mean", nullable(text())),
        (
            "allowed",
            nullable(json!({ "type": "array", "items": text() })),
        ),
    ]);
    object(&[
        ("type", text()),
        ("title", text()),
        ("status", json!({ "type": "integer" })),
        ("detail", text()),
        ("instance", nullable(text())),
        ("errors", json!({ "type": "array", "items": error })),
    ])
}
