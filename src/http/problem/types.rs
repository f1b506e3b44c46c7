//! The types of problem: status, title and the paragraph that a problem's `type` URL resolves to.

use axum::http::StatusCode;

/// A type of problem.
#[derive(Debug)]
pub struct ProblemType {
    /// The last segment of its `type` URL.
    pub name: &'static str,
    pub status: StatusCode,
    pub title: &'static str,
    pub paragraph: &'static str,
    /// The seconds after which a retry may succeed, sent as `Retry-After`.
    pub retry_after: Option<&'static str>,
}

impl ProblemType {
    const fn new(
        name: &'static str,
        status: StatusCode,
        title: &'static str,
        paragraph: &'static str,
    ) -> Self {
        Self {
            name,
            status,
            title,
            paragraph,
            retry_after: None,
        }
    }

    const fn retry_after(self, seconds: &'static str) -> Self {
        Self {
            retry_after: Some(seconds),
            ..self
        }
    }
}

pub static INVALID_PARAMETER: ProblemType = ProblemType::new(
    "invalid-parameter",
    StatusCode::BAD_REQUEST,
    "Invalid parameters",
    "A parameter is unknown, missing, repeated or empty, or its value is invalid, or the path is no text. `errors` lists every invalid parameter with \
     the reason, the expected values and, where there is one, the most likely intended value. /v1 lists the parameters of every \
     collection.",
);
pub static NOT_FOUND: ProblemType = ProblemType::new(
    "not-found",
    StatusCode::NOT_FOUND,
    "Not found",
    "No collection, item or page has this path. `errors` lists the closest ones. /v1 lists all collections, and a collection \
     lists the ids of its items.",
);
pub static NOT_ACCEPTABLE: ProblemType = ProblemType::new(
    "not-acceptable",
    StatusCode::NOT_ACCEPTABLE,
    "Format not available",
    "Lists and items come as JSON, CSV and NDJSON. Choose one with a suffix of the path (.json, .csv, .ndjson) or with the \
     `Accept` header; the suffix takes precedence. Some lists also come as .timelinejs. `errors` lists the available formats.",
);
pub static METHOD_NOT_ALLOWED: ProblemType = ProblemType::new(
    "method-not-allowed",
    StatusCode::METHOD_NOT_ALLOWED,
    "Method not allowed",
    "The API is read-only. Every path accepts GET, HEAD and OPTIONS, as the `Allow` header says.",
);
pub static RANGE_NOT_SATISFIABLE: ProblemType = ProblemType::new(
    "range-not-satisfiable",
    StatusCode::RANGE_NOT_SATISFIABLE,
    "Range not satisfiable",
    "`Range` asks for bytes after the end of the body, whose length `Content-Range` gives. A client that resumes a download has \
     all of it, or has a part of other data: `If-Range` with the ETag of that part prevents the latter.",
);
pub static INTERNAL: ProblemType = ProblemType::new(
    "internal-error",
    StatusCode::INTERNAL_SERVER_ERROR,
    "Internal server error",
    "The request was valid but the server failed to handle it. The cause is in the server's log. A later retry may succeed.",
);
pub static BAD_REQUEST: ProblemType = ProblemType::new(
    "bad-request",
    StatusCode::BAD_REQUEST,
    "Malformed HTTP request",
    "The HTTP message itself is malformed. `detail` says what is wrong with it; a message that cannot be parsed at all gets no body. Fix the client that sent it.",
);
pub static URL_TOO_LONG: ProblemType = ProblemType::new(
    "address-too-long",
    StatusCode::URI_TOO_LONG,
    "URL too long",
    "`detail` gives the maximum length of a URL; far longer URLs get status 431 without a body. Send fewer values per request, or use a filter that needs fewer of them.",
);
pub static HEADERS_TOO_LARGE: ProblemType = ProblemType::new(
    "headers-too-large",
    StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE,
    "Request headers too large",
    "`detail` gives the maximum size of all headers together; far larger ones get no body. Cookies are the usual cause; the API needs none.",
);
pub static OVERLOADED: ProblemType = ProblemType::new(
    "overloaded",
    StatusCode::SERVICE_UNAVAILABLE,
    "Server overloaded",
    "The request was valid but was not started, because the server is at its limit. Retry after the seconds that `Retry-After` \
     gives. Cached responses are served even now.",
)
.retry_after("1");
pub static DEADLINE: ProblemType = ProblemType::new(
    "deadline",
    StatusCode::SERVICE_UNAVAILABLE,
    "Response took too long",
    "The request was valid but the server gave up on it at its deadline. A narrower request (more filters, a smaller `limit`) \
     takes less time. The same request may succeed after the seconds that `Retry-After` gives.",
)
.retry_after("5");
pub static UNAVAILABLE: ProblemType = ProblemType::new(
    "unavailable",
    StatusCode::SERVICE_UNAVAILABLE,
    "Database unavailable",
    "The server is running but cannot read its database. Retry after the seconds that `Retry-After` gives.",
)
.retry_after("5");

/// Every type of problem.
pub static ALL: &[&ProblemType] = &[
    &INVALID_PARAMETER,
    &BAD_REQUEST,
    &NOT_FOUND,
    &NOT_ACCEPTABLE,
    &METHOD_NOT_ALLOWED,
    &URL_TOO_LONG,
    &RANGE_NOT_SATISFIABLE,
    &HEADERS_TOO_LARGE,
    &INTERNAL,
    &OVERLOADED,
    &DEADLINE,
    &UNAVAILABLE,
];
