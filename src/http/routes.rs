//! The table of routes. The router, the labels of metrics, the OpenAPI document, the service document, the documentation page
//! and llms.txt all follow from it: adding a route is one entry here.

use std::sync::LazyLock;

use axum::routing::{MethodRouter, any};
use serde_json::{Value, json};

use super::describe::state_schemas;
use super::format::{Format, XLSX};
use super::handlers::{dataset, docs, health, item, list, workbook};
use super::route::Group::{Assets, Dataset, Descriptions, Items, ListPages, Lists, Pages, Probes};
use super::route::{Content, HTML, Route};
use super::web;
use crate::kind::Kind;
use crate::kinds;
use crate::store::Collection;

/// Every route, in the order of the descriptions.
pub fn routes() -> &'static [Route] {
    static ROUTES: LazyLock<Vec<Route>> = LazyLock::new(|| {
        let of_kinds = kinds::all().flat_map(of_kind);
        let of_data = of_all_kinds().into_iter().chain(of_dataset());
        let mut routes: Vec<Route> = of_kinds.chain(of_data).collect();
        let of_lists: Vec<Route> = routes.iter().flat_map(pages_of_list).collect();
        routes.extend(descriptions().into_iter().chain(pages()).chain(of_lists));
        routes
    });
    &ROUTES
}

fn of_kind(kind: &'static Kind) -> Vec<Route> {
    let path = kind.path();
    let item = "One item by its id.";
    let formats = if kind.has_timeline {
        Format::WITH_TIMELINE
    } else {
        Format::COMMON
    };
    vec![
        list(&path, Collection::Kind(kind), formats)
            .about(Lists, kind.description)
            .accepts(kinds::list_parameters(kind)),
        Route::new(&[&path, "/{id}"].concat(), Content::Item(kind), || {
            any(item::item)
        })
        .about(Items, item)
        .accepts(kinds::item_parameters(kind)),
    ]
}

fn of_all_kinds() -> Vec<Route> {
    vec![
        list("/v1/timeline", Collection::Timeline, Format::WITH_TIMELINE)
            .about(Lists, "Every dated fact of every kind, in one shape, oldest first.")
            .accepts(kinds::timeline_parameters()),
        list("/v1/search", Collection::Search, Format::COMMON)
            .about(Lists, "Facts of every kind that contain the words, most relevant first, each with a snippet.")
            .accepts(kinds::search_parameters()),
    ]
}

fn of_dataset() -> Vec<Route> {
    vec![
        json("/v1", || any(docs::service_document)).about(
            Dataset,
            "The service document: every collection with its parameters.",
        ),
        single("/v1/dataset", JSON, state_schemas::dataset, || {
            any(dataset::metadata)
        })
        .about(
            Dataset,
            "The metadata of the data set, with its version and citation.",
        ),
        binary("/v1/dataset.sqlite", "application/vnd.sqlite3", || {
            any(dataset::sqlite)
        })
        .about(Dataset, "The whole data set as an SQLite file."),
        binary("/v1/dataset.xlsx", XLSX, || any(workbook::dataset)).about(
            Dataset,
            "The whole data set as an Excel workbook, with a sheet for each list.",
        ),
        single("/healthz", JSON, state_schemas::health, || {
            any(health::health)
        })
        .about(Probes, "Liveness: the server is running."),
        single("/readyz", JSON, state_schemas::readiness, || {
            any(health::ready)
        })
        .about(Probes, "Readiness: the database responds."),
    ]
}

