//! The lists that are served: routes, addresses and descriptions are made from this one list of them.

use std::sync::LazyLock;

use super::format::Format;
use super::schema::name_of;
use crate::resource::{Kind, Parameter};
use crate::resources;
use crate::store::What;

/// A list: where it is, what it takes, what its items are called, and in which formats it comes.
#[derive(Debug)]
pub struct ListRoute {
    pub path: String,
    pub about: &'static str,
    pub what: What,
    pub parameters: &'static [Parameter],
    pub item: String,
    pub formats: &'static [Format],
}

impl ListRoute {
    /// The kind whose list it is, where its items have addresses below it.
    pub fn kind(&self) -> Option<&'static Kind> {
        if let What::Kind(kind) = self.what { Some(kind) } else { None }
    }

    fn of(kind: &'static Kind) -> Self {
        Self {
            path: ["/v1/", kind.plural].concat(),
            about: kind.about,
            what: What::Kind(kind),
            parameters: resources::parameters(kind),
            item: name_of(kind),
            formats: if kind.drawn { Format::DRAWN } else { Format::COMMON },
        }
    }
}

/// Every list that is served.
pub fn lists() -> &'static [ListRoute] {
    static LISTS: LazyLock<Vec<ListRoute>> = LazyLock::new(|| {
        let own = resources::LISTS.iter().map(|kind| ListRoute::of(kind));
        own.chain(mixed()).collect()
    });
    &LISTS
}

/// Those that hold facts of every kind.
fn mixed() -> [ListRoute; 2] {
    [
        ListRoute {
            path: "/v1/timeline".to_owned(),
            about: "Every dated fact of every kind, in one shape, oldest first.",
            what: What::Timeline,
            parameters: resources::timeline_parameters(),
            item: "TimelineEntry".to_owned(),
            formats: Format::DRAWN,
        },
        ListRoute {
            path: "/v1/search".to_owned(),
            about: "Every fact of every kind that has the words, the most relevant first, with a snippet.",
            what: What::Search,
            parameters: resources::search_parameters(),
            item: "SearchHit".to_owned(),
            formats: Format::COMMON,
        },
    ]
}
