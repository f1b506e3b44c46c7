//! Formats: which one a request asks for. A suffix of the path wins over `Accept`; neither means JSON.

use axum::http::{HeaderMap, HeaderName, Uri, header};

use super::problem::Problem;

/// A format of a list or an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    Json,
    Csv,
    Ndjson,
    TimelineJs,
}

impl Format {
    /// The formats of every list and item.
    pub const COMMON: &[Self] = &[Self::Json, Self::Csv, Self::Ndjson];
    /// The formats of what a front end may draw as a timeline.
    pub const DRAWN: &[Self] = &[Self::Json, Self::Csv, Self::Ndjson, Self::TimelineJs];

    /// The suffix, with its dot.
    pub const fn suffix(self) -> &'static str {
        match self {
            Self::Json => ".json",
            Self::Csv => ".csv",
            Self::Ndjson => ".ndjson",
            Self::TimelineJs => ".timelinejs",
        }
    }

    /// The format whose suffix a name has, of those that are offered.
    pub fn of_suffix(name: &str, offered: &[Self]) -> Option<Self> {
        offered
            .iter()
            .copied()
            .find(|format| name.ends_with(format.suffix()))
    }

    /// The media type of the answer.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Json | Self::TimelineJs => "application/json",
            Self::Csv => "text/csv; charset=utf-8; header=present",
            Self::Ndjson => "application/x-ndjson",
        }
    }

    /// What `Accept` may call it; a feed of TimelineJS goes by its suffix alone.
    const fn accepted_as(self) -> &'static [&'static str] {
        match self {
            Self::Json => &[
                "application/json",
                "application/*",
                "*/*",
                "text/html",
                "text/*",
            ],
            Self::Csv => &["text/csv"],
            Self::Ndjson => &["application/x-ndjson", "application/jsonl"],
            Self::TimelineJs => &[],
        }
    }

    /// The format that a request asks for, of those that its address has.
    pub fn asked(
        suffix: Option<Self>,
        headers: &HeaderMap,
        uri: &Uri,
        offered: &[Self],
    ) -> Result<Self, Problem> {
        if let Some(format) = suffix {
            return Ok(format);
        }
        let mut wanted = preferences(headers, &header::ACCEPT);
        if wanted.is_empty() {
            return Ok(Self::Json);
        }
        wanted.sort_by(|a, b| b.0.total_cmp(&a.0));
        let (wanted, refused) =
            wanted.split_at(wanted.partition_point(|(quality, _)| *quality > 0.0));
        // What is refused by its own name is not given for a wider one.
        let given = |format: &Self| {
            !refused
                .iter()
                .any(|(_, range)| format.accepted_as().first() == Some(&range.as_str()))
        };
        let named = wanted.iter().find_map(|(_, range)| {
            offered
                .iter()
                .filter(|format| given(format))
                .find(|format| format.accepted_as().contains(&range.as_str()))
        });
        named
            .copied()
            .ok_or_else(|| Problem::not_acceptable(uri, offered))
    }
}

/// What a header of preferences names, in its order, each with how much it is wanted, from 0 to 1.
pub fn preferences(headers: &HeaderMap, name: &HeaderName) -> Vec<(f32, String)> {
    let values = headers
        .get_all(name)
        .iter()
        .filter_map(|value| value.to_str().ok());
    let named = values
        .flat_map(|value| value.split(','))
        .filter_map(quality);
    named
        .map(|(quality, name)| (quality, name.to_lowercase()))
        .collect()
}

fn quality(range: &str) -> Option<(f32, &str)> {
    let mut parts = range.split(';').map(str::trim);
    let name = parts.next().filter(|name| !name.is_empty())?;
    let given = parts.find_map(|part| part.strip_prefix("q=").or(part.strip_prefix("Q=")));
    Some((
        given.map_or(1.0, |given| given.parse().unwrap_or(0.0)),
        name,
    ))
}