fn descriptions() -> Vec<Route> {
    let any_object: fn() -> Value = || json!({ "type": "object" });
    vec![
        json("/openapi.json", || any(docs::openapi)).about(Descriptions, "The OpenAPI document."),
        text("/docs", HTML, || any(web::docs)).about(Descriptions, "The documentation of the API."),
        text("/docs/problems/{name}", PLAIN, || any(web::problem_type))
            .with_page()
            .about(Descriptions, "The meaning of a type of problem."),
        text("/llms.txt", PLAIN, || any(docs::llms))
            .about(Descriptions, "The API in a few lines, for language models."),
        single(
            "/.well-known/api-catalog",
            docs::LINK_SET,
            any_object,
            || any(docs::api_catalog),
        )
        .about(Descriptions, "The links of the API catalog (RFC 9727)."),
    ]
}

fn pages() -> Vec<Route> {
    vec![
        text("/", HTML, || any(web::home))
            .about(
                Pages,
                "The home page: all pairs on a map, or search results.",
            )
            .accepts(web::home_parameters()),
        text("/explore", HTML, || any(web::explore)).about(
            Pages,
            "Every list, to explore as a table with filters and facets.",
        ),
        text("/relations/{id}", HTML, || any(web::pair))
            .about(Pages, "The page of a pair.")
            .accepts(web::pair_parameters()),
        text("/countries/{code}", HTML, || any(web::country))
            .about(Pages, "The page of a country.")
            .accepts(web::country_parameters()),
        text(web::DISCREPANCIES, HTML, || any(web::discrepancies)).about(
            Pages,
            "The contradictions, ambiguities and omissions in the documents of a pair.",
        ),
        text("/documents/{id}", HTML, || any(web::document)).about(
            Pages,
            "The audit page of a document: every sentence and the facts that cite it.",
        ),
        text("/embed/timeline", HTML, || any(web::embed))
            .about(Pages, "The timeline of pairs, to embed in another page.")
            .accepts(web::embed_parameters()),
        json("/v1/documents/{id}/sentences", || any(dataset::sentences)).about(
            Assets,
            "The list of a document's sentences, under its former path.",
        ),
        text("/assets/{name}", "text/*", || any(web::asset)).about(Assets, "A file of the pages."),
        text("/favicon.ico", "image/svg+xml", || any(web::favicon))
            .about(Assets, "The drawing in the tabs of browsers."),
        text("/robots.txt", PLAIN, || any(web::robots)).about(Assets, "The rules for crawlers."),
    ]
}

/// The table and the documentation of a list, which take its parameters. The home page has the results of a search.
fn pages_of_list(list: &Route) -> Vec<Route> {
    let name = list.pattern.trim_start_matches("/v1/");
    let docs = text(&["/docs/", name].concat(), HTML, || any(web::docs_list));
    let table = text(&["/explore/", name].concat(), HTML, || any(web::list_page));
    let pages = match list.collection() {
        None => Vec::new(),
        Some(Collection::Search) => vec![docs],
        Some(_) => vec![table, docs],
    };
    let of_list = |page: Route| page.about(ListPages, list.summary).accepts(list.parameters);
    pages.into_iter().map(of_list).collect()
}

const JSON: &str = "application/json";
const PLAIN: &str = "text/plain; charset=utf-8";

fn list(path: &str, collection: Collection, formats: &'static [Format]) -> Route {
    Route::new(
        path,
        Content::List {
            collection,
            formats,
        },
        || any(list::list),
    )
}

fn json(pattern: &str, handler: fn() -> MethodRouter) -> Route {
    single(pattern, JSON, || json!({ "type": "object" }), handler)
}

fn text(pattern: &str, media_type: &'static str, handler: fn() -> MethodRouter) -> Route {
    single(pattern, media_type, || json!({ "type": "string" }), handler)
}

fn binary(pattern: &str, media_type: &'static str, handler: fn() -> MethodRouter) -> Route {
    let schema = || json!({ "type": "string", "format": "binary" });
    single(pattern, media_type, schema, handler)
}

/// A route whose responses have one media type.
fn single(
    pattern: &str,
    media_type: &'static str,
    schema: fn() -> Value,
    handler: fn() -> MethodRouter,
) -> Route {
    Route::new(pattern, Content::Single { media_type, schema }, handler)
}
