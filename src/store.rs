//! The read side: one file, opened read-only, that never changes while it is served. Knows nothing of seeds or HTTP.
//!
//! Each fact's JSON was written when it was loaded, so a list is a join of ready pieces, one statement each.

mod order;
mod select;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use quick_cache::sync::Cache;
use sqlx::sqlite::{SqliteConnectOptions, SqlitePoolOptions};
use sqlx::{FromRow, SqlitePool};

pub use order::{By, Key, Order, Place};
pub use select::{Dates, Filters, MARKS, Page, What};

use crate::resource::Kind;
use crate::values::day::Day;
use crate::values::nearest::nearest_few;

/// The data set, opened for reading.
#[derive(Debug, Clone)]
pub struct Store {
    path: PathBuf,
    pool: SqlitePool,
    /// What was counted, by what was asked: the data never changes while it is served.
    counted: Arc<Cache<String, Arc<Counts>>>,
    pub dataset: Dataset,
}

/// The counts over all that pass the filters of a list.
#[derive(Debug)]
struct Counts {
    total: i64,
    undated: i64,
    facets: Vec<Facet>,
}

/// What the data set says of itself.
#[derive(Debug, Clone, FromRow)]
pub struct Dataset {
    /// Changes whenever anything in it does.
    pub version: String,
    pub title: Option<String>,
    pub licence: Option<String>,
    pub citation: Option<String>,
    pub revised: Option<String>,
}

/// A list as it was found: each item is JSON.
#[derive(Debug)]
pub struct List {
    pub items: Vec<String>,
    /// Where to go on, if there is more.
    pub next: Option<Place>,
    /// How many pass the filters.
    pub total: i64,
    /// How many would pass but for having no date, where a date was asked for.
    pub undated: i64,
    /// What was to be counted.
    pub facets: Vec<Facet>,
}

/// Values and how many facts have each, the commonest first.
#[derive(Debug, Clone)]
pub struct Facet {
    pub name: &'static str,
    pub values: Vec<(String, i64)>,
}

/// Why a database cannot be served.
#[derive(Debug, thiserror::Error)]
#[error("cannot open {}: {reason}", path.display())]
pub struct Unopened {
    path: PathBuf,
    reason: sqlx::Error,
}

/// The database did not answer. What it said is for the log, not for clients.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub struct Unanswered(#[from] sqlx::Error);

impl From<std::io::Error> for Unanswered {
    fn from(error: std::io::Error) -> Self {
        Self(sqlx::Error::Io(error))
    }
}

/// How many filters' counts are kept.
const COUNTS_KEPT: usize = 4096;

/// How many connections read at a time. More than cores, so that a slow query holds no core idle.
const CONNECTIONS: u32 = 4;

impl Store {
    /// Opens a database that `migrate` has built.
    pub async fn open(path: &Path) -> Result<Self, Unopened> {
        let unopened = |reason| Unopened { path: path.to_owned(), reason };
        let options = SqliteConnectOptions::new().filename(path).read_only(true).immutable(true);
        let pool =
            SqlitePoolOptions::new().max_connections(CONNECTIONS).connect_with(options).await.map_err(unopened)?;
        let dataset = sqlx::query_as("select version, title, licence, citation, revised from dataset");
        let dataset = dataset.fetch_one(&pool).await.map_err(unopened)?;
        let counted = Arc::new(Cache::new(COUNTS_KEPT));
        Ok(Self { path: path.to_owned(), pool, counted, dataset })
    }

