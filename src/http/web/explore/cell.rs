//! The cells of a table: the values of an item as short texts, with links where they lead somewhere.

use super::column::Column;
use super::names::{country_name, words};
use crate::http::web::item::Item;
use crate::kind::{Derived, Field, FieldType, PART_OF, Presence, RELATION, Vocabulary};
use crate::kinds;

/// The most characters of an address that a cell shows.
const MAX_ADDRESS: usize = 48;

/// The entries of a cell, each a line: one for a single value, none if there is no value.
#[derive(Debug, Default)]
pub struct Cell {
    pub entries: Vec<Vec<Piece>>,
}

/// A part of an entry, with the text that joins it to the others.
#[derive(Debug, Default)]
pub struct Piece {
    pub before: &'static str,
    pub text: String,
    pub after: &'static str,
    /// The meaning of a value of a vocabulary.
    pub meaning: Option<&'static str>,
    pub url: Option<String>,
    pub style: Style,
}

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    #[default]
    Plain,
    /// A name as a document writes it, perhaps in letters from right to left.
    Name,
    Code,
    Caveat,
}

impl Piece {
    fn new(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            ..Self::default()
        }
    }

    fn styled(style: Style, text: impl Into<String>) -> Self {
        Self {
            style,
            ..Self::new(text)
        }
    }

    fn link(text: impl Into<String>, url: String) -> Self {
        Self {
            url: Some(url),
            ..Self::new(text)
        }
    }

    pub fn is_name(&self) -> bool {
        self.style == Style::Name
    }

    pub fn is_code(&self) -> bool {
        self.style == Style::Code
    }

    pub fn is_caveat(&self) -> bool {
        self.style == Style::Caveat
    }
}

/// The cell of an item in a column.
pub fn cell(item: &Item, column: &Column) -> Cell {
    let entries = match column.field {
        Some(field) => field_entries(item, field),
        None => common_entries(item, column.key),
    };
    let entries = entries.into_iter();
    Cell {
        entries: entries.filter(|entry| !entry.is_empty()).collect(),
    }
}

/// The page that shows a fact.
pub fn fact_url(item: &Item) -> String {
    if item.text("kind") == kinds::sentence().name {
        let (document, start) = (item.text("document"), item.text("start"));
        return format!("/documents/{document}#s{start}");
    }
    item.page_url(&item.text(RELATION), &item.text("part_of.id"))
}

/// The entries of a key that items of all kinds have.
fn common_entries(item: &Item, key: &'static str) -> Vec<Vec<Piece>> {
    let annotations = kinds::annotating_kind();
    match key {
        "title" => vec![title(item)],
        "date" => vec![date(item, key)],
        "kind" | "rank" => vec![plain(words(&item.text(key)).into_owned())],
        PART_OF => vec![fact(&item.part(key), &item.text(RELATION))],
        "sources" => item.list(key).iter().map(source).collect(),
        "url" => vec![vec![Piece::link(item.text(key), item.text(key))]],
        RELATION => {
            let id = item.text(key);
            vec![vec![Piece::link(id.clone(), format!("/relations/{id}"))]]
        }
        _ if key == annotations.plural => {
            let link = |id: Item| {
                let id = id.text("");
                let url = format!("/relations/{}#{id}", item.text(RELATION));
                vec![Piece::link(id, url)]
            };
            item.list(key).into_iter().map(link).collect()
        }
        _ => vec![plain(item.text(key))],
    }
}

fn plain(text: String) -> Vec<Piece> {
    if text.is_empty() {
        Vec::new()
    } else {
        vec![Piece::new(text)]
    }
}

/// The title as a link to the fact, and whose statement it is.
fn title(item: &Item) -> Vec<Piece> {
    let caveat = item.caveat().map(|caveat| Piece {
        before: ", ",
        ..Piece::styled(Style::Caveat, caveat)
    });
    let link = Piece {
        style: Style::Name,
        ..Piece::link(item.text("title"), fact_url(item))
    };
    std::iter::once(link).chain(caveat).collect()
}

/// The words of the document for a date, and the date in EDTF.
fn date(item: &Item, path: &str) -> Vec<Piece> {
    if !item.has(path) {
        return Vec::new();
    }
    let (words, edtf) = (item.date_words(path), item.part(path).text("edtf"));
    let code = (edtf != words).then(|| Piece {
        before: " ",
        ..Piece::styled(Style::Code, edtf)
    });
    std::iter::once(Piece::new(words)).chain(code).collect()
}

/// The pointer of a source, as a link to the sentence on the web, or else on the page of the document.
fn source(source: &Item) -> Vec<Piece> {
    let pointer = source.text("pointer");
    let url = if source.has("link") {
        source.text("link")
    } else {
        let (document, start) = (source.text("document"), source.text("start"));
        format!("/documents/{document}#s{start}")
    };
    vec![Piece::link(pointer, url)]
}

