//! The statements that read facts. Their text is all here, in [`super::sets`] and, for orders that a request names, in
//! [`super::order`]; every value is bound.

use crate::kind::Kind;
use crate::kinds;
use crate::store::connections::Connections;
use sqlx::FromRow;

use crate::store::error::StoreError;
use crate::store::query::Collection;
use crate::values::day::Day;

/// Facts by their keys, in the order of these: the array is the outer loop, and a fact is looked up for each of its keys.
const JSON: &str = "select group_concat(f.json, char(10)) from json_each(?) k cross join fact f on f.key = k.value";
const CSV: &str =
    "select group_concat(f.csv, '') from json_each(?) k cross join fact f on f.key = k.value";
const JSON_AS_OF: &str =
    "select group_concat(json_set(f.json, '$.state', json_set(s.json, '$.as_of', ?2)), char(10))
     from json_each(?1) k
     cross join fact f on f.key = k.value
     cross join state s on s.fact = f.key and s.since <= ?2 and (s.until is null or s.until > ?2)";
const ONE: &str = "select json from fact where kind = ? and id = ?";
const ONE_AS_OF: &str = "select json_set(f.json, '$.state', json_set(s.json, '$.as_of', ?3))
     from fact f
     join state s on s.fact = f.key and s.since <= ?3 and (s.until is null or s.until > ?3)
     where f.kind = ?1 and f.id = ?2";
const KEY: &str = "select key from fact where kind = ? and id = ?";
const TIMELINE: &str = "select group_concat(f.timeline_json, char(10))
     from json_each(?) k
     cross join fact f on f.key = k.value";
const HITS: &str = "select f.key, f.title, f.timeline_json
     from json_each(?) k
     cross join fact f on f.key = k.value";
const TEXTS: &str =
    "select t.fact, t.names, t.text from json_each(?) k cross join fact_text t on t.fact = k.value";
const KEYS_OF: &str = "select f.key
     from json_each(?) kind
     cross join json_each(?) id
     cross join fact f on f.kind = kind.value and f.id = id.value";
const PASSING: &str = "select t.fact
     from json_each(?1) v
     cross join temporal_term t on t.kind = ?2 and t.parameter = ?3 and t.value = v.value
     where t.since <= ?4 and (t.until is null or t.until > ?4)";
const FACET: &str = "select value, null, positions from term where kind = ?1 and parameter = ?2 and facet = 1 and ?3 <> ''";
const PASSING_FACET: &str = "select value, fact, null from temporal_term
     where kind = ?1 and parameter = ?2 and facet = 1 and since <= ?3 and (until is null or until > ?3)";
const IDS: &str = "select id from fact where kind = ? order by id";
const NEIGHBOURS: &str =
    "select id from (select id from fact where kind = ? and id >= ? order by id limit 100)
     union all
     select id from (select id from fact where kind = ? and id < ? order by id desc limit 100)";
const SENTENCES: &str =
    "select json_object('document', ?, 'pointer', pointer, 'section', section, 'paragraph', paragraph,
     'sentence', sentence, 'start', \"start\", 'end', \"end\", 'sha256', sha256, 'text', text,
     'facts', (
     select json_group_array(json_object('kind', f.kind, 'id', f.id, 'title', f.title, 'url', f.url) order by f.key)
     from source join fact f on f.key = source.fact
     where source.sentence = s.key
     ),
     'excuse', excuse)
     from sentence s
     where document = ?
     order by s.key";

/// All of them, for those who ask SQLite how it would answer.
pub const STATEMENTS: &[&str] = &[
    JSON,
    CSV,
    JSON_AS_OF,
    ONE,
    ONE_AS_OF,
    KEY,
    TIMELINE,
    HITS,
    TEXTS,
    KEYS_OF,
    PASSING,
    FACET,
    PASSING_FACET,
    IDS,
    NEIGHBOURS,
    SENTENCES,
];

/// In what form items are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowFormat {
    /// JSON, separated by line ends, which no JSON of ours has.
    Json,
    /// Lines of CSV, each with its end.
    Csv,
    /// Timeline entries as JSON, one a line.
    Timeline,
}

/// The items of these facts in their order, one after the other. They are text, read as the bytes that they are sent as.
pub async fn items(
    connections: &Connections,
    keys: &[u32],
    form: RowFormat,
    as_of: Option<Day>,
) -> Result<Vec<u8>, StoreError> {
    let array = array(keys);
    let query = match (form, as_of) {
        (RowFormat::Json, Some(day)) => {
            sqlx::query_as(JSON_AS_OF).bind(array).bind(day.to_string())
        }
        (RowFormat::Json, None) => sqlx::query_as(JSON).bind(array),
        (RowFormat::Csv, _) => sqlx::query_as(CSV).bind(array),
        (RowFormat::Timeline, _) => sqlx::query_as(TIMELINE).bind(array),
    };
    let (items,): (Option<Vec<u8>>,) = connections.one(query).await?;
    Ok(items.unwrap_or_default())
}

