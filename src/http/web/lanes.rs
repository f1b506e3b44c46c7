//! The lanes of a timeline: dated facts of every kind, as the API's timeline has them, and the history that is folded away.

use super::colours::Colours;
use super::facts::Facts;
use super::item::Item;
use super::timeline::{Drawing, Timeline, TimelineLane, year_range};
use crate::kind::MAX_LIMIT;
use crate::kinds;
use crate::store::{Collection, Filters, PageRequest, Store, StoreError};

/// The kind whose facts are folded if they begin before [`FOLDED_BEFORE`]: few pairs have relations as old as their history.
const HISTORY: &str = "history";

/// Years before it would leave no room for those since.
const FOLDED_BEFORE: f64 = 1900.0;

/// A timeline, and the history that would squeeze it.
pub struct FoldedTimeline {
    pub earlier: Option<Timeline>,
    /// The number of facts that are folded.
    pub folded: usize,
    pub main: Option<Timeline>,
}

impl FoldedTimeline {
    /// Draws lanes for the page of this path: links to facts on it lead to fragments.
    pub fn new(lanes: &[TimelineLane], page: &str, colours: &Colours) -> Self {
        let part = |is_folded: bool| -> Vec<TimelineLane> {
            let lanes = lanes.iter().map(|lane| {
                let facts = lane.facts.iter().filter(|fact| is_old(fact) == is_folded);
                TimelineLane::new(&lane.name, facts.cloned().collect())
            });
            lanes
                .filter(|lane| year_range(&lane.facts).is_some())
                .collect()
        };
        let (earlier, main) = (part(true), part(false));
        if main.is_empty() {
            let main = Timeline::new(&earlier, Drawing::Main, page, colours);
            return Self {
                earlier: None,
                folded: 0,
                main,
            };
        }
        Self {
            folded: earlier.iter().map(|lane| lane.facts.len()).sum(),
            earlier: Timeline::new(&earlier, Drawing::Earlier, page, colours),
            main: Timeline::new(&main, Drawing::Main, page, colours),
        }
    }
}

/// True for history that begins before [`FOLDED_BEFORE`], or ends before it with an open beginning.
fn is_old(fact: &Item) -> bool {
    let begins = year_range(std::slice::from_ref(fact));
    fact.text("kind") == HISTORY && begins.is_some_and(|(first, _)| first < FOLDED_BEFORE)
}

/// The dated facts of a pair, the oldest first: the first page of its timeline.
pub async fn dated_facts(store: &Store, relation: &str) -> Result<Facts, StoreError> {
    let filters = Filters {
        relations: vec![relation.to_owned()],
        ..Filters::default()
    };
    let request = PageRequest {
        limit: Some(MAX_LIMIT),
        ..PageRequest::default()
    };
    let page = store.list(Collection::Timeline, &filters, &request).await?;
    Ok(Facts {
        items: page.items.iter().map(Item::parse).collect(),
        total: page.total,
        api_url: format!("/v1/timeline?relation={relation}"),
    })
}

/// A lane for each kind that has facts, in the order of the service document.
pub fn lanes_by_kind(facts: &[Item]) -> Vec<TimelineLane> {
    let lanes = kinds::written().map(|kind| {
        let of_kind = facts.iter().filter(|fact| fact.text("kind") == kind.name);
        TimelineLane::new(&heading(kind.plural), of_kind.cloned().collect())
    });
    lanes.filter(|lane| !lane.facts.is_empty()).collect()
}

/// The name of a list as a heading: `Relation events`.
fn heading(plural: &str) -> String {
    let words = plural.replace('_', " ");
    let mut letters = words.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}
