//! A job: one server doing one kind of work, round by round, and what that costs it.

use crate::figures::{Figures, Key, Measure, Who, Work};
use crate::load::{Load, send};
use crate::process::cpu;
use crate::wire::Request;

/// Requests that a server is warmed with, which are not measured.
pub const WARM: usize = 16;

/// Processor time that a round is to take of a server, in µs: long enough to be exact, short enough for many rounds.
const ROUND: f64 = 500_000.0;

/// What a server is asked.
pub struct Job {
    pub work: Work,
    pub size: usize,
    pub who: Who,
    pub pid: u32,
    pub load: Load,
    /// How often a request is asked: as often as there is time for (hot), or once in the whole run (cold).
    pub hot: bool,
    /// How many rounds share the requests.
    pub rounds: usize,
}

impl Job {
    /// Warms the server and settles how many requests a round is to have.
    pub async fn warm(&mut self) -> anyhow::Result<()> {
        self.load.count = if self.hot { 100 * WARM } else { WARM };
        let before = cpu(self.pid)?;
        send(self.load.clone()).await?;
        let cost = cpu(self.pid)?.since(&before) / self.load.count as f64;
        let most = if self.hot {
            50_000
        } else {
            (self.load.requests.len() - WARM) / self.rounds
        };
        self.load.count = ((ROUND / cost) as usize).clamp(WARM / 2, most);
        Ok(())
    }

    /// Measures one round, counted from 0.
    pub async fn measure(&self, round: usize, figures: &mut Figures) -> anyhow::Result<()> {
        let load = self.share(round);
        let count = load.count as f64;
        let before = cpu(self.pid)?;
        let times = send(load).await?;
        let spent = cpu(self.pid)?.since(&before);
        let key = |measure| Key {
            work: self.work,
            size: self.size,
            who: self.who,
            measure,
        };
        figures.add(key(Measure::Cpu), spent / count);
        figures.add(
            key(Measure::Median),
            times.value_at_quantile(0.5) as f64 / 1000.0,
        );
        figures.add(
            key(Measure::Tail),
            times.value_at_quantile(0.99) as f64 / 1000.0,
        );
        Ok(())
    }

    /// The requests of a round: none of them asked before, where the work is cold.
    fn share(&self, round: usize) -> Load {
        if self.hot {
            return self.load.clone();
        }
        let share = (self.load.requests.len() - WARM) / self.rounds;
        let requests: Vec<Request> =
            self.load.requests[WARM + round * share..][..self.load.count].to_vec();
        Load {
            requests: requests.into(),
            ..self.load.clone()
        }
    }
}
