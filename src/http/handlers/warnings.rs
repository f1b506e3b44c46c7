//! The warnings of a list: values of filters that match nothing in the data set, and words that nothing contains.

use crate::http::parsed_request::ParsedRequest;
use crate::http::render::list::Warning;
use crate::store::{Collection, ResultSet, StoreError};

/// The number of warnings with suggestions, which cost the most.
const MAX_WITH_SUGGESTIONS: usize = 10;

/// The name of the parameter of search terms.
const SEARCH_TERMS: &str = "q";

/// The warnings of a list with these results.
pub async fn of_list(
    collection: Collection,
    request: &ParsedRequest,
    results: &ResultSet,
) -> Result<Vec<Warning>, StoreError> {
    let mut warnings = of_values(collection, request).await?;
    let terms = request.query.filters.search_terms.as_ref();
    if let Some(terms) = terms.filter(|_| results.total() == 0) {
        for suggestion in request.store.nearest_words(terms).await? {
            warnings.push(warning(SEARCH_TERMS, suggestion.word, suggestion.nearest));
        }
    }
    Ok(warnings)
}

/// A warning for each value of a filter that matches nothing in the data set, whatever the other filters.
async fn of_values(
    collection: Collection,
    request: &ParsedRequest,
) -> Result<Vec<Warning>, StoreError> {
    let store = &request.store;
    let mut warnings = Vec::new();
    for value in &request.query.tried_values {
        let (filter, text) = (value.filter, &value.text);
        if store.matches(collection, filter, text).await? {
            continue;
        }
        let similar = if warnings.len() < MAX_WITH_SUGGESTIONS {
            store.similar_values(collection, filter, text).await?
        } else {
            Vec::new()
        };
        warnings.push(warning(value.parameter, value.given.clone(), similar));
    }
    Ok(warnings)
}

fn warning(parameter: &'static str, value: String, did_you_mean: Vec<String>) -> Warning {
    Warning {
        parameter,
        value,
        reason: "matches nothing",
        did_you_mean,
    }
}
