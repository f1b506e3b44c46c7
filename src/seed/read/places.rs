//! The places of a pair: `[[place]]` in `relation.toml`.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::Arc;

use toml::Spanned;
use toml::de::DeTable;

use super::facts::MAX_TABLES;
use super::names::Place;
use super::reader::SeedReader;
use super::scalar::ID_REMEDY;
use super::table::{Table, label};
use crate::kind::{Field, FieldType};
use crate::values::slug::is_slug;

/// The key of the tables.
pub const PLACE_KEY: &str = "place";

const FIELDS: &[Field] = &[
    Field::required("id", FieldType::FreeText).doc("chosen by the curator"),
    Field::required("country", FieldType::Country).doc("ISO 3166 alpha-3, added by the curator"),
    Field::required("names", FieldType::List(&FieldType::FreeText))
        .doc("every name that the document gives it"),
];

/// Reads the places of a file; `None` if not all of them are valid.
pub fn read_places(reader: &mut SeedReader<'_>, table: &DeTable<'_>) -> Option<Vec<Place>> {
    let errors_before = reader.diagnostics.len();
    let mut taken = Taken::default();
    let mut places = Vec::new();
    for (entries, span) in reader.tables(PLACE_KEY, table, MAX_TABLES) {
        places.push(read_place(reader, entries, span, &mut taken));
    }
    (reader.diagnostics.len() == errors_before).then_some(places)
}

/// The ids and names of the places that were read before.
#[derive(Default)]
struct Taken {
    ids: HashSet<String>,
    names: HashSet<String>,
}

/// Reads a place and checks that no place before it has its id or one of its names.
fn read_place(
    reader: &mut SeedReader<'_>,
    entries: &DeTable<'_>,
    span: Range<usize>,
    taken: &mut Taken,
) -> Place {
    let label = label(PLACE_KEY, entries);
    let fields = Table::new(reader, Some(label.clone()), entries, span).fields(&[], FIELDS);
    let text = |key: &str| fields[key].as_str().unwrap_or("").to_owned();
    let mut place = Place {
        file: Arc::clone(&reader.file),
        span: entries.get("id").map_or(0..0, Spanned::span),
        id: text("id"),
        country: text("country"),
        names: Vec::new(),
    };
    let names = entries.get("names").and_then(|v| v.get_ref().as_array());
    check_id(reader, &label, entries, &place.id, &mut taken.ids);
    let mut own = HashSet::new();
    for value in names.into_iter().flat_map(|names| names.iter()) {
        let Some(name) = value.get_ref().as_str().map(str::to_owned) else {
            continue;
        };
        let mut report = |message: String, remedy: &str| {
            reader.report(value.span(), Some(label.as_str()), message, remedy);
        };
        if !own.insert(name.clone()) {
            let message = format!("`{name}` is listed twice in `names`");
            report(message, "list each name once");
        } else if taken.names.contains(&name) {
            let message = format!("`{name}` is already a name of another place");
            report(message, "give each name to one place");
        }
        place.names.push(name);
    }
    taken.names.extend(own);
    place
}

fn check_id(
    reader: &mut SeedReader<'_>,
    label: &str,
    entries: &DeTable<'_>,
    id: &str,
    taken: &mut HashSet<String>,
) {
    let (message, remedy) = if !id.is_empty() && !is_slug(id) {
        (format!("`{id}` is not a valid id"), ID_REMEDY)
    } else if !id.is_empty() && !taken.insert(id.to_owned()) {
        let remedy = "give all names of a place in one [[place]]";
        (format!("the id `{id}` is taken"), remedy)
    } else {
        return;
    };
    let span = entries.get("id").map_or(0..0, Spanned::span);
    reader.report(span, Some(label), message, remedy);
}
