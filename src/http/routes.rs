//! The table of routes. The router, the labels of metrics, the OpenAPI document, the service document, the documentation page
//! and llms.txt all follow from it: adding a route is one entry here.

use std::sync::LazyLock;

use axum::routing::{MethodRouter, any};
use serde_json::{Value, json};

use super::describe::list_schema::list_of;
use super::describe::schema::reference;
use super::format::Format;
use super::handlers::{dataset, docs, health, item, list, problems};
use super::route::{Content, Group, Route};
use super::web;
use crate::kind::{Kind, Parameter};
use crate::kinds;
use crate::store::Collection;

/// Every route, in the order of the descriptions.
pub fn routes() -> &'static [Route] {
    static ROUTES: LazyLock<Vec<Route>> = LazyLock::new(|| {
        let kinds = kinds::LISTS
            .iter()
            .flat_map(|kind| [list_of_kind(kind), item_of_kind(kind)]);
        kinds
            .chain(lists_of_all_kinds())
            .chain(SINGLE_ROUTES.iter().map(SingleRoute::to_route))
            .collect()
    });
    &ROUTES
}

fn list_of_kind(kind: &'static Kind) -> Route {
    Route {
        pattern: ["/v1/", kind.plural].concat(),
        summary: kind.description,
        group: Group::Lists,
        parameters: kinds::list_parameters(kind),
        content: Content::List {
            collection: Collection::Kind(kind),
            formats: if kind.has_timeline {
                Format::WITH_TIMELINE
            } else {
                Format::COMMON
            },
        },
        handler: || any(list::list),
    }
}

fn item_of_kind(kind: &'static Kind) -> Route {
    Route {
        pattern: ["/v1/", kind.plural, "/{id}"].concat(),
        summary: "One item by its id. A suffix of the id (.json, .csv, .ndjson) selects the format.",
        group: Group::Items,
        parameters: kind.item_parameters(),
        content: Content::Item(kind),
        handler: || any(item::item),
    }
}

fn lists_of_all_kinds() -> [Route; 2] {
    [
        Route {
            pattern: "/v1/timeline".to_owned(),
            summary: "Every dated fact of every kind, in one shape, oldest first.",
            group: Group::Lists,
            parameters: kinds::timeline_parameters(),
            content: Content::List {
                collection: Collection::Timeline,
                formats: Format::WITH_TIMELINE,
            },
            handler: || any(list::list),
        },
        Route {
            pattern: "/v1/search".to_owned(),
            summary: "Facts of every kind that contain the words, most relevant first, each with a snippet.",
            group: Group::Lists,
            parameters: kinds::search_parameters(),
            content: Content::List {
                collection: Collection::Search,
                formats: Format::COMMON,
            },
            handler: || any(list::list),
        },
    ]
}

/// A route whose responses have one media type.
struct SingleRoute {
    pattern: &'static str,
    summary: &'static str,
    group: Group,
    parameters: fn() -> &'static [Parameter],
    media: Media,
    handler: fn() -> MethodRouter,
}

const NO_PARAMETERS: fn() -> &'static [Parameter] = || &[];

