//! The read side: one file, opened read-only, that never changes while it is served. Knows nothing of seeds or HTTP.
//!
//! Facts have positions in one order, that of dates, and what they are found under are sets of positions: filters, counts and
//! pages are algebra of sets in memory. Each fact's JSON was written when it was loaded, so a page is a join of ready pieces,
//! which one statement reads.

mod asked;
mod connections;
mod dates;
mod found;
mod order;
mod pages;
mod select;
mod sets;
mod snippet;

use std::collections::HashMap;
use std::iter;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use sqlx::FromRow;

pub use asked::{Dates, Filters, Page, What, Words};
pub use found::Found;
pub use order::{By, Key, Place, has_place};
pub use pages::Items;
pub use select::Form;

use crate::resource::Kind;
use crate::resources::{DOUBTFUL, EVERY_KIND, KIND, RELATION};
use crate::values::day::Day;
use crate::values::nearest::nearest_few;
use connections::Connections;
use dates::DateOrder;
use sets::{Set, Sets};

/// The data set, opened for reading.
#[derive(Debug, Clone)]
pub struct Store {
    path: PathBuf,
    connections: Arc<Connections>,
    order: Arc<DateOrder>,
    sets: Arc<Sets>,
    pub dataset: Dataset,
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

/// A page as it was found.
#[derive(Debug)]
pub struct List {
    pub items: Items,
    /// Where to go on, if there is more.
    pub next: Option<Place>,
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

/// The statements that read sets and facts, but for those of an order that a request names.
pub fn statements() -> impl Iterator<Item = &'static str> {
    select::STATEMENTS.iter().chain(sets::STATEMENTS).copied()
}

impl Store {
    /// Opens a database that `migrate` has built.
    pub async fn open(path: &Path) -> Result<Self, Unopened> {
        let unopened = |reason| Unopened { path: path.to_owned(), reason };
        let connections = Arc::new(Connections::open(path).await.map_err(unopened)?);
        let dataset = sqlx::query_as("select version, title, licence, citation, revised from dataset");
        let dataset = dataset.fetch_one(&mut *connections.lend().await.map_err(unopened)?).await.map_err(unopened)?;
        let order = Arc::new(DateOrder::read(&connections).await.map_err(unopened)?);
        let sets = Arc::new(Sets::new(Arc::clone(&connections)));
        Ok(Self { path: path.to_owned(), connections, order, sets, dataset })
    }

    /// The file, which is the data set itself.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// A page of a list, with the counts over all that pass the filters.
    pub async fn list(&self, what: What, filters: &Filters, page: &Page) -> Result<List, Unanswered> {
        let found = self.find(what, filters).await?;
        let (items, next) = self.page(what, filters, &found, page, Form::Json).await?;
        let dated = filters.dates.is_some() || matches!(what, What::Timeline);
        let undated = if dated { found.undated() } else { 0 };
        Ok(List { items, next, total: found.total(), undated })
    }

    /// What passes the filters of a list.
    pub async fn find(&self, what: What, filters: &Filters) -> Result<Found, Unanswered> {
        let mut sets = self.filtered(what, filters).await?;
        if let Some(words) = &filters.words {
            sets.push(Arc::clone(&self.sets.words(words).await?[2]));
        }
        let set = match (found::all_of(sets), what) {
            (Some(set), _) => set,
            (None, What::Kind(kind)) => self.sets.term(EVERY_KIND, KIND, kind.name).await?,
            (None, _) => Arc::clone(&self.order.all),
        };
        let doubtful = match filters.dates {
            Some(Dates { certain: true, .. }) => Some(self.sets.term(EVERY_KIND, DOUBTFUL, "").await?),
            _ => None,
        };
        let runs = match (filters.dates, what) {
            (Some(dates), _) => self.order.runs(&dates),
            (None, What::Timeline) => iter::once(0..self.order.dated).collect(),
            (None, _) => iter::once(0..self.order.len()).collect(),
        };
        Ok(Found { set, doubtful, runs, dated: self.order.dated })
    }

