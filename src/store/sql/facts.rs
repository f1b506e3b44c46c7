//! The statements that read facts. Their text is here, in the modules of the index and, for orders that a request
//! names, in [`sort_orders`](crate::store::index::sort_orders); every value is bound.

use sqlx::FromRow;

use crate::kind::Kind;
use crate::kinds;
use crate::store::connections::Connections;
use crate::store::error::Result;
use crate::store::query::Collection;
use crate::values::day::Day;

// `cross join` keeps SQLite from reordering: the array is the outer loop, so that rows come in the order of its keys.
const JSON: &str = "select group_concat(f.json, char(10)) from json_each(?) k cross join _fact f on f.key = k.value";
const CSV: &str =
    "select group_concat(f.csv, '') from json_each(?) k cross join _fact f on f.key = k.value";
const JSON_AS_OF: &str =
    "select group_concat(json_set(f.json, '$.state', json_set(s.json, '$.as_of', ?2)), char(10))
     from json_each(?1) k
     cross join _fact f on f.key = k.value
     cross join _state s on s.fact = f.key and s.since <= ?2 and (s.until is null or s.until > ?2)";
const ITEM: &str = "select json from _fact where kind = ? and id = ?";
const ITEM_AS_OF: &str = "select json_set(f.json, '$.state', json_set(s.json, '$.as_of', ?3))
     from _fact f
     join _state s on s.fact = f.key and s.since <= ?3 and (s.until is null or s.until > ?3)
     where f.kind = ?1 and f.id = ?2";
const TIMELINE: &str = "select group_concat(f.timeline_json, char(10))
     from json_each(?) k
     cross join _fact f on f.key = k.value";
const HITS: &str = "select f.key, f.title, f.timeline_json
     from json_each(?) k
     cross join _fact f on f.key = k.value";
const TEXTS: &str = "select t.fact, t.names, t.text from json_each(?) k cross join _fact_text t on t.fact = k.value";
const SEARCHED_TEXTS: &str = "select t.fact, f.title, t.names, t.text
     from json_each(?) k
     cross join _fact f on f.key = k.value
     cross join _fact_text t on t.fact = f.key";
const KNOWN_WORDS: &str =
    "select w.word from json_each(?) k cross join _word w on w.word = k.value";
const NEIGHBOURING_WORDS: &str =
    "select word from (select word from _word where word >= ?1 order by word limit 100)
     union all
     select word from (select word from _word where word < ?1 order by word desc limit 100)";
const KEYS_OF_IDS: &str = "select f.key
     from json_each(?) kind
     cross join json_each(?) id
     cross join _fact f on f.kind = kind.value and f.id = id.value";
const TEMPORAL_TERM: &str = "select t.fact
     from json_each(?1) v
     cross join _temporal_term t on t.kind = ?2 and t.parameter = ?3 and t.value = v.value
     where t.since <= ?4 and (t.until is null or t.until > ?4)";
const FACET: &str =
    "select value, positions from _term where kind = ? and parameter = ? and facet = 1";
const FACET_OF_ALL: &str =
    "select value, facts from _term where kind = ? and parameter = ? and facet = 1";
const TERMS_OF_KINDS: &str = "select t.kind, t.value, t.positions
     from json_each(?1) k
     cross join json_each(?3) v
     cross join _term t on t.kind = k.value and t.parameter = ?2 and t.value = v.value and t.facet = 1";
const TEMPORAL_FACET: &str = "select value, fact from _temporal_term
     where kind = ?1 and parameter = ?2 and facet = 1 and since <= ?3 and (until is null or until > ?3)";
const IDS: &str = "select id from _fact where kind = ? order by id";
const NEIGHBOURS: &str =
    "select id from (select id from _fact where kind = ?1 and id >= ?2 order by id limit 100)
     union all
     select id from (select id from _fact where kind = ?1 and id < ?2 order by id desc limit 100)";
const TERMS_NEAR: &str =
    "select value from (select value from _term where kind = ?1 and parameter = ?2 and value >= ?3
     order by value limit 100)
     union all
     select value from (select value from _term where kind = ?1 and parameter = ?2 and value < ?3
     order by value desc limit 100)";
const TEMPORAL_TERMS_NEAR: &str = "select value from (select distinct value from _temporal_term
     where kind = ?1 and parameter = ?2 and value >= ?3 order by value limit 100)
     union all
     select value from (select distinct value from _temporal_term
     where kind = ?1 and parameter = ?2 and value < ?3 order by value desc limit 100)";
const HAS_TEMPORAL_TERM: &str = "select 1 from _temporal_term
     where kind = ?1 and parameter = ?2 and value = ?3 limit 1";