const SINGLE_ROUTES: &[SingleRoute] = &[
    SingleRoute {
        pattern: "/v1",
        summary: "The service document: every collection with its parameters.",
        group: Group::Dataset,
        parameters: NO_PARAMETERS,
        media: JSON,
        handler: || any(docs::service_document),
    },
    SingleRoute {
        pattern: "/v1/documents/{id}/sentences",
        summary: "Every sentence of a document, with the facts that cite it.",
        group: Group::Dataset,
        parameters: NO_PARAMETERS,
        media: SENTENCES,
        handler: || any(dataset::sentences),
    },
    SingleRoute {
        pattern: "/v1/dataset",
        summary: "The metadata of the data set, with its version and citation.",
        group: Group::Dataset,
        parameters: NO_PARAMETERS,
        media: JSON,
        handler: || any(dataset::metadata),
    },
    SingleRoute {
        pattern: "/v1/dataset.sqlite",
        summary: "The whole data set as an SQLite file.",
        group: Group::Dataset,
        parameters: NO_PARAMETERS,
        media: SQLITE,
        handler: || any(dataset::sqlite),
    },
    SingleRoute {
        pattern: "/openapi.json",
        summary: "The OpenAPI document.",
        group: Group::Descriptions,
        parameters: NO_PARAMETERS,
        media: JSON,
        handler: || any(docs::openapi),
    },
    SingleRoute {
        pattern: "/docs/",
        summary: "The documentation of the API.",
        group: Group::Descriptions,
        parameters: NO_PARAMETERS,
        media: HTML,
        handler: || any(web::docs),
    },
    SingleRoute {
        pattern: "/docs/problems/{name}",
        summary: "The meaning of a type of problem.",
        group: Group::Descriptions,
        parameters: NO_PARAMETERS,
        media: TEXT,
        handler: || any(problems::problem_type),
    },
    SingleRoute {
        pattern: "/llms.txt",
        summary: "The API in a few lines, for language models.",
        group: Group::Descriptions,
        parameters: NO_PARAMETERS,
        media: TEXT,
        handler: || any(docs::llms),
    },
    SingleRoute {
        pattern: "/.well-known/api-catalog",
        summary: "The links of the API catalog (RFC 9727).",
        group: Group::Descriptions,
        parameters: NO_PARAMETERS,
        media: LINK_SET,
        handler: || any(docs::api_catalog),
    },
    SingleRoute {
        pattern: "/healthz",
        summary: "Liveness: the server is running.",
        group: Group::Probes,
        parameters: NO_PARAMETERS,
        media: JSON,
        handler: || any(health::health),
    },
    SingleRoute {
        pattern: "/readyz",
        summary: "Readiness: the database responds.",
        group: Group::Probes,
        parameters: NO_PARAMETERS,
        media: JSON,
        handler: || any(health::ready),
    },
    SingleRoute {
        pattern: "/",
        summary: "The home page: all pairs, or search results.",
        group: Group::Pages,
        parameters: web::home_parameters,
        media: HTML,
        handler: || any(web::home),
    },
    SingleRoute {
        pattern: "/relations/{id}",
        summary: "The page of a pair.",
        group: Group::Pages,
        parameters: web::pair_parameters,
        media: HTML,
        handler: || any(web::pair),
    },
    SingleRoute {
        pattern: "/documents/{id}",
        summary: "The audit page of a document: every sentence and the facts that cite it.",
        group: Group::Pages,
        parameters: NO_PARAMETERS,
        media: HTML,
        handler: || any(web::document),
    },
    SingleRoute {
        pattern: "/embed/timeline",
        summary: "The timeline of pairs, to embed in another page.",
        group: Group::Pages,
        parameters: web::embed_parameters,
        media: HTML,
        handler: || any(web::embed),
    },
    SingleRoute {
        pattern: "/docs",
        summary: "The documentation of the API.",
        group: Group::Assets,
        parameters: NO_PARAMETERS,
        media: HTML,
        handler: || any(web::docs),
    },
    SingleRoute {
        pattern: "/assets/style.css",
        summary: "The stylesheet.",
        group: Group::Assets,
        parameters: NO_PARAMETERS,
        media: CSS,
        handler: || any(web::style),
    },
    SingleRoute {
        pattern: "/assets/script.js",
        summary: "The script.",
        group: Group::Assets,
        parameters: NO_PARAMETERS,
        media: JAVASCRIPT,
        handler: || any(web::script),
    },
    SingleRoute {
        pattern: "/assets/icon.svg",
        summary: "The icon.",
        group: Group::Assets,
        parameters: NO_PARAMETERS,
        media: SVG,
        handler: || any(web::icon),
    },
];

/// A media type with the schema of its content.
#[derive(Clone, Copy)]
struct Media {
    media_type: &'static str,
    schema: fn() -> Value,
}

impl Media {
    const fn new(media_type: &'static str, schema: fn() -> Value) -> Self {
        Self { media_type, schema }
    }
}

const JSON: Media = Media::new("application/json", || json!({ "type": "object" }));
const SENTENCES: Media = Media::new("application/json", || list_of(&reference("Sentence")));
const LINK_SET: Media = Media::new(docs::LINK_SET, || json!({ "type": "object" }));
const SQLITE: Media = Media::new("application/vnd.sqlite3", text);
const HTML: Media = Media::new("text/html; charset=utf-8", text);
const TEXT: Media = Media::new("text/plain; charset=utf-8", text);
const CSS: Media = Media::new("text/css; charset=utf-8", text);
const JAVASCRIPT: Media = Media::new("text/javascript; charset=utf-8", text);
const SVG: Media = Media::new("image/svg+xml", text);

fn text() -> Value {
    json!({ "type": "string" })
}

impl SingleRoute {
    fn to_route(&self) -> Route {
        let Media { media_type, schema } = self.media;
        Route {
            pattern: self.pattern.to_owned(),
            summary: self.summary,
            group: self.group,
            parameters: (self.parameters)(),
            content: Content::Single { media_type, schema },
            handler: self.handler,
        }
    }
}
