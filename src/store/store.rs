//! The open data set: finding the facts that pass filters, counting facets, and reading single facts. Pages of lists are in
//! [`pages`](super::pages).

use std::collections::HashMap;
use std::iter;
use std::path::Path;
use std::sync::Arc;

use sqlx::FromRow;

use super::connections::Connections;
use super::database_file::DatabaseFile;
use super::error::{OpenError, StoreError, Timeouts};
use super::index::bitmap_index::{self, Bitmap, BitmapIndex};
use super::index::date_order::DateOrder;
use super::index::result_set::{self, ResultSet};
use super::index::sort_orders;
use super::query::{Collection, DateMatch, Filters, PageRequest};
use super::sql::facts;
use crate::kind::{DOUBTFUL, EVERY_KIND, KIND, Kind, RELATION};
use crate::kinds;
use crate::values::day::Day;
use crate::values::nearest::nearest_few;

/// The data set, opened for reading. Clones share the connections and the index.
#[derive(Debug, Clone)]
pub struct Store {
    pub(super) connections: Connections,
    pub(super) date_order: Arc<DateOrder>,
    pub(super) bitmaps: Arc<BitmapIndex>,
    pub dataset: Dataset,
}

/// The metadata of the data set.
#[derive(Debug, Clone, FromRow)]
pub struct Dataset {
    /// A hash of the seeds and documents that it was loaded from.
    pub version: String,
    /// The build of the program that wrote it. Other builds write the file again.
    pub build: String,
    pub title: Option<String>,
    pub licence: Option<String>,
    pub citation: Option<String>,
    pub revised: Option<String>,
}

/// The use of the connections.
#[derive(Debug, Clone, Copy)]
pub struct Activity {
    /// The number of statements started since the data set was opened.
    pub statements: u64,
    pub connections_in_use: usize,
}

/// The values of a facet, each with the number of facts that have it; the most frequent first.
#[derive(Debug, Clone)]
pub struct Facet {
    pub name: &'static str,
    pub values: Vec<(String, u64)>,
}

/// The statements with fixed text: all except those of the orders that a request names.
pub fn statements() -> impl Iterator<Item = &'static str> {
    facts::STATEMENTS
        .iter()
        .chain(bitmap_index::STATEMENTS)
        .copied()
}

impl Store {
    /// Opens a database that `migrate` has built, with the default timeouts.
    pub async fn open(path: &Path) -> Result<Self, OpenError> {
        Self::open_with(path, Timeouts::default()).await
    }

    /// Opens a database that `migrate` has built.
    pub async fn open_with(path: &Path, timeouts: Timeouts) -> Result<Self, OpenError> {
        let connections = Connections::open(path, timeouts).await?;
        Self::load(connections)
            .await
            .map_err(|error| OpenError::Unusable(path.to_owned(), error))
    }

    async fn load(connections: Connections) -> Result<Self, StoreError> {
        let dataset =
            sqlx::query_as("select version, build, title, licence, citation, revised from dataset");
        Ok(Self {
            dataset: connections.fetch_one(dataset).await?,
            date_order: Arc::new(DateOrder::load(&connections).await?),
            bitmaps: Arc::new(BitmapIndex::new(connections.clone())),
            connections,
        })
    }

    /// The same data set with a longer timeout for free connections, for callers that prefer waiting to failing.
    pub fn with_long_wait(&self) -> Self {
        Self {
            connections: self.connections.with_long_wait(),
            ..self.clone()
        }
    }

    /// The database file.
    pub fn file(&self) -> &DatabaseFile {
        self.connections.file()
    }

    pub fn activity(&self) -> Activity {
        Activity {
            statements: self.connections.statements(),
            connections_in_use: self.connections.in_use(),
        }
    }

    /// Finds the facts of a collection that pass the filters.
    pub async fn find(
        &self,
        collection: Collection,
        filters: &Filters,
    ) -> Result<ResultSet, StoreError> {
        let order = &self.date_order;
        let bitmaps = self.filter_bitmaps(collection, filters).await?;
        let bitmap = match (result_set::intersection(bitmaps), collection) {
            (Some(bitmap), _) => bitmap,
            (None, Collection::Kind(kind)) => self.facts_of_kind(kind).await?,
            (None, Collection::Timeline | Collection::Search) => Arc::clone(&order.all),
        };
        let excluded = match filters.dates {
            Some(dates) if dates.date_match == DateMatch::Certain => {
                Some(self.bitmaps.term(EVERY_KIND, DOUBTFUL, "").await?)
            }
            _ => None,
        };
        let ranges = match (filters.dates, collection) {
            (Some(dates), _) => order.matching(&dates),
            (None, Collection::Timeline) => iter::once(0..order.dated).collect(),
            (None, _) => iter::once(0..order.len()).collect(),
        };
        Ok(ResultSet {
            bitmap,
            ranges,
            excluded,
            dated: order.dated,
        })
    }

