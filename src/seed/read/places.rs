//! The places and people of a pair: `[[place]]` and `[[person]]` in `relation.toml`.

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::Arc;

use toml::Spanned;
use toml::de::DeTable;

use super::fact_keys::DRAFT_KEY;
use super::facts::MAX_TABLES;
use super::names::{Person, Place};
use super::reader::SeedReader;
use super::scalar::ID_REMEDY;
use super::table::{Table, label};
use crate::kind::{Field, FieldType};
use crate::values::slug::is_slug;

/// The key of the tables of places.
pub const PLACE_KEY: &str = "place";

/// The key of the tables of people.
pub const PERSON_KEY: &str = "person";

const PLACE_FIELDS: &[Field] = &[
    Field::required("id", FieldType::FreeText).doc("chosen by the curator"),
    Field::required("country", FieldType::Country).doc("ISO 3166 alpha-3, added by the curator"),
    Field::required("names", FieldType::List(&FieldType::FreeText))
        .doc("every name that the document gives it"),
    Field::optional("also", FieldType::List(&FieldType::Spelling))
        .doc("other spellings, added by the curator"),
];

const PERSON_FIELDS: &[Field] = &[
    Field::required("name", FieldType::FreeText).doc("the name as the document writes it"),
    Field::required("also", FieldType::List(&FieldType::Spelling))
        .doc("other spellings, added by the curator"),
];

/// Reads the places of a file; `None` if not all of them are valid.
pub fn read_places(reader: &mut SeedReader<'_>, table: &DeTable<'_>) -> Option<Vec<Place>> {
    let errors_before = reader.diagnostics.len();
    let mut taken = TakenNames::default();
    let mut places = Vec::new();
    for (entries, span) in reader.tables(PLACE_KEY, table, MAX_TABLES) {
        let place = read_place(reader, entries, span, &mut taken);
        places.push(place);
    }
    (reader.diagnostics.len() == errors_before).then_some(places)
}

/// Reads the people of a file. Errors are reported.
pub fn read_people(reader: &mut SeedReader<'_>, table: &DeTable<'_>) -> Vec<Person> {
    let mut taken = HashSet::new();
    let tables = reader.tables(PERSON_KEY, table, MAX_TABLES).into_iter();
    let people = tables.map(|(entries, span)| read_person(reader, entries, span, &mut taken));
    people.collect()
}

/// The ids and names of the places that were read before.
#[derive(Default)]
struct TakenNames {
    ids: HashSet<String>,
    /// The ids of the places with each name of the documents.
    names: HashMap<String, Vec<String>>,
    /// The id of the place with each spelling that was added.
    also: HashMap<String, String>,
    /// The name that a place shares with others, by its id. It is served where a fact gives the id, so that there is only one.
    shared: HashMap<String, String>,
}

/// A text in a list, with its position.
type Name = Spanned<String>;

/// Reads a place, and checks that its id is its own and its names are told from those of the places before it.
fn read_place(
    reader: &mut SeedReader<'_>,
    entries: &DeTable<'_>,
    span: Range<usize>,
    taken: &mut TakenNames,
) -> Place {
    let label = label(PLACE_KEY, entries);
    let mut table = Table::new(reader, Some(label.clone()), entries, span);
    table.reject_draft();
    let fields = table.fields(&[DRAFT_KEY], PLACE_FIELDS);
    let text = |key: &str| fields[key].as_str().unwrap_or("").to_owned();
    let id = text("id");
    check_id(reader, &label, entries, &id, &mut taken.ids);
    let [names, also] = ["names", "also"].map(|key| texts(entries, key));
    check_once(reader, &label, &names, &also);
    let written = names
        .iter()
        .map(|name| (name, taken.add_name(name.get_ref(), &id)));
    let mut results: Vec<_> = written.collect();
    results.extend(
        also.iter()
            .map(|name| (name, taken.add_spelling(name.get_ref(), &id))),
    );
    for (name, result) in results {
        if let Err((message, remedy)) = result {
            reader.report(name.span(), Some(&label), message, remedy);
        }
    }
    Place {
        file: Arc::clone(&reader.file),
        span: entries.get("id").map_or(0..0, Spanned::span),
        id,
        country: text("country"),
        names: names.into_iter().map(Spanned::into_inner).collect(),
        also: also.into_iter().map(Spanned::into_inner).collect(),
    }
}