/// All statements of this module, for a test of their query plans.
pub const STATEMENTS: &[&str] = &[
    JSON,
    CSV,
    JSON_AS_OF,
    ITEM,
    ITEM_AS_OF,
    TIMELINE,
    HITS,
    TEXTS,
    SEARCHED_TEXTS,
    KNOWN_WORDS,
    NEIGHBOURING_WORDS,
    KEYS_OF_IDS,
    TEMPORAL_TERM,
    FACET,
    FACET_OF_ALL,
    TERMS_OF_KINDS,
    TEMPORAL_FACET,
    IDS,
    NEIGHBOURS,
    TERMS_NEAR,
    TEMPORAL_TERMS_NEAR,
    HAS_TEMPORAL_TERM,
];

/// The format in which facts are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowFormat {
    /// Items as JSON, separated by line feeds, which the JSON of an item does not contain.
    Json,
    /// Items as CSV rows, each with its line break.
    Csv,
    /// Timeline entries as JSON, separated by line feeds.
    Timeline,
}

/// A fact that matches a search.
#[derive(Debug, FromRow)]
pub struct Hit {
    pub key: u32,
    pub title: String,
    pub timeline_json: String,
}

/// The texts of a fact that a search looks at besides its title.
#[derive(Debug, FromRow)]
pub struct SearchText {
    pub fact: u32,
    pub names: String,
    pub text: String,
}

/// All texts of a fact that a search looks at.
#[derive(Debug, FromRow)]
pub struct SearchedTexts {
    pub fact: u32,
    pub title: String,
    pub names: String,
    pub text: String,
}

impl Connections {
    /// The facts with these keys, in this order, in one buffer; states are as of a day if one is given.
    pub async fn items(
        &self,
        keys: &[u32],
        format: RowFormat,
        as_of: Option<Day>,
    ) -> Result<Vec<u8>> {
        let keys = json_array(keys);
        let statement = match (format, as_of) {
            (RowFormat::Json, Some(day)) => {
                sqlx::query_as(JSON_AS_OF).bind(keys).bind(day.to_string())
            }
            (RowFormat::Json, None) => sqlx::query_as(JSON).bind(keys),
            (RowFormat::Csv, _) => sqlx::query_as(CSV).bind(keys),
            (RowFormat::Timeline, _) => sqlx::query_as(TIMELINE).bind(keys),
        };
        // `group_concat` of no rows is null.
        let (items,): (Option<Vec<u8>>,) = self.fetch_one(statement).await?;
        Ok(items.unwrap_or_default())
    }

    /// The facts with these keys, in any order.
    pub async fn hits(&self, keys: &[u32]) -> Result<Vec<Hit>> {
        let statement = sqlx::query_as(HITS).bind(json_array(keys));
        self.fetch_all(statement).await
    }

    /// The texts of the facts with these keys, in any order.
    pub async fn texts(&self, keys: &[u32]) -> Result<Vec<SearchText>> {
        let statement = sqlx::query_as(TEXTS).bind(json_array(keys));
        self.fetch_all(statement).await
    }

    /// All searched texts of the facts with these keys, in any order.
    pub async fn searched_texts(&self, keys: &[u32]) -> Result<Vec<SearchedTexts>> {
        let statement = sqlx::query_as(SEARCHED_TEXTS).bind(json_array(keys));
        self.fetch_all(statement).await
    }

    /// Those of the words that facts contain.
    pub async fn known_words(&self, words: &[String]) -> Result<Vec<String>> {
        let words = serde_json::to_string(words)?;
        let statement = sqlx::query_as(KNOWN_WORDS).bind(words);
        self.fetch_column(statement).await
    }

    /// Words of facts that sort near a word. Their number is bounded, so the cost does not grow with the data.
    pub async fn neighbouring_words(&self, word: &str) -> Result<Vec<String>> {
        let statement = sqlx::query_as(NEIGHBOURING_WORDS).bind(word);
        self.fetch_column(statement).await
    }

    /// The keys of the facts of a collection that have any of these ids.
    pub async fn keys_of_ids(&self, collection: Collection, ids: &[String]) -> Result<Vec<u32>> {
        let kinds: Vec<&str> = match collection {
            Collection::Kind(kind) => vec![kind.name],
            Collection::Timeline | Collection::Search => {
                kinds::all().map(|kind| kind.name).collect()
            }
        };
        let (kinds, ids) = (serde_json::to_string(&kinds)?, serde_json::to_string(ids)?);
        let statement = sqlx::query_as(KEYS_OF_IDS).bind(kinds).bind(ids);
        self.fetch_column(statement).await
    }

    /// The keys of the facts that have any of these values for a time-dependent parameter on a day.
    pub async fn keys_of_temporal_term(
        &self,
        collection: Collection,
        parameter: &str,
        values: &[String],
        day: Day,
    ) -> Result<Vec<u32>> {
        let statement = sqlx::query_as(TEMPORAL_TERM)
            .bind(serde_json::to_string(values)?)
            .bind(collection.index_key())
            .bind(parameter)
            .bind(day.to_string());
        self.fetch_column(statement).await
    }

