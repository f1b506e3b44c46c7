//! The lists that are served: routes, addresses and descriptions are made from this one list of them.

use std::sync::LazyLock;

use super::format::Format;
use super::page;
use super::schema::name_of;
use crate::kind::{Kind, Parameter, ParameterRole};
use crate::kinds;
use crate::store::Collection;

/// A list: where it is, what it takes, what its items are called, and in which formats it comes.
#[derive(Debug)]
pub struct ListRoute {
    pub path: String,
    /// The pattern of its items' addresses; empty where they have none below it.
    pub items: String,
    pub about: &'static str,
    pub what: Collection,
    /// What it takes as JSON.
    pub parameters: &'static [Parameter],
    /// What it takes as lines, which have no place for counts.
    lines: Vec<Parameter>,
    /// What it takes as a feed, whose form is given.
    feed: Vec<Parameter>,
    pub item: String,
    pub formats: &'static [Format],
}

/// The address of a list, in words.
struct Named {
    path: String,
    items: String,
    about: &'static str,
    item: String,
}

impl ListRoute {
    /// The kind whose list it is, where its items have addresses below it.
    pub fn kind(&self) -> Option<&'static Kind> {
        if let Collection::Kind(kind) = self.what {
            Some(kind)
        } else {
            None
        }
    }

    /// What it takes in a format.
    pub fn takes(&self, format: Format) -> &[Parameter] {
        match format {
            Format::Json => self.parameters,
            Format::Csv | Format::Ndjson => &self.lines,
            Format::TimelineJs => &self.feed,
        }
    }

    fn of(kind: &'static Kind) -> Self {
        let path = ["/v1/", kind.plural].concat();
        let named = Named {
            items: [&path, "/{id}"].concat(),
            path,
            about: kind.description,
            item: name_of(kind),
        };
        let formats = if kind.has_timeline {
            Format::DRAWN
        } else {
            Format::COMMON
        };
        Self::new(
            named,
            Collection::Kind(kind),
            kinds::list_parameters(kind),
            formats,
        )
    }

    fn new(
        named: Named,
        what: Collection,
        parameters: &'static [Parameter],
        formats: &'static [Format],
    ) -> Self {
        let Named {
            path,
            items,
            about,
            item,
        } = named;
        let without = |left: &[ParameterRole]| {
            parameters
                .iter()
                .filter(|one| !left.contains(&one.role))
                .cloned()
                .collect()
        };
        let (lines, feed) = (
            without(&[ParameterRole::Facets]),
            without(&[ParameterRole::Facets, ParameterRole::Fields]),
        );
        Self {
            path,
            items,
            about,
            what,
            parameters,
            lines,
            feed,
            item,
            formats,
        }
    }
}

/// Every list that is served.
pub fn lists() -> &'static [ListRoute] {
    static LISTS: LazyLock<Vec<ListRoute>> = LazyLock::new(|| {
        let own = kinds::LISTS.iter().map(|kind| ListRoute::of(kind));
        own.chain(mixed()).collect()
    });
    &LISTS
}

/// The list whose items have addresses below this one.
pub fn of_items(path: &str) -> Option<&'static ListRoute> {
    lists()
        .iter()
        .find(|list| list.path == path && list.kind().is_some())
}

/// An address that is no list and no item of one.
#[derive(Debug, Clone, Copy)]
pub struct Other {
    /// The pattern of its path.
    pub pattern: &'static str,
    pub takes: fn() -> &'static [Parameter],
}

impl Other {
    const fn of(pattern: &'static str) -> Self {
        Self {
            pattern,
            takes: || &[],
        }
    }

    fn fits(self, path: &str) -> bool {
        let Some((head, rest)) = self.pattern.split_once('{') else {
            return path == self.pattern;
        };
        let tail = rest
            .split_once('}')
            .map(|(_, tail)| tail)
            .unwrap_or_default();
        let name = path
            .strip_prefix(head)
            .and_then(|rest| rest.strip_suffix(tail));
        name.is_some_and(|name| !name.is_empty() && !name.contains('/'))
    }
}

const OTHERS: &[Other] = &[
    Other {
        pattern: "/",
        takes: page::front_parameters,
    },
    Other {
        pattern: "/relations/{id}",
        takes: page::pair_parameters,
    },
    Other::of("/documents/{id}"),
    Other {
        pattern: "/embed/timeline",
        takes: page::embed_parameters,
    },
    Other::of("/assets/style.css"),
    Other::of("/assets/script.js"),
    Other::of("/assets/icon.svg"),
    Other::of("/v1"),
    Other::of("/v1/dataset"),
    Other::of("/v1/dataset.sqlite"),
    Other::of("/openapi.json"),
    Other::of("/docs/"),
    Other::of("/docs"),
    Other::of("/docs/problems/{name}"),
    Other::of("/llms.txt"),
    Other::of("/.well-known/api-catalog"),
    Other::of("/healthz"),
    Other::of("/readyz"),
    Other::of("/v1/documents/{id}/sentences"),
];

/// What a path is of those.
pub fn other(path: &str) -> Option<Other> {
    OTHERS.iter().copied().find(|other| other.fits(path))
}

/// Those that hold facts of every kind.
fn mixed() -> [ListRoute; 2] {
    [
        ListRoute::new(
            Named {
                path: "/v1/timeline".to_owned(),
                items: String::new(),
                about: "Every dated fact of every kind, in one shape, oldest first.",
                item: "TimelineEntry".to_owned(),
            },
            Collection::Timeline,
            kinds::timeline_parameters(),
            Format::DRAWN,
        ),
        ListRoute::new(
            Named {
                path: "/v1/search".to_owned(),
                items: String::new(),
                about: "Every fact of every kind that has the words, the most relevant first, with a snippet.",
                item: "SearchHit".to_owned(),
            },
            Collection::Search,
            kinds::search_parameters(),
            Format::COMMON,
        ),
    ]
}
