//! Pages of a list: which facts they hold, in what order, and how these are shown.

use std::collections::HashMap;

use indexmap::IndexMap;
use serde::Serialize;
use serde_json::value::RawValue;

use super::error::StoreError;
use super::index::result_set::ResultSet;
use super::index::sort_orders::{self, Candidates};
use super::query::{Collection, Direction, Filters, PageRequest, SearchTerms, SortPosition};
use super::snippet;
use super::sql::facts::{self, RowFormat};
use super::store::Store;
use crate::kinds::{EVERY_KIND, PART};
use crate::values::day::Day;

/// Items as they were read: JSON, one a line, or lines of CSV.
#[derive(Debug, Default)]
pub struct Items(pub Vec<u8>);

impl Items {
    /// The items of JSON, none of which has a line end in it.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0
            .split(|byte| *byte == b'\n')
            .filter(|item| !item.is_empty())
            .filter_map(|item| str::from_utf8(item).ok())
    }

    /// The items of a JSON array.
    pub fn into_comma_separated(mut self) -> Vec<u8> {
        for byte in &mut self.0 {
            *byte = if *byte == b'\n' { b',' } else { *byte };
        }
        self.0
    }
}

/// Up to so many facts, looking up each and sorting them costs less than reading through the list.
const FEW: usize = 10_000;

impl Store {
    /// The items of a page and where the next begins. One more than asked for is looked at, to know whether there is a next.
    /// Only lists of one kind have lines of CSV; the others give JSON whatever the form.
    pub async fn fetch_items(
        &self,
        what: Collection,
        filters: &Filters,
        found: &ResultSet,
        page: &PageRequest,
        form: RowFormat,
    ) -> Result<(Items, Option<SortPosition>), StoreError> {
        let (keys, next) = self.keys(what, filters, found, page).await?;
        Ok((self.render(what, filters, &keys, form).await?, next))
    }

    /// The facts with these keys, as the list shows them.
    pub async fn render(
        &self,
        what: Collection,
        filters: &Filters,
        keys: &[u32],
        form: RowFormat,
    ) -> Result<Items, StoreError> {
        match what {
            Collection::Kind(_) => {
                self.items(keys, form, filters.as_of.filter(|_| has_states(what)))
                    .await
            }
            Collection::Timeline => self.items(keys, RowFormat::Timeline, None).await,
            Collection::Search => {
                let terms = filters.search_terms.as_ref().expect("a search has terms");
                self.hits(keys, terms).await
            }
        }
    }

    /// The keys of all that was found, in an order that is not held in memory and would have to be found again for every page;
    /// nothing where pages are as good.
    pub async fn sorted_keys(
        &self,
        what: Collection,
        filters: &Filters,
        found: &ResultSet,
        page: &PageRequest,
    ) -> Result<Option<Vec<u32>>, StoreError> {
        if matches!(what, Collection::Search)
            || sort_orders::date_direction(&page.sort).is_some()
            || filters.is_empty()
        {
            return Ok(None);
        }
        let mut statement = sort_orders::select_keys(what, self.of(found), page);
        let rows: Vec<(u32,)> = self.connections.all(statement.build_query_as()).await?;
        Ok(Some(rows.into_iter().map(|(key,)| key).collect()))
    }

    async fn items(
        &self,
        keys: &[u32],
        form: RowFormat,
        as_of: Option<Day>,
    ) -> Result<Items, StoreError> {
        if keys.is_empty() {
            return Ok(Items::default());
        }
        Ok(Items(
            facts::items(&self.connections, keys, form, as_of).await?,
        ))
    }

    /// The facts of a page by their keys, and where the next begins.
    async fn keys(
        &self,
        what: Collection,
        filters: &Filters,
        found: &ResultSet,
        page: &PageRequest,
    ) -> Result<(Vec<u32>, Option<SortPosition>), StoreError> {
        let limit = page.limit.map_or(usize::MAX, |limit| limit as usize);
        if limit == 0 {
            return Ok((Vec::new(), None));
        }
        let one_more = limit.saturating_add(1);
        let mut places: Vec<(u32, SortPosition)> =
            match (what, sort_orders::date_direction(&page.sort)) {
                (Collection::Search, _) => self.ranked(filters, found, page, one_more).await?,
                (_, Some(direction)) => {
                    let positions = found.page(
                        direction,
                        page.after.as_ref().and_then(|place| place.number(0)),
                        one_more,
                    );
                    positions
                        .into_iter()
                        .map(|at| (self.order.key(at), SortPosition::from_numbers(&[at])))
                        .collect()
                }
                (_, None) => self.sorted(what, filters, found, page).await?,
            };
        let more = places.len() > limit;
        places.truncate(limit);
        let next = places
            .last()
            .filter(|_| more)
            .map(|(_, place)| place.clone());
        Ok((places.into_iter().map(|(key, _)| key).collect(), next))
    }

