//! JSON Schema of what is served and of what is asked, from the declarations of the kinds.

use serde_json::{Map, Value, json};

use crate::kind::{Field, FieldType, Kind, MAX_LIMIT, Parameter, ParameterType, Presence};
use crate::kinds;
use crate::values::date::PRECISIONS;
use crate::values::{country, currency};

/// A day, month or year of the calendar, exactly.
const SPAN: &str = r"^[0-9]{4}(-(0[1-9]|1[0-2]))?$|^[0-9]{4}-(0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])$|^[0-9]{4}-(0[469]|11)-(0[1-9]|[12][0-9]|30)$|^[0-9]{4}-02-(0[1-9]|1[0-9]|2[0-8])$|^([0-9]{2}(0[48]|[2468][048]|[13579][26])|([02468][048]|[13579][26])00)-02-29$";

/// An id.
const SLUG: &str = "^[a-z0-9]+(-[a-z0-9]+)*$";

/// The schema of a parameter's value, and whether it is a list joined by commas.
pub fn of_parameter(parameter: &Parameter) -> (Value, bool) {
    let one = match &parameter.value_type {
        ParameterType::Choice(list) | ParameterType::One(list) => {
            json!({ "type": "string", "enum": list })
        }
        ParameterType::Sorts(list) => {
            let both = list
                .iter()
                .flat_map(|name| [(*name).to_owned(), format!("-{name}")]);
            json!({ "type": "string", "enum": both.collect::<Vec<_>>() })
        }
        ParameterType::Country => json!({ "$ref": "#/components/schemas/CountryCode" }),
        ParameterType::Currency => json!({ "$ref": "#/components/schemas/CurrencyCode" }),
        ParameterType::Name => json!({ "type": "string", "pattern": "^[^,]+$" }),
        ParameterType::Ids => json!({ "type": "string", "pattern": SLUG, "maxLength": 80 }),
        ParameterType::FirstDay | ParameterType::LastDay => {
            json!({ "type": "string", "pattern": SPAN })
        }
        ParameterType::Text | ParameterType::Cursor => json!({ "type": "string", "minLength": 1 }),
        ParameterType::Limit => json!({ "type": "integer", "minimum": 0, "maximum": MAX_LIMIT }),
    };
    let several = parameter.value_type.several();
    (
        if several {
            json!({ "type": "array", "items": one, "minItems": 1 })
        } else {
            one
        },
        several,
    )
}

/// The schemas that others refer to.
pub fn components() -> Map<String, Value> {
    let mut schemas = Map::new();
    let mut add = |name: &str, schema: Value| drop(schemas.insert(name.to_owned(), schema));
    let codes: Vec<String> = country::codes()
        .flat_map(|(two, three)| [three.to_owned(), two.to_owned()])
        .collect();
    add("CountryCode", json!({ "type": "string", "enum": codes }));
    add(
        "CurrencyCode",
        json!({ "type": "string", "enum": currency::codes().collect::<Vec<_>>() }),
    );
    add("Date", date());
    add(
        "Place",
        object(&[
            ("id", json!({ "type": "string", "pattern": SLUG })),
            ("name", text()),
        ]),
    );
    add("FactReference", reference());
    add("Source", source());
    add("Problem", problem());
    add("TimelineEntry", of_keys(&kinds::timeline_keys(), None));
    add("SearchHit", of_keys(&kinds::search_keys(), None));
    add("Sentence", sentence());
    for kind in kinds::all() {
        add(&name_of(kind), of_kind(kind));
    }
    schemas
}

/// The name of a kind's schema: `trade_figure` is `TradeFigure`.
pub fn name_of(kind: &Kind) -> String {
    let capital = |word: &str| word[..1].to_uppercase() + &word[1..];
    kind.name.split('_').map(capital).collect()
}

/// The same schema with the id alone required: what `fields` leaves.
pub fn partly(name: &str, schema: &Value) -> Value {
    let mut schema = schema.clone();
    schema["required"] = json!(["id"]);
    schema["description"] = json!(format!("A {name} of which `fields` has chosen some keys."));
    schema
}

fn of_kind(kind: &'static Kind) -> Value {
    let mut schema = of_keys(&kinds::keys(kind), Some(kind));
    schema["description"] = json!(kind.about);
    if kind.placement == crate::kind::Placement::Part {
        for key in ["relation", "url"] {
            schema["properties"]
                .as_object_mut()
                .map(|properties| properties.shift_remove(key));
            if let Some(required) = schema["required"].as_array_mut() {
                required.retain(|name| name != key);
            }
        }
    }
    schema
}

fn of_keys(keys: &[&'static str], kind: Option<&'static Kind>) -> Value {
    let schema = |key: &&'static str| {
        let own = kind.and_then(|kind| {
            kind.fields
                .iter()
                .find(|field| field.name == *key)
                .map(|field| (kind, field))
        });
        (
            *key,
            own.map_or_else(|| of_common_key(key), |(kind, field)| of_field(kind, field)),
        )
    };
    object(&keys.iter().map(schema).collect::<Vec<_>>())
}