    /// Returns true if a fact has a value for a time-dependent parameter on any day.
    pub async fn has_temporal_term(
        &self,
        collection: Collection,
        parameter: &str,
        value: &str,
    ) -> Result<bool> {
        let statement = sqlx::query_as(HAS_TEMPORAL_TERM).bind(collection.index_key());
        let statement = statement.bind(parameter).bind(value);
        let found: Option<(i64,)> = self.fetch_optional(statement).await?;
        Ok(found.is_some())
    }

    /// Values of a parameter that sort near a value. Their number is bounded, so the cost does not grow with the data.
    pub async fn terms_near(
        &self,
        kind: &Kind,
        parameter: &str,
        value: &str,
    ) -> Result<Vec<String>> {
        let statement = sqlx::query_as(TERMS_NEAR).bind(kind.name);
        self.fetch_column(statement.bind(parameter).bind(value))
            .await
    }

    /// The same for a time-dependent parameter, on any day.
    pub async fn temporal_terms_near(
        &self,
        kind: &Kind,
        parameter: &str,
        value: &str,
    ) -> Result<Vec<String>> {
        let statement = sqlx::query_as(TEMPORAL_TERMS_NEAR).bind(kind.name);
        self.fetch_column(statement.bind(parameter).bind(value))
            .await
    }

    /// The values of a facet, each with the serialized bitmap of the facts that have it.
    pub async fn facet(
        &self,
        collection: Collection,
        parameter: &str,
    ) -> Result<Vec<(String, Vec<u8>)>> {
        let key = collection.index_key();
        let statement = sqlx::query_as(FACET).bind(key).bind(parameter);
        self.fetch_all(statement).await
    }

    /// The values of a facet, each with the number of all facts that have it.
    pub async fn facet_of_all(
        &self,
        collection: Collection,
        parameter: &str,
    ) -> Result<Vec<(String, u64)>> {
        let key = collection.index_key();
        let statement = sqlx::query_as(FACET_OF_ALL).bind(key).bind(parameter);
        let counts: Vec<(String, i64)> = self.fetch_all(statement).await?;
        let counts = counts.into_iter();
        Ok(counts
            .map(|(value, count)| (value, count.unsigned_abs()))
            .collect())
    }

    /// The serialized bitmaps of the facts of each of some kinds that have each of some values, with the kind and the value.
    pub async fn terms_of_kinds(
        &self,
        kinds: &[&str],
        parameter: &str,
        values: &[String],
    ) -> Result<Vec<(String, String, Vec<u8>)>> {
        let statement = sqlx::query_as(TERMS_OF_KINDS).bind(serde_json::to_string(kinds)?);
        let statement = statement
            .bind(parameter)
            .bind(serde_json::to_string(values)?);
        self.fetch_all(statement).await
    }

    /// The values of a time-dependent facet, each repeated with the key of every fact that has it on a day.
    pub async fn temporal_facet(
        &self,
        collection: Collection,
        parameter: &str,
        day: Day,
    ) -> Result<Vec<(String, u32)>> {
        let statement = sqlx::query_as(TEMPORAL_FACET).bind(collection.index_key());
        let statement = statement.bind(parameter).bind(day.to_string());
        self.fetch_all(statement).await
    }

    /// The JSON of an item, with its state as of a day if one is given; `None` if there is no such item.
    pub async fn item(&self, kind: &Kind, id: &str, as_of: Option<Day>) -> Result<Option<String>> {
        let as_of = as_of.filter(|_| kind.states.is_some());
        let statement = sqlx::query_as(if as_of.is_some() { ITEM_AS_OF } else { ITEM });
        let mut statement = statement.bind(kind.name).bind(id);
        if let Some(day) = as_of {
            statement = statement.bind(day.to_string());
        }
        let item = self.fetch_optional(statement).await?;
        Ok(item.map(|(json,)| json))
    }

    /// All ids of a kind.
    pub async fn ids(&self, kind: &Kind) -> Result<Vec<String>> {
        self.fetch_column(sqlx::query_as(IDS).bind(kind.name)).await
    }

    /// Ids of a kind that sort near an id. Their number is bounded, so the cost does not grow with the data.
    pub async fn neighbours(&self, kind: &Kind, id: &str) -> Result<Vec<String>> {
        let statement = sqlx::query_as(NEIGHBOURS).bind(kind.name).bind(id);
        self.fetch_column(statement).await
    }
}

/// Keys as a JSON array, the form in which statements take lists.
pub fn json_array(keys: &[u32]) -> String {
    let keys: Vec<String> = keys.iter().map(u32::to_string).collect();
    ["[", &keys.join(","), "]"].concat()
}
