//! The headers that answers carry whatever is asked: all of them are listed here.

use axum::http::{HeaderMap, HeaderName, HeaderValue, header};

use super::request_id::REQUEST_ID;
use crate::store::Dataset;

/// The version of the data set, which formats that are no JSON have no other place for.
const DATASET: HeaderName = HeaderName::from_static("x-dataset");

/// On every answer, errors and 304 included: what it depends on besides its address, that any page may read it and its
/// headers, that its type is what it says, and where the machine's description stands, the people's, and that of the data.
const ALWAYS: &[(HeaderName, &str)] = &[
    (header::VARY, "Accept, Accept-Encoding"),
    (header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
    (
        header::ACCESS_CONTROL_EXPOSE_HEADERS,
        "etag, link, content-disposition, last-modified, retry-after, x-dataset, x-request-id",
    ),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (
        header::LINK,
        "</openapi.json>; rel=\"service-desc\"; type=\"application/json\", </docs/>; rel=\"service-doc\"; \
         type=\"text/html\", </v1/dataset>; rel=\"describedby\"; type=\"application/json\"",
    ),
];

/// How long a copy is good, and how long it may be used while a new one is fetched.
const CACHED: HeaderValue =
    HeaderValue::from_static("public, max-age=300, stale-while-revalidate=86400");
/// For what tells of this moment, and for errors.
const FRESH: HeaderValue = HeaderValue::from_static("no-cache");

/// What a browser asks before it sends a request of another page's: any of ours may come, for a day.
const PREFLIGHT: &[(HeaderName, &str)] = &[
    (header::ACCESS_CONTROL_ALLOW_METHODS, "GET, HEAD, OPTIONS"),
    (header::ACCESS_CONTROL_ALLOW_HEADERS, "*"),
    (header::ACCESS_CONTROL_MAX_AGE, "86400"),
];

/// The standing headers of each sort of answer.
#[derive(Debug)]
pub struct Standing {
    /// Of answers about the data, which is the same for as long as it is served.
    pub lasting: HeaderMap,
    /// Of errors, and of answers about this moment.
    pub passing: HeaderMap,
    /// Of 304. The tag and the request's name, which differ, are there already: a map that need not grow is quick to fill.
    pub unmodified: HeaderMap,
    /// Of answers to OPTIONS.
    pub preflight: HeaderMap,
}

impl Standing {
    pub fn of(dataset: &Dataset) -> Self {
        let version = HeaderValue::try_from(&dataset.version)
            .ok()
            .map(|version| (DATASET, version));
        let always = || ALWAYS.iter().map(constant).chain(version.clone());
        let lasting = always().chain([(header::CACHE_CONTROL, CACHED)]);
        let revised = revised(dataset).map(|date| (header::LAST_MODIFIED, date));
        let passing: HeaderMap = always().chain([(header::CACHE_CONTROL, FRESH)]).collect();
        let preflight = passing
            .clone()
            .into_iter()
            .filter_map(|(name, value)| Some((name?, value)));
        let lasting: HeaderMap = lasting.chain(revised).collect();
        let mut unmodified = lasting.clone();
        for name in [header::ETAG, REQUEST_ID] {
            unmodified.insert(name, HeaderValue::from_static(""));
        }
        Self {
            lasting,
            unmodified,
            preflight: preflight.chain(PREFLIGHT.iter().map(constant)).collect(),
            passing,
        }
    }
}

/// Adds standing headers to those of an answer, which may have links of its own.
pub fn add(headers: &mut HeaderMap, standing: &HeaderMap) {
    for (name, value) in standing {
        if name == header::LINK {
            headers.append(name.clone(), value.clone());
        } else {
            headers.insert(name.clone(), value.clone());
        }
    }
}

fn constant((name, value): &(HeaderName, &'static str)) -> (HeaderName, HeaderValue) {
    (name.clone(), HeaderValue::from_static(value))
}

/// Midnight of the day on which the facts were last revised, as HTTP writes it.
fn revised(dataset: &Dataset) -> Option<HeaderValue> {
    let day: jiff::civil::Date = dataset.revised.as_deref()?.parse().ok()?;
    let midnight = day
        .to_zoned_datetime(jiff::tz::TimeZone::UTC)
        .ok()?
        .timestamp();
    let date = jiff::fmt::rfc2822::DateTimePrinter::new()
        .timestamp_to_rfc9110_string(&midnight)
        .ok()?;
    HeaderValue::try_from(date).ok()
}