/// What all facts have.
fn of_common_key(key: &str) -> Value {
    let reference = |name: &str| json!({ "$ref": format!("#/components/schemas/{name}") });
    match key {
        "date" => nullable(reference("Date")),
        "part_of" => nullable(reference("FactReference")),
        "claim" | "note" => nullable(text()),
        "rank" => json!({ "type": "string", "enum": crate::kind::RANK.values }),
        "sources" => json!({ "type": "array", "items": reference("Source") }),
        key if key == kinds::remarks().plural => json!({ "type": "array", "items": text() }),
        _ => text(),
    }
}

fn of_field(kind: &'static Kind, field: &'static Field) -> Value {
    let schema = match field.presence {
        Presence::Derived(crate::kind::Derived::State) => state(kind),
        _ => of_shape(field.field_type),
    };
    let list = matches!(field.field_type, FieldType::List(_) | FieldType::Parts(_));
    let maybe = !list
        && !matches!(field.presence, Presence::Required)
        && !matches!(field.field_type, FieldType::Group(&[]));
    let mut schema = if maybe { nullable(schema) } else { schema };
    schema["description"] = json!(field.about);
    schema
}

fn of_shape(field_type: FieldType) -> Value {
    let reference = |name: &str| json!({ "$ref": format!("#/components/schemas/{name}") });
    match field_type {
        FieldType::Words | FieldType::Literal => text(),
        FieldType::Integer => json!({ "type": "integer", "minimum": 0 }),
        FieldType::Flag => json!({ "type": "boolean" }),
        FieldType::Hash => json!({ "type": "string", "pattern": "^[0-9a-f]{64}$" }),
        FieldType::HsCode => json!({ "type": "string", "pattern": "^([0-9]{2}){1,3}$" }),
        FieldType::Choice(list) => json!({ "type": "string", "enum": list.values }),
        FieldType::Country => json!({ "type": "string", "pattern": "^[A-Z]{3}$" }),
        FieldType::Currency => reference("CurrencyCode"),
        FieldType::Place => reference("Place"),
        FieldType::Date => reference("Date"),
        FieldType::Fact => reference("FactReference"),
        FieldType::List(entry) => json!({ "type": "array", "items": of_shape(*entry) }),
        FieldType::Parts(kind) => json!({ "type": "array", "items": reference(&name_of(kind)) }),
        FieldType::Group(fields) => {
            let own = |field: &'static Field| {
                let schema = of_shape(field.field_type);
                let mut schema = if matches!(field.presence, Presence::Required) {
                    schema
                } else {
                    nullable(schema)
                };
                schema["description"] = json!(field.about);
                (field.name, schema)
            };
            object(&fields.iter().map(own).collect::<Vec<_>>())
        }
    }
}

/// What a fact is on a day.
fn state(kind: &'static Kind) -> Value {
    let Some(states) = kind.states else {
        return json!({});
    };
    let carried = states
        .carries
        .iter()
        .map(|kept| (kept.field.name, of_field(kind, &kept.field)));
    let before = [
        (
            "as_of",
            nullable(json!({ "type": "string", "format": "date" })),
        ),
        (
            "status",
            json!({ "type": "string", "enum": states.statuses.values }),
        ),
    ];
    let may = (
        "may_have_happened",
        json!({ "type": "array", "items": text() }),
    );
    object(
        &before
            .into_iter()
            .chain(carried)
            .chain([may])
            .collect::<Vec<_>>(),
    )
}

/// An object with these keys, all of them always there, and no others.
pub fn object(properties: &[(&str, Value)]) -> Value {
    let required: Vec<&str> = properties.iter().map(|(key, _)| *key).collect();
    let properties: Map<String, Value> = properties
        .iter()
        .map(|(key, schema)| ((*key).to_owned(), schema.clone()))
        .collect();
    json!({ "type": "object", "properties": properties, "required": required, "additionalProperties": false })
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
        "EDTF (ISO 8601-2) with its bounds, the document's words, and what is in doubt. An open end is null."
    );
    schema
}

fn reference() -> Value {
    object(&[
        ("kind", text()),
        ("id", text()),
        ("title", nullable(text())),
        ("url", nullable(text())),
    ])
}

fn source() -> Value {
    let number = || json!({ "type": "integer", "minimum": 0 });
    object(&[
        ("document", text()),
        ("pointer", text()),
        ("section", text()),
        ("paragraph", number()),
        ("sentence", number()),
        ("start", number()),
        ("end", number()),
        (
            "sha256",
            json!({ "type": "string", "pattern": "^[0-9a-f]{16}$", "description": "the first 16 digits" }),
        ),
        ("text", nullable(text())),
    ])
}

fn sentence() -> Value {
    let mut schema = source();
    let facts =
        json!({ "type": "array", "items": { "$ref": "#/components/schemas/FactReference" } });
    for (key, value) in [("facts", facts), ("excuse", nullable(text()))] {
        schema["properties"][key] = value;
        if let Some(required) = schema["required"].as_array_mut() {
            required.push(json!(key));
        }
    }
    schema
}

fn problem() -> Value {
    let wrong = object(&[
        ("parameter", text()),
        ("value", nullable(text())),
        (
            "reason",
            json!({ "type": "string", "enum": ["unknown", "missing", "repeated", "empty", "invalid", "outdated"] }),
        ),
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
        ("errors", json!({ "type": "array", "items": wrong })),
    ])
}
