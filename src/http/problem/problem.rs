//! A problem on its way to the client.

use std::sync::Arc;

use axum::http::uri::PathAndQuery;
use axum::http::{HeaderValue, Method, Uri, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use super::invalid_parameter::{InvalidParameter, Reason};
use super::types::{self, ProblemType};
use crate::http::format::Format;
use crate::store::StoreError;
use crate::values::uri_reference::uri_reference;

/// The methods that every route accepts.
pub const ALLOWED_METHODS: &str = "GET, HEAD, OPTIONS";

/// The name of the problem that a response reports, as an extension that the metrics read.
#[derive(Debug, Clone, Copy)]
pub struct ProblemName(pub &'static str);

/// An error response. Its fields are the members of the body: those of RFC 9457, and `errors`.
#[derive(Debug, Clone, Serialize)]
pub struct Problem {
    #[serde(rename = "type")]
    pub type_url: Box<str>,
    pub title: &'static str,
    pub status: u16,
    pub detail: Box<str>,
    /// The requested URL; `None` where the problem does not depend on it.
    instance: Option<Box<str>>,
    pub errors: Vec<InvalidParameter>,
    /// The URLs that the request may have meant, for the page that shows the problem.
    #[serde(skip)]
    pub suggestions: Box<[String]>,
    #[serde(skip)]
    definition: &'static ProblemType,
}

impl Problem {
    fn new(definition: &'static ProblemType, detail: impl Into<Box<str>>) -> Self {
        Self {
            type_url: ["/docs/problems/", definition.name].concat().into(),
            title: definition.title,
            status: definition.status.as_u16(),
            detail: detail.into(),
            instance: None,
            errors: Vec::new(),
            suggestions: Box::default(),
            definition,
        }
    }

    /// The same, about a URL.
    fn at(mut self, uri: &Uri) -> Self {
        let url = uri.path_and_query().map(PathAndQuery::as_str);
        self.instance = Some(uri_reference(url.unwrap_or(uri.path())).into());
        self
    }

    fn with_errors(mut self, errors: Vec<InvalidParameter>) -> Self {
        self.errors = errors;
        self
    }

    /// The same, with the URLs that the request may have meant.
    pub fn with_suggestions(mut self, urls: impl IntoIterator<Item = String>) -> Self {
        self.suggestions = urls.into_iter().collect();
        self
    }

    /// 400: every invalid parameter of the request.
    pub fn invalid_parameters(uri: &Uri, errors: Vec<InvalidParameter>) -> Self {
        let sentences: Vec<String> = errors.iter().map(InvalidParameter::sentence).collect();
        let problem = Self::new(&types::INVALID_PARAMETER, sentences.join(" "));
        problem.at(uri).with_errors(errors)
    }

    /// 404: `error` names the closest existing names.
    pub fn not_found(uri: &Uri, detail: String, error: InvalidParameter) -> Self {
        let problem = Self::new(&types::NOT_FOUND, detail);
        problem.at(uri).with_errors(vec![error])
    }

    /// 406, with the formats that are offered as suffixes of the path, and those that `Accept` may name.
    pub fn not_acceptable(uri: &Uri, formats: &[Format], media_types: &[&'static str]) -> Self {
        let suffixes = formats.iter().map(|format| format.suffix());
        let suffixes: Vec<&str> = suffixes.collect();
        let by_header = InvalidParameter::new("Accept", Reason::Invalid)
            .expected("a media type that is available")
            .allowed(media_types.iter().copied());
        let types = media_types.join(" or ");
        let (remedy, errors) = if suffixes.is_empty() {
            (format!("Accept {types}."), vec![by_header])
        } else {
            let listed = suffixes.join(", ");
            let by_suffix = InvalidParameter::new("format", Reason::Invalid)
                .expected("a suffix of the path, or a media type in `Accept`")
                .allowed(suffixes);
            let remedy = format!("End the path with one of {listed}, or accept {types}.");
            (remedy, vec![by_suffix, by_header])
        };
        let detail = format!("This format is not available. {remedy}");
        let problem = Self::new(&types::NOT_ACCEPTABLE, detail);
        problem.at(uri).with_errors(errors)
    }

    /// 406: a workbook would have too many rows.
    pub fn workbook_too_large(uri: &Uri, rows: usize, max: usize) -> Self {
        let detail = format!(
            "A workbook holds at most {max} rows, and this one would have {rows}. Narrow the list with filters or `limit`, \
             or take the CSV or the SQLite file."
        );
        Self::new(&types::NOT_ACCEPTABLE, detail).at(uri)
    }

    /// 405.
    pub fn method_not_allowed(method: &Method, uri: &Uri) -> Self {
        let detail = format!("{method} is not allowed here. Use GET.");
        Self::new(&types::METHOD_NOT_ALLOWED, detail).at(uri)
    }

    /// 414. Lengths are in bytes.
    pub fn url_too_long(length: usize, max: usize) -> Self {
        let detail = format!("The URL has {length} bytes; the maximum is {max}.");
        Self::new(&types::URL_TOO_LONG, detail)
    }

    /// 416: no byte of a body of so many bytes is in the requested range.
    pub fn range_not_satisfiable(uri: &Uri, length: u64) -> Self {
        let detail = format!("The body has {length} bytes, none of them in the requested range.");
        Self::new(&types::RANGE_NOT_SATISFIABLE, detail).at(uri)
    }

    /// 431. Sizes are in bytes.
    pub fn headers_too_large(size: usize, max: usize) -> Self {
        let detail = format!("The request headers have {size} bytes; the maximum is {max}.");
        Self::new(&types::HEADERS_TOO_LARGE, detail)
    }

    /// 400: no `Host` header, or several.
    pub fn invalid_host() -> Self {
        Self::new(&types::BAD_REQUEST, "Send exactly one `Host` header.")
    }

    /// 503: over a limit.
    pub fn overloaded() -> Self {
        let detail = "The server is handling as many requests as it can. Retry in a second.";
        Self::new(&types::OVERLOADED, detail)
    }

    /// 503: over the deadline.
    pub fn deadline(uri: &Uri) -> Self {
        let detail = "The response was not ready in time. Narrow the request, or retry it.";
        Self::new(&types::DEADLINE, detail).at(uri)
    }

    /// 500: the handler panicked. The panic's message is in the log only.
    pub fn internal() -> Self {
        let detail = "The server failed to handle this request.";
        Self::new(&types::INTERNAL, detail)
    }

    /// Maps an error of the store. Its text is logged and not sent.
    pub fn store(uri: &Uri) -> impl FnOnce(StoreError) -> Self {
        move |error| match error {
            StoreError::Busy => Self::overloaded(),
            StoreError::TimedOut => Self::deadline(uri),
            error => {
                tracing::error!(%error, %uri, "the database query failed");
                let detail = "The database did not respond. Retry in a few seconds.";
                Self::new(&types::UNAVAILABLE, detail).at(uri)
            }
        }
    }
}

/// The response has the problem itself as an extension, for the page that shows it.
impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let ProblemType { name, status, .. } = self.definition;
        let body = serde_json::to_string(&self).expect("a problem is plain data");
        let length = HeaderValue::from(body.len());
        let mut response = (*status, body).into_response();
        response.extensions_mut().insert(ProblemName(name));
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_LENGTH, length);
        let mut set = |name, value| headers.insert(name, HeaderValue::from_static(value));
        set(header::CONTENT_TYPE, "application/problem+json");
        if *status == types::METHOD_NOT_ALLOWED.status {
            set(header::ALLOW, ALLOWED_METHODS);
        }
        if let Some(seconds) = self.definition.retry_after {
            set(header::RETRY_AFTER, seconds);
        }
        response.extensions_mut().insert(Arc::new(self));
        response
    }
}
