//! `dataset.toml`: what a data set says of itself.

use std::sync::Arc;

use serde::Deserialize;

use super::fault::{Fault, Faults};
use super::pair::of_toml;
use super::source::File;
use crate::values::day;

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
        let about: Self = read.and_then(Result::ok).unwrap_or_default();
        let no_day = about.revised.as_deref().is_some_and(|day| day.len() != 10 || day::span(day).is_none());
        if let (Some(file), true) = (file, no_day) {
            let start = file.text.find("revised").unwrap_or_default();
            let span = start..start + "revised".len();
            faults.push(Fault::new(file, span, "`revised` is no day", "write a day, such as 2026-11-23"));
        }
        about
    }
}
