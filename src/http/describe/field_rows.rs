//! The fields of responses as rows of tables, from the same schemas as the OpenAPI document.

use serde_json::Value;

use super::list_schema;
use super::schema::{components, item_name};
use crate::store::Collection;

/// The prefix of references to schemas.
const SCHEMAS: &str = "#/components/schemas/";

/// A field of a response.
#[derive(Debug)]
pub struct FieldRow {
    /// The keys that lead to it, joined by dots; `[]` stands for the entries of a list.
    pub path: String,
    pub type_name: String,
    /// The shape that has fields of its own, if it is one of [`SHAPES`].
    pub shape: Option<String>,
    pub description: String,
}

/// An object that several fields have as their value.
#[derive(Debug)]
pub struct Shape {
    pub name: &'static str,
    pub fields: Vec<FieldRow>,
}

/// The shapes that items of many kinds share.
const SHAPES: [&str; 5] = ["Date", "Place", "FactReference", "Source", "Problem"];

/// The fields of the items of a collection.
pub fn of_items(collection: Collection) -> Vec<FieldRow> {
    let components = components();
    let name = item_name(collection);
    rows(&components[&name])
}

/// The fields of every list.
pub fn of_lists() -> Vec<FieldRow> {
    rows(&list_schema::list_schema("Item"))
}

/// The shared shapes with their fields.
pub fn shapes() -> Vec<Shape> {
    let components = components();
    let shape = |name| Shape {
        name,
        fields: rows(&components[name]),
    };
    SHAPES.map(shape).into()
}

fn rows(schema: &Value) -> Vec<FieldRow> {
    let mut rows = Vec::new();
    add_properties(schema, "", &mut rows);
    rows
}

fn add_properties(schema: &Value, prefix: &str, rows: &mut Vec<FieldRow>) {
    let properties = schema["properties"].as_object();
    for (key, property) in properties.into_iter().flatten() {
        let path = [prefix, key].concat();
        let (inner, is_nullable) = without_null(property);
        let mut type_name = type_name(inner);
        if is_nullable {
            type_name.push_str(" or null");
        }
        rows.push(FieldRow {
            path: path.clone(),
            type_name,
            shape: shape_of(inner),
            description: property["description"].as_str().unwrap_or("").to_owned(),
        });
        let entries = &inner["items"];
        if entries.is_object() {
            add_properties(entries, &[&path, "[]."].concat(), rows);
        } else {
            add_properties(inner, &[&path, "."].concat(), rows);
        }
    }
}

/// The schema of the values besides null.
fn without_null(schema: &Value) -> (&Value, bool) {
    let options = schema["anyOf"].as_array();
    match options.map(Vec::as_slice) {
        Some([inner, null]) if null["type"] == "null" => (inner, true),
        _ => (schema, false),
    }
}

fn referenced(schema: &Value) -> Option<&str> {
    schema["$ref"].as_str()?.strip_prefix(SCHEMAS)
}

fn shape_of(schema: &Value) -> Option<String> {
    let entries = &schema["items"];
    let name = referenced(schema).or_else(|| referenced(entries))?;
    SHAPES.contains(&name).then(|| name.to_owned())
}

fn type_name(schema: &Value) -> String {
    if let Some(name) = referenced(schema) {
        return name.to_owned();
    }
    if schema["anyOf"].is_array() {
        return "object".to_owned();
    }
    let name = match schema["type"].as_str() {
        Some("array") => return ["list of ", &type_name(&schema["items"])].concat(),
        Some("string") => match schema["format"].as_str() {
            Some("date") => "day",
            Some(_) => "address",
            None => "text",
        },
        Some("integer") => "whole number",
        Some("boolean") => "true or false",
        _ => "object",
    };
    name.to_owned()
}
