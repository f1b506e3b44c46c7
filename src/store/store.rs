//! The store: the data set, opened for reading.

use std::collections::HashMap;
use std::iter;
use std::path::Path;
use std::sync::Arc;

use sqlx::FromRow;

use super::connections::Connections;
use super::database_file::DatabaseFile;
use super::error::{OpenError, StoreError, Timeouts};
use super::index::bitmap_index::{self, BitmapIndex, Set};
use super::index::date_order::DateOrder;
use super::index::result_set::{self, ResultSet};
use super::index::sort_orders;
use super::pages::Items;
use super::query::{Collection, DateFilter, DateMatch, Filters, PageRequest, SortPosition};
use super::sql::facts::{self, RowFormat};
use crate::kind::Kind;
use crate::kinds::{self, DOUBTFUL, EVERY_KIND, KIND, RELATION};
use crate::values::day::Day;
use crate::values::nearest::nearest_few;

/// The data set, opened for reading.
#[derive(Debug, Clone)]
pub struct Store {
    pub(super) connections: Connections,
    pub(super) order: Arc<DateOrder>,
    pub(super) sets: Arc<BitmapIndex>,
    pub dataset: Dataset,
}

/// What the connections have done and are doing.
#[derive(Debug, Clone, Copy)]
pub struct Activity {
    /// The number of statements started since the data set was opened.
    pub statements: u64,
    pub connections_in_use: usize,
}

/// What the data set says of itself.
#[derive(Debug, Clone, FromRow)]
pub struct Dataset {
    /// A hash of the seeds and documents that it was loaded from.
    pub version: String,
    /// The build of the program that wrote it, which other builds write again.
    pub build: String,
    pub title: Option<String>,
    pub licence: Option<String>,
    pub citation: Option<String>,
    pub revised: Option<String>,
}

/// A page as it was found.
#[derive(Debug)]
pub struct Page {
    pub items: Items,
    /// Where to go on, if there is more.
    pub next: Option<SortPosition>,
    /// How many pass the filters.
    pub total: u64,
    /// How many would pass but for having no date, where a date was asked for.
    pub undated: u64,
}

/// Values and how many facts have each, the commonest first.
#[derive(Debug, Clone)]
pub struct Facet {
    pub name: &'static str,
    pub values: Vec<(String, u64)>,
}

/// The statements that read sets and facts, but for those of an order that a request names.
pub fn statements() -> impl Iterator<Item = &'static str> {
    facts::STATEMENTS
        .iter()
        .chain(bitmap_index::STATEMENTS)
        .copied()
}

impl Store {
    /// Opens a database that `migrate` has built, to be waited for as long as is usual.
    pub async fn open(path: &Path) -> Result<Self, OpenError> {
        Self::open_with(path, Timeouts::default()).await
    }

    /// Opens a database that `migrate` has built.
    pub async fn open_with(path: &Path, waits: Timeouts) -> Result<Self, OpenError> {
        let connections = Connections::open(path, waits).await?;
        let unusable = |reason| OpenError::Unusable(path.to_owned(), reason);
        let dataset =
            sqlx::query_as("select version, build, title, licence, citation, revised from dataset");
        let dataset = connections.one(dataset).await.map_err(unusable)?;
        let order = Arc::new(DateOrder::read(&connections).await.map_err(unusable)?);
        let sets = Arc::new(BitmapIndex::new(connections.clone()));
        Ok(Self {
            connections,
            order,
            sets,
            dataset,
        })
    }

    /// The same, for those who rather wait for a connection than have no answer.
    pub fn with_long_wait(&self) -> Self {
        Self {
            connections: self.connections.with_long_wait(),
            ..self.clone()
        }
    }

    /// The file, which is the data set itself.
    pub fn file(&self) -> &DatabaseFile {
        self.connections.file()
    }

    /// How many statements were begun, and how many connections are at work.
    pub fn activity(&self) -> Activity {
        Activity {
            statements: self.connections.statements(),
            connections_in_use: self.connections.lent(),
        }
    }

