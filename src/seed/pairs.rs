//! Pairs, each read and checked by itself, several of them in parallel.

use std::future;
use std::sync::{Mutex, PoisonError};

use futures_util::stream::{self, Stream, StreamExt as _};
use tokio::task::{JoinError, spawn_blocking};

use super::check::check_pair;
use super::derive::{Annotations, FinalStates};
use super::diagnostics::Diagnostics;
use super::pair_files::PairFiles;
use super::prepare::prepare;
use super::read::Pair;
use super::source::Sources;
use super::uncompared::Uncompared;
use super::version::{PairDigest, pair_digest};
use super::write::PairRows;
use crate::values::day::Day;

/// The number of pairs that are read in parallel and wait to be stored. It bounds memory, whatever the number of pairs.
const PAIRS_AHEAD: usize = 64;

/// The size in bytes from which the seed files of only one pair are parsed at a time. It bounds memory, whatever the number
/// of threads.
const LARGE_PAIR: usize = 512 << 10;

static LARGE_PAIRS: Mutex<()> = Mutex::new(());

/// Calls `read` for each pair on threads for blocking work. Results come in the order of the names.
pub fn read_pairs<T: Send + 'static>(
    sources: &Sources,
    names: Vec<String>,
    read: impl Fn(&Sources, &str) -> T + Copy + Send + 'static,
) -> impl Stream<Item = T> + Unpin {
    let sources = sources.clone();
    let tasks = stream::iter(names).map(move |name| {
        let sources = sources.clone();
        let task = spawn_blocking(move || read(&sources, &name));
        async {
            match task.await.map_err(JoinError::try_into_panic) {
                Ok(result) => result,
                Err(Ok(panic)) => std::panic::resume_unwind(panic),
                // The runtime is being shut down, and nobody waits for the result any more.
                Err(Err(_)) => future::pending().await,
            }
        }
    });
    Box::pin(tasks.buffered(PAIRS_AHEAD))
}

/// A pair that was read and checked by itself.
pub struct CheckedPair {
    pub pair: Pair,
    pub digest: PairDigest,
    pub diagnostics: Diagnostics,
    pub uncompared: Uncompared,
    /// `None` if the pair has errors, or if it was only to be checked.
    pub prepared: Option<PairRows>,
}

impl CheckedPair {
    /// Reads and checks a pair.
    pub fn read(sources: &Sources, name: &str) -> Self {
        let mut files = sources.read_pair(name);
        let turn = (files.size() >= LARGE_PAIR).then(|| LARGE_PAIRS.lock());
        // The lock guards no value that a panic could damage.
        let _turn = turn.map(|turn| turn.unwrap_or_else(PoisonError::into_inner));
        Self::parse(name, &mut files)
    }

    fn parse(name: &str, files: &mut PairFiles) -> Self {
        let digest = pair_digest(files);
        let mut diagnostics = Diagnostics::default();
        let pair = Pair::read(name, files, &mut diagnostics);
        diagnostics.append(std::mem::take(&mut files.diagnostics));
        let annotations = Annotations::new(&pair.facts);
        let states = FinalStates::new(&pair.facts, &annotations);
        let uncompared = check_pair(&pair, &|named| states.find(named), &mut diagnostics);
        drop(states);
        Self {
            pair,
            digest,
            diagnostics,
            uncompared,
            prepared: None,
        }
    }

    /// Reads and checks a pair, and prepares it for the database if it has no errors. `revised` is the day on which the
    /// facts were last revised, if it is known.
    pub fn read_and_prepare(sources: &Sources, name: &str, revised: Option<Day>) -> Self {
        let mut checked = Self::read(sources, name);
        checked.pair.date_documents(revised);
        if checked.diagnostics.is_empty() {
            checked.prepared = Some(prepare(&checked.pair));
        }
        checked
    }
}
