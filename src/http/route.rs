//! The type of a route. [`super::routes`] holds the table of them all.

use std::collections::HashSet;

use axum::http::Uri;
use axum::routing::MethodRouter;
use serde_json::Value;

use super::format::Format;
use super::problem::Problem;
use crate::kind::{Kind, Parameter, ParameterRole, header_parameter};
use crate::store::Collection;

/// The media type of pages.
pub const HTML: &str = "text/html; charset=utf-8";

/// A route: everything that the router, the metrics and the descriptions of the API need to know about it.
#[derive(Debug)]
pub struct Route {
    /// The path pattern, as axum's router reads it.
    pub pattern: String,
    /// One sentence for the descriptions of the API.
    pub summary: &'static str,
    pub group: Group,
    /// The query parameters that it accepts.
    pub parameters: &'static [Parameter],
    pub content: Content,
    /// True if the content is also there as a page, which `Accept` chooses.
    pub has_page: bool,
    /// The handler, which extracts a [`super::parsed_request::ParsedRequest`].
    pub handler: fn() -> MethodRouter,
}

/// The part of the API that a route belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group {
    /// Lists of facts.
    Lists,
    /// Single facts.
    Items,
    /// The data set as a whole.
    Dataset,
    /// The API, described for people and programs.
    Descriptions,
    /// The state of the server at this moment: never cached, never shed.
    Probes,
    /// HTML for people.
    Pages,
    /// Pages of the lists, with the parameters of the lists, so that the descriptions of the API leave them out.
    ListPages,
    /// Files that pages load, left out of the descriptions.
    Assets,
}

impl Group {
    /// The name of the group in the descriptions.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Lists => "lists",
            Self::Items => "items",
            Self::Dataset => "dataset",
            Self::Descriptions => "descriptions",
            Self::Probes => "probes",
            Self::Pages => "pages",
            Self::ListPages => "list-pages",
            Self::Assets => "assets",
        }
    }

    /// A sentence about the group.
    pub const fn description(self) -> &'static str {
        match self {
            Self::Lists => "Lists of facts.",
            Self::Items => "Single facts.",
            Self::Dataset => "The data set as a whole.",
            Self::Descriptions => "The API, described for people and programs.",
            Self::Probes => "The state of the server at this moment.",
            Self::Pages => "Pages for people.",
            Self::ListPages => "Pages of the lists.",
            Self::Assets => "Files of the pages.",
        }
    }

    /// True if the descriptions of the API have the routes of the group.
    pub const fn is_described(self) -> bool {
        !matches!(self, Self::ListPages | Self::Assets)
    }
}

/// The content of a successful response.
#[derive(Debug)]
pub enum Content {
    /// A list, in any of these formats: by a suffix of the path, or negotiated.
    List {
        collection: Collection,
        formats: &'static [Format],
    },
    /// An item of a kind, in any of [`Format::COMMON`]: by a suffix of the id, or negotiated.
    Item(&'static Kind),
    /// One media type.
    Single {
        media_type: &'static str,
        schema: fn() -> Value,
    },
}

impl Route {
    /// A route without parameters.
    pub fn new(pattern: &str, content: Content, handler: fn() -> MethodRouter) -> Self {
        Self {
            pattern: pattern.to_owned(),
            summary: "",
            group: Group::Dataset,
            parameters: &[],
            content,
            has_page: false,
            handler,
        }
    }

    /// The same route with a page beside its content.
    pub fn with_page(self) -> Self {
        Self {
            has_page: true,
            ..self
        }
    }

    /// The same route with its part of the API and its summary.
    pub fn about(mut self, group: Group, summary: &'static str) -> Self {
        (self.group, self.summary) = (group, summary);
        self
    }

    /// The same route with the query parameters that it accepts.
    pub fn accepts(mut self, parameters: &'static [Parameter]) -> Self {
        self.parameters = parameters;
        self
    }

    /// The formats that a request may choose between; empty for a single media type.
    pub const fn formats(&self) -> &'static [Format] {
        match self.content {
            Content::List { formats, .. } => formats,
            Content::Item(_) => Format::COMMON,
            Content::Single { .. } => &[],
        }
    }

    /// The media types of its responses that `Accept` may name, without their parameters.
    pub fn media_types(&self) -> Vec<&'static str> {
        let mut types = match self.content {
            Content::Single { media_type, .. } => vec![essence(media_type)],
            Content::List { .. } | Content::Item(_) => self
                .formats()
                .iter()
                .map(|format| essence(format.media_type()))
                .collect(),
        };
        types.extend(self.has_page.then_some(essence(HTML)));
        // A feed for TimelineJS is JSON too.
        let mut seen = HashSet::new();
        types.retain(|media_type| seen.insert(*media_type));
        types
    }

    /// True if `Accept` may refuse the content: the path names no format, and people or programs read it. Probes and files
    /// that pages load are sent whatever is accepted.
    pub fn is_negotiated(&self) -> bool {
        let is_refusable = !matches!(self.group, Group::Probes | Group::Assets);
        is_refusable && !self.pattern.contains('.')
    }

    /// The problem of a request that accepts none of its formats.
    pub fn not_acceptable(&self, uri: &Uri) -> Problem {
        Problem::not_acceptable(uri, self.formats(), &self.media_types())
    }

    /// The collection, of a route that serves a list.
    pub const fn collection(&self) -> Option<Collection> {
        if let Content::List { collection, .. } = self.content {
            Some(collection)
        } else {
            None
        }
    }

    /// The parameters that it accepts in a format: lines have no place for facets, and the members of a feed are fixed.
    pub fn accepted(&self, format: Format) -> Vec<&'static Parameter> {
        let excluded: &[ParameterRole] = match format {
            Format::Json => &[],
            Format::Csv | Format::Ndjson | Format::Xlsx => &[ParameterRole::Facets],
            Format::TimelineJs => &[ParameterRole::Facets, ParameterRole::Fields],
        };
        let of_csv = (format == Format::Csv).then(header_parameter);
        let parameters = self.parameters.iter();
        parameters
            .filter(|parameter| !excluded.contains(&parameter.role))
            .chain(of_csv)
            .collect()
    }

    /// True for pages, which people reach by links that others have extended with parameters of their own.
    pub fn is_page(&self) -> bool {
        match self.content {
            Content::Single { media_type, .. } => media_type == HTML,
            Content::List { .. } | Content::Item(_) => false,
        }
    }

    /// True if its page has a form that shows an invalid query, with what is wrong.
    pub fn shows_invalid_queries(&self) -> bool {
        self.group == Group::ListPages
    }

    /// The name of the path's parameter, if its pattern has one.
    pub fn path_param(&self) -> Option<&str> {
        let (_, rest) = self.pattern.split_once('{')?;
        rest.split_once('}').map(|(name, _)| name)
    }
}

/// A media type without its parameters.
fn essence(media_type: &'static str) -> &'static str {
    media_type.split(';').next().unwrap_or(media_type)
}
