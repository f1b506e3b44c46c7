//! The timeline that is made to stand in another page.

use std::collections::HashMap;
use std::sync::LazyLock;

use askama::Template;
use axum::extract::{OriginalUri, State};
use axum::response::Response;

use super::facts::facts;
use super::item::Item;
use super::timeline::{self, Lane};
use super::{html, kind, taken};
use crate::http::asked::Asked;
use crate::http::handlers::no_such_item;
use crate::http::problem::Problem;
use crate::resource::Parameter;
use crate::resources;
use crate::store::{Filters, Store};

/// What it may load; and any page may frame it.
const EMBEDDED: &str = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'self'; form-action 'none'; \
                        frame-ancestors *";

#[derive(Template)]
#[template(path = "embed.html", config = "src/http/page/askama.toml")]
struct EmbedPage {
    id: String,
    title: String,
    drawing: String,
    facts: Vec<Item>,
}

/// What the embedded timeline takes: a pair.
pub fn embed_parameters() -> &'static [Parameter] {
    static TAKEN: LazyLock<Vec<Parameter>> = LazyLock::new(|| {
        let mut taken = taken(kind("visits"), &["relation"]);
        for parameter in &mut taken {
            parameter.required = true;
        }
        taken
    });
    &TAKEN
}

/// `/embed/timeline`: the visits of a pair, made to stand in another page.
pub async fn embed(State(store): State<Store>, OriginalUri(uri): OriginalUri) -> Result<Response, Problem> {
    let asked = Asked::other(&uri, embed_parameters())?;
    let id = asked.filters.relations.first().cloned().unwrap_or_default();
    let kind = resources::pair();
    let found = store.one(kind, &id, None).await.map_err(Problem::database(&uri))?;
    let Some(relation) = found else { return Err(no_such_item(kind, &store, &id, &uri).await) };
    let visits =
        facts(&store, "visits", &id, Filters::default(), &HashMap::new()).await.map_err(Problem::database(&uri))?;
    let lanes = [Lane { name: "Visits", facts: visits.items }];
    let drawing = timeline::draw(&lanes);
    let [Lane { facts, .. }] = lanes;
    let title = Item(serde_json::from_str(&relation).unwrap_or_default()).text("title");
    Ok(html(&EmbedPage { id, title, drawing, facts }, EMBEDDED))
}
