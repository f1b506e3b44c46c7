//! `dataset.toml`: what a data set says of itself.

use std::sync::Arc;

use serde::Deserialize;

use super::fault::Faults;
use super::pair::of_toml;
use super::source::File;

/// Everything is optional: what the file does not say, nobody says.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct About {
    pub title: Option<String>,
    /// The terms of the facts, as an SPDX expression.
    pub licence: Option<String>,
    /// How to cite the data set, without its version.
    pub citation: Option<String>,
    /// The day on which the facts were last revised.
    pub revised: Option<String>,
}

impl About {
    /// Reads the file, if there is one.
    pub fn read(file: Option<&Arc<File>>, faults: &mut Faults) -> Self {
        let read = file.map(|file| toml::from_str(&file.text).map_err(|error| faults.push(of_toml(file, &error))));
        read.and_then(Result::ok).unwrap_or_default()
    }
}
