//! Errors as RFC 9457 problems: one shape for all of them, each with what would be right.

use std::any::Any;

use axum::body::Body;
use axum::extract::{OriginalUri, Path};
use axum::http::{HeaderValue, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use crate::http::asked::Asked;
use crate::http::format::Format;
use crate::http::parameters::Wrong;
use crate::resources;
use crate::store::Unanswered;
use crate::values::nearest::nearest;

/// A kind of problem: the last part of its `type`, its title, and the paragraph that `type` resolves to.
#[derive(Debug, Clone, Copy)]
struct About {
    name: &'static str,
    status: StatusCode,
    title: &'static str,
    paragraph: &'static str,
}

const INVALID_PARAMETER: About = About {
    name: "invalid-parameter",
    status: StatusCode::BAD_REQUEST,
    title: "The request has parameters that are not right",
    paragraph: "A parameter is unknown here, repeated, empty, or has a value that it does not take. The answer lists every \
                one of them under `errors`, with the reason, what is expected, the allowed values where they are few, and the \
                likeliest meaning where there is one. /v1 lists the parameters of every collection.",
};
const NOT_FOUND: About = About {
    name: "not-found",
    status: StatusCode::NOT_FOUND,
    title: "There is nothing under this address",
    paragraph: "No collection or item has this address. Under `errors` stand the nearest ones. /v1 lists all collections; a \
                collection lists the ids of its items.",
};
const NOT_ACCEPTABLE: About = About {
    name: "not-acceptable",
    status: StatusCode::NOT_ACCEPTABLE,
    title: "The data does not come in this format",
    paragraph: "Lists and items come as JSON, CSV and NDJSON, by a suffix of the path (.json, .csv, .ndjson) or by `Accept`; \
                the suffix wins. Some lists also come as .timelinejs. Under `errors` stand the formats there are.",
};
const METHOD_NOT_ALLOWED: About = About {
    name: "method-not-allowed",
    status: StatusCode::METHOD_NOT_ALLOWED,
    title: "The data can only be read",
    paragraph: "Every address takes GET and HEAD, and OPTIONS for browsers. `Allow` says so too.",
};
const INTERNAL: About = About {
    name: "internal-error",
    status: StatusCode::INTERNAL_SERVER_ERROR,
    title: "Something went wrong on our side",
    paragraph: "The request was fine, the server was not. The log has the cause. Trying again later may help.",
};
const UNAVAILABLE: About = About {
    name: "unavailable",
    status: StatusCode::SERVICE_UNAVAILABLE,
    title: "The data cannot be read at the moment",
    paragraph: "The server runs, its database does not answer. `Retry-After` says in how many seconds to try again.",
};

const ALL: &[About] = &[INVALID_PARAMETER, NOT_FOUND, NOT_ACCEPTABLE, METHOD_NOT_ALLOWED, INTERNAL, UNAVAILABLE];

/// The methods that every address takes.
const ALLOW: &str = "GET, HEAD, OPTIONS";

/// Seconds after which a database that did not answer is worth asking again.
const RETRY_AFTER: &str = "5";

/// An error on its way to the client.
#[derive(Debug, Serialize)]
pub struct Problem {
    r#type: String,
    title: &'static str,
    status: u16,
    detail: String,
    /// The address asked for; `null` where it is no longer known.
    instance: Option<String>,
    errors: Vec<Wrong>,
}

impl Problem {
    fn new(about: &About, uri: &Uri, detail: String, errors: Vec<Wrong>) -> Self {
        let instance = uri.path_and_query().map_or_else(|| uri.path().to_owned(), ToString::to_string);
        let r#type = ["/docs/problems/", about.name].concat();
        Self { r#type, title: about.title, status: about.status.as_u16(), detail, instance: Some(instance), errors }
    }

    /// Parameters that are not right: all of them.
    pub fn parameters(uri: &Uri, errors: Vec<Wrong>) -> Self {
        let named: Vec<String> = errors.iter().map(Wrong::sentence).collect();
        Self::new(&INVALID_PARAMETER, uri, named.join("; "), errors)
    }

    /// An item that is not there, with the ids that are spelt like it.
    pub fn no_such_item(uri: &Uri, plural: &str, id: &str, near: &[String]) -> Self {
        let meant = near.first().map(|id| format!("/v1/{plural}/{id}"));
        let hint = meant.as_deref().map(|meant| format!("; did you mean {meant}?")).unwrap_or_default();
        let allowed = near.to_vec();
        let wrong = Wrong::new("id", Some(id), "unknown", "the id of an item").meaning(near.first().cloned(), allowed);
        Self::new(&NOT_FOUND, uri, format!("{plural} has no item `{id}`{hint}"), vec![wrong])
    }

    /// A format that an address does not have, with those it has.
    pub fn not_acceptable(uri: &Uri, offered: &[Format]) -> Self {
        let formats: Vec<String> = offered.iter().map(|format| format.suffix().to_owned()).collect();
        let detail = format!("there is no such format here; add one of {} to the path", formats.join(", "));
        let wrong = Wrong::new("format", None, "invalid", "a suffix of the path, or a media type in Accept");
        Self::new(&NOT_ACCEPTABLE, uri, detail, vec![wrong.meaning(None, formats)])
    }

    /// A fault of the database: logged here, told without what it was.
    pub fn database(uri: &Uri) -> impl FnOnce(Unanswered) -> Self {
        move |error| {
            tracing::error!(%error, %uri, "the database did not answer");
            let detail = "the database did not answer; try again in a few seconds";
            Self::new(&UNAVAILABLE, uri, detail.to_owned(), Vec::new())
        }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let body = serde_json::to_string(&self).unwrap_or_default();
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = (status, body).into_response();
        let mut set = |name, value| drop(response.headers_mut().insert(name, HeaderValue::from_static(value)));
        set(header::CONTENT_TYPE, "application/problem+json");
        if status == METHOD_NOT_ALLOWED.status {
            set(header::ALLOW, ALLOW);
        }
        if status == UNAVAILABLE.status {
            set(header::RETRY_AFTER, RETRY_AFTER);
        }
        response
    }
}

/// The answer to an address that no route has.
pub async fn no_such_path(OriginalUri(uri): OriginalUri) -> Problem {
    let lists = resources::LISTS.iter().map(|kind| kind.plural).chain(["timeline", "search"]);
    let bare = uri.path().strip_prefix("/v1/").and_then(|path| path.split_once('.')).map(|(bare, _)| bare);
    if lists.into_iter().any(|list| Some(list) == bare) {
        return Problem::not_acceptable(&uri, Format::COMMON);
    }
    let collections = resources::LISTS.iter().map(|kind| ["/v1/", kind.plural].concat());
    let paths: Vec<String> =
        collections.chain(["/v1", "/v1/timeline", "/v1/search", "/v1/dataset"].map(str::to_owned)).collect();
    let meant = nearest(uri.path(), paths.iter().map(String::as_str)).map(str::to_owned);
    let hint = meant.as_deref().unwrap_or("/v1, which lists all collections");
    let detail = format!("no route has this path; see {hint}");
    let wrong = Wrong::new("path", Some(uri.path()), "unknown", "the path of a collection").meaning(meant, paths);
    Problem::new(&NOT_FOUND, &uri, detail, vec![wrong])
}

/// The answer to a method other than GET, HEAD and OPTIONS.
pub async fn method_not_allowed(method: Method, OriginalUri(uri): OriginalUri) -> Problem {
    Problem::new(&METHOD_NOT_ALLOWED, &uri, format!("{method} is not taken here; use GET"), Vec::new())
}

/// The answer to a request whose handler panicked; what the panic said goes to the log alone.
pub fn panicked(panic: Box<dyn Any + Send>) -> Response<Body> {
    let said = panic.downcast_ref::<String>().map(String::as_str).or(panic.downcast_ref::<&str>().copied());
    tracing::error!(panic = said.unwrap_or("unknown"), "a handler panicked");
    failed()
}

/// The answer that stands for one that could not be finished.
pub fn failed() -> Response<Body> {
    let detail = "the server failed to answer this request".to_owned();
    let problem = Problem::new(&INTERNAL, &Uri::default(), detail, Vec::new());
    Problem { instance: None, ..problem }.into_response()
}

/// What a problem's `type` resolves to: a paragraph to read.
pub async fn describe(Path(name): Path<String>, OriginalUri(uri): OriginalUri) -> Result<String, Problem> {
    Asked::other(&uri, &[])?;
    let about = ALL.iter().find(|about| about.name == name);
    let paragraph = about.map(|about| format!("{} ({})\n\n{}\n", about.title, about.status, about.paragraph));
    paragraph.ok_or_else(|| {
        let names: Vec<String> = ALL.iter().map(|about| about.name.to_owned()).collect();
        let meant = nearest(&name, names.iter().map(String::as_str)).map(str::to_owned);
        let wrong = Wrong::new("name", Some(&name), "unknown", "the name of a problem").meaning(meant, names);
        Problem::new(&NOT_FOUND, &uri, format!("no problem is called `{name}`"), vec![wrong])
    })
}