/// A fact that a search found.
#[derive(Debug, FromRow)]
pub struct Hit {
    pub key: u32,
    pub title: String,
    pub timeline_json: String,
}

/// Facts of all kinds by their keys, in any order.
pub async fn hits(connections: &Connections, keys: &[u32]) -> Result<Vec<Hit>, StoreError> {
    connections
        .all(sqlx::query_as(HITS).bind(array(keys)))
        .await
}

/// What a fact's words stand in besides its title: key, names, text.
pub type Texts = (u32, String, String);

/// The texts of facts by their keys, in any order.
pub async fn texts(connections: &Connections, keys: &[u32]) -> Result<Vec<Texts>, StoreError> {
    connections
        .all(sqlx::query_as(TEXTS).bind(array(keys)))
        .await
}

/// The keys of the facts of a list that have these ids.
pub async fn keys_of(
    connections: &Connections,
    what: Collection,
    ids: &[String],
) -> Result<Vec<u32>, StoreError> {
    let kinds: Vec<&str> = match what {
        Collection::Kind(kind) => vec![kind.name],
        Collection::Timeline | Collection::Search => kinds::all().map(|kind| kind.name).collect(),
    };
    let (kinds, ids) = (serde_json::to_string(&kinds), serde_json::to_string(ids));
    let query = sqlx::query_as(KEYS_OF)
        .bind(kinds.unwrap_or_default())
        .bind(ids.unwrap_or_default());
    Ok(singles(connections.all(query).await?))
}

/// The keys of the facts that a parameter finds on a day by what their state then says.
pub async fn time_dependent(
    connections: &Connections,
    what: Collection,
    (parameter, values): (&str, &[String]),
    day: Day,
) -> Result<Vec<u32>, StoreError> {
    let values = serde_json::to_string(values).unwrap_or_default();
    let query = sqlx::query_as(PASSING)
        .bind(values)
        .bind(what.index_key())
        .bind(parameter)
        .bind(day.to_string());
    Ok(singles(connections.all(query).await?))
}

/// What a facet counts: a value, and either the fact that has it for a time, or the set of all that have it.
pub type Counted = (String, Option<u32>, Option<Vec<u8>>);

/// The values of a facet, as of a day where they pass.
pub async fn facet(
    connections: &Connections,
    what: Collection,
    name: &str,
    day: Day,
) -> Result<Vec<Counted>, StoreError> {
    let query = if what.is_time_dependent(name) {
        PASSING_FACET
    } else {
        FACET
    };
    connections
        .all(
            sqlx::query_as(query)
                .bind(what.index_key())
                .bind(name)
                .bind(day.to_string()),
        )
        .await
}

/// One fact's item, as of a day where one is given.
pub async fn item(
    connections: &Connections,
    kind: &'static Kind,
    id: &str,
    as_of: Option<Day>,
) -> Result<Option<String>, StoreError> {
    let query = match as_of.filter(|_| kind.states.is_some()) {
        Some(day) => sqlx::query_as(ONE_AS_OF)
            .bind(kind.name)
            .bind(id)
            .bind(day.to_string()),
        None => sqlx::query_as(ONE).bind(kind.name).bind(id),
    };
    Ok(connections.optional(query).await?.map(|(item,)| item))
}

/// Every sentence of a document as JSON with the facts read from it; `None` if there is no such document.
pub async fn sentences(
    connections: &Connections,
    kind: &'static Kind,
    id: &str,
) -> Result<Option<Vec<String>>, StoreError> {
    let document = connections
        .optional(sqlx::query_as(KEY).bind(kind.name).bind(id))
        .await?;
    let Some((document,)): Option<(i64,)> = document else {
        return Ok(None);
    };
    Ok(Some(singles(
        connections
            .all(sqlx::query_as(SENTENCES).bind(id).bind(document))
            .await?,
    )))
}

/// All ids of a kind.
pub async fn ids(
    connections: &Connections,
    kind: &'static Kind,
) -> Result<Vec<String>, StoreError> {
    Ok(singles(
        connections.all(sqlx::query_as(IDS).bind(kind.name)).await?,
    ))
}

/// Ids of a kind that stand near one in their order, so that the cost does not grow with the data.
pub async fn neighbours(
    connections: &Connections,
    kind: &'static Kind,
    id: &str,
) -> Result<Vec<String>, StoreError> {
    let near = sqlx::query_as(NEIGHBOURS)
        .bind(kind.name)
        .bind(id)
        .bind(kind.name)
        .bind(id);
    Ok(singles(connections.all(near).await?))
}

/// The values of rows that have one.
fn singles<T>(rows: Vec<(T,)>) -> Vec<T> {
    rows.into_iter().map(|(value,)| value).collect()
}

/// `[1,2,3]`.
pub fn array(keys: &[u32]) -> String {
    let keys: Vec<String> = keys.iter().map(u32::to_string).collect();
    ["[", &keys.join(","), "]"].concat()
}
