//! Reading ahead: pairs are read and prepared side by side, a few together, while those before them are stored. What is held
//! in memory does not grow with the data.

use std::num::NonZero;
use std::thread;

use tokio::task::{JoinHandle, spawn_blocking};

use super::Read;
use super::source::{Sources, Unreadable};

/// How many pairs are read together.
pub const TOGETHER: usize = 64;

/// Calls `read` for each name, as many at a time as there are cores, and gives the results in the order of the names.
pub fn side_by_side<T: Send>(
    names: &[String],
    read: impl Fn(&str) -> Result<T, Unreadable> + Sync,
) -> Result<Vec<T>, Unreadable> {
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    let share = names.len().div_ceil(cores).max(1);
    let read = &read;
    thread::scope(|scope| {
        let shares = names
            .chunks(share)
            .map(|names| scope.spawn(move || names.iter().map(|name| read(name)).collect()));
        let shares: Vec<_> = shares.collect();
        let joined = shares.into_iter().map(|share| {
            share
                .join()
                .unwrap_or_else(|panic| std::panic::resume_unwind(panic))
        });
        joined
            .collect::<Result<Vec<Vec<T>>, _>>()
            .map(|shares| shares.into_iter().flatten().collect())
    })
}

/// Pairs that are read while others are stored.
pub struct Ahead {
    sources: Sources,
    /// The names of those that are still to be read, the last first.
    left: Vec<Vec<String>>,
    reading: Option<JoinHandle<Result<Vec<Read>, Unreadable>>>,
}

impl Ahead {
    pub fn start(sources: Sources, names: Vec<String>) -> Self {
        let left = names
            .chunks(TOGETHER)
            .rev()
            .map(<[String]>::to_vec)
            .collect();
        let mut ahead = Self {
            sources,
            left,
            reading: None,
        };
        ahead.read_on();
        ahead
    }

    fn read_on(&mut self) {
        let sources = self.sources.clone();
        let read = |names: Vec<String>| {
            spawn_blocking(move || side_by_side(&names, |name| Read::pair(&sources, name, true)))
        };
        self.reading = self.left.pop().map(read);
    }

    /// The pairs that were read, while the next are begun; `None` when there are no more.
    pub async fn next(&mut self) -> Option<Result<Vec<Read>, Unreadable>> {
        let read = self.reading.take()?.await;
        self.read_on();
        Some(read.unwrap_or_else(|failed| std::panic::resume_unwind(failed.into_panic())))
    }
}
