//! Probes: the state of the server at this moment.

use axum::Extension;
use axum::response::Response;
use serde_json::json;

use crate::http::parsed_request::ParsedRequest;
use crate::http::problem::Problem;
use crate::http::reload::Reload;
use crate::http::render::response;

/// `/healthz`: the process is running.
pub async fn health(_: ParsedRequest) -> Response {
    response::json(&json!({ "status": "ok" }))
}

/// `/readyz`: the database responds. `reload` is the result of the last attempt to load another data set, if there was one.
pub async fn ready(
    Extension(reload): Extension<Reload>,
    request: ParsedRequest,
) -> Result<Response, Problem> {
    request
        .store
        .ping()
        .await
        .map_err(request.store_problem())?;
    let version = &request.store.dataset.version;
    Ok(response::json(
        &json!({ "status": "ready", "dataset": version, "reload": reload.name() }),
    ))
}