impl TakenNames {
    /// Adds a name of a place. Other places may have it, but only one such name.
    fn add_name(&mut self, name: &str, id: &str) -> Result<(), Taken> {
        if self.also.get(name).is_some_and(|place| place != id) {
            return Err(taken_by_other(name));
        }
        let places = self.names.entry(name.to_owned()).or_default();
        if places.iter().any(|place| place == id) {
            return Ok(());
        }
        places.push(id.to_owned());
        if places.len() == 1 {
            return Ok(());
        }
        for place in places {
            let shared = self.shared.entry(place.clone());
            let shared = shared.or_insert_with(|| name.to_owned());
            if shared != name {
                let message = format!("`{name}` is a second name that two places share");
                return Err((message, "give both places one of the names only"));
            }
        }
        Ok(())
    }

    /// Adds a spelling of the curator, which no other place may have.
    fn add_spelling(&mut self, name: &str, id: &str) -> Result<(), Taken> {
        let places = self.names.get(name).into_iter().flatten();
        let place = self
            .also
            .entry(name.to_owned())
            .or_insert_with(|| id.to_owned());
        if place != id || places.into_iter().any(|place| place != id) {
            return Err(taken_by_other(name));
        }
        Ok(())
    }
}

/// The message and the remedy for a name of another place.
type Taken = (String, &'static str);

fn taken_by_other(name: &str) -> Taken {
    let message = format!("`{name}` is already a name of another place");
    (message, "add a spelling to one place only")
}

/// Reads a person, and checks that no person before has the name.
fn read_person(
    reader: &mut SeedReader<'_>,
    entries: &DeTable<'_>,
    span: Range<usize>,
    taken: &mut HashSet<String>,
) -> Person {
    let label = label(PERSON_KEY, entries);
    let fields = Table::new(reader, Some(label.clone()), entries, span).fields(&[], PERSON_FIELDS);
    let name = fields["name"].as_str().unwrap_or("").to_owned();
    let span = entries.get("name").map_or(0..0, Spanned::span);
    let also = texts(entries, "also");
    check_once(
        reader,
        &label,
        &[Spanned::new(span.clone(), name.clone())],
        &also,
    );
    if !name.is_empty() && !taken.insert(name.clone()) {
        let message = format!("`{name}` is already the name of another person");
        let remedy = "give all spellings in one [[person]]";
        reader.report(span.clone(), Some(&label), message, remedy);
    }
    Person {
        file: Arc::clone(&reader.file),
        span,
        name,
        also: also.into_iter().map(Spanned::into_inner).collect(),
    }
}

/// The texts of a list. Values of other types are reported when the table is read.
fn texts(entries: &DeTable<'_>, key: &str) -> Vec<Name> {
    let list = entries.get(key).and_then(|list| list.get_ref().as_array());
    let values = list.into_iter().flat_map(|list| list.iter());
    let text = |value: &Spanned<toml::de::DeValue<'_>>| {
        let text = value.get_ref().as_str()?.to_owned();
        Some(Spanned::new(value.span(), text))
    };
    values.filter_map(text).collect()
}

/// Reports names that are listed twice, or as the document's and the curator's.
fn check_once(reader: &mut SeedReader<'_>, label: &str, names: &[Name], also: &[Name]) {
    let mut own = HashSet::new();
    for name in names {
        if !own.insert(name.get_ref()) {
            let message = format!("`{}` is listed twice in `names`", name.get_ref());
            reader.report(name.span(), Some(label), message, "list each name once");
        }
    }
    let mut added = HashSet::new();
    for name in also {
        let text = name.get_ref();
        let (message, remedy) = if own.contains(text) {
            let message = format!("`{text}` is a name of the document and listed in `also`");
            (
                message,
                "remove it from `also`, which is for other spellings",
            )
        } else if !added.insert(text) {
            let message = format!("`{text}` is listed twice in `also`");
            (message, "list each spelling once")
        } else {
            continue;
        };
        reader.report(name.span(), Some(label), message, remedy);
    }
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
