//! What each kind of problem is: the words that `type` resolves to.

use axum::http::StatusCode;

/// A kind of problem: the last part of its `type`, its title, and the paragraph that `type` resolves to.
#[derive(Debug)]
pub struct ProblemType {
    pub name: &'static str,
    pub status: StatusCode,
    pub title: &'static str,
    pub paragraph: &'static str,
}

pub static INVALID_PARAMETER: ProblemType = ProblemType {
    name: "invalid-parameter",
    status: StatusCode::BAD_REQUEST,
    title: "The request has parameters that are not right",
    paragraph: "A parameter is unknown here, repeated, empty, or has a value that it does not take. The answer lists every \
                one of them under `errors`, with the reason, what is expected, the allowed values where they are few, and the \
                likeliest meaning where there is one. /v1 lists the parameters of every collection.",
};
pub static NOT_FOUND: ProblemType = ProblemType {
    name: "not-found",
    status: StatusCode::NOT_FOUND,
    title: "There is nothing under this address",
    paragraph: "No collection or item has this address. Under `errors` stand the nearest ones. /v1 lists all collections; a \
                collection lists the ids of its items.",
};
pub static NOT_ACCEPTABLE: ProblemType = ProblemType {
    name: "not-acceptable",
    status: StatusCode::NOT_ACCEPTABLE,
    title: "The data does not come in this format",
    paragraph: "ListUpdate and items come as JSON, CSV and NDJSON, by a suffix of the path (.json, .csv, .ndjson) or by `Accept`; \
                the suffix wins. Some lists also come as .timelinejs. Under `errors` stand the formats there are.",
};
pub static METHOD_NOT_ALLOWED: ProblemType = ProblemType {
    name: "method-not-allowed",
    status: StatusCode::METHOD_NOT_ALLOWED,
    title: "The data can only be read",
    paragraph: "Every address takes GET and HEAD, and OPTIONS for browsers. `Allow` says so too.",
};
pub static INTERNAL: ProblemType = ProblemType {
    name: "internal-error",
    status: StatusCode::INTERNAL_SERVER_ERROR,
    title: "Something went wrong on our side",
    paragraph: "The request was fine, the server was not. The log has the cause. Trying again later may help.",
};
pub static BAD_REQUEST: ProblemType = ProblemType {
    name: "bad-request",
    status: StatusCode::BAD_REQUEST,
    title: "The request is no sound HTTP",
    paragraph: "The message itself is at fault, whatever it asks for. `detail` says what is wrong with it; what made it is to \
                be mended.",
};
pub static TOO_LONG: ProblemType = ProblemType {
    name: "address-too-long",
    status: StatusCode::URI_TOO_LONG,
    title: "The address is too long",
    paragraph: "`detail` says how long an address may be. Fewer values at a time, or a filter that says the same more \
                shortly, make it shorter.",
};
pub static TOO_LARGE: ProblemType = ProblemType {
    name: "headers-too-large",
    status: StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE,
    title: "The headers are too large",
    paragraph: "`detail` says how large all headers may be together. Cookies are the usual cause; none are needed here.",
};
pub static OVERLOADED: ProblemType = ProblemType {
    name: "overloaded",
    status: StatusCode::SERVICE_UNAVAILABLE,
    title: "The server has as much to do as it takes on at a time",
    paragraph: "The request was fine and was not begun. `Retry-After` says in how many seconds to try again. Answers that were \
                given before are given even now.",
};
pub static LATE: ProblemType = ProblemType {
    name: "deadline",
    status: StatusCode::SERVICE_UNAVAILABLE,
    title: "The answer took too long to make",
    paragraph: "The request was fine and was given up. A narrower one (more filters, a smaller `limit`) is made faster; the \
                same may succeed after the seconds of `Retry-After`.",
};
pub static UNAVAILABLE: ProblemType = ProblemType {
    name: "unavailable",
    status: StatusCode::SERVICE_UNAVAILABLE,
    title: "The data cannot be read at the moment",
    paragraph: "The server runs, its database does not answer. `Retry-After` says in how many seconds to try again.",
};

/// All of them.
pub static ALL: &[&ProblemType] = &[
    &INVALID_PARAMETER,
    &BAD_REQUEST,
    &NOT_FOUND,
    &NOT_ACCEPTABLE,
    &METHOD_NOT_ALLOWED,
    &TOO_LONG,
    &TOO_LARGE,
    &INTERNAL,
    &OVERLOADED,
    &LATE,
    &UNAVAILABLE,
];