    /// The page of a search: what has all words in its title comes first, then what has them there or among its names; of
    /// these, facts of their own come before parts of others.
    async fn ranked(
        &self,
        filters: &Filters,
        found: &ResultSet,
        page: &PageRequest,
        limit: usize,
    ) -> Result<Vec<(u32, SortPosition)>, StoreError> {
        let words = filters.search_terms.clone().unwrap_or_default();
        let (levels, parts) = (
            self.sets.words(&words).await?,
            self.sets.term(EVERY_KIND, PART, "").await?,
        );
        let after = page
            .after
            .as_ref()
            .and_then(|place| place.number(0).zip(place.number(1)));
        let mut ranked: Vec<(u32, SortPosition)> = Vec::new();
        for rank in 0..2 * u32::try_from(levels.len()).unwrap_or_default() {
            let after = after
                .filter(|(last, _)| *last == rank)
                .map(|(_, position)| position);
            if page
                .after
                .as_ref()
                .and_then(|place| place.number(0))
                .is_some_and(|last| last > rank)
                || ranked.len() == limit
            {
                continue;
            }
            let level = rank as usize / 2;
            let before = level.checked_sub(1).map(|before| &*levels[before]);
            let here = found.at_level(&levels[level], before, &parts, rank % 2 == 1);
            let page = here.page(Direction::Ascending, after, limit - ranked.len());
            ranked.extend(
                page.into_iter()
                    .map(|at| (self.order.key(at), SortPosition::from_numbers(&[rank, at]))),
            );
        }
        Ok(ranked)
    }

    /// The page of a list in an order other than that of dates.
    async fn sorted(
        &self,
        what: Collection,
        filters: &Filters,
        found: &ResultSet,
        page: &PageRequest,
    ) -> Result<Vec<(u32, SortPosition)>, StoreError> {
        let of = if filters.is_empty() {
            Candidates::All
        } else {
            self.of(found)
        };
        let page = PageRequest {
            limit: page.limit.map(|limit| limit + 1),
            ..page.clone()
        };
        let mut statement = sort_orders::select_positions(what, of, &page);
        let rows: Vec<(u32, String)> = self.connections.all(statement.build_query_as()).await?;
        let place = |place: String| SortPosition(serde_json::from_str(&place).unwrap_or_default());
        Ok(rows.into_iter().map(|(key, at)| (key, place(at))).collect())
    }

    fn of(&self, found: &ResultSet) -> Candidates {
        let keys: Vec<u32> = found
            .positions()
            .iter()
            .map(|at| self.order.key(at))
            .collect();
        let array = facts::array(&keys);
        if keys.len() <= FEW {
            Candidates::Few(array)
        } else {
            Candidates::Many(array)
        }
    }

    /// The facts with these keys as search hits: timeline entries, each with a snippet.
    async fn hits(&self, keys: &[u32], terms: &SearchTerms) -> Result<Items, StoreError> {
        let mut facts: HashMap<u32, facts::Hit> = facts::hits(&self.connections, keys)
            .await?
            .into_iter()
            .map(|hit| (hit.key, hit))
            .collect();
        let snippets = self.snippets(&facts, terms).await?;
        let hits = keys.iter().filter_map(|key| facts.remove(key));
        let lines: Result<Vec<String>, serde_json::Error> = hits
            .map(|hit| with_snippet(&hit.timeline_json, &snippets[&hit.key]))
            .collect();
        let lines = lines.expect("entries are JSON objects: tests/stored.rs");
        Ok(Items(lines.join("\n").into_bytes()))
    }

    /// A snippet of each fact; the texts are read of those whose title has not all the words.
    async fn snippets(
        &self,
        facts: &HashMap<u32, facts::Hit>,
        words: &SearchTerms,
    ) -> Result<HashMap<u32, String>, StoreError> {
        let lacking = facts
            .values()
            .filter(|hit| !snippet::has_all(&hit.title, words));
        let lacking: Vec<u32> = lacking.map(|hit| hit.key).collect();
        let texts = if lacking.is_empty() {
            Vec::new()
        } else {
            facts::texts(&self.connections, &lacking).await?
        };
        let texts: HashMap<u32, (String, String)> = texts
            .into_iter()
            .map(|(key, names, text)| (key, (names, text)))
            .collect();
        let cut = facts.iter().map(|(key, hit)| {
            let (names, text) = texts
                .get(key)
                .map_or(("", ""), |(names, text)| (names.as_str(), text.as_str()));
            (*key, snippet::snippet([&hit.title, names, text], words))
        });
        Ok(cut.collect())
    }
}

/// Whether the facts of a list change from day to day.
fn has_states(what: Collection) -> bool {
    matches!(what, Collection::Kind(kind) if kind.states.is_some())
}

/// A timeline entry with a snippet as its last member.
fn with_snippet(timeline_json: &str, snippet: &str) -> serde_json::Result<String> {
    let entry: IndexMap<&str, &RawValue> = serde_json::from_str(timeline_json)?;
    serde_json::to_string(&SearchHit { entry, snippet })
}

#[derive(Serialize)]
struct SearchHit<'a> {
    #[serde(flatten)]
    entry: IndexMap<&'a str, &'a RawValue>,
    snippet: &'a str,
}