    /// The sets of all filters but those of words and dates, each within the list.
    async fn filtered(&self, what: What, filters: &Filters) -> Result<Vec<Set>, Unanswered> {
        let list = what.filed_under();
        let mut sets = Vec::new();
        for (parameter, values) in [(RELATION, &filters.relations), (KIND, &filters.kinds)] {
            if !values.is_empty() {
                sets.push(self.sets.any(list, parameter, values).await?);
            }
        }
        for (parameter, values) in &filters.terms {
            sets.push(if what.passing(parameter) {
                let day = filters.as_of.unwrap_or(Day::LAST);
                self.placed(&select::passing(&self.connections, what, (parameter, values), day).await?)
            } else {
                self.sets.any(list, parameter, values).await?
            });
        }
        if !filters.ids.is_empty() {
            sets.push(self.placed(&select::keys_of(&self.connections, what, &filters.ids).await?));
        }
        // Words are those of all kinds.
        if let (true, true, What::Kind(kind)) = (sets.is_empty(), filters.words.is_some(), what) {
            sets.push(self.sets.term(EVERY_KIND, KIND, kind.name).await?);
        }
        Ok(sets)
    }

    fn placed(&self, keys: &[u32]) -> Set {
        Arc::new(keys.iter().filter_map(|key| self.order.position(*key)).collect())
    }

    /// How SQLite would read a page that is in no order of dates, one step a line: what an index serves is searched, the rest
    /// is scanned.
    pub async fn plan(&self, what: What, page: &Page) -> Result<Vec<String>, Unanswered> {
        let steps: Vec<(i64, i64, i64, String)> =
            order::explained(what, page).build_query_as().fetch_all(&mut *self.connections.lend().await?).await?;
        Ok(steps.into_iter().map(|(.., step)| step).collect())
    }

    /// How many of the facts found have each value that a facet counts.
    pub async fn facet(
        &self,
        what: What,
        filters: &Filters,
        found: &Found,
        name: &'static str,
    ) -> Result<Facet, Unanswered> {
        let day = filters.as_of.unwrap_or(Day::LAST);
        let sets = select::facet(&self.connections, what, name, day).await?;
        let mut counted: HashMap<String, u64> = HashMap::new();
        for (value, fact, stored) in sets {
            let count = match (fact, stored) {
                (Some(key), _) => u64::from(self.order.position(key).is_some_and(|at| found.has(at))),
                (None, stored) => found.shared(&sets::read(&stored.unwrap_or_default())?),
            };
            *counted.entry(value).or_default() += count;
        }
        let mut values: Vec<(String, u64)> = counted.into_iter().filter(|(_, count)| *count > 0).collect();
        values.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        Ok(Facet { name, values })
    }

    /// One fact's item, as of a day where one is given.
    pub async fn one(&self, kind: &'static Kind, id: &str, as_of: Option<Day>) -> Result<Option<String>, Unanswered> {
        select::one(&self.connections, kind, id, as_of).await
    }

    /// Every sentence of a document in its order, each as JSON with the facts read from it; `None` if there is no such
    /// document.
    pub async fn sentences(&self, kind: &'static Kind, id: &str) -> Result<Option<Vec<String>>, Unanswered> {
        select::sentences(&self.connections, kind, id).await
    }

    /// Up to three ids of a kind that are spelt like one that is not there.
    pub async fn nearest_ids(&self, kind: &'static Kind, id: &str) -> Result<Vec<String>, Unanswered> {
        let near = select::neighbours(&self.connections, kind, id).await?;
        Ok(nearest_few(id, near.iter().map(String::as_str), 3).into_iter().map(str::to_owned).collect())
    }

    /// How many facts there are of each kind, by the kind's name.
    pub async fn counts(&self) -> Result<Vec<(String, i64)>, Unanswered> {
        let counts = sqlx::query_as("select value, facts from term where kind = ? and parameter = ? order by value");
        Ok(counts.bind(EVERY_KIND).bind(KIND).fetch_all(&mut *self.connections.lend().await?).await?)
    }

    /// Reads the last fact, which lies far from the head of the file: an error says that the database does not answer.
    pub async fn ping(&self) -> Result<(), Unanswered> {
        sqlx::query("select json from fact order by key desc limit 1")
            .fetch_one(&mut *self.connections.lend().await?)
            .await?;
        Ok(())
    }
}
