//! The steps that need no database: checking the seeds, and computing their version.

use std::time::Duration;

use futures_util::StreamExt as _;
use tokio::time::sleep;

use super::diagnostics::Diagnostics;
use super::load_context::{LoadContext, Reading, Report, SeedError};
use super::pairs::{CheckedPair, read_pairs};
use super::source::Sources;
use super::version::{VersionHasher, pair_digest};

/// The pauses before sources that changed while they were read are read again. Most copies of a folder take less time.
const PAUSES: [Duration; 4] = [
    Duration::from_millis(50),
    Duration::from_millis(200),
    Duration::from_millis(500),
    Duration::from_secs(1),
];

/// Reads and checks all pairs and writes nothing.
pub async fn check(sources: &Sources) -> Result<Report, SeedError> {
    read_until_unchanged(sources, async || Ok(check_once(sources, None).await)).await
}

/// Reads and checks one pair, without comparing it with the others.
pub async fn check_one(sources: &Sources, pair: &str) -> Result<Report, SeedError> {
    check_once(sources, Some(pair)).await.result
}

async fn check_once(sources: &Sources, pair: Option<&str>) -> Reading<Report> {
    let mut top = match sources.read_top_folder() {
        Ok(top) => top,
        Err(error) => return error.into(),
    };
    let mut names = std::mem::take(&mut top.pair_names);
    if let Some(pair) = pair {
        if !names.iter().any(|name| name == pair) {
            return sources.no_pair(pair, &names).into();
        }
        names.retain(|name| name == pair);
        // Files that are neither a pair nor of the data set are no fault of this one.
        top.diagnostics = Diagnostics::default();
    }
    let mut context = LoadContext::new(sources, top);
    let mut pairs = read_pairs(sources, names, CheckedPair::read);
    while let Some(pair) = pairs.next().await {
        context.add_pair(pair);
    }
    context.finish().map(|dataset| dataset.report)
}

/// The version of the data set. It is the same for the same seeds and documents.
pub async fn version(sources: &Sources) -> Result<String, SeedError> {
    let Reading { version, result } = read_version(sources).await;
    result.map(|()| version)
}

async fn read_version(sources: &Sources) -> Reading<()> {
    let top = match sources.read_top_folder() {
        Ok(top) => top,
        Err(error) => return error.into(),
    };
    let mut version = VersionHasher::new(&top);
    let mut diagnostics = top.diagnostics;
    let mut pairs = read_pairs(sources, top.pair_names, |sources, name| {
        let files = sources.read_pair(name);
        (pair_digest(&files), files.diagnostics)
    });
    while let Some((digest, unreadable)) = pairs.next().await {
        version.add_pair(&digest);
        diagnostics.append(unreadable);
    }
    Reading {
        version: version.finish(),
        result: diagnostics.into_result(()).map_err(SeedError::Invalid),
    }
}

/// Reads the sources until they are the same afterwards as when they were read. Files that are replaced one by one in the
/// meantime would give a mixture of two data sets, or errors that neither of them has.
pub async fn read_until_unchanged<T, E: From<SeedError>>(
    sources: &Sources,
    mut read: impl AsyncFnMut() -> Result<Reading<T>, E>,
) -> Result<T, E> {
    let mut pauses = PAUSES.into_iter();
    loop {
        let Reading { version, result } = read().await?;
        if sources.are_embedded() || read_version(sources).await.version == version {
            return result.map_err(E::from);
        }
        let Some(pause) = pauses.next() else {
            return Err(SeedError::Changing.into());
        };
        sleep(pause).await;
    }
}