    /// A page of a list, with the counts over all that pass the filters.
    pub async fn list(
        &self,
        what: Collection,
        filters: &Filters,
        page: &PageRequest,
    ) -> Result<Page, StoreError> {
        let found = self.find(what, filters).await?;
        self.fetch_page(what, filters, &found, page).await
    }

    /// A page of what was found, and how much that was.
    pub async fn fetch_page(
        &self,
        what: Collection,
        filters: &Filters,
        found: &ResultSet,
        page: &PageRequest,
    ) -> Result<Page, StoreError> {
        let (items, next) = self
            .fetch_items(what, filters, found, page, RowFormat::Json)
            .await?;
        let dated = filters.dates.is_some() || matches!(what, Collection::Timeline);
        let undated = if dated { found.undated() } else { 0 };
        Ok(Page {
            items,
            next,
            total: found.total(),
            undated,
        })
    }

    /// What passes the filters of a list.
    pub async fn find(&self, what: Collection, filters: &Filters) -> Result<ResultSet, StoreError> {
        let mut sets = self.filtered(what, filters).await?;
        if let Some(words) = &filters.search_terms {
            sets.push(Arc::clone(&self.sets.words(words).await?[2]));
        }
        let set = match (result_set::all_of(sets), what) {
            (Some(set), _) => set,
            (None, Collection::Kind(kind)) => self.sets.term(EVERY_KIND, KIND, kind.name).await?,
            (None, _) => Arc::clone(&self.order.all),
        };
        let doubtful = match filters.dates {
            Some(DateFilter {
                date_match: DateMatch::Certain,
                ..
            }) => Some(self.sets.term(EVERY_KIND, DOUBTFUL, "").await?),
            _ => None,
        };
        let runs = match (filters.dates, what) {
            (Some(dates), _) => self.order.runs(&dates),
            (None, Collection::Timeline) => iter::once(0..self.order.dated).collect(),
            (None, _) => iter::once(0..self.order.len()).collect(),
        };
        Ok(ResultSet {
            set,
            doubtful,
            runs,
            dated: self.order.dated,
        })
    }

    /// The sets of all filters but those of words and dates, each within the list.
    async fn filtered(&self, what: Collection, filters: &Filters) -> Result<Vec<Set>, StoreError> {
        let list = what.index_key();
        let mut sets = Vec::new();
        for (parameter, values) in [(RELATION, &filters.relations), (KIND, &filters.kinds)] {
            if !values.is_empty() {
                sets.push(self.sets.any(list, parameter, values).await?);
            }
        }
        for (parameter, values) in &filters.terms {
            sets.push(if what.is_time_dependent(parameter) {
                let day = filters.as_of.unwrap_or(Day::LAST);
                self.to_positions(
                    &facts::time_dependent(&self.connections, what, (parameter, values), day)
                        .await?,
                )
            } else {
                self.sets.any(list, parameter, values).await?
            });
        }
        if !filters.ids.is_empty() {
            sets.push(
                self.to_positions(&facts::keys_of(&self.connections, what, &filters.ids).await?),
            );
        }
        // Words are those of all kinds.
        if let (true, true, Collection::Kind(kind)) =
            (sets.is_empty(), filters.search_terms.is_some(), what)
        {
            sets.push(self.sets.term(EVERY_KIND, KIND, kind.name).await?);
        }
        Ok(sets)
    }

    fn to_positions(&self, keys: &[u32]) -> Set {
        Arc::new(
            keys.iter()
                .filter_map(|key| self.order.position(*key))
                .collect(),
        )
    }

    /// How SQLite would read a page that is in no order of dates, one step a line: what an index serves is searched, the rest
    /// is scanned.
    pub async fn plan(
        &self,
        what: Collection,
        page: &PageRequest,
    ) -> Result<Vec<String>, StoreError> {
        let mut explained = sort_orders::explain(what, page);
        let steps: Vec<(i64, i64, i64, String)> =
            self.connections.all(explained.build_query_as()).await?;
        Ok(steps.into_iter().map(|(.., step)| step).collect())
    }

