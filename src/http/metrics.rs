//! What is counted, and how Prometheus reads it. Labels have few values, none of them a client's.

use std::fmt;
use std::sync::{Arc, PoisonError};
use std::time::Duration;

use axum::Router;
use axum::extract::Request;
use axum::http::header;
use axum::routing::get;
use prometheus_client::collector::Collector;
use prometheus_client::encoding::{DescriptorEncoder, EncodeLabelSet, EncodeMetric, text};
use prometheus_client::metrics::counter::{ConstCounter, Counter};
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::ConstGauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::metrics::info::Info;
use prometheus_client::registry::{Registry, Unit};

use super::front::{Current, Service};
use super::problem::Named;
use super::problem_types;
use super::reload::Reload;
use super::served::Told;

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

/// Upper bounds of the time to an answer, in seconds: from one that was kept ready to one that came just before the deadline.
const SECONDS: [f64; 10] = [
    0.000_05, 0.000_2, 0.001, 0.005, 0.02, 0.1, 0.5, 2.0, 5.0, 10.0,
];

/// What is lacking where a connection is turned away.
const CONNECTIONS: &str = "connections";

type OneLabel = [(&'static str, &'static str); 1];

/// What an answer is counted under.
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct OfRequest {
    route: &'static str,
    status: u16,
}

/// The counts, and where they are read.
#[derive(Debug)]
pub struct Metrics {
    registry: Registry,
    requests: Family<OfRequest, Histogram, fn() -> Histogram>,
    /// Of hits, misses and what passes: taken out once, as finding them anew would cost each request a lock and a hash.
    lookups: [Counter; 3],
    shed: Family<OneLabel, Counter>,
    reloads: Family<OneLabel, Counter>,
}

impl Metrics {
    pub fn new(current: &Current) -> Self {
        let lookups = Family::<OneLabel, Counter>::default();
        let counter = |lookup: Lookup| lookups.get_or_create_owned(&[("result", lookup.name())]);
        let metrics = Self {
            registry: Registry::default(),
            requests: Family::new_with_constructor(|| Histogram::new(SECONDS)),
            lookups: [Lookup::Hit, Lookup::Miss, Lookup::Pass].map(counter),
            shed: Family::default(),
            reloads: Family::default(),
        };
        for problem in [
            &problem_types::OVERLOADED,
            &problem_types::LATE,
            &problem_types::UNAVAILABLE,
        ] {
            drop(metrics.shed.get_or_create(&[("reason", problem.name)]));
        }
        drop(metrics.shed.get_or_create(&[("reason", CONNECTIONS)]));
        let mut registry = Registry::with_prefix("bilateral");
        let about = "Requests by route, status and the time to the head of their answer";
        registry.register_with_unit(
            "request_duration",
            about,
            Unit::Seconds,
            metrics.requests.clone(),
        );
        registry.register(
            "cache_lookups",
            "Requests by what the cache had for them",
            lookups,
        );
        registry.register(
            "shed",
            "Requests and connections turned away, by what was lacking",
            metrics.shed.clone(),
        );
        registry.register(
            "reloads",
            "Loads of another data set, by how they ended",
            metrics.reloads.clone(),
        );
        registry.register_collector(Box::new(Now(Arc::clone(current))));
        Self {
            registry,
            ..metrics
        }
    }

    /// Counts an answer that took so long.
    pub fn answered(&self, told: &Told, took: Duration) {
        let status = told.response.status();
        let labels = OfRequest {
            route: told.route,
            status: status.as_u16(),
        };
        self.requests
            .get_or_create(&labels)
            .observe(took.as_secs_f64());
        self.lookups[told.lookup as usize].inc();
        if let Some(Named(name)) = told
            .response
            .extensions()
            .get()
            .filter(|_| status.as_u16() == 503)
        {
            self.shed.get_or_create(&[("reason", name)]).inc();
        }
    }

    /// Counts a connection for which there was no room.
    pub fn turned_away(&self) {
        self.shed.get_or_create(&[("reason", CONNECTIONS)]).inc();
    }

    pub fn reloaded(&self, reload: Reload) {
        if let Some(name) = reload.name() {
            self.reloads.get_or_create(&[("result", name)]).inc();
        }
    }

    /// All of them in the text format.
    pub fn text(&self) -> String {
        let mut text = String::new();
        // Writing to memory does not fail.
        let _ = text::encode(&mut text, &self.registry);
        text
    }
}

/// What holds at the moment it is asked, of the data set that is served then.
#[derive(Debug)]
struct Now(Current);

impl Collector for Now {
    fn encode(&self, mut encoder: DescriptorEncoder) -> Result<(), fmt::Error> {
        let served = Arc::clone(&self.0.read().unwrap_or_else(PoisonError::into_inner));
        let crate::store::Activity {
            statements,
            connections_in_use: lent,
        } = served.store.activity();
        let mut write = |name, about, metric: &dyn EncodeMetric| {
            metric.encode(encoder.encode_descriptor(name, about, None, metric.metric_type())?)
        };
        write(
            "cache_entries",
            "Answers that the cache holds",
            &gauge(served.cache.entries() as u64),
        )?;
        write(
            "cache_bytes",
            "Bytes that the cache holds, spellings of requests included",
            &gauge(served.cache.bytes()),
        )?;
        write(
            "database_connections",
            "Connections to the database that are at work",
            &gauge(lent as u64),
        )?;
        write(
            "database_statements",
            "Statements begun since this data set is served",
            &ConstCounter::new(statements),
        )?;
        write(
            "dataset",
            "The data set that is served",
            &Info::new([("version", served.store.dataset.version.clone())]),
        )
    }
}

fn gauge(value: u64) -> ConstGauge<i64> {
    ConstGauge::new(i64::try_from(value).unwrap_or(i64::MAX))
}

/// What an operator asks, for a listener of its own. `/metrics` tells of the server and not of the data. `/healthz` and `/readyz`
/// answer as they do for everybody, but here no client takes their connections.
pub fn operator(front: Service) -> Router {
    let media_type = "application/openmetrics-text; version=1.0.0; charset=utf-8";
    let counted = front.clone();
    let metrics = get(async move || ([(header::CONTENT_TYPE, media_type)], counted.metrics()));
    let live = |front: Service| get(async move |request: Request| front.answer(request).await);
    Router::new()
        .route("/metrics", metrics)
        .route("/healthz", live(front.clone()))
        .route("/readyz", live(front))
}
