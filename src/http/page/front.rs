//! The front page: all pairs, search, and the ways to the data.

use std::sync::LazyLock;

use askama::Template;
use axum::extract::{OriginalUri, State};
use axum::response::Response;

use super::item::Item;
use super::{ALONE, html, linked, taken};
use crate::http::asked::Asked;
use crate::http::problem::Problem;
use crate::kind::Parameter;
use crate::kinds;
use crate::store::{Collection, Dataset, PageRequest, Store};

/// How many pairs or hits it lists.
const LISTED: u32 = 50;

#[derive(Template)]
#[template(path = "front.html", config = "src/http/page/askama.toml")]
struct FrontPage<'a> {
    dataset: &'a Dataset,
    /// What was looked for; nothing if all pairs are listed.
    words: Option<String>,
    items: Vec<Item>,
    total: u64,
    next: Option<String>,
    call: String,
    /// A pair to show what an address looks like.
    example: String,
    linked: String,
}

/// What the front page takes: words to look for, and a place to go on from.
pub fn front_parameters() -> &'static [Parameter] {
    static TAKEN: LazyLock<Vec<Parameter>> =
        LazyLock::new(|| taken(kinds::pair(), &["q", "cursor"]));
    &TAKEN
}

/// `/`: all pairs, or what was found for words.
pub async fn front(
    State(store): State<Store>,
    OriginalUri(uri): OriginalUri,
) -> Result<Response, Problem> {
    let words = Asked::other(&uri, front_parameters())?.filters.search_terms;
    let (what, path) = if words.is_some() {
        (Collection::Search, "/v1/search".to_owned())
    } else {
        (
            Collection::Kind(kinds::pair()),
            ["/v1/", kinds::pair().plural].concat(),
        )
    };
    let asked = Asked::list(what, &uri, front_parameters())?;
    asked.goes_on_in(&store.dataset, &uri)?;
    let page = PageRequest {
        limit: Some(LISTED),
        ..asked.page.clone()
    };
    let found = store
        .list(what, &asked.filters, &page)
        .await
        .map_err(Problem::database(&uri))?;
    let items = Item::all(&found.items);
    let page = FrontPage {
        dataset: &store.dataset,
        words: words.map(|words| words.0.join(" ")),
        example: items
            .first()
            .map(|item| item.text("relation"))
            .unwrap_or_default(),
        items,
        total: found.total,
        next: found
            .next
            .as_ref()
            .map(|place| asked.next(&store.dataset, what, &uri, place)),
        call: asked.address(&path),
        linked: linked(&store.dataset),
    };
    Ok(html(&page, ALONE))
}
