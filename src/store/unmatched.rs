//! The values of filters that match nothing in the data set, and the values that were probably meant.

use serde_json::Value;

use super::error::Result;
use super::query::Collection;
use super::sql::facts;
use super::store::Store;
use crate::kind::{COUNTRY, DOCUMENT, EVERY_KIND, FieldType, Filter, KIND, Kind, RELATION};
use crate::kinds;
use crate::values::fold::{fold, word_runs};
use crate::values::nearest::nearest_few;

/// The most values that are suggested for one that matches nothing.
const MAX_SUGGESTIONS: usize = 3;

/// A filter whose values may match nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TriedFilter {
    Id,
    /// A filter by index entries.
    Term(&'static str),
}

impl Store {
    /// Returns true if a value of a filter matches a fact of the data set, whatever the other filters.
    pub async fn matches(
        &self,
        collection: Collection,
        filter: TriedFilter,
        value: &str,
    ) -> Result<bool> {
        let parameter = match filter {
            TriedFilter::Id => {
                let ids = [value.to_owned()];
                let keys = self.connections.keys_of_ids(collection, &ids).await?;
                return Ok(!keys.is_empty());
            }
            TriedFilter::Term(parameter) => parameter,
        };
        if collection.is_time_dependent(parameter) {
            let found = self
                .connections
                .has_temporal_term(collection, parameter, value);
            return found.await;
        }
        let is_common = [RELATION, COUNTRY, DOCUMENT, KIND].contains(&parameter);
        let index_key = if is_common {
            EVERY_KIND
        } else {
            collection.index_key()
        };
        let facts = self.bitmaps.term(index_key, parameter, value).await?;
        Ok(!facts.is_empty())
    }

    /// Values similar to one that matches nothing, the most similar first.
    pub async fn similar_values(
        &self,
        collection: Collection,
        filter: TriedFilter,
        value: &str,
    ) -> Result<Vec<String>> {
        match (filter, collection) {
            (TriedFilter::Term(RELATION), _) => self.nearest_ids(kinds::pair(), value).await,
            (TriedFilter::Term(DOCUMENT), _) => self.nearest_ids(kinds::document(), value).await,
            (TriedFilter::Id, Collection::Kind(kind)) => self.nearest_ids(kind, value).await,
            (TriedFilter::Term(parameter), Collection::Kind(kind)) => {
                // Values of vocabularies and codes are not misspelt here: a misspelt one is refused.
                let is_name = |filter: &&Filter| {
                    let field_type = kind.type_at(filter.path);
                    matches!(
                        field_type,
                        Some(FieldType::Literal | FieldType::FreeText | FieldType::Place)
                    )
                };
                let declared = kind.filters.iter().filter(is_name);
                let declared = declared.into_iter().find(|filter| filter.name == parameter);
                match declared {
                    Some(filter) => self.similar_names(kind, filter, value).await,
                    None => Ok(Vec::new()),
                }
            }
            (TriedFilter::Id | TriedFilter::Term(_), _) => Ok(Vec::new()),
        }
    }

    /// Names similar to a folded one, as the facts write them.
    async fn similar_names(
        &self,
        kind: &'static Kind,
        filter: &Filter,
        folded: &str,
    ) -> Result<Vec<String>> {
        let (connections, name) = (&self.connections, filter.name);
        let known = if filter.is_time_dependent() {
            connections.temporal_terms_near(kind, name, folded).await?
        } else {
            connections.terms_near(kind, name, folded).await?
        };
        let similar = nearest_few(folded, known.iter().map(String::as_str), MAX_SUGGESTIONS);
        let mut names: Vec<String> = Vec::new();
        for spelling in similar {
            let name = self.written_name(kind, filter, spelling).await?;
            if !names.contains(&name) {
                names.push(name);
            }
        }
        Ok(names)
    }

    /// The name that has this spelling, as a fact writes it.
    async fn written_name(
        &self,
        kind: &'static Kind,
        filter: &Filter,
        spelling: &str,
    ) -> Result<String> {
        let positions = self.bitmaps.term(kind.name, filter.name, spelling).await?;
        let key = positions
            .min()
            .map(|position| self.date_order.key(position));
        let format = facts::RowFormat::Json;
        let keys = Vec::from_iter(key);
        let item = self.connections.items(&keys, format, None).await?;
        let item: Value = serde_json::from_slice(&item).unwrap_or(Value::Null);
        let names = texts_at(&item, filter.path);
        let has_spelling = |name: &&String| {
            fold(name) == spelling || word_runs(name).iter().any(|run| run == spelling)
        };
        let written = names.iter().find(has_spelling);
        Ok(written.map_or(spelling, String::as_str).to_owned())
    }
}

/// The texts at a path through groups and lists, and the names of places there, followed by the spellings that the curator added.
fn texts_at(item: &Value, path: &str) -> Vec<String> {
    let name = |value: &Value| value.as_str().or(value["name"].as_str()).map(str::to_owned);
    let names = values_at(item, path).into_iter().filter_map(name);
    let added = [path.trim_end_matches(".name"), ".also"].concat();
    let added = values_at(item, &added).into_iter().filter_map(name);
    names.chain(added).collect()
}

/// The values at a path through groups and lists.
fn values_at<'v>(item: &'v Value, path: &str) -> Vec<&'v Value> {
    let mut found = vec![item];
    for key in path.split('.') {
        let inner = found.into_iter().map(|value| &value[key]);
        found = inner
            .flat_map(|value| match value {
                Value::Array(entries) => entries.iter().collect(),
                other => vec![other],
            })
            .collect();
    }
    found
}
