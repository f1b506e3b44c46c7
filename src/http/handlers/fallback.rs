//! Requests that match no route.

use axum::http::Uri;

use crate::http::problem::{InvalidParameter, Problem, Reason};
use crate::http::route::{Group, Route};
use crate::values::nearest::nearest;

/// 404 with the closest path, or 406 for a list in a format that it does not have.
pub fn not_found(uri: &Uri, routes: &[Route]) -> Problem {
    let suffixed = uri
        .path()
        .split_once('.')
        .filter(|(_, suffix)| !suffix.contains('/'));
    let list = suffixed.and_then(|(path, _)| routes.iter().find(|route| is_list(route, path)));
    if let Some(list) = list {
        return list.not_acceptable(uri);
    }
    let paths: Vec<&str> = routes
        .iter()
        .filter(|route| is_suggested(route, uri.path()))
        .map(|route| route.pattern.as_str())
        .collect();
    let suggestion = nearest(uri.path(), paths.iter().copied());
    let hint = suggestion.unwrap_or("/v1, which lists all collections");
    let detail = format!("There is nothing at this path. See {hint}.");
    let error = InvalidParameter::new("path", Reason::Unknown)
        .value(uri.path())
        .expected("the path of a collection")
        .did_you_mean(suggestion)
        .allowed(paths);
    let links = suggestion.into_iter().chain(["/", "/docs"]);
    Problem::not_found(uri, detail, error).with_suggestions(links.map(str::to_owned))
}

fn is_list(route: &Route, path: &str) -> bool {
    route.group == Group::Lists && route.pattern == path
}

/// True for the paths of JSON data that need no parameter, and for the pages of lists in the folder of the requested path.
fn is_suggested(route: &Route, requested: &str) -> bool {
    let folder = |path: &str| path.rsplit_once('/').map(|(folder, _)| folder.to_owned());
    let is_offered = match route.group {
        Group::Lists | Group::Dataset => true,
        Group::ListPages => folder(&route.pattern) == folder(requested),
        _ => false,
    };
    is_offered && route.path_param().is_none() && !route.pattern.ends_with(".sqlite")
}
