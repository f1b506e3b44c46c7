//! Places: what the facts of a pair may call a place, and which names are those of one.

use std::collections::BTreeMap;
use std::ops::Range;

use toml::Spanned;
use toml::de::DeTable;

use super::reader::Reader;
use super::table::ID;
use crate::kind::{Field, FieldType};
use crate::values::slug::is_slug;

/// The key of their tables.
pub const PLACE: &str = "place";

const FIELDS: &[Field] = &[
    Field::required("id", FieldType::FreeText, "added by the curator"),
    Field::required(
        "country",
        FieldType::Country,
        "ISO 3166-1 alpha-3, added by the curator",
    ),
    Field::required(
        "names",
        FieldType::List(&FieldType::FreeText),
        "every name that the document gives it",
    ),
];

/// Every name, and the id of the place it belongs to.
pub type Names = BTreeMap<String, String>;

/// A place with all its names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    pub id: String,
    /// ISO 3166-1 alpha-3.
    pub country: String,
    /// Every name that the document gives it.
    pub names: Vec<String>,
}

/// The places of a file; `None` where not all of them can be read.
pub fn read(reader: &mut Reader<'_>, table: &DeTable<'_>) -> Option<Vec<Place>> {
    let before = reader.faults.len();
    let mut places = Vec::new();
    for (entries, span) in reader.tables(PLACE, table) {
        let place = place(reader, entries, span, &places);
        places.push(place);
    }
    (reader.faults.len() == before).then_some(places)
}

/// All names of places.
pub fn names(places: &[Place]) -> Names {
    places
        .iter()
        .flat_map(|place| {
            place
                .names
                .iter()
                .map(|name| (name.clone(), place.id.clone()))
        })
        .collect()
}

/// A place, checked by itself and against those before it.
fn place(
    reader: &mut Reader<'_>,
    entries: &DeTable<'_>,
    span: Range<usize>,
    before: &[Place],
) -> Place {
    let id = entries
        .get("id")
        .and_then(|id| id.get_ref().as_str())
        .unwrap_or_default();
    let label = Some([PLACE, " ", id].concat().trim_end().to_owned());
    let read = reader.fields(label.clone(), FIELDS, entries, span);
    let text = |key: &str| read[key].as_str().unwrap_or_default().to_owned();
    let mut place = Place {
        id: text("id"),
        country: text("country"),
        names: Vec::new(),
    };
    let mut refuse = |span: Range<usize>, what: String, remedy: &str| {
        reader.fault(span, label.clone(), what, remedy)
    };
    let id_span = entries.get("id").map(Spanned::span).unwrap_or_default();
    if !place.id.is_empty() && !is_slug(&place.id) {
        refuse(id_span, format!("`{}` is no id", place.id), ID);
    } else if before
        .iter()
        .any(|other| !place.id.is_empty() && other.id == place.id)
    {
        refuse(
            id_span,
            format!("the id `{}` is taken", place.id),
            "give all names of a place in one [[place]]",
        );
    }
    let written = entries
        .get("names")
        .and_then(|names| names.get_ref().as_array());
    for value in written.into_iter().flat_map(|names| names.iter()) {
        let Some(name) = value.get_ref().as_str().map(str::to_owned) else {
            continue;
        };
        if place.names.contains(&name) {
            refuse(
                value.span(),
                format!("`{name}` is named twice in `names`"),
                "give each name once",
            );
        } else if before.iter().any(|other| other.names.contains(&name)) {
            refuse(
                value.span(),
                format!("another place is called `{name}` too"),
                "give each name to one place",
            );
        }
        place.names.push(name);
    }
    place
}
