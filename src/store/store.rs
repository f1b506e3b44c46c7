//! The open data set: finding the facts that pass filters, counting facets, and reading single facts. Pages of lists
//! are in [`pages`](super::pages).

use std::collections::HashMap;
use std::iter;
use std::path::Path;
use std::sync::Arc;

use sqlx::FromRow;

use super::connections::Connections;
use super::database_file::DatabaseFile;
use super::error::{OpenError, Result, Timeouts};
use super::index::bitmap_index::{self, Bitmap, BitmapIndex};
use super::index::date_order::DateOrder;
use super::index::result_set::{self, ResultSet};
use super::index::sort_orders;
use super::query::{Collection, DateMatch, Filters, PageRequest};
use super::search::{WordSearch, WordSuggestion};
use super::search_terms::SearchTerms;
use super::sql::facts;
use crate::kind::{DOUBTFUL, EVERY_KIND, KIND, Kind, RELATION};
use crate::kinds;
use crate::values::country::DocumentNames;
use crate::values::day::Day;
use crate::values::nearest::nearest_few;

/// The data set, opened for reading. Clones share the connections and the index.
#[derive(Debug, Clone)]
pub struct Store {
    pub(super) connections: Connections,
    pub(super) date_order: Arc<DateOrder>,
    pub(super) bitmaps: Arc<BitmapIndex>,
    /// All facts that curators wrote, which lists of several kinds hold: all except sentences.
    written: Bitmap,
    pub dataset: Dataset,
    /// The names of countries that the documents use.
    pub countries: Arc<DocumentNames>,
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
    let statements = facts::STATEMENTS.iter().chain(bitmap_index::STATEMENTS);
    statements.copied()
}

impl Store {
    /// Opens a database that `migrate` has built, with the default timeouts.
    pub async fn open(path: &Path) -> Result<Self, OpenError> {
        Self::open_with(path, Timeouts::default()).await
    }

    /// Opens a database that `migrate` has built.
    pub async fn open_with(path: &Path, timeouts: Timeouts) -> Result<Self, OpenError> {
        let connections = Connections::open(path, timeouts).await?;
        let store = Self::load(connections).await;
        store.map_err(|error| OpenError::Unusable(path.to_owned(), error))
    }

