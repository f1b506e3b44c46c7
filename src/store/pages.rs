//! Pages of lists: the facts on a page, their order and their text.

use std::collections::HashMap;

use indexmap::IndexMap;
use serde_json::value::{RawValue, to_raw_value};

use super::error::Result;
use super::index::result_set::ResultSet;
use super::index::sort_orders;
use super::query::{Collection, Direction, Filters, PageRequest, SortPosition};
use super::search_terms::SearchTerms;
use super::snippet;
use super::sql::facts::{Hit, RowFormat};
use super::store::Store;
use crate::kind::{EVERY_KIND, Kind, PART};

/// Facts as they were read: JSON separated by line feeds, or rows of CSV.
#[derive(Debug, Default)]
pub struct Items(pub Vec<u8>);

impl Items {
    /// The JSON of each item.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0
            .split(|byte| *byte == b'\n')
            .filter(|item| !item.is_empty())
            .map(|item| str::from_utf8(item).expect("SQLite stores text as UTF-8"))
    }

    /// The JSON of the items separated by commas, as inside an array.
    pub fn into_comma_separated(mut self) -> Vec<u8> {
        for byte in &mut self.0 {
            *byte = if *byte == b'\n' { b',' } else { *byte };
        }
        self.0
    }
}

/// A page of a list, with counts of all results.
#[derive(Debug)]
pub struct Page {
    pub items: Items,
    /// The position of the last item; `None` on the last page.
    pub next: Option<SortPosition>,
    /// The number of facts that pass the filters.
    pub total: u64,
    /// The number of facts that are left out only because they have no date.
    pub undated: u64,
}

/// A fact on a page.
struct PageEntry {
    key: u32,
    position: SortPosition,
}

impl Store {
    /// Finds the facts that pass the filters, and fetches a page of them.
    pub async fn list(
        &self,
        collection: Collection,
        filters: &Filters,
        page: &PageRequest,
    ) -> Result<Page> {
        let results = self.find(collection, filters).await?;
        self.fetch_page(collection, filters, &results, page).await
    }

    /// Fetches a page of results, and counts them.
    pub async fn fetch_page(
        &self,
        collection: Collection,
        filters: &Filters,
        results: &ResultSet,
        page: &PageRequest,
    ) -> Result<Page> {
        let (items, next) = self
            .fetch_items(collection, filters, results, page, RowFormat::Json)
            .await?;
        let needs_date = filters.dates.is_some() || matches!(collection, Collection::Timeline);
        Ok(Page {
            items,
            next,
            total: results.total(),
            undated: if needs_date { results.undated() } else { 0 },
        })
    }

