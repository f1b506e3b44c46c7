//! The columns of a list: the keys of its items, those that are shown unless others are chosen, and the links that sort by them.

use super::address::Address;
use super::names::label;
use crate::http::query::list_request::ListRequest;
use crate::kind::{Field, Kind, Parameter, ParameterRole, RELATION};
use crate::store::{Collection, Direction, SortField, SortKey};

/// The keys that every table shows first, and the one that it shows last.
const FIRST: [&str; 2] = ["title", "date"];
const LAST: &str = "sources";

/// The name of the parameter that sorts.
const SORT: &str = "sort";

/// A column of a table.
#[derive(Debug, Clone)]
pub struct Column {
    pub key: &'static str,
    pub label: String,
    /// The field that the kind declares; `None` for the keys that all items have.
    pub field: Option<&'static Field>,
    pub sorts: Vec<SortLink>,
}

/// A link that sorts by a column, or in the other direction if it is sorted by it.
#[derive(Debug, Clone)]
pub struct SortLink {
    pub label: String,
    pub url: String,
    pub direction: Option<Direction>,
}

impl SortLink {
    pub fn is_ascending(&self) -> bool {
        self.direction == Some(Direction::Ascending)
    }

    pub fn is_descending(&self) -> bool {
        self.direction == Some(Direction::Descending)
    }
}

impl Column {
    /// The direction of the column that the table is sorted by, in the words of `aria-sort`.
    pub fn aria_sort(&self) -> Option<&'static str> {
        let direction = self.sorts.iter().find_map(|sort| sort.direction)?;
        Some(match direction {
            Direction::Ascending => "ascending",
            Direction::Descending => "descending",
        })
    }
}

/// The columns of a list that a request shows.
pub fn columns(
    collection: Collection,
    parameters: &'static [Parameter],
    query: &ListRequest,
    address: &Address,
) -> Vec<Column> {
    let shown = shown_keys(collection, parameters, query);
    let names = allowed(parameters, ParameterRole::Sort);
    let column = |key: &'static str| Column {
        key,
        label: label(key),
        field: field(collection, key),
        sorts: names
            .iter()
            .filter(|name| sorted_key(collection, name) == Some(key))
            .map(|name| sort_link(name, query, address))
            .collect(),
    };
    shown.into_iter().map(column).collect()
}

/// The keys that a request shows, in the order of the items, but for the title, which comes first.
pub fn shown_keys(
    collection: Collection,
    parameters: &'static [Parameter],
    query: &ListRequest,
) -> Vec<&'static str> {
    let keys = allowed(parameters, ParameterRole::Fields);
    let is_shown = |key: &str| match &query.fields[..] {
        [] => is_default(collection, key),
        chosen => chosen.iter().any(|one| one == key),
    };
    let (first, rest): (Vec<&str>, Vec<&str>) = keys
        .into_iter()
        .filter(|key| is_shown(key))
        .partition(|key| FIRST.contains(key));
    first.into_iter().chain(rest).collect()
}

/// The values that a parameter of this role may have; none if the list has no such parameter.
pub fn allowed(parameters: &'static [Parameter], role: ParameterRole) -> Vec<&'static str> {
    let parameter = parameters.iter().find(|one| one.role == role);
    let values = parameter.and_then(|parameter| parameter.value_type.allowed());
    values.unwrap_or_default().to_vec()
}

/// The keys to show where none is chosen: those by which lists of the kind can be filtered say the most.
fn is_default(collection: Collection, key: &str) -> bool {
    if FIRST.contains(&key) || key == LAST {
        return true;
    }
    match collection {
        Collection::Kind(kind) => {
            is_filtered(kind, key) || kind.fields.len() == 1 && is_own(kind, key)
        }
        Collection::Timeline | Collection::Search => ["kind", RELATION].contains(&key),
    }
}

fn is_filtered(kind: &Kind, key: &str) -> bool {
    let mut paths = kind.filters.iter().map(|filter| filter.path);
    paths.any(|path| path.split('.').next() == Some(key))
}

fn is_own(kind: &Kind, key: &str) -> bool {
    kind.fields.iter().any(|field| field.name == key)
}

fn field(collection: Collection, key: &str) -> Option<&'static Field> {
    let Collection::Kind(kind) = collection else {
        return None;
    };
    kind.fields.iter().find(|field| field.name == key)
}

/// The key that a name of a sort sorts by.
fn sorted_key(collection: Collection, name: &'static str) -> Option<&'static str> {
    let Collection::Kind(kind) = collection else {
        return Some(name);
    };
    match kind.sorts.iter().find(|sort| sort.name == name) {
        Some(sort) => sort.path.split('.').next(),
        None => Some(name),
    }
}

fn sort_link(name: &'static str, query: &ListRequest, address: &Address) -> SortLink {
    let is_named = |key: &SortKey| match key.field {
        SortField::Date => name == "date",
        SortField::Id => name == "id",
        SortField::Title => name == "title",
        SortField::Declared(own) => name == own,
    };
    let direction = match query.sort.first() {
        Some(key) => is_named(key).then_some(key.direction),
        None => (name == "date").then_some(Direction::Ascending),
    };
    let next = if direction == Some(Direction::Ascending) {
        ["-", name].concat()
    } else {
        name.to_owned()
    };
    SortLink {
        label: label(name),
        url: address.with(SORT, &next).url(),
        direction,
    }
}