    async fn load(connections: Connections) -> Result<Self> {
        let dataset = sqlx::query_as(
            "select version, build, title, licence, citation, revised from _dataset",
        );
        let date_order = DateOrder::load(&connections).await?;
        let bitmaps = BitmapIndex::new(connections.clone());
        let sentences = bitmaps.term(EVERY_KIND, KIND, kinds::sentence().name);
        let names = sqlx::query_as("select distinct name, code from _country_name");
        let names: Vec<(String, String)> = connections.fetch_all(names).await?;
        Ok(Self {
            dataset: connections.fetch_one(dataset).await?,
            countries: Arc::new(DocumentNames::new(names)),
            written: Arc::new(date_order.all() - &*sentences.await?),
            date_order: Arc::new(date_order),
            bitmaps: Arc::new(bitmaps),
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
    pub async fn find(&self, collection: Collection, filters: &Filters) -> Result<ResultSet> {
        let order = &self.date_order;
        let bitmaps = self.filter_bitmaps(collection, filters).await?;
        let bitmap = match (result_set::intersection(bitmaps), collection) {
            (Some(bitmap), _) => bitmap,
            (None, Collection::Kind(kind)) => self.facts_of_kind(kind).await?,
            (None, Collection::Timeline | Collection::Search) => Arc::clone(&self.written),
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

    /// A bitmap for each filter except that by date. If there is one at all, their intersection is within the
    /// collection.
    async fn filter_bitmaps(
        &self,
        collection: Collection,
        filters: &Filters,
    ) -> Result<Vec<Bitmap>> {
        let index_key = collection.index_key();
        let mut bitmaps = match collection {
            Collection::Kind(_) => Vec::new(),
            Collection::Timeline | Collection::Search => vec![Arc::clone(&self.written)],
        };
        for (parameter, values) in [(RELATION, &filters.relations), (KIND, &filters.kinds)] {
            if !values.is_empty() {
                bitmaps.push(self.bitmaps.any_of(index_key, parameter, values).await?);
            }
        }
        for (parameter, values) in &filters.terms {
            bitmaps.push(if collection.is_time_dependent(parameter) {
                let (pool, day) = (&self.connections, filters.day());
                let keys = pool.keys_of_temporal_term(collection, parameter, values, day);
                self.to_positions(&keys.await?)
            } else {
                self.bitmaps.any_of(index_key, parameter, values).await?
            });
        }
        if !filters.ids.is_empty() {
            let keys = self
                .connections
                .keys_of_ids(collection, &filters.ids)
                .await?;
            bitmaps.push(self.to_positions(&keys));
        }
        if let Some(terms) = &filters.search_terms {
            // The words of all kinds share an index; every other bitmap is within the collection already.
            if let (true, Collection::Kind(kind)) = (bitmaps.is_empty(), collection) {
                bitmaps.push(self.facts_of_kind(kind).await?);
            }
            let levels = self.word_search().find(terms).await?;
            bitmaps.push(Arc::clone(levels.last().expect("there are three levels")));
        }
        Ok(bitmaps)
    }

    async fn facts_of_kind(&self, kind: &Kind) -> Result<Bitmap> {
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
    ) -> Result<Facet> {
        let mut counts: HashMap<String, u64> = HashMap::new();
        if collection.is_time_dependent(name) {
            let values = self
                .connections
                .temporal_facet(collection, name, filters.day());
            for (value, key) in values.await? {
                let position = self.date_order.position(key);
                if position.is_some_and(|position| results.contains(position)) {
                    *counts.entry(value).or_default() += 1;
                }
            }
        } else if self.are_all(collection, results).await? {
            // The index has the counts of all facts: no bitmap is read.
            let all = self.connections.facet_of_all(collection, name).await?;
            counts.extend(all);
        } else {
            for (value, positions) in self.connections.facet(collection, name).await? {
                let bitmap = bitmap_index::deserialize(&positions)?;
                *counts.entry(value).or_default() += results.intersection_len(&bitmap);
            }
        }
        let mut values: Vec<(String, u64)> =
            counts.into_iter().filter(|(_, count)| *count > 0).collect();
        values.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        Ok(Facet { name, values })
    }

    /// True if the results are all facts of a kind.
    async fn are_all(&self, collection: Collection, results: &ResultSet) -> Result<bool> {
        let Collection::Kind(kind) = collection else {
            return Ok(false);
        };
        let every_date = 0..self.date_order.len();
        let is_of_any_date = results.excluded.is_none()
            && matches!(&results.ranges[..], [dates] if *dates == every_date);
        Ok(is_of_any_date && self.facts_of_kind(kind).await? == results.bitmap)
    }

    /// The values that facts of a collection have for a parameter.
    pub async fn facet_values(&self, collection: Collection, name: &str) -> Result<Vec<String>> {
        let all = self.connections.facet_of_all(collection, name).await?;
        Ok(all.into_iter().map(|(value, _)| value).collect())
    }

    /// The JSON of an item, with its state as of a day if one is given; `None` if there is no such item.
    pub async fn item(&self, kind: &Kind, id: &str, as_of: Option<Day>) -> Result<Option<String>> {
        self.connections.item(kind, id, as_of).await
    }

    /// Up to three ids of a kind that are similar to an unknown id.
    pub async fn nearest_ids(&self, kind: &Kind, id: &str) -> Result<Vec<String>> {
        let neighbours = self.connections.neighbours(kind, id).await?;
        let nearest = nearest_few(id, neighbours.iter().map(String::as_str), 3);
        Ok(nearest.into_iter().map(str::to_owned).collect())
    }

    /// The nearest words for the words of a search that no fact contains; none if its words occur, but not together.
    pub async fn nearest_words(&self, terms: &SearchTerms) -> Result<Vec<WordSuggestion>> {
        self.word_search().suggestions(terms).await
    }

    pub(super) fn word_search(&self) -> WordSearch<'_> {
        WordSearch {
            connections: &self.connections,
            date_order: &self.date_order,
            bitmaps: &self.bitmaps,
        }
    }

    /// The number of facts of each kind, by the name of the kind.
    pub async fn counts_by_kind(&self) -> Result<Vec<(String, i64)>> {
        self.counts_by(KIND).await
    }

    /// The number of facts of each pair, by the id of the pair.
    pub async fn counts_by_pair(&self) -> Result<Vec<(String, i64)>> {
        self.counts_by(RELATION).await
    }

    async fn counts_by(&self, parameter: &str) -> Result<Vec<(String, i64)>> {
        let statement = sqlx::query_as(
            "select value, facts from _term where kind = ? and parameter = ? and facet = 1 order by value",
        );
        let statement = statement.bind(EVERY_KIND).bind(parameter);
        self.connections.fetch_all(statement).await
    }

    /// The ids of all pairs.
    pub async fn pair_ids(&self) -> Result<Vec<String>> {
        self.connections.ids(kinds::pair()).await
    }

    /// Checks that the database file is the one that was opened.
    pub async fn check_unchanged(&self) -> Result<()> {
        self.connections.check_unchanged().await
    }

    /// Checks that the database can be read, by reading the last fact, which is far from the header of the file. If all
    /// connections are in use, only checks that the file is unchanged.
    pub async fn ping(&self) -> Result<()> {
        if self.connections.all_in_use() {
            return self.check_unchanged().await;
        }
        let last = sqlx::query_as("select json from _fact order by key desc limit 1");
        let (_,): (String,) = self.connections.fetch_one(last).await?;
        Ok(())
    }

    /// SQLite's plan for a page in an order other than the date order, one step per entry.
    pub async fn plan(&self, collection: Collection, page: &PageRequest) -> Result<Vec<String>> {
        let mut statement = sort_orders::explain(collection, page);
        let steps = self.connections.fetch_all(statement.build_query_as());
        // The columns are the id of the step, that of its parent, an unused one, and the step itself.
        let steps: Vec<(i64, i64, i64, String)> = steps.await?;
        Ok(steps.into_iter().map(|(.., step)| step).collect())
    }
}
