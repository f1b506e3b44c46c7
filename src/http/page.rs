//! Pages for people, made from the same items as the API's answers: no script is needed, no other host is asked.

mod item;
mod map;
mod timeline;

use std::collections::HashMap;
use std::sync::LazyLock;

use askama::Template;
use axum::extract::{OriginalUri, Path, State};
use axum::http::{HeaderValue, Uri, header};
use axum::response::Response;
use serde_json::json;

use super::answer;
use super::asked::Asked;
use super::handlers::no_such_item;
use super::problem::{Problem, failed};
use crate::resource::{Kind, Parameter};
use crate::resources;
use crate::store::{Dataset, Filters, Page, Store, Unanswered, What};
use crate::values::country;
use item::Item;
use timeline::Lane;

/// How many facts of a kind a page shows; the rest is a link away.
const SHOWN: u32 = 200;
/// How many pairs or hits a page lists.
const LISTED: u32 = 50;

/// What a page may load: nothing but what comes from here.
const ALONE: &str = "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self'; \
                     form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
/// The same for the page that is made to stand in others.
const EMBEDDED: &str =
    "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'self'; form-action 'none'; frame-ancestors *";

/// Facts of a kind, and the request that gives them all.
struct Facts {
    items: Vec<Item>,
    total: u64,
    call: String,
}

/// Goods that go from one side to the other.
struct Side {
    from: String,
    to: String,
    goods: Vec<Item>,
}

#[derive(Template)]
#[template(path = "pair.html", config = "src/http/page/askama.toml")]
struct PairPage<'a> {
    dataset: &'a Dataset,
    relation: Item,
    contradictions: Vec<Item>,
    map: Option<String>,
    drawing: String,
    timeline_call: String,
    /// The years between which the state of missions is asked for, and the one that is shown.
    first: i32,
    last: i32,
    year: i32,
    missions: Facts,
    visits: Facts,
    treaties: Facts,
    claims: Vec<Item>,
    trade: Facts,
    goods: Facts,
    sides: Vec<Side>,
    cooperation: Facts,
    history: Facts,
    discrepancies: Facts,
    documents: Facts,
    /// Schema.org's words for the data set.
    linked: String,
}

/// A part of a document with its sentences.
struct Section {
    name: String,
    sentences: Vec<Item>,
}

#[derive(Template)]
#[template(path = "document.html", config = "src/http/page/askama.toml")]
struct DocumentPage<'a> {
    dataset: &'a Dataset,
    document: Item,
    sections: Vec<Section>,
    sentences: Vec<Item>,
    cited: usize,
    call: String,
}

#[derive(Template)]
#[template(path = "front.html", config = "src/http/page/askama.toml")]
struct FrontPage<'a> {
    dataset: &'a Dataset,
    words: String,
    items: Vec<Item>,
    total: u64,
    next: Option<String>,
    call: String,
    /// A pair to show what an address looks like.
    example: String,
}

#[derive(Template)]
#[template(path = "embed.html", config = "src/http/page/askama.toml")]
struct EmbedPage {
    id: String,
    title: String,
    drawing: String,
    facts: Vec<Item>,
}

/// What the pair's page takes: a day for the missions.
pub fn pair_parameters() -> &'static [Parameter] {
    static TAKEN: LazyLock<Vec<Parameter>> = LazyLock::new(|| taken(kind("missions"), &["as_of"]));
    &TAKEN
}

/// What the front page takes: words to look for, and a place to go on from.
pub fn front_parameters() -> &'static [Parameter] {
    static TAKEN: LazyLock<Vec<Parameter>> = LazyLock::new(|| taken(resources::pair(), &["q", "cursor"]));
    &TAKEN
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

fn taken(kind: &'static Kind, names: &[&str]) -> Vec<Parameter> {
    resources::parameters(kind).iter().filter(|parameter| names.contains(&parameter.name)).cloned().collect()
}

/// The kind whose list has this name.
fn kind(plural: &str) -> &'static Kind {
    resources::LISTS
        .iter()
        .find(|kind| kind.plural == plural)
        .expect("pages name kinds that there are: tests/api/pages.rs")
}

/// `/relations/{id}`.
pub async fn pair(
    State(store): State<Store>,
    Path(id): Path<String>,
    OriginalUri(uri): OriginalUri,
) -> Result<Response, Problem> {
    let asked = Asked::other(&uri, pair_parameters())?;
    let kind = resources::pair();
    let found = store.one(kind, &id, None).await.map_err(Problem::database(&uri))?;
    let Some(relation) = found else { return Err(no_such_item(kind, &store, &id, &uri).await) };
    let page = pair_page(&store, Item(serde_json::from_str(&relation).unwrap_or_default()), &asked.filters);
    let page = page.await.map_err(Problem::database(&uri))?;
    Ok(html(&page, ALONE))
}

