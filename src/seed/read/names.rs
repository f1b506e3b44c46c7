//! Places and people of a pair, and the names that facts may use for them.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::sync::Arc;

use crate::seed::diagnostics::did_you_mean;
use crate::seed::source_file::SourceFile;
use crate::values::nearest::nearest;

/// A place with all its names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    pub file: Arc<SourceFile>,
    /// The position of its id.
    pub span: Range<usize>,
    pub id: String,
    /// ISO 3166 alpha-3.
    pub country: String,
    /// Every name that the document gives it.
    pub names: Vec<String>,
    /// Other spellings, added by the curator.
    pub also: Vec<String>,
}

/// A person or body with other spellings of the name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    pub file: Arc<SourceFile>,
    /// The position of the name.
    pub span: Range<usize>,
    /// The name as the document writes it.
    pub name: String,
    /// Other spellings, added by the curator.
    pub also: Vec<String>,
}

/// The places and people of a pair by their names.
#[derive(Debug)]
pub struct PairNames<'p> {
    /// The places with each name of the documents. Few have several.
    places: BTreeMap<&'p str, Vec<&'p Place>>,
    people: HashMap<&'p str, &'p Person>,
}

/// The place that a fact names.
pub struct NamedPlace<'p> {
    pub place: &'p Place,
    /// The name of the documents.
    pub name: &'p str,
}

/// The reason why a text names no place.
pub enum UnknownPlace<'p> {
    /// It is a name of each of these places.
    Shared(Vec<&'p str>),
    /// It is a spelling that the curator added to a place, which has this name in the documents.
    Added(&'p str),
    /// No place has the name.
    Unknown,
}

impl<'p> PairNames<'p> {
    pub fn new(places: &'p [Place], people: &'p [Person]) -> Self {
        let mut by_name: BTreeMap<&str, Vec<&Place>> = BTreeMap::new();
        for place in places {
            for name in &place.names {
                by_name.entry(name).or_default().push(place);
            }
        }
        Self {
            places: by_name,
            people: people.iter().map(|one| (&*one.name, one)).collect(),
        }
    }

    /// The place that a fact names: by a name that only this place has, or by its id if it shares a name with another place.
    pub fn place(&self, written: &str) -> Result<NamedPlace<'p>, UnknownPlace<'p>> {
        let Some((&name, places)) = self.places.get_key_value(written) else {
            return self.shared(written).ok_or_else(|| self.added(written));
        };
        if let [place] = places[..] {
            return Ok(NamedPlace { place, name });
        }
        let ids = places.iter().map(|place| place.id.as_str());
        Err(UnknownPlace::Shared(ids.collect()))
    }

    /// The place with an id that shares a name with another place.
    fn shared(&self, id: &str) -> Option<NamedPlace<'p>> {
        let mut shared = self.places.iter().filter(|(_, places)| places.len() > 1);
        shared.find_map(|(&name, places)| {
            let place = *places.iter().find(|place| place.id == id)?;
            Some(NamedPlace { place, name })
        })
    }

    fn added(&self, written: &str) -> UnknownPlace<'p> {
        let mut places = self.places.values().flatten();
        let has_added = |place: &&&Place| place.also.iter().any(|name| name == written);
        let name = places.find(has_added).and_then(|place| place.names.first());
        name.map_or(UnknownPlace::Unknown, |name| UnknownPlace::Added(name))
    }

    /// The spellings that the curator added to the name of a person or body.
    pub fn other_spellings(&self, name: &str) -> &'p [String] {
        self.people.get(name).map_or(&[], |person| &person.also)
    }

    /// The message and the remedy for a text that names no place. A similar name is looked for only if `suggests`.
    pub fn explain(&self, unknown: &UnknownPlace<'_>, text: &str, suggests: bool) -> [String; 2] {
        let message = format!("unknown place `{text}`");
        match unknown {
            UnknownPlace::Shared(ids) => [
                format!("`{text}` is a name of several places"),
                format!("write the id of the place: `{}`", ids.join("` or `")),
            ],
            UnknownPlace::Added(name) => [
                message,
                format!(
                    "write the document's name, such as `{name}`, or move `{text}` from `also` to `names`"
                ),
            ],
            UnknownPlace::Unknown => {
                let names = self.places.keys().copied();
                let nearest = suggests.then(|| nearest(text, names)).flatten();
                let remedy =
                    "add it to the `names` of a [[place]] in relation.toml, or add a new [[place]]";
                [message, did_you_mean(nearest) + remedy]
            }
        }
    }
}
