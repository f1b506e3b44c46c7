//! Metrics in the text format of Prometheus. Labels have few values, none of them a client's own text.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use arc_swap::ArcSwap;
use prometheus_client::collector::Collector;
use prometheus_client::encoding::{DescriptorEncoder, EncodeLabelSet, EncodeMetric, text};
use prometheus_client::metrics::counter::{ConstCounter, Counter};
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::ConstGauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::metrics::info::Info;
use prometheus_client::registry::{Registry, Unit};

use crate::http::cache::cached_dataset::CachedDataset;
use crate::http::outcome::{CacheLookup, RequestOutcome};
use crate::http::problem::{self, ProblemName};
use crate::http::reload::Reload;

/// Upper bounds of the histogram of response times, in seconds: from a cache hit to just before the deadline.
const SECONDS: [f64; 10] = [
    0.000_05, 0.000_2, 0.001, 0.005, 0.02, 0.1, 0.5, 2.0, 5.0, 10.0,
];

/// The reason under which rejected connections are counted.
const CONNECTIONS: &str = "connections";

type OneLabel = [(&'static str, &'static str); 1];

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct RequestLabels {
    route: &'static str,
    status: u16,
}

/// The counters of a service.
#[derive(Debug)]
pub struct Metrics {
    registry: Registry,
    requests: Family<RequestLabels, Histogram, fn() -> Histogram>,
    /// By the discriminants of [`CacheLookup`]. They are taken out of their family once, because finding them again would cost
    /// each request a lock and a hash.
    lookups: [Counter; 3],
    shed: Family<OneLabel, Counter>,
    reloads: Family<OneLabel, Counter>,
}

impl Metrics {
    /// Metrics of the data set that is current whenever they are read.
    pub fn new(current: Arc<ArcSwap<CachedDataset>>) -> Self {
        let lookups = Family::<OneLabel, Counter>::default();
        let counter =
            |lookup: CacheLookup| lookups.get_or_create_owned(&[("result", lookup.name())]);
        let metrics = Self {
            registry: Registry::default(),
            requests: Family::new_with_constructor(|| Histogram::new(SECONDS)),
            lookups: CacheLookup::ALL.map(counter),
            shed: Family::default(),
            reloads: Family::default(),
        };
        let problems = [
            &problem::OVERLOADED,
            &problem::DEADLINE,
            &problem::UNAVAILABLE,
        ];
        for reason in problems
            .map(|problem| problem.name)
            .into_iter()
            .chain([CONNECTIONS])
        {
            drop(metrics.shed.get_or_create(&[("reason", reason)]));
        }
        Self {
            registry: metrics.register(lookups, current),
            ..metrics
        }
    }

    fn register(
        &self,
        lookups: Family<OneLabel, Counter>,
        current: Arc<ArcSwap<CachedDataset>>,
    ) -> Registry {
        let mut registry = Registry::with_prefix("bilateral");
        let help = "Requests by route, status and time to the response head";
        registry.register_with_unit(
            "request_duration",
            help,
            Unit::Seconds,
            self.requests.clone(),
        );
        registry.register(
            "cache_lookups",
            "Requests by result of the cache lookup",
            lookups,
        );
        let help = "Requests and connections rejected with 503, by reason";
        registry.register("shed", help, self.shed.clone());
        registry.register(
            "reloads",
            "Attempts to load another data set, by result",
            self.reloads.clone(),
        );
        registry.register_collector(Box::new(CurrentState(current)));
        registry
    }

    /// Counts a response and the time until it.
    pub fn count(&self, outcome: &RequestOutcome, elapsed: Duration) {
        let status = outcome.response.status();
        let labels = RequestLabels {
            route: outcome.route,
            status: status.as_u16(),
        };
        self.requests
            .get_or_create(&labels)
            .observe(elapsed.as_secs_f64());
        self.lookups[outcome.lookup as usize].inc();
        if let Some(ProblemName(name)) = outcome
            .response
            .extensions()
            .get()
            .filter(|_| status.as_u16() == 503)
        {
            self.shed.get_or_create(&[("reason", name)]).inc();
        }
    }

    /// Counts a connection over the limit.
    pub fn count_rejected_connection(&self) {
        self.shed.get_or_create(&[("reason", CONNECTIONS)]).inc();
    }

    pub fn count_reload(&self, reload: Reload) {
        if let Some(name) = reload.name() {
            self.reloads.get_or_create(&[("result", name)]).inc();
        }
    }

    /// All metrics in the text format.
    pub fn text(&self) -> String {
        let mut text = String::new();
        text::encode(&mut text, &self.registry).expect("writing to memory succeeds");
        text
    }
}

/// Gauges that are read from the current data set.
#[derive(Debug)]
struct CurrentState(Arc<ArcSwap<CachedDataset>>);

impl Collector for CurrentState {
    fn encode(&self, mut encoder: DescriptorEncoder) -> Result<(), fmt::Error> {
        let dataset = self.0.load();
        let activity = dataset.store.activity();
        let mut write = |name, help, metric: &dyn EncodeMetric| {
            metric.encode(encoder.encode_descriptor(name, help, None, metric.metric_type())?)
        };
        write(
            "cache_entries",
            "Cached responses",
            &gauge(dataset.cache.entries() as u64),
        )?;
        let help = "Memory of the cache in bytes, keys included";
        write("cache_bytes", help, &gauge(dataset.cache.bytes()))?;
        let help = "Database connections in use";
        write(
            "database_connections",
            help,
            &gauge(activity.connections_in_use as u64),
        )?;
        let help = "Statements started since this data set is served";
        write(
            "database_statements",
            help,
            &ConstCounter::new(activity.statements),
        )?;
        let version = dataset.store.dataset.version.clone();
        write(
            "dataset",
            "The data set that is served",
            &Info::new([("version", version)]),
        )
    }
}

fn gauge(value: u64) -> ConstGauge<i64> {
    ConstGauge::new(i64::try_from(value).expect("counts stay far below i64::MAX"))
}