    /// How many of the facts found have each value that a facet counts.
    pub async fn facet(
        &self,
        what: Collection,
        filters: &Filters,
        found: &ResultSet,
        name: &'static str,
    ) -> Result<Facet, StoreError> {
        let day = filters.as_of.unwrap_or(Day::LAST);
        let sets = facts::facet(&self.connections, what, name, day).await?;
        let mut counted: HashMap<String, u64> = HashMap::new();
        for (value, fact, stored) in sets {
            let count = match (fact, stored) {
                (Some(key), _) => u64::from(
                    self.order
                        .position(key)
                        .is_some_and(|at| found.contains(at)),
                ),
                (None, stored) => {
                    found.intersection_len(&bitmap_index::read(&stored.unwrap_or_default())?)
                }
            };
            *counted.entry(value).or_default() += count;
        }
        let mut values: Vec<(String, u64)> = counted
            .into_iter()
            .filter(|(_, count)| *count > 0)
            .collect();
        values.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        Ok(Facet { name, values })
    }

    /// One fact's item, as of a day where one is given.
    pub async fn item(
        &self,
        kind: &'static Kind,
        id: &str,
        as_of: Option<Day>,
    ) -> Result<Option<String>, StoreError> {
        facts::item(&self.connections, kind, id, as_of).await
    }

    /// Every sentence of a document in its order, each as JSON with the facts read from it; `None` if there is no such
    /// document.
    pub async fn sentences(
        &self,
        kind: &'static Kind,
        id: &str,
    ) -> Result<Option<Vec<String>>, StoreError> {
        facts::sentences(&self.connections, kind, id).await
    }

    /// Up to three ids of a kind that are spelt like one that is not there.
    pub async fn nearest_ids(
        &self,
        kind: &'static Kind,
        id: &str,
    ) -> Result<Vec<String>, StoreError> {
        let near = facts::neighbours(&self.connections, kind, id).await?;
        Ok(nearest_few(id, near.iter().map(String::as_str), 3)
            .into_iter()
            .map(str::to_owned)
            .collect())
    }

    /// How many facts there are of each kind, by the kind's name.
    pub async fn counts_by_kind(&self) -> Result<Vec<(String, i64)>, StoreError> {
        let counts = sqlx::query_as(
            "select value, facts from term where kind = ? and parameter = ? order by value",
        );
        self.connections
            .all(counts.bind(EVERY_KIND).bind(KIND))
            .await
    }

    /// The ids of the pairs of countries that the data set holds.
    pub async fn pair_ids(&self) -> Result<Vec<String>, StoreError> {
        facts::ids(&self.connections, kinds::pair()).await
    }

    /// Whether the database answers: it reads the last fact, which lies far from the head of the file. If all connections are
    /// busy, only the size and the time of the file are looked at.
    pub async fn ping(&self) -> Result<(), StoreError> {
        if self.connections.are_lent() {
            return self.file().check_unchanged();
        }
        let last =
            sqlx::query_as::<_, (String,)>("select json from fact order by key desc limit 1");
        self.connections.one(last).await.map(drop)
    }
}

#[cfg(test)]
pub mod tests {
    use super::*;

    /// A database of nothing, sealed as `migrate` seals those it builds.
    pub async fn sealed(path: &Path) {
        use sqlx::{ConnectOptions as _, Connection as _};
        let options = sqlx::sqlite::SqliteConnectOptions::new()
            .filename(path)
            .create_if_missing(true);
        let mut connection = options.connect().await.unwrap();
        sqlx::raw_sql("create table void (id)")
            .execute(&mut connection)
            .await
            .unwrap();
        connection.close().await.unwrap();
        crate::checksum::write(
            &std::fs::OpenOptions::new()
                .read(true)
                .write(true)
                .open(path)
                .unwrap(),
        )
        .unwrap();
    }
}
