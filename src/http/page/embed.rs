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
use crate::kind::Parameter;
use crate::kinds;
use crate::store::{Filters, Store};

/// What it may load; and any page may frame it.
const EMBEDDED: &str = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'self'; form-action 'none'; \
                        frame-ancestors *";

#[derive(Template)]
#[template(path = "embed.html", config = "src/http/page/askama.toml")]
struct EmbedPage {
    pairs: Vec<Item>,
    drawing: String,
    facts: Vec<Item>,
}

/// What the embedded timeline takes: one pair or several.
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

/// `/embed/timeline`: the visits of pairs, made to stand in another page.
pub async fn embed(
    State(store): State<Store>,
    OriginalUri(uri): OriginalUri,
) -> Result<Response, Problem> {
    let asked = Asked::other(&uri, embed_parameters())?;
    let kind = kinds::pair();
    let (mut pairs, mut lanes) = (Vec::new(), Vec::new());
    for id in &asked.filters.relations {
        let found = store
            .item(kind, id, None)
            .await
            .map_err(Problem::database(&uri))?;
        let Some(pair) = found else {
            return Err(no_such_item(kind, &store, id, &uri).await);
        };
        let pair = Item(serde_json::from_str(&pair).unwrap_or_default());
        let visits = facts(&store, "visits", id, Filters::default(), &HashMap::new()).await;
        let visits = visits.map_err(Problem::database(&uri))?;
        lanes.push(Lane {
            name: pair.text("title"),
            facts: visits.items,
        });
        pairs.push(pair);
    }
    let drawing = timeline::draw(&lanes);
    let facts = lanes.into_iter().flat_map(|lane| lane.facts).collect();
    Ok(html(
        &EmbedPage {
            pairs,
            drawing,
            facts,
        },
        EMBEDDED,
    ))
}
