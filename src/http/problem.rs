//! Errors as RFC 9457 problems: one shape for all of them, each with what would be right.

use axum::extract::OriginalUri;
use axum::http::{HeaderValue, Method, Uri, header};
use axum::response::{IntoResponse, Response};
use serde_json::json;

use crate::http::asked::Asked;
use crate::http::format::Format;
use crate::http::in_path::InPath;
use crate::http::lists::lists;
use crate::http::parameters::Wrong;
use crate::http::problem_types::{self, ALL, ProblemType};
use crate::kinds;
use crate::store::StoreError;
use crate::values::nearest::nearest;

/// The methods that every address takes.
const ALLOW: &str = "GET, HEAD, OPTIONS";

/// Seconds after which it is worth trying again, by what was the matter.
static RETRY_AFTER: &[(&ProblemType, &str)] = &[
    (&problem_types::OVERLOADED, "1"),
    (&problem_types::LATE, "5"),
    (&problem_types::UNAVAILABLE, "5"),
];

/// The name of the problem that an answer tells, for those who count.
#[derive(Debug, Clone, Copy)]
pub struct Named(pub &'static str);

/// An error on its way to the client.
#[derive(Debug)]
pub struct Problem {
    about: &'static ProblemType,
    detail: String,
    /// The address asked for; `null` where it is no longer known.
    instance: Option<String>,
    errors: Vec<Wrong>,
}

impl Problem {
    fn new(about: &'static ProblemType, uri: &Uri, detail: String, errors: Vec<Wrong>) -> Self {
        let instance = uri
            .path_and_query()
            .map_or_else(|| uri.path().to_owned(), ToString::to_string);
        Self {
            instance: Some(instance),
            errors,
            ..Self::nowhere(about, detail)
        }
    }

    /// One that has nothing to do with the address asked for.
    fn nowhere(about: &'static ProblemType, detail: String) -> Self {
        Self {
            about,
            detail,
            instance: None,
            errors: Vec::new(),
        }
    }

    /// Parameters that are not right: all of them.
    pub fn parameters(uri: &Uri, errors: Vec<Wrong>) -> Self {
        let named: Vec<String> = errors.iter().map(Wrong::sentence).collect();
        Self::new(
            &problem_types::INVALID_PARAMETER,
            uri,
            named.join("; "),
            errors,
        )
    }

    /// An item that is not there, with the ids that are spelt like it.
    pub fn no_such_item(uri: &Uri, plural: &str, id: &str, near: &[String]) -> Self {
        let meant = near.first().map(|id| format!("/v1/{plural}/{id}"));
        let hint = meant
            .as_deref()
            .map(|meant| format!("; did you mean {meant}?"))
            .unwrap_or_default();
        let allowed = near.to_vec();
        let wrong = Wrong::new("id", Some(id), "unknown", "the id of an item")
            .meaning(near.first().cloned(), allowed);
        Self::new(
            &problem_types::NOT_FOUND,
            uri,
            format!("{plural} has no item `{id}`{hint}"),
            vec![wrong],
        )
    }

    /// A format that an address does not have, with those it has.
    pub fn not_acceptable(uri: &Uri, offered: &[Format]) -> Self {
        let formats: Vec<String> = offered
            .iter()
            .map(|format| format.suffix().to_owned())
            .collect();
        let detail = format!(
            "there is no such format here; add one of {} to the path",
            formats.join(", ")
        );
        let wrong = Wrong::new(
            "format",
            None,
            "invalid",
            "a suffix of the path, or a media type in Accept",
        );
        Self::new(
            &problem_types::NOT_ACCEPTABLE,
            uri,
            detail,
            vec![wrong.meaning(None, formats)],
        )
    }

    /// An address longer than is taken.
    pub fn too_long(length: usize, most: usize) -> Self {
        Self::nowhere(
            &problem_types::TOO_LONG,
            format!("the address has {length} bytes; {most} are taken"),
        )
    }

    /// Headers larger than are taken.
    pub fn too_large(length: usize, most: usize) -> Self {
        Self::nowhere(
            &problem_types::TOO_LARGE,
            format!("the headers have {length} bytes; {most} are taken"),
        )
    }

    /// A request that does not say which host it means, or says it twice.
    pub fn no_host() -> Self {
        Self::nowhere(
            &problem_types::BAD_REQUEST,
            "a request has one `Host` header, and no more; send one".to_owned(),
        )
    }

    /// More than is taken on at a time.
    pub fn overloaded() -> Self {
        Self::nowhere(
            &problem_types::OVERLOADED,
            "the server has too much to do at the moment; try again in a second".to_owned(),
        )
    }

    /// An answer that was given up.
    pub fn late(uri: &Uri) -> Self {
        Self::new(
            &problem_types::LATE,
            uri,
            "the answer was not ready in time; ask for less, or again".to_owned(),
            Vec::new(),
        )
    }

    /// What the database failed to do: a fault of it is logged here, and told without what it was.
    pub fn database(uri: &Uri) -> impl FnOnce(StoreError) -> Self {
        move |error| match error {
            StoreError::Busy => Self::overloaded(),
            StoreError::TimedOut => Self::late(uri),
            error => {
                tracing::error!(%error, %uri, "the database did not answer");
                let detail = "the database did not answer; try again in a few seconds";
                Self::new(
                    &problem_types::UNAVAILABLE,
                    uri,
                    detail.to_owned(),
                    Vec::new(),
                )
            }
        }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let ProblemType {
            name,
            status,
            title,
            ..
        } = self.about;
        let r#type = ["/docs/problems/", name].concat();
        let body = json!({
            "type": r#type,
            "title": title,
            "status": status.as_u16(),
            "detail": self.detail,
            "instance": self.instance,
            "errors": self.errors,
        });
        let mut response = (*status, body.to_string()).into_response();
        response.extensions_mut().insert(Named(name));
        let mut set = |name, value| {
            drop(
                response
                    .headers_mut()
                    .insert(name, HeaderValue::from_static(value)),
            )
        };
        set(header::CONTENT_TYPE, "application/problem+json");
        if *status == problem_types::METHOD_NOT_ALLOWED.status {
            set(header::ALLOW, ALLOW);
        }
        if let Some((_, seconds)) = RETRY_AFTER.iter().find(|(about, _)| about.name == *name) {
            set(header::RETRY_AFTER, seconds);
        }
        response
    }
}

/// The answer to an address that no route has.
pub async fn no_such_path(OriginalUri(uri): OriginalUri) -> Problem {
    let suffixed = uri
        .path()
        .split_once('.')
        .filter(|(_, suffix)| !suffix.contains('/'));
    if let Some(list) = suffixed.and_then(|(bare, _)| lists().iter().find(|list| list.path == bare))
    {
        return Problem::not_acceptable(&uri, list.formats);
    }
    let collections = kinds::LISTS
        .iter()
        .map(|kind| ["/v1/", kind.plural].concat());
    let paths: Vec<String> = collections
        .chain(["/v1", "/v1/timeline", "/v1/search", "/v1/dataset"].map(str::to_owned))
        .collect();
    let meant = nearest(uri.path(), paths.iter().map(String::as_str)).map(str::to_owned);
    let hint = meant
        .as_deref()
        .unwrap_or("/v1, which lists all collections");
    let detail = format!("no route has this path; see {hint}");
    let wrong = Wrong::new(
        "path",
        Some(uri.path()),
        "unknown",
        "the path of a collection",
    )
    .meaning(meant, paths);
    Problem::new(&problem_types::NOT_FOUND, &uri, detail, vec![wrong])
}

/// The answer to a method other than GET, HEAD and OPTIONS.
pub async fn method_not_allowed(method: Method, OriginalUri(uri): OriginalUri) -> Problem {
    Problem::new(
        &problem_types::METHOD_NOT_ALLOWED,
        &uri,
        format!("{method} is not taken here; use GET"),
        Vec::new(),
    )
}

/// The answer that stands for one that could not be finished: a panic, whose words are for the log alone.
pub fn failed() -> Problem {
    Problem::nowhere(
        &problem_types::INTERNAL,
        "the server failed to answer this request".to_owned(),
    )
}

/// What a problem's `type` resolves to: a paragraph to read.
pub async fn describe(
    InPath(name): InPath,
    OriginalUri(uri): OriginalUri,
) -> Result<String, Problem> {
    Asked::other(&uri, &[])?;
    let known = ALL.iter().find(|about| about.name == name);
    let paragraph = known.map(|about| {
        format!(
            "{} ({})\n\n{}\n",
            about.title, about.status, about.paragraph
        )
    });
    paragraph.ok_or_else(|| {
        let names: Vec<String> = ALL.iter().map(|about| about.name.to_owned()).collect();
        let meant = nearest(&name, names.iter().map(String::as_str)).map(str::to_owned);
        let wrong = Wrong::new("name", Some(&name), "unknown", "the name of a problem")
            .meaning(meant, names);
        Problem::new(
            &problem_types::NOT_FOUND,
            &uri,
            format!("no problem is called `{name}`"),
            vec![wrong],
        )
    })
}
