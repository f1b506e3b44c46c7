//! Response formats, and how a request chooses one: a suffix of the path wins over `Accept`; without either it is JSON.

use std::sync::LazyLock;

use axum::http::{HeaderMap, HeaderValue, header};
use headers_accept::Accept;
use headers_core::Header as _;
use mediatype::{MediaType, MediaTypeBuf};

/// A format of a list or an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    Json,
    Csv,
    Ndjson,
    Xlsx,
    TimelineJs,
}

/// The media type of workbooks.
pub const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// The media types that `Accept` may name, in the order in which wildcards choose between them. A TimelineJS feed is chosen by
/// its suffix only.
static NEGOTIABLE: LazyLock<Vec<(MediaType<'static>, Format)>> = LazyLock::new(|| {
    [
        ("application/json", Format::Json),
        ("text/csv", Format::Csv),
        ("application/x-ndjson", Format::Ndjson),
        ("application/jsonl", Format::Ndjson),
        (XLSX, Format::Xlsx),
    ]
    .map(|(name, format)| (MediaType::parse(name).expect("a media type"), format))
    .into()
});

impl Format {
    /// The formats of every list and item.
    pub const COMMON: &[Self] = &[Self::Json, Self::Csv, Self::Ndjson, Self::Xlsx];
    /// The formats of lists that a front end may draw as a timeline.
    pub const WITH_TIMELINE: &[Self] = &[
        Self::Json,
        Self::Csv,
        Self::Ndjson,
        Self::Xlsx,
        Self::TimelineJs,
    ];

    /// The path suffix, with its dot.
    pub const fn suffix(self) -> &'static str {
        match self {
            Self::Json => ".json",
            Self::Csv => ".csv",
            Self::Ndjson => ".ndjson",
            Self::Xlsx => ".xlsx",
            Self::TimelineJs => ".timelinejs",
        }
    }

    /// The name of the format, for readers.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Json => "JSON",
            Self::Csv => "CSV",
            Self::Ndjson => "NDJSON",
            Self::Xlsx => "XLSX",
            Self::TimelineJs => "TimelineJS",
        }
    }

    /// The media type of a response, with its parameters.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Json | Self::TimelineJs => "application/json",
            Self::Csv => "text/csv; charset=utf-8; header=present",
            Self::Ndjson => "application/x-ndjson",
            Self::Xlsx => XLSX,
        }
    }

    /// Splits a path segment such as `some-id.csv` into its name and the offered format that its suffix names.
    pub fn split_suffix<'n>(name: &'n str, offered: &[Self]) -> (&'n str, Option<Self>) {
        let suffixed = |format: &Self| Some((name.strip_suffix(format.suffix())?, Some(*format)));
        offered.iter().find_map(suffixed).unwrap_or((name, None))
    }

    /// The offered format that `Accept` prefers; `None` if none is acceptable. A header that cannot be parsed counts as absent.
    pub fn negotiate(headers: &HeaderMap, offered: &[Self]) -> Option<Self> {
        let Some(accept) = accept_header(headers) else {
            return Some(Self::Json);
        };
        let available: Vec<&MediaType> = NEGOTIABLE
            .iter()
            .filter(|(_, format)| offered.contains(format))
            .map(|(media_type, _)| media_type)
            .collect();
        let Some(chosen) = accept.negotiate(available) else {
            return asks_for_html_alone(&accept).then_some(Self::Json);
        };
        NEGOTIABLE
            .iter()
            .find(|(media_type, _)| media_type == chosen)
            .map(|(_, format)| *format)
    }
}

/// The available media type that `Accept` prefers; `None` if none is acceptable. Without the header it is the first one.
pub fn preferred_type<'t>(headers: &HeaderMap, available: &[&'t str]) -> Option<&'t str> {
    let Some(accept) = accept_header(headers) else {
        return available.first().copied();
    };
    let parse = |name: &&'t str| MediaType::parse(name).expect("a media type");
    let parsed: Vec<MediaType> = available.iter().map(parse).collect();
    let chosen = accept.negotiate(&parsed)?;
    let position = parsed.iter().position(|media_type| media_type == chosen);
    position.map(|position| available[position])
}

/// True if the client is a browser, or prefers HTML to JSON for another reason.
pub fn prefers_html(headers: &HeaderMap) -> bool {
    preferred_type(headers, &["application/json", "text/html"]) == Some("text/html")
}

/// The parsed `Accept` header. One that is empty or cannot be parsed counts as absent. Parameters such as `charset` are left out:
/// each type has one form here, whatever its parameters.
fn accept_header(headers: &HeaderMap) -> Option<Accept> {
    let lines = headers.get_all(header::ACCEPT).iter();
    let ranges = lines
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(','));
    let plain = ranges.map(|range| {
        let mut parts = range.split(';').map(str::trim);
        let essence = parts.next().unwrap_or_default();
        let weight = parts.find(|part| {
            part.get(..2)
                .is_some_and(|name| name.eq_ignore_ascii_case("q="))
        });
        [Some(essence), weight]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(";")
    });
    let value = HeaderValue::try_from(plain.collect::<Vec<_>>().join(", ")).ok()?;
    let accept = Accept::decode(&mut std::iter::once(&value));
    let names_any = |accept: &Accept| accept.media_types().next().is_some();
    accept.ok().filter(names_any)
}

/// True for a browser that reads a list as a page: it gets JSON, unless it refuses that.
fn asks_for_html_alone(accept: &Accept) -> bool {
    let [html, json] =
        ["text/html", "application/json"].map(|name| MediaType::parse(name).expect("a media type"));
    let names_json = |media_type: &MediaTypeBuf| media_type.essence() == json;
    accept.negotiate([&html]).is_some() && !accept.media_types().any(names_json)
}
