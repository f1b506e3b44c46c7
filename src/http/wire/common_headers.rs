//! The headers that do not depend on what is requested, listed in one place.

use axum::http::{HeaderMap, HeaderName, HeaderValue, header};

use super::request_id::REQUEST_ID;
use crate::http::problem::ALLOWED_METHODS;
use crate::store::Dataset;

/// The version of the data set, for formats that have no other place for it.
const DATASET: HeaderName = HeaderName::from_static("x-dataset");

/// Sent with every response, errors and 304 included.
const ALWAYS: &[(HeaderName, &str)] = &[
    (header::VARY, "Accept, Accept-Encoding"),
    (header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
    (
        header::ACCESS_CONTROL_EXPOSE_HEADERS,
        "accept-ranges, content-disposition, content-range, etag, last-modified, link, retry-after, x-dataset, x-request-id",
    ),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (
        header::LINK,
        "</openapi.json>; rel=\"service-desc\"; type=\"application/json\", </docs>; rel=\"service-doc\"; \
         type=\"text/html\", </v1/dataset>; rel=\"describedby\"; type=\"application/json\"",
    ),
];

/// Shared caches may keep a response for 5 minutes, and serve it for a day while they revalidate it.
const CACHED: HeaderValue =
    HeaderValue::from_static("public, max-age=300, stale-while-revalidate=86400");
/// For errors and for responses about the server's current state.
const UNCACHED: HeaderValue = HeaderValue::from_static("no-cache");

/// The headers of a response to OPTIONS. For a CORS preflight request they say that any page may send any of our requests,
/// and that browsers may remember that for a day.
const PREFLIGHT: &[(HeaderName, &str)] = &[
    (header::ALLOW, ALLOWED_METHODS),
    (header::ACCESS_CONTROL_ALLOW_METHODS, ALLOWED_METHODS),
    (header::ACCESS_CONTROL_ALLOW_HEADERS, "*"),
    (header::ACCESS_CONTROL_MAX_AGE, "86400"),
];

/// The common headers of each type of response.
#[derive(Debug)]
pub struct CommonHeaders {
    /// Responses about the data, which does not change while it is served.
    pub cached: HeaderMap,
    /// Errors and responses about the server's current state.
    pub uncached: HeaderMap,
    /// 304. The slots of the ETag and the request id are reserved, so that inserting them never reallocates.
    pub not_modified: HeaderMap,
    /// Responses to OPTIONS.
    pub preflight: HeaderMap,
}

impl CommonHeaders {
    pub fn new(dataset: &Dataset) -> Self {
        let version =
            HeaderValue::try_from(&dataset.version).expect("a version is hexadecimal digits");
        let mut always: HeaderMap = ALWAYS.iter().map(from_static).collect();
        always.insert(DATASET, version);
        let (mut cached, mut uncached) = (always.clone(), always);
        cached.insert(header::CACHE_CONTROL, CACHED);
        cached.extend(last_modified(dataset).map(|date| (header::LAST_MODIFIED, date)));
        uncached.insert(header::CACHE_CONTROL, UNCACHED);
        let (mut not_modified, mut preflight) = (cached.clone(), uncached.clone());
        for name in [header::ETAG, REQUEST_ID] {
            not_modified.insert(name, HeaderValue::from_static(""));
        }
        preflight.extend(PREFLIGHT.iter().map(from_static));
        Self {
            cached,
            uncached,
            not_modified,
            preflight,
        }
    }
}

impl CommonHeaders {
    /// True if the data is no newer than `If-Modified-Since`, which counts only without `If-None-Match`.
    pub fn is_unmodified(&self, request: &HeaderMap) -> bool {
        let parse = |date: &HeaderValue| {
            let parser = jiff::fmt::rfc2822::DateTimeParser::new();
            parser.parse_timestamp(date.to_str().ok()?).ok()
        };
        let since = request.get(header::IF_MODIFIED_SINCE).and_then(parse);
        let modified = self.cached.get(header::LAST_MODIFIED).and_then(parse);
        !request.contains_key(header::IF_NONE_MATCH)
            && since
                .zip(modified)
                .is_some_and(|(since, modified)| modified <= since)
    }
}

/// Adds common headers to those of a response, whose own `Link` headers stay.
pub fn add(headers: &mut HeaderMap, common: &HeaderMap) {
    for (name, value) in common {
        if name == header::LINK {
            headers.append(name.clone(), value.clone());
        } else {
            headers.insert(name.clone(), value.clone());
        }
    }
}

fn from_static((name, value): &(HeaderName, &'static str)) -> (HeaderName, HeaderValue) {
    (name.clone(), HeaderValue::from_static(value))
}

/// Midnight UTC of the day on which the facts were last revised, as an HTTP date; `None` if that day is not known.
fn last_modified(dataset: &Dataset) -> Option<HeaderValue> {
    let day: jiff::civil::Date = dataset.revised.as_deref()?.parse().ok()?;
    let midnight = day
        .to_zoned_datetime(jiff::tz::TimeZone::UTC)
        .ok()?
        .timestamp();
    let printer = jiff::fmt::rfc2822::DateTimePrinter::new();
    let date = printer.timestamp_to_rfc9110_string(&midnight).ok()?;
    HeaderValue::try_from(date).ok()
}