/// Another fact of the same relation, by its title.
fn fact(fact: &Item, relation: &str) -> Vec<Piece> {
    if !fact.has("id") {
        return Vec::new();
    }
    let title = fact.text("title");
    let title = if title.is_empty() {
        fact.text("id")
    } else {
        title
    };
    vec![Piece::link(title, fact.page_url(relation, ""))]
}

fn field_entries(item: &Item, field: &'static Field) -> Vec<Vec<Piece>> {
    let relation = item.text(RELATION);
    let value = item.part(field.name);
    match (field.presence, field.field_type) {
        (Presence::Derived(Derived::State), _) => state_entries(item, &value, &relation),
        (_, FieldType::Parts(kind)) => {
            let count = item.list(field.name).len();
            let list = kind.plural.replace('_', "-");
            let url = format!("/explore/{list}?{PART_OF}={}", item.text("id"));
            let text = format!("{count} {}", words(kind.plural));
            let link = (count > 0).then(|| vec![Piece::link(text, url)]);
            link.into_iter().collect()
        }
        (_, FieldType::List(entry)) => {
            let entries = item.list(field.name);
            entries
                .iter()
                .map(|one| pieces(*entry, one, &relation))
                .collect()
        }
        (_, field_type) => vec![pieces(field_type, &value, &relation)],
    }
}

/// The status of a state, and the fields that are carried from its events.
fn state_entries(item: &Item, state: &Item, relation: &str) -> Vec<Vec<Piece>> {
    let Some(states) = kinds::by_name(&item.text("kind")).and_then(|kind| kind.states) else {
        return Vec::new();
    };
    let status = vec![choice(states.statuses, &state.text("status"))];
    let carried = states.carries.iter().flat_map(|carried| {
        let field = &carried.field;
        let values = match field.field_type {
            FieldType::List(entry) => {
                let entries = state.list(field.name);
                entries
                    .iter()
                    .map(|one| pieces(*entry, one, relation))
                    .collect()
            }
            field_type => vec![pieces(field_type, &state.part(field.name), relation)],
        };
        values.into_iter().filter(|value| !value.is_empty())
    });
    std::iter::once(status).chain(carried).collect()
}

fn choice(vocabulary: &'static Vocabulary, value: &str) -> Piece {
    let mut entries = vocabulary.entries();
    let known = entries.find(|(known, _)| *known == value);
    Piece {
        meaning: known.map(|(_, meaning)| meaning),
        ..Piece::new(words(value).into_owned())
    }
}

/// The pieces of a value; none if there is no value.
fn pieces(field_type: FieldType, value: &Item, relation: &str) -> Vec<Piece> {
    match field_type {
        FieldType::Group(fields) => return group(fields, value, relation),
        FieldType::Date => return date(value, ""),
        FieldType::Fact => return fact(value, relation),
        _ if !value.has("") => return Vec::new(),
        _ => {}
    }
    let text = value.text("");
    vec![match field_type {
        FieldType::Place => Piece::styled(Style::Name, value.text("name")),
        FieldType::Literal | FieldType::Spelling => Piece::styled(Style::Name, text),
        FieldType::Country => Piece::new(country_name(&text)),
        FieldType::Choice(vocabulary) => choice(vocabulary, &text),
        FieldType::Flag => Piece::new(if value.is("") { "yes" } else { "no" }),
        FieldType::Url => Piece::link(shortened(&text), text),
        FieldType::Hash => Piece::styled(Style::Code, text),
        _ => Piece::new(text),
    }]
}

/// The pieces of a group: its words or its name, and in parentheses what else it says. Numbers are in the words already.
fn group(fields: &'static [Field], value: &Item, relation: &str) -> Vec<Piece> {
    let is_shown = |field: &&Field| !matches!(field.field_type, FieldType::List(_));
    let mut parts: Vec<(&Field, Vec<Piece>)> = fields
        .iter()
        .filter(is_shown)
        .map(|field| {
            (
                field,
                pieces(field.field_type, &value.part(field.name), relation),
            )
        })
        .filter(|(_, pieces)| !pieces.is_empty())
        .collect();
    let leading = ["text", "name"];
    let named = leading
        .iter()
        .find_map(|name| parts.iter().position(|(field, _)| field.name == *name));
    if parts.is_empty() {
        return Vec::new();
    }
    let mut all = parts.remove(named.unwrap_or(0)).1;
    let is_number = |field: &Field| {
        matches!(field.field_type, FieldType::Integer | FieldType::Currency) && named.is_some()
    };
    parts.retain(|(field, _)| !is_number(field));
    let mut rest: Vec<Piece> = parts.into_iter().flat_map(|(_, pieces)| pieces).collect();
    for (index, piece) in rest.iter_mut().enumerate() {
        piece.before = if index == 0 { " (" } else { ", " };
    }
    if let Some(last) = rest.last_mut() {
        last.after = ")";
    }
    all.extend(rest);
    all
}

/// An address without its scheme, cut where it is long.
fn shortened(address: &str) -> String {
    let (_, rest) = address.split_once("://").unwrap_or(("", address));
    let mut short: String = rest.chars().take(MAX_ADDRESS).collect();
    if short.len() < rest.len() {
        short.push('…');
    }
    short
}
