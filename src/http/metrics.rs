//! What is counted, and how Prometheus reads it. Labels have few values, none of them a client's.

use std::fmt;
use std::sync::Arc;

use axum::Router;
use axum::http::header;
use axum::routing::get;
use prometheus_client::collector::Collector;
use prometheus_client::encoding::{DescriptorEncoder, EncodeMetric as _, text};
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::ConstGauge;
use prometheus_client::registry::Registry;

use super::cache::Cache;
use super::front::Front;

/// What the cache had for a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lookup {
    /// The answer, or that the client holds it.
    Hit,
    /// Nothing yet.
    Miss,
    /// It was not asked: no answer to such a request is kept.
    Pass,
}

impl Lookup {
    pub const fn name(self) -> &'static str {
        match self {
            Self::Hit => "hit",
            Self::Miss => "miss",
            Self::Pass => "pass",
        }
    }
}

/// The counts, and where they are read.
#[derive(Debug)]
pub struct Metrics {
    registry: Registry,
    hits: Counter,
    misses: Counter,
    passes: Counter,
}

impl Metrics {
    pub fn new(cache: &Arc<Cache>) -> Self {
        let lookups = Family::<[(&'static str, &'static str); 1], Counter>::default();
        let mut registry = Registry::with_prefix("bilateral");
        registry.register("cache_lookups", "Requests by what the cache had for them", lookups.clone());
        registry.register_collector(Box::new(Held(Arc::clone(cache))));
        // Taken out once: finding them anew would cost each request a lock and a hash.
        let counter = |lookup: Lookup| lookups.get_or_create_owned(&[("result", lookup.name())]);
        Self { hits: counter(Lookup::Hit), misses: counter(Lookup::Miss), passes: counter(Lookup::Pass), registry }
    }

    pub fn count(&self, lookup: Lookup) {
        match lookup {
            Lookup::Hit => self.hits.inc(),
            Lookup::Miss => self.misses.inc(),
            Lookup::Pass => self.passes.inc(),
        };
    }

    /// All of them in the text format.
    pub fn text(&self) -> String {
        let mut text = String::new();
        // Writing to memory does not fail.
        let _ = text::encode(&mut text, &self.registry);
        text
    }
}

/// What the cache holds at the moment it is asked.
#[derive(Debug)]
struct Held(Arc<Cache>);

impl Collector for Held {
    fn encode(&self, mut encoder: DescriptorEncoder) -> Result<(), fmt::Error> {
        let mut gauge = |name, about, value: u64| {
            let gauge = ConstGauge::new(i64::try_from(value).unwrap_or(i64::MAX));
            gauge.encode(encoder.encode_descriptor(name, about, None, gauge.metric_type())?)
        };
        gauge("cache_entries", "Answers that the cache holds", self.0.entries() as u64)?;
        gauge("cache_bytes", "Bytes that the cache holds, spellings of requests included", self.0.bytes())
    }
}

/// `/metrics`, for a listener of its own: it tells of the server, not of the data.
pub fn metrics(front: Front) -> Router {
    let media_type = "application/openmetrics-text; version=1.0.0; charset=utf-8";
    Router::new().route("/metrics", get(async move || ([(header::CONTENT_TYPE, media_type)], front.metrics())))
}