async fn pair_page<'s>(store: &'s Store, relation: Item, filters: &Filters) -> Result<PairPage<'s>, Unanswered> {
    let id = relation.text("id");
    let discrepancies = facts(store, "discrepancies", &id, Filters::default(), &HashMap::new()).await?;
    let titles = discrepancies.items.iter().map(|doubt| (doubt.text("id"), doubt.text("title"))).collect();
    let of = |plural: &'static str| facts(store, plural, &id, Filters::default(), &titles);
    let lanes = lanes(store, &id).await?;
    let (first, last) = timeline::span(&lanes).map_or((1900, 2000), |(first, last)| (years(first), years(last)));
    let missions = Filters { as_of: filters.as_of, ..Filters::default() };
    let goods = of("goods").await?;
    Ok(PairPage {
        dataset: &store.dataset,
        contradictions: discrepancies.items.iter().filter(|doubt| is_of_the_relation(doubt)).cloned().collect(),
        map: map_of(&relation),
        drawing: timeline::draw(&lanes),
        timeline_call: format!("/v1/timeline?relation={id}"),
        first,
        last,
        year: filters.as_of.and_then(|day| day.to_string().get(..4)?.parse().ok()).unwrap_or(last),
        missions: facts(store, "missions", &id, missions, &titles).await?,
        visits: of("visits").await?,
        treaties: of("treaties").await?,
        claims: claims(store, &id, &titles).await?,
        trade: of("trade").await?,
        sides: sides(&relation, &goods.items),
        goods,
        cooperation: of("cooperation").await?,
        history: of("history").await?,
        discrepancies,
        documents: of("documents").await?,
        linked: linked(&store.dataset),
        relation: relation.with_titles(&titles),
    })
}

/// Whether a discrepancy says that the document contradicts itself about the relation.
fn is_of_the_relation(doubt: &Item) -> bool {
    let about = |fact: &Item| fact.text("fact.kind").starts_with(resources::pair().name);
    doubt.text("type") == "contradiction" && doubt.list("facts").iter().any(about)
}

fn parties(relation: &Item) -> Vec<String> {
    relation.list("parties").iter().map(|party| party.text("")).collect()
}

fn map_of(relation: &Item) -> Option<String> {
    let parties = parties(relation);
    map::draw(parties.first()?, parties.get(1)?)
}

/// What the document says of how many treaties there are.
async fn claims(store: &Store, relation: &str, titles: &HashMap<String, String>) -> Result<Vec<Item>, Unanswered> {
    let Some(counter) = kind("treaties").coverage else { return Ok(Vec::new()) };
    let found = listed(store, What::Kind(counter), relation, Filters::default()).await?;
    Ok(Item::all(&found.items).into_iter().map(|claim| claim.with_titles(titles)).collect())
}

/// A year that a drawing begins or ends with, which is whole.
#[expect(clippy::cast_possible_truncation, reason = "years have four digits")]
fn years(year: f64) -> i32 {
    year as i32
}

/// Facts of a kind about a pair, with the titles of what makes them doubtful.
async fn facts(
    store: &Store,
    plural: &'static str,
    relation: &str,
    filters: Filters,
    titles: &HashMap<String, String>,
) -> Result<Facts, Unanswered> {
    let found = listed(store, What::Kind(kind(plural)), relation, filters).await?;
    let items = Item::all(&found.items).into_iter().map(|item| item.with_titles(titles)).collect();
    Ok(Facts { items, total: found.total, call: format!("/v1/{plural}?relation={relation}") })
}

async fn listed(store: &Store, what: What, relation: &str, filters: Filters) -> Result<crate::store::List, Unanswered> {
    let filters = Filters { relations: vec![relation.to_owned()], ..filters };
    store.list(what, &filters, &Page { limit: Some(SHOWN), ..Page::default() }).await
}

/// What is drawn of a pair: dated facts by kind.
async fn lanes(store: &Store, relation: &str) -> Result<Vec<Lane>, Unanswered> {
    let drawn: [(&str, &str); 5] = [
        ("Relations", "relation_event"),
        ("Missions", "mission_event"),
        ("Visits", "visit"),
        ("Treaties", "treaty"),
        ("Cooperation", "cooperation"),
    ];
    let mut lanes = Vec::new();
    for (name, kind) in drawn {
        let filters = Filters { kinds: vec![kind.to_owned()], ..Filters::default() };
        let found = listed(store, What::Timeline, relation, filters).await?;
        lanes.push(Lane { name, facts: Item::all(&found.items) });
    }
    Ok(lanes)
}

