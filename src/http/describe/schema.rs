//! JSON Schema of items, from the declarations of the kinds. Every property has a description.

use serde_json::{Map, Value, json};

use super::json_schema::{
    choice, described, id, list, nullable, object, property, reference, text,
};
use super::shared_schemas;
use crate::kind::{Derived, Field, FieldType, Kind, PART_OF, Presence, RANK, StateMachine};
use crate::kinds;
use crate::store::Collection;

/// The schemas that others refer to, by name.
pub fn components() -> Map<String, Value> {
    let mixed = [
        (
            item_name(Collection::Timeline),
            of_keys(&kinds::timeline_keys(), None),
        ),
        (
            item_name(Collection::Search),
            of_keys(&kinds::search_keys(), None),
        ),
    ];
    let mixed = mixed.into_iter().map(|(name, mut schema)| {
        schema["description"] = json!("A fact of any kind, with the keys that all kinds have.");
        (name, schema)
    });
    let of_kinds = kinds::all().map(|kind| (name_of(kind), of_kind(kind)));
    shared_schemas::all().chain(mixed).chain(of_kinds).collect()
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
    pascal_case(kind.name)
}

/// The words of a name, joined and each with a capital letter.
pub fn pascal_case(name: &str) -> String {
    let words = name.split(|c: char| !c.is_ascii_alphanumeric());
    let words = words.filter(|word| !word.is_empty());
    words
        .map(|word| word[..1].to_ascii_uppercase() + &word[1..])
        .collect()
}

/// The same schema with only the id required, for items whose keys `fields` selects.
pub fn partly(name: &str, schema: &Value) -> Value {
    let mut schema = schema.clone();
    schema["required"] = json!(["id"]);
    schema["description"] = json!(format!("A {name} with the keys that `fields` selects."));
    schema
}

fn of_kind(kind: &'static Kind) -> Value {
    described(
        of_keys(&kinds::item_keys(kind), Some(kind)),
        kind.description,
    )
}

fn of_keys(keys: &[&'static str], kind: Option<&'static Kind>) -> Value {
    let schema = |key: &&'static str| {
        let own = kind.and_then(|kind| {
            let field = kind.fields.iter().find(|field| field.name == *key)?;
            Some(of_field(kind, field))
        });
        (*key, own.unwrap_or_else(|| of_common_key(key, kind)))
    };
    object(&keys.iter().map(schema).collect::<Vec<_>>())
}

/// The schema of a key that all facts have, with its description.
fn of_common_key(key: &str, kind: Option<&'static Kind>) -> Value {
    if key == RANK_KEY {
        return choice(&RANK, "its rank among facts that contradict it");
    }
    let schema = match key {
        "id" | "relation" => id(),
        "kind" => kind_name(kind),
        "date" => nullable(reference("Date")),
        PART_OF if kind.is_some() => reference("FactReference"),
        PART_OF => nullable(reference("FactReference")),
        "attribution" | "claim" | "note" => nullable(text()),
        "sources" => list(reference("Source")),
        key if key == kinds::annotating_kind().plural => list(id()),
        _ => text(),
    };
    described(schema, common_key_description(key))
}

/// The key of [`RANK`].
const RANK_KEY: &str = "rank";

fn kind_name(kind: Option<&'static Kind>) -> Value {
    if let Some(kind) = kind {
        return json!({ "type": "string", "const": kind.name });
    }
    let names = kinds::written().map(|kind| kind.name);
    json!({ "type": "string", "enum": names.collect::<Vec<_>>() })
}

fn common_key_description(key: &str) -> &'static str {
    match key {
        "id" => "its id, unique within its kind and permanent",
        "kind" => "the kind of fact",
        "relation" => "the id of the relation that it belongs to",
        "title" => "a title in our own words, which can be read alone",
        "date" => "its date; null if the document gives none",
        PART_OF => "the fact that it is a part of; null if it stands alone",
        "claim" => "what the document says beyond the fact, in our own words",
        "note" => "how the curator read the sentence, where that is not obvious",
        "summary" => "the fact in one sentence of our own, which can be read alone",
        "attribution" => {
            "whose statement it is and how firmly the document makes it, in words; null for a fact \
             without a standing that is attributed to nobody"
        }
        "sources" => "the sentences that it was read from",
        "snippet" => {
            "the text around the words that were found, as HTML in which `mark` marks them"
        }
        "url" => "the path of its own response",
        key if key == kinds::annotating_kind().plural => {
            "the ids of the contradictions, ambiguities and omissions that concern it"
        }
        other => unreachable!("every common key is described: {other}"),
    }
}

fn of_field(kind: &'static Kind, field: &'static Field) -> Value {
    let schema = match (field.presence, kind.states) {
        (Presence::Derived(Derived::State), Some(states)) => state(kind, states),
        _ => of_type(field.field_type),
    };
    let is_list = matches!(field.field_type, FieldType::List(_) | FieldType::Parts(_));
    let is_state = matches!(field.field_type, FieldType::Group(&[]));
    let is_nullable = !is_list && !is_state && !matches!(field.presence, Presence::Required);
    with_presence(schema, field, is_nullable)
}

/// The schema of a field's values, described, and nullable where a value may be missing.
fn with_presence(schema: Value, field: &Field, is_nullable: bool) -> Value {
    let meanings = match field.field_type.element_type() {
        FieldType::Choice(vocabulary) => format!(". {}", vocabulary.described()),
        _ => String::new(),
    };
    let schema = if is_nullable {
        nullable(schema)
    } else {
        schema
    };
    described(schema, &[field.description, &meanings].concat())
}

fn of_type(field_type: FieldType) -> Value {
    match field_type {
        FieldType::FreeText
        | FieldType::Literal
        | FieldType::Spelling
        | FieldType::Licence
        | FieldType::Language => text(),
        FieldType::Url => json!({ "type": "string", "format": "iri" }),
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
        FieldType::List(element) => list(of_type(*element)),
        FieldType::Parts(kind) => list(reference(&name_of(kind))),
        FieldType::Group(fields) => {
            let property = |field: &'static Field| {
                let is_nullable = !matches!(field.presence, Presence::Required);
                let schema = with_presence(of_type(field.field_type), field, is_nullable);
                (field.name, schema)
            };
            object(&fields.iter().map(property).collect::<Vec<_>>())
        }
    }
}

/// The schema of a fact's state on a day.
fn state(kind: &'static Kind, states: &'static StateMachine) -> Value {
    let carried = states.carries.iter();
    let carried = carried.map(|kept| (kept.field.name, of_field(kind, &kept.field)));
    let head = [
        property(
            "as_of",
            nullable(json!({ "type": "string", "format": "date" })),
            "the requested day; null if all events are taken to have happened",
        ),
        ("status", choice(states.statuses, "the status on that day")),
    ];
    let properties = head.into_iter().chain(carried).chain(evidence());
    object(&properties.collect::<Vec<_>>())
}

/// The keys of a state that say what it rests on.
fn evidence() -> [(&'static str, Value); 3] {
    [
        property(
            "may_have_happened",
            list(id()),
            "the ids of events that have possibly, but not certainly, happened by that day",
        ),
        property(
            "last_evidence",
            nullable(text()),
            "the date of the last event that the state follows from, in EDTF; null if there is none",
        ),
        property(
            "after_documents",
            nullable(json!({ "type": "boolean" })),
            "true if the day is later than the newest document of the pair, so that the state is only the last one known; \
             null if it is not known when the document is from; false if no day is requested",
        ),
    ]
}
