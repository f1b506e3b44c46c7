//! `/relations/{id}`: all facts about a pair.

use std::sync::{Arc, LazyLock};

use askama::Template;
use axum::response::Response;

use super::colours::Colours;
use super::facts;
use super::item::{Item, ItemNames};
use super::key_facts::{KeyFact, key_facts};
use super::lanes::dated_facts;
use super::licence::licence_url;
use super::missions_day::MissionsDay;
use super::page::{SELF_ONLY, html, json_ld, kind, redirect_to_reversed, some_parameters};
use super::pair_contents::Contents;
use super::pair_facts::PairFacts;
use super::pair_pictures::{Parties, Pictures, locator_map};
use super::pair_sections::PairSections;
use super::relation_state::{relation_state, state_on_day};
use super::sources::SourceContext;
use crate::http::handlers::item::find;
use crate::http::parsed_request::ParsedRequest;
use crate::http::problem::Problem;
use crate::kind::Parameter;
use crate::kinds;
use crate::store::{Dataset, StoreError};

#[derive(Template)]
#[template(path = "pair.html", config = "src/http/web/askama.toml")]
struct PairPage<'a> {
    dataset: &'a Dataset,
    context: SourceContext,
    relation: Item,
    parties: Parties,
    /// In words.
    relation_state: String,
    /// The relation as of the day of the missions, if one is requested.
    relation_on_day: Option<Item>,
    day: MissionsDay,
    key_facts: Vec<KeyFact>,
    contents: Contents,
    facts: PairSections,
    pictures: Pictures,
    json_ld: String,
}

/// The day for which the states of missions are shown.
pub fn pair_parameters() -> &'static [Parameter] {
    static PARAMETERS: LazyLock<Vec<Parameter>> =
        LazyLock::new(|| some_parameters(kind("missions"), &["as_of"]));
    &PARAMETERS
}

pub async fn pair(mut request: ParsedRequest) -> Result<Response, Problem> {
    // The day is that of the missions. The relations are shown as they are now, whatever the slider says.
    let day = request.query.filters.as_of.take();
    let relation = match find(kinds::pair(), &request.id, &request).await {
        Ok(relation) => relation,
        Err(problem) => {
            return redirect_to_reversed(kinds::pair(), &request)
                .await
                .ok_or(problem);
        }
    };
    request.query.filters.as_of = day;
    let page = pair_page(&request, Item::parse(&relation)).await;
    html(&page.map_err(request.store_problem())?, SELF_ONLY)
}

async fn pair_page(request: &ParsedRequest, relation: Item) -> Result<PairPage<'_>, StoreError> {
    let (store, id) = (&request.store, relation.text("id"));
    let mut all = PairFacts::load(store, &relation).await?;
    let context = SourceContext::new(request, all.documents(), all.items());
    let names = Arc::clone(&all.names);
    let relation = relation.with_names(&names);
    let parties = Parties::new(&relation);
    let colours = Colours::of_pair(&parties.codes, all.items());
    let mut facts = PairSections::new(&mut all, dated_facts(store, &id).await?);
    let day = MissionsDay::new(request, &facts.dated.items, &facts.documents);
    let key_facts = key_facts(&relation, &facts);
    let map = locator_map(&parties, &facts.missions.items);
    let filters = &request.query.filters;
    if filters.as_of.is_some() {
        facts.missions = facts::facts(store, "missions", &id, filters, &names).await?;
    }
    Ok(PairPage {
        dataset: &store.dataset,
        context,
        key_facts,
        contents: facts.contents(),
        pictures: Pictures::new(&parties, &facts, colours, map, &day, filters.as_of),
        facts,
        day,
        relation_state: relation_state(&relation),
        relation_on_day: relation_on_day(request, &names).await?,
        json_ld: json_ld(&store.dataset),
        parties,
        relation,
    })
}

impl PairPage<'_> {
    /// A sentence about the page for search engines and previews.
    fn description(&self) -> String {
        let [one, other] = &self.parties.names;
        format!(
            "Relations of {one} and {other}: {}. {} missions, {} visits, {} treaties, trade, cooperation and history, each \
             fact with its source.",
            self.relation_state,
            self.facts.missions.total,
            self.facts.visits.total,
            self.facts.treaties.total
        )
    }
}

/// The relation as of the day of the missions, if one is requested.
async fn relation_on_day(
    request: &ParsedRequest,
    names: &Arc<ItemNames>,
) -> Result<Option<Item>, StoreError> {
    let Some(day) = request.query.filters.as_of else {
        return Ok(None);
    };
    let relation = request.store.item(kinds::pair(), &request.id, Some(day));
    let relation = relation.await?;
    Ok(relation.map(|relation| Item::parse(&relation).with_names(names)))
}
