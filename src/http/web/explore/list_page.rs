//! `/explore/{list}`: a list as a table.

use askama::Template;
use axum::response::{IntoResponse as _, Response};

use super::address::Address;
use super::chip::{Chip, chips, without_filters};
use super::control::{Choice, FormState, Input};
use super::facet_panel::FacetContext;
use super::form::Form;
use super::names::{country_name, list_title, unit};
use super::results::{Results, results};
use crate::http::parsed_request::ParsedRequest;
use crate::http::problem::{InvalidParameter, Problem};
use crate::http::route::Route;
use crate::http::web::docs::with_code;
use crate::http::web::page::{SELF_ONLY, html};
use crate::http::web::problem::show_as;
use crate::kind::{COUNTRY, DEFAULT_LIMIT};
use crate::store::{Collection, Dataset, PageRequest};

/// The prefixes of the paths of pages and of the lists that they show.
const PAGES: &str = "/explore/";
const LISTS: &str = "/v1/";

#[derive(Template)]
#[template(path = "explore.html", config = "src/http/web/askama.toml")]
struct ExplorePage<'a> {
    dataset: &'a Dataset,
    title: String,
    /// The word for its facts.
    unit: String,
    summary: &'static str,
    path: &'a str,
    form: Form,
    chips: Vec<Chip>,
    /// The page without filters.
    cleared: String,
    /// `None` if the query is invalid.
    results: Option<Results>,
    /// The permanent address of the page, and the call of the API for the same.
    address: String,
    api_url: String,
    docs_url: String,
}

/// The list that a page below a prefix shows.
pub fn list_of(request: &ParsedRequest, prefix: &str) -> (&'static Route, Collection) {
    let name = request.route.pattern.strip_prefix(prefix);
    let pattern = name.map(|name| [LISTS, name].concat());
    let list = pattern.and_then(|pattern| {
        let mut routes = request.routes.iter();
        routes.find(|route| route.pattern == pattern)
    });
    let list = list.expect("each page of a list is made from the route of the list");
    (list, list.collection().expect("a route of a list"))
}

/// The countries of a list, as options.
pub async fn countries(
    request: &ParsedRequest,
    collection: Collection,
) -> Result<Vec<Choice>, Problem> {
    let codes = request.store.facet_values(collection, COUNTRY).await;
    let codes = codes.map_err(request.store_problem())?;
    let choices = codes
        .iter()
        .map(|code| Choice::new(code, country_name(code)));
    let mut choices: Vec<Choice> = choices.collect();
    choices.sort_by(|one, other| one.label.cmp(&other.label));
    Ok(choices)
}

/// `/explore/{list}`. An invalid query is shown in the form, with what is wrong beside its controls.
pub async fn list_page(mut request: ParsedRequest) -> Result<Response, Problem> {
    let (_, collection) = list_of(&request, PAGES);
    let wanted = match request.invalid.take() {
        Some(problem) => Err(*problem),
        None => request.page_request(collection, Some(DEFAULT_LIMIT)),
    };
    match wanted {
        Ok(wanted) => {
            let page = explore_page(&request, Some(&wanted), &[]).await?;
            html(&page, SELF_ONLY)
        }
        Err(problem) => {
            let page = explore_page(&request, None, &problem.errors).await?;
            let page = html(&page, SELF_ONLY)?;
            Ok(show_as(problem.into_response(), page).await)
        }
    }
}

async fn explore_page<'a>(
    request: &'a ParsedRequest,
    wanted: Option<&PageRequest>,
    errors: &[InvalidParameter],
) -> Result<ExplorePage<'a>, Problem> {
    let (list, collection) = list_of(request, PAGES);
    let query = &request.query;
    let address = Address::new(request.uri.path(), list.parameters, &query.given);
    let countries = countries(request, collection).await?;
    let state = FormState {
        given: &query.given,
        errors,
        countries: &countries,
    };
    let context = FacetContext {
        collection,
        parameters: list.parameters,
        request,
        address: &address,
    };
    let results = match wanted {
        Some(wanted) => results(&context, list, wanted).await.map(Some),
        None => Ok(None),
    };
    let results = results.map_err(request.store_problem())?;
    let all = results.as_ref().map_or(0, |results| results.all);
    Ok(ExplorePage {
        dataset: &request.store.dataset,
        unit: unit(collection, all),
        title: list_title(collection),
        summary: list.summary,
        path: request.uri.path(),
        form: Form::new(collection, list.parameters, query, state),
        chips: chips(list.parameters, &address),
        cleared: without_filters(list.parameters, &address),
        results,
        address: address.url(),
        api_url: address.at(&list.pattern).url(),
        docs_url: list.pattern.replacen(LISTS, "/docs/", 1),
    })
}