    /// The file, which is the data set itself.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// A page of a kind's facts, or of the timeline, with the counts over all that pass the filters.
    pub async fn list(
        &self,
        what: What,
        filters: &Filters,
        page: &Page,
        facets: &[&'static str],
    ) -> Result<List, Unanswered> {
        let (items, next) = self.page(what, filters, page).await?;
        let Counts { total, undated, facets } = &*self.counts_of(what, filters, facets).await?;
        Ok(List { items, next, total: *total, undated: *undated, facets: facets.clone() })
    }

    /// The counts of a list, made once for the same filters and facets.
    async fn counts_of(
        &self,
        what: What,
        filters: &Filters,
        facets: &[&'static str],
    ) -> Result<Arc<Counts>, Unanswered> {
        let asked = format!("{what:?} {filters:?} {facets:?}");
        if let Some(counts) = self.counted.get(&asked) {
            return Ok(counts);
        }
        let total = select::total(what, filters).build_query_scalar().fetch_one(&self.pool).await?;
        let undated = match select::undated(what, filters) {
            Some(mut query) => query.build_query_scalar().fetch_one(&self.pool).await?,
            None => 0,
        };
        let mut counted = Vec::new();
        for name in facets {
            let values = select::facet(what, filters, name).build_query_as().fetch_all(&self.pool).await?;
            counted.push(Facet { name, values });
        }
        let counts = Arc::new(Counts { total, undated, facets: counted });
        self.counted.insert(asked, Arc::clone(&counts));
        Ok(counts)
    }

    /// The items of a page and where the next begins. One more than asked for is read, to know whether there is a next.
    pub async fn page(
        &self,
        what: What,
        filters: &Filters,
        page: &Page,
    ) -> Result<(Vec<String>, Option<Place>), Unanswered> {
        let Some(limit) = page.limit else {
            let rows: Vec<(String, String)> =
                select::items(what, filters, page).build_query_as().fetch_all(&self.pool).await?;
            return Ok((rows.into_iter().map(|(item, _)| item).collect(), None));
        };
        if limit == 0 {
            return Ok((Vec::new(), None));
        }
        let one_more = Page { limit: Some(limit + 1), ..page.clone() };
        let mut rows: Vec<(String, String)> =
            select::items(what, filters, &one_more).build_query_as().fetch_all(&self.pool).await?;
        let more = rows.len() > limit as usize;
        rows.truncate(limit as usize);
        let last = rows.last().filter(|_| more).and_then(|(_, place)| serde_json::from_str(place).ok());
        Ok((rows.into_iter().map(|(item, _)| item).collect(), last.map(Place)))
    }

    /// How SQLite would find a page, one step a line: what an index serves is searched, the rest is scanned.
    pub async fn plan(&self, what: What, filters: &Filters, page: &Page) -> Result<Vec<String>, Unanswered> {
        let mut query = select::explained(what, filters, page);
        let steps: Vec<(i64, i64, i64, String)> = query.build_query_as().fetch_all(&self.pool).await?;
        Ok(steps.into_iter().map(|(.., step)| step).collect())
    }

    /// How many facts of a kind pass the filters.
    pub async fn count(&self, kind: &'static Kind, filters: &Filters) -> Result<i64, Unanswered> {
        Ok(select::total(What::Kind(kind), filters).build_query_scalar().fetch_one(&self.pool).await?)
    }

    /// One fact's item, as of a day where one is given.
    pub async fn one(&self, kind: &'static Kind, id: &str, as_of: Option<Day>) -> Result<Option<String>, Unanswered> {
        let filters = Filters { ids: vec![id.to_owned()], as_of, ..Filters::default() };
        let mut query = select::items(What::Kind(kind), &filters, &Page::default());
        Ok(query.build_query_scalar().fetch_optional(&self.pool).await?)
    }

    /// Every sentence of a document in its order, each as JSON with the facts read from it; `None` if there is no such
    /// document.
    pub async fn sentences(&self, kind: &'static Kind, id: &str) -> Result<Option<Vec<String>>, Unanswered> {
        let document: Option<i64> = sqlx::query_scalar("select key from fact where kind = ? and id = ?")
            .bind(kind.name)
            .bind(id)
            .fetch_optional(&self.pool)
            .await?;
        let Some(document) = document else { return Ok(None) };
        let sentences = sqlx::query_scalar(
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
             order by s.key",
        );
        Ok(Some(sentences.bind(id).bind(document).fetch_all(&self.pool).await?))
    }

    /// Up to three ids of a kind that are spelt like one that is not there. Looks at its neighbours in order of id, so that
    /// the cost does not grow with the data.
    pub async fn nearest_ids(&self, kind: &'static Kind, id: &str) -> Result<Vec<String>, Unanswered> {
        let near: Vec<String> = sqlx::query_scalar(
            "select id from (select id from fact where kind = ? and id >= ? order by id limit 100)
             union all
             select id from (select id from fact where kind = ? and id < ? order by id desc limit 100)",
        )
        .bind(kind.name)
        .bind(id)
        .bind(kind.name)
        .bind(id)
        .fetch_all(&self.pool)
        .await?;
        Ok(nearest_few(id, near.iter().map(String::as_str), 3).into_iter().map(str::to_owned).collect())
    }

    /// How many facts there are of each kind, by the kind's name.
    pub async fn counts(&self) -> Result<Vec<(String, i64)>, Unanswered> {
        let counts = sqlx::query_as("select kind, count(*) from fact group by kind order by kind");
        Ok(counts.fetch_all(&self.pool).await?)
    }

    /// Reads the last fact, which lies far from the head of the file: an error says that the database does not answer.
    pub async fn ping(&self) -> Result<(), Unanswered> {
        sqlx::query("select json from fact order by key desc limit 1").fetch_one(&self.pool).await?;
        Ok(())
    }
}
