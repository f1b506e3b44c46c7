//! A job: one server under one workload. Measures CPU time and latency, round by round.

use crate::http_client::Request;
use crate::load_generator::{RequestPlan, send};
use crate::process::cpu_time;
use crate::results::{Key, Metric, Program, Results, Workload};

/// The number of requests that warm up a server before it is measured.
pub const WARM_UP_REQUESTS: usize = 16;

/// The CPU time that a round should take from a server, in µs: long enough to be exact, short enough for many rounds.
const ROUND_CPU_MICROS: f64 = 500_000.0;

/// The reuse of URLs in a workload.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Temperature {
    /// The same URLs again and again, as often as time allows.
    Hot,
    /// Each URL once in the whole run.
    Cold,
}

/// One server under one workload.
pub struct Job {
    pub workload: Workload,
    /// The size of the data set in visits; 0 for the shipped seeds.
    pub visits: usize,
    pub program: Program,
    pub pid: u32,
    pub plan: RequestPlan,
    pub temperature: Temperature,
    /// The number of rounds that share the requests.
    pub rounds: usize,
}

impl Job {
    /// Warms up the server and decides how many requests a round sends.
    pub async fn warm_up(&mut self) -> anyhow::Result<()> {
        let hot = self.temperature == Temperature::Hot;
        self.plan.count = if hot {
            100 * WARM_UP_REQUESTS
        } else {
            WARM_UP_REQUESTS
        };
        let before = cpu_time(self.pid)?;
        send(self.plan.clone()).await?;
        let cost = cpu_time(self.pid)?.micros_since(&before) / self.plan.count as f64;
        let max = if hot { 50_000 } else { self.urls_per_round() };
        self.plan.count = ((ROUND_CPU_MICROS / cost) as usize).clamp(WARM_UP_REQUESTS / 2, max);
        Ok(())
    }

    /// Measures one round, counted from 0.
    pub async fn measure(&self, round: usize, results: &mut Results) -> anyhow::Result<()> {
        let plan = self.plan_of_round(round);
        let count = plan.count as f64;
        let before = cpu_time(self.pid)?;
        let latencies = send(plan).await?;
        let cpu = cpu_time(self.pid)?.micros_since(&before);
        let key = |metric| Key {
            workload: self.workload,
            visits: self.visits,
            program: self.program,
            metric,
        };
        let micros = |quantile| latencies.value_at_quantile(quantile) as f64 / 1000.0;
        results.add(key(Metric::CpuPerRequest), cpu / count);
        results.add(key(Metric::P50), micros(0.5));
        results.add(key(Metric::P99), micros(0.99));
        Ok(())
    }

    /// The requests of a round. For a cold workload, none of them has been sent before.
    fn plan_of_round(&self, round: usize) -> RequestPlan {
        if self.temperature == Temperature::Hot {
            return self.plan.clone();
        }
        let first = WARM_UP_REQUESTS + round * self.urls_per_round();
        let requests: Vec<Request> = self.plan.requests[first..][..self.plan.count].to_vec();
        RequestPlan {
            requests: requests.into(),
            ..self.plan.clone()
        }
    }

    fn urls_per_round(&self) -> usize {
        (self.plan.requests.len() - WARM_UP_REQUESTS) / self.rounds
    }
}