    /// Fetches the first facts of several kinds in the order of their dates. One statement reads them all.
    pub async fn first_of_kinds(
        &self,
        kinds: &[&'static Kind],
        filters: &Filters,
        limit: usize,
    ) -> Result<Vec<Page>> {
        let (mut keys, mut pages) = (Vec::new(), Vec::new());
        for kind in kinds {
            let mut filters = filters.clone();
            filters.kinds = vec![kind.name.to_owned()];
            let results = self.find(Collection::Search, &filters).await?;
            let positions = results.page(Direction::Ascending, None, limit);
            pages.push((positions.len(), results.total()));
            let of_kind = positions.into_iter();
            keys.extend(of_kind.map(|position| self.date_order.key(position)));
        }
        let items = self.connections.items(&keys, RowFormat::Json, None).await?;
        let items = Items(items);
        let mut items = items.iter();
        let page = |(len, total)| Page {
            items: Items(
                items
                    .by_ref()
                    .take(len)
                    .collect::<Vec<_>>()
                    .join("\n")
                    .into(),
            ),
            next: None,
            total,
            undated: 0,
        };
        Ok(pages.into_iter().map(page).collect())
    }

    /// Fetches the items of a page, and the position of the last one if there are more. CSV is available for
    /// collections of one kind; the others return JSON in any format.
    pub async fn fetch_items(
        &self,
        collection: Collection,
        filters: &Filters,
        results: &ResultSet,
        page: &PageRequest,
        format: RowFormat,
    ) -> Result<(Items, Option<SortPosition>)> {
        let limit = page.limit.map_or(usize::MAX, |limit| limit as usize);
        if limit == 0 {
            return Ok((Items::default(), None));
        }
        // One more fact than requested shows that there are more.
        let mut entries = self
            .entries(collection, filters, results, page, limit.saturating_add(1))
            .await?;
        let has_more = entries.len() > limit;
        entries.truncate(limit);
        let keys: Vec<u32> = entries.iter().map(|entry| entry.key).collect();
        let last = entries.pop().filter(|_| has_more);
        let items = self.render(collection, filters, &keys, format).await?;
        Ok((items, last.map(|entry| entry.position)))
    }

    /// Reads the facts with these keys as items of the collection.
    pub async fn render(
        &self,
        collection: Collection,
        filters: &Filters,
        keys: &[u32],
        format: RowFormat,
    ) -> Result<Items> {
        if keys.is_empty() {
            return Ok(Items::default());
        }
        let (format, as_of) = match collection {
            Collection::Kind(kind) => (format, filters.as_of.filter(|_| kind.states.is_some())),
            Collection::Timeline => (RowFormat::Timeline, None),
            Collection::Search => {
                let terms = filters.search_terms.as_ref().expect("a search has terms");
                return self.search_hits(keys, terms).await;
            }
        };
        let items = self.connections.items(keys, format, as_of).await?;
        Ok(Items(items))
    }

    /// Up to `limit` facts of a page.
    async fn entries(
        &self,
        collection: Collection,
        filters: &Filters,
        results: &ResultSet,
        page: &PageRequest,
        limit: usize,
    ) -> Result<Vec<PageEntry>> {
        match (collection, sort_orders::date_direction(&page.sort)) {
            (Collection::Search, _) => self.by_relevance(filters, results, page, limit).await,
            (_, Some(direction)) => {
                let after = page.after.as_ref().and_then(|after| after.number(0));
                let positions = results.page(direction, after, limit).into_iter();
                let entries = positions.map(|position| self.entry(position, &[position]));
                Ok(entries.collect())
            }
            (_, None) => {
                let entries = self.by_sort_keys(collection, filters, results, page, limit);
                entries.await
            }
        }
    }

    fn entry(&self, position: u32, sort_position: &[u32]) -> PageEntry {
        PageEntry {
            key: self.date_order.key(position),
            position: SortPosition::from_numbers(sort_position),
        }
    }

    /// A page of a search. Facts with all terms in the title come first, then those with all terms there or among the
    /// names, then the rest; within each level, facts of their own come before parts of other facts.
    async fn by_relevance(
        &self,
        filters: &Filters,
        results: &ResultSet,
        page: &PageRequest,
        limit: usize,
    ) -> Result<Vec<PageEntry>> {
        let terms = filters.search_terms.as_ref().expect("a search has terms");
        let levels = self.word_search().find(terms).await?;
        let parts = self.bitmaps.term(EVERY_KIND, PART, "").await?;
        let after = page.after.as_ref();
        let after = after.and_then(|after| after.number(0).zip(after.number(1)));
        let (first_rank, mut after) = after.unzip();
        let first_rank = first_rank.unwrap_or(0) as usize;
        let mut entries: Vec<PageEntry> = Vec::new();
        for (rank, number) in (0..2 * levels.len()).zip(0..).skip(first_rank) {
            let (level, is_part) = (rank / 2, rank % 2 == 1);
            let mut bitmap = &*results.bitmap & &*levels[level];
            if let Some(higher) = level.checked_sub(1) {
                bitmap -= &*levels[higher];
            }
            if is_part {
                bitmap &= &*parts;
            } else {
                bitmap -= &*parts;
            }
            let ranked = results.with_bitmap(bitmap);
            let left = limit - entries.len();
            let positions = ranked
                .page(Direction::Ascending, after.take(), left)
                .into_iter();
            entries.extend(positions.map(|position| self.entry(position, &[number, position])));
            if entries.len() == limit {
                break;
            }
        }
        Ok(entries)
    }

    /// A page in an order other than the date order, with one more fact than requested.
    async fn by_sort_keys(
        &self,
        collection: Collection,
        filters: &Filters,
        results: &ResultSet,
        page: &PageRequest,
        limit: usize,
    ) -> Result<Vec<PageEntry>> {
        let candidates = self.candidates_for_page(filters, results, page, limit);
        let page = PageRequest {
            limit: page.limit.map(|limit| limit + 1),
            ..page.clone()
        };
        let mut statement = sort_orders::select_positions(collection, candidates, &page);
        let rows = self.connections.fetch_all(statement.build_query_as());
        let rows: Vec<(u32, String)> = rows.await?;
        let entries = rows.into_iter().map(|(key, position)| {
            let position = SortPosition(serde_json::from_str(&position)?);
            Ok(PageEntry { key, position })
        });
        entries.collect()
    }

    /// The facts with these keys as search hits: timeline entries with a snippet.
    async fn search_hits(&self, keys: &[u32], terms: &SearchTerms) -> Result<Items> {
        let hits = self.connections.hits(keys).await?;
        let snippets = self.snippets(&hits, terms).await?;
        let mut lines = HashMap::with_capacity(hits.len());
        for (hit, snippet) in hits.iter().zip(&snippets) {
            lines.insert(hit.key, search_hit(&hit.timeline_json, snippet)?);
        }
        let lines: Vec<String> = keys.iter().filter_map(|key| lines.remove(key)).collect();
        Ok(Items(lines.join("\n").into_bytes()))
    }

    /// The snippets of facts. Texts are read only for facts whose title does not contain all terms.
    async fn snippets(&self, hits: &[Hit], terms: &SearchTerms) -> Result<Vec<String>> {
        let keys: Vec<u32> = hits
            .iter()
            .filter(|hit| !snippet::contains_all(&hit.title, terms))
            .map(|hit| hit.key)
            .collect();
        let texts = if keys.is_empty() {
            Vec::new()
        } else {
            self.connections.texts(&keys).await?
        };
        let texts: HashMap<u32, [&str; 2]> = texts
            .iter()
            .map(|text| (text.fact, [text.names.as_str(), text.text.as_str()]))
            .collect();
        let snippets = hits.iter().map(|hit| {
            let [names, text] = texts.get(&hit.key).copied().unwrap_or_default();
            snippet::snippet([&hit.title, names, text], terms)
        });
        Ok(snippets.collect())
    }
}

/// A timeline entry with a snippet as its last member.
fn search_hit(timeline_json: &str, snippet: &str) -> serde_json::Result<String> {
    let snippet = to_raw_value(snippet)?;
    let mut entry: IndexMap<&str, &RawValue> = serde_json::from_str(timeline_json)?;
    entry.insert("snippet", &snippet);
    serde_json::to_string(&entry)
}