    /// A bitmap for each filter except that by date. If there is one at all, their intersection is within the collection.
    async fn filter_bitmaps(
        &self,
        collection: Collection,
        filters: &Filters,
    ) -> Result<Vec<Bitmap>, StoreError> {
        let index_key = collection.index_key();
        let mut bitmaps = Vec::new();
        for (parameter, values) in [(RELATION, &filters.relations), (KIND, &filters.kinds)] {
            if !values.is_empty() {
                bitmaps.push(self.bitmaps.any_of(index_key, parameter, values).await?);
            }
        }
        for (parameter, values) in &filters.terms {
            bitmaps.push(if collection.is_time_dependent(parameter) {
                let (connections, day) = (&self.connections, filters.day());
                self.to_positions(
                    &facts::keys_of_temporal_term(connections, collection, parameter, values, day)
                        .await?,
                )
            } else {
                self.bitmaps.any_of(index_key, parameter, values).await?
            });
        }
        if !filters.ids.is_empty() {
            let keys = facts::keys_of_ids(&self.connections, collection, &filters.ids).await?;
            bitmaps.push(self.to_positions(&keys));
        }
        if let Some(terms) = &filters.search_terms {
            // The words of all kinds share an index; every other bitmap is within the collection already.
            if let (true, Collection::Kind(kind)) = (bitmaps.is_empty(), collection) {
                bitmaps.push(self.facts_of_kind(kind).await?);
            }
            let [_, _, anywhere] = &*self.bitmaps.search(terms).await? else {
                unreachable!("a search has three levels")
            };
            bitmaps.push(Arc::clone(anywhere));
        }
        Ok(bitmaps)
    }

    async fn facts_of_kind(&self, kind: &Kind) -> Result<Bitmap, StoreError> {
        self.bitmaps.term(EVERY_KIND, KIND, kind.name).await
    }

    fn to_positions(&self, keys: &[u32]) -> Bitmap {
        let positions = keys.iter().filter_map(|key| self.date_order.position(*key));
        Arc::new(positions.collect())
    }

    /// Counts the results by the values of a facet.
    pub async fn facet(
        &self,
        collection: Collection,
        filters: &Filters,
        results: &ResultSet,
        name: &'static str,
    ) -> Result<Facet, StoreError> {
        let connections = &self.connections;
        let mut counts: HashMap<String, u64> = HashMap::new();
        if collection.is_time_dependent(name) {
            let rows = facts::temporal_facet(connections, collection, name, filters.day()).await?;
            for row in rows {
                let position = self.date_order.position(row.fact);
                if position.is_some_and(|position| results.contains(position)) {
                    *counts.entry(row.value).or_default() += 1;
                }
            }
        } else {
            for row in facts::facet(connections, collection, name).await? {
                let bitmap = bitmap_index::deserialize(&row.positions)?;
                *counts.entry(row.value).or_default() += results.intersection_len(&bitmap);
            }
        }
        let mut values: Vec<(String, u64)> =
            counts.into_iter().filter(|(_, count)| *count > 0).collect();
        values.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        Ok(Facet { name, values })
    }

    /// The JSON of an item, with its state as of a day if one is given; `None` if there is no such item.
    pub async fn item(
        &self,
        kind: &'static Kind,
        id: &str,
        as_of: Option<Day>,
    ) -> Result<Option<String>, StoreError> {
        facts::item(&self.connections, kind, id, as_of).await
    }

    /// The JSON of each sentence of a document, in order, with the facts read from it; `None` if there is no such document.
    pub async fn sentences(
        &self,
        kind: &'static Kind,
        id: &str,
    ) -> Result<Option<Vec<String>>, StoreError> {
        facts::sentences(&self.connections, kind, id).await
    }

    /// Up to three ids of a kind that are similar to an unknown id.
    pub async fn nearest_ids(
        &self,
        kind: &'static Kind,
        id: &str,
    ) -> Result<Vec<String>, StoreError> {
        let neighbours = facts::neighbours(&self.connections, kind, id).await?;
        let nearest = nearest_few(id, neighbours.iter().map(String::as_str), 3);
        Ok(nearest.into_iter().map(str::to_owned).collect())
    }

    /// The number of facts of each kind, by the name of the kind.
    pub async fn counts_by_kind(&self) -> Result<Vec<(String, i64)>, StoreError> {
        let statement = sqlx::query_as(
            "select value, facts from term where kind = ? and parameter = ? order by value",
        );
        let statement = statement.bind(EVERY_KIND).bind(KIND);
        self.connections.fetch_all(statement).await
    }

    /// The ids of all pairs.
    pub async fn pair_ids(&self) -> Result<Vec<String>, StoreError> {
        facts::ids(&self.connections, kinds::pair()).await
    }

    /// Checks that the database can be read, by reading the last fact, which is far from the header of the file. If all
    /// connections are in use, only checks that the file is unchanged.
    pub async fn ping(&self) -> Result<(), StoreError> {
        if self.connections.all_in_use() {
            return self.file().check_unchanged();
        }
        let last =
            sqlx::query_as::<_, (String,)>("select json from fact order by key desc limit 1");
        self.connections.fetch_one(last).await.map(drop)
    }

    /// SQLite's plan for a page in an order other than the date order, one step per entry.
    pub async fn plan(
        &self,
        collection: Collection,
        page: &PageRequest,
    ) -> Result<Vec<String>, StoreError> {
        let mut statement = sort_orders::explain(collection, page);
        let steps: Vec<PlanStep> = self
            .connections
            .fetch_all(statement.build_query_as())
            .await?;
        Ok(steps.into_iter().map(|step| step.detail).collect())
    }
}

/// A row of `explain query plan`.
#[derive(FromRow)]
struct PlanStep {
    detail: String,
}
