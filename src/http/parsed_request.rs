//! A request, parsed once: it travels in the request's extensions from the service to the handler.

use std::convert::Infallible;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, Uri};

use super::format::{Format, preferred_type};
use super::problem::Problem;
use super::query::list_request::ListRequest;
use super::query::parameters::Audience;
use super::report_url::ReportUrl;
use super::route::{Group, HTML, Route};
use super::wire::content_encoding::ContentEncoding;
use super::wire::ranges::RequestedRange;
use crate::store::{Collection, Page, PageRequest, Store, StoreError};

/// A valid request of a route.
#[derive(Debug, Clone)]
pub struct ParsedRequest {
    pub route: &'static Route,
    /// The table that the route is in, for handlers that describe the API.
    pub routes: &'static [Route],
    /// The data set that the request was begun with: a reload in the meantime does not change it.
    pub store: Store,
    /// The requested URL, with a normalised path.
    pub uri: Uri,
    /// The path parameter, without a format's suffix; empty for a route without one.
    pub id: String,
    pub format: Format,
    /// True if `Accept` chose a page rather than the content that programs read.
    pub as_page: bool,
    /// True if `Accept` chose the format, so that the URL alone does not name the response.
    pub negotiated: bool,
    pub encoding: ContentEncoding,
    /// The part of the body that is requested; `None` for the whole body.
    pub range: Option<RequestedRange>,
    pub query: ListRequest,
    /// The problem of a query of which `query` is the valid part: only for pages that show it beside their form.
    pub invalid: Option<Box<Problem>>,
    /// The place where pages let people report mistakes; `None` if the operator names none.
    pub report_url: Option<ReportUrl>,
}

/// A request before it is parsed.
#[derive(Debug, Clone, Copy)]
pub struct RawRequest<'r> {
    pub uri: &'r Uri,
    pub headers: &'r HeaderMap,
    pub path_param: Option<&'r str>,
    /// The format that the path's suffix fixes, of a list.
    pub suffix: Option<Format>,
}

impl ParsedRequest {
    /// Parses a request of a route.
    pub fn parse(
        route: &'static Route,
        routes: &'static [Route],
        store: Store,
        raw: RawRequest<'_>,
    ) -> Result<Self, Problem> {
        let RawRequest { uri, headers, .. } = raw;
        let formats = route.formats();
        let (id, id_suffix) = Format::split_suffix(raw.path_param.unwrap_or(""), formats);
        let fixed = raw.suffix.or(id_suffix);
        let format = match fixed {
            Some(format) => format,
            None if formats.is_empty() => Format::Json,
            None => Format::negotiate(headers, formats).ok_or_else(|| route.not_acceptable(uri))?,
        };
        let as_page = formats.is_empty() && negotiate_page(route, raw)?;
        let is_for_people = route.is_page() || as_page || route.group == Group::Assets;
        let audience = Audience::new(is_for_people);
        let (query, invalid) = parse_query(route, format, uri, audience, &store)?;
        Ok(Self {
            query,
            invalid,
            id: id.to_owned(),
            as_page,
            negotiated: fixed.is_none() && !formats.is_empty(),
            encoding: ContentEncoding::negotiate(headers),
            range: None,
            report_url: None,
            uri: uri.clone(),
            format,
            route,
            routes,
            store,
        })
    }

    /// The page of a list that is requested, with a limit where the query has none.
    pub fn page_request(
        &self,
        collection: Collection,
        default_limit: Option<u32>,
    ) -> Result<PageRequest, Problem> {
        let (query, version) = (&self.query, &self.store.dataset.version);
        query.page_request(collection, version, &self.uri, default_limit)
    }

    /// The URL of the page after this one, if there is one.
    pub fn next_url(&self, collection: Collection, page: &Page) -> Option<String> {
        let (query, version) = (&self.query, &self.store.dataset.version);
        let next = |position| query.next_url(collection, version, self.uri.path(), position);
        page.next.as_ref().map(next)
    }

    /// Maps an error of the store to a problem about this request.
    pub fn store_problem(&self) -> impl FnOnce(StoreError) -> Problem {
        Problem::store(&self.uri)
    }
}

/// Parses the query of a URL, or as much of it as is valid if the route has a page that shows the rest.
fn parse_query(
    route: &Route,
    format: Format,
    uri: &Uri,
    audience: Audience,
    store: &Store,
) -> Result<(ListRequest, Option<Box<Problem>>), Problem> {
    let accepted = route.accepted(format);
    let (query, errors) = ListRequest::parse_valid(uri, &accepted, audience, &store.countries);
    if errors.is_empty() {
        return Ok((query, None));
    }
    let problem = Problem::invalid_parameters(uri, errors);
    if route.shows_invalid_queries() {
        Ok((query, Some(Box::new(problem))))
    } else {
        Err(problem)
    }
}

/// Negotiates the media type of a route without formats: true if it is a page that stands beside other content.
fn negotiate_page(route: &Route, raw: RawRequest<'_>) -> Result<bool, Problem> {
    if !route.is_negotiated() {
        return Ok(false);
    }
    let types = route.media_types();
    let chosen = match types[..] {
        // As in lists, a browser that asks for HTML alone gets JSON.
        ["application/json"] => {
            Format::negotiate(raw.headers, &[Format::Json]).map(Format::media_type)
        }
        _ => preferred_type(raw.headers, &types),
    };
    let chosen = chosen.ok_or_else(|| route.not_acceptable(raw.uri))?;
    Ok(route.has_page && HTML.starts_with(chosen))
}

impl<S: Sync> FromRequestParts<S> for ParsedRequest {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let parsed = parts.extensions.remove::<Self>();
        Ok(parsed.expect("the service parses a request before it calls the handler"))
    }
}
