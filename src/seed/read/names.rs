//! Places of a pair, and the names that facts may use for them.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

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
}

/// Every name of a place, with the place's id.
#[derive(Debug)]
pub struct PlaceNames(BTreeMap<String, String>);

impl PlaceNames {
    pub fn new(places: &[Place]) -> Self {
        let names_of = |place: &Place| {
            let id = place.id.clone();
            let names = place.names.clone().into_iter();
            names.map(move |name| (name, id.clone()))
        };
        Self(places.iter().flat_map(names_of).collect())
    }

    pub fn id(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }

    /// The name that a misspelt one was probably meant to be.
    pub fn nearest(&self, name: &str) -> Option<&str> {
        nearest(name, self.0.keys().map(String::as_str))
    }
}