/// Goods by the way they go; nothing where there are none.
fn sides(relation: &Item, goods: &[Item]) -> Vec<Side> {
    let name = |code: &str| country::name(code).unwrap_or(code).to_owned();
    let [one, other] = &parties(relation)[..] else { return Vec::new() };
    let ways = [(one, other), (other, one)];
    let side = |(from, to): (&String, &String)| {
        let goods = goods.iter().filter(|good| good.text("exporter") == *from).cloned().collect();
        Side { from: name(from), to: name(to), goods }
    };
    ways.map(side).into_iter().filter(|side| !side.goods.is_empty()).collect()
}

/// The data set in the words of schema.org, for the head of a page.
fn linked(dataset: &Dataset) -> String {
    let linked = json!({
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": dataset.title,
        "version": dataset.version,
        "license": dataset.licence,
        "dateModified": dataset.revised,
        "distribution": [
            { "@type": "DataDownload", "encodingFormat": "application/vnd.sqlite3", "contentUrl": "/v1/dataset.sqlite" },
        ],
    });
    // The only sign that could end the element.
    linked.to_string().replace('<', "\\u003c")
}

/// `/documents/{id}`: the audit.
pub async fn document(
    State(store): State<Store>,
    Path(id): Path<String>,
    OriginalUri(uri): OriginalUri,
) -> Result<Response, Problem> {
    Asked::other(&uri, &[])?;
    let kind = resources::document();
    let found = store.one(kind, &id, None).await.map_err(Problem::database(&uri))?;
    let sentences = store.sentences(kind, &id).await.map_err(Problem::database(&uri))?;
    let Some((document, sentences)) = found.zip(sentences) else {
        return Err(no_such_item(kind, &store, &id, &uri).await);
    };
    let read = |json: &String| Item(serde_json::from_str(json).unwrap_or_default());
    let sentences: Vec<Item> = sentences.iter().map(read).collect();
    let sections = sentences.chunk_by(|one, next| one.text("section") == next.text("section"));
    let sections = sections.map(|part| Section { name: part[0].text("section"), sentences: part.to_vec() }).collect();
    let page = DocumentPage {
        dataset: &store.dataset,
        call: format!("/v1/{}/{id}/sentences", kind.plural),
        document: read(&document),
        cited: sentences.iter().filter(|sentence| sentence.has("facts")).count(),
        sections,
        sentences,
    };
    Ok(html(&page, ALONE))
}

/// `/`: all pairs, or what was found for words.
pub async fn front(State(store): State<Store>, OriginalUri(uri): OriginalUri) -> Result<Response, Problem> {
    let words = Asked::other(&uri, front_parameters())?.filters.words;
    let (what, path) = if words.is_some() {
        (What::Search, "/v1/search".to_owned())
    } else {
        (What::Kind(resources::pair()), ["/v1/", resources::pair().plural].concat())
    };
    let asked = Asked::list(what, &uri, front_parameters())?;
    let page = Page { limit: Some(LISTED), ..asked.page.clone() };
    let found = store.list(what, &asked.filters, &page).await.map_err(Problem::database(&uri))?;
    let items = Item::all(&found.items);
    let page = FrontPage {
        dataset: &store.dataset,
        words: words.map(|words| words.0.join(" ")).unwrap_or_default(),
        example: items.first().map(|item| item.text("relation")).unwrap_or_default(),
        items,
        total: found.total,
        next: found.next.as_ref().map(|place| asked.next(what, &uri, place)),
        call: asked.address(&path),
    };
    Ok(html(&page, ALONE))
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

fn html(page: &impl Template, policy: &'static str) -> Response {
    use axum::response::IntoResponse as _;
    let Ok(body) = page.render() else { return failed().into_response() };
    let mut response = answer::text("text/html; charset=utf-8", body);
    response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(policy));
    response.headers_mut().insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    response
}

/// `/assets/style.css`.
pub async fn style(OriginalUri(uri): OriginalUri) -> Result<Response, Problem> {
    asset(&uri, "text/css; charset=utf-8", include_str!("page/style.css"))
}

/// `/assets/script.js`.
pub async fn script(OriginalUri(uri): OriginalUri) -> Result<Response, Problem> {
    asset(&uri, "text/javascript; charset=utf-8", include_str!("page/script.js"))
}

/// `/assets/icon.svg`.
pub async fn icon(OriginalUri(uri): OriginalUri) -> Result<Response, Problem> {
    asset(&uri, "image/svg+xml", include_str!("page/icon.svg"))
}

fn asset(uri: &Uri, media_type: &'static str, text: &'static str) -> Result<Response, Problem> {
    Asked::other(uri, &[])?;
    Ok(answer::text(media_type, text))
}
