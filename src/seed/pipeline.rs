//! The steps from sources to checked and prepared pairs. Each pair is read by itself, several in parallel; checks between pairs
//! and the version follow in the order of the pairs' names.

use std::panic;

use futures_util::stream::{self, Stream, StreamExt as _, TryStreamExt as _};
use tokio::task::spawn_blocking;

use super::check::{UsedIds, check_pair};
use super::derive::{Annotations, final_state};
use super::diagnostics::Diagnostics;
use super::prepare::prepare;
use super::read::{DatasetMetadata, LoadedDocument, Pair, check_utf8};
use super::source::{SourceError, Sources};
use super::version::{PairDigest, VersionHasher, pair_digest};
use super::write::PairRows;
use crate::values::day::{self, Day};

/// The number of pairs that are read in parallel and wait to be stored. It bounds memory, whatever the number of pairs.
const PAIRS_AHEAD: usize = 64;

/// A summary of the seeds that were checked or loaded.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Report {
    pub pairs: usize,
    /// Facts, including those inside other facts.
    pub facts: usize,
    pub sentences: usize,
    /// The number of pairs that were checked against their document.
    pub documents: usize,
    /// The pairs without a document in the folder of documents, if there is one.
    pub missing_documents: Vec<String>,
}

/// The reason why seeds were rejected.
#[derive(Debug, thiserror::Error)]
pub enum SeedError {
    #[error(transparent)]
    Source(#[from] SourceError),
    #[error("the seeds have {} errors", .0.len())]
    Invalid(Diagnostics),
}

/// Reads and checks all pairs and writes nothing.
pub async fn check(sources: &Sources) -> Result<Report, SeedError> {
    let mut context = LoadContext::new(sources)?;
    let mut pairs = read_pairs(sources, sources.pair_names()?, CheckedPair::read);
    while let Some(pair) = pairs.try_next().await? {
        context.add_pair(pair);
    }
    context.finish().map(|dataset| dataset.report)
}

/// The version of the data set. It is the same for the same seeds and documents.
pub async fn version(sources: &Sources) -> Result<String, SourceError> {
    let mut version = VersionHasher::new(sources.dataset_file()?.as_deref());
    let mut pairs = read_pairs(sources, sources.pair_names()?, |sources, name| {
        let document = sources.document_file(name)?;
        Ok(pair_digest(&sources.seed_files(name)?, document.as_deref()))
    });
    while let Some(digest) = pairs.try_next().await? {
        version.add_pair(&digest);
    }
    Ok(version.finish())
}

/// Calls `read` for each pair on threads for blocking work. Results come in the order of the names.
pub fn read_pairs<T: Send + 'static>(
    sources: &Sources,
    names: Vec<String>,
    read: impl Fn(&Sources, &str) -> Result<T, SourceError> + Copy + Send + 'static,
) -> impl Stream<Item = Result<T, SourceError>> + Unpin {
    let sources = sources.clone();
    let tasks = stream::iter(names).map(move |name| {
        let sources = sources.clone();
        let task = spawn_blocking(move || read(&sources, &name));
        async {
            let result = task.await;
            result.unwrap_or_else(|failed| panic::resume_unwind(failed.into_panic()))
        }
    });
    Box::pin(tasks.buffered(PAIRS_AHEAD))
}

/// A pair that was read and checked by itself.
pub struct CheckedPair {
    pair: Pair,
    document: Option<LoadedDocument>,
    digest: PairDigest,
    diagnostics: Diagnostics,
    /// `None` if the pair has errors, or if it was only to be checked.
    prepared: Option<PairRows>,
}

impl CheckedPair {
    /// Reads and checks a pair.
    fn read(sources: &Sources, name: &str) -> Result<Self, SourceError> {
        let files = sources.seed_files(name)?;
        let document = sources.document_file(name)?;
        let digest = pair_digest(&files, document.as_deref());
        let mut diagnostics = Diagnostics::default();
        let document = document
            .filter(|file| check_utf8(file, &mut diagnostics))
            .map(|file| LoadedDocument::parse(&file.text));
        let pair = Pair::read(name, &files, &mut diagnostics);
        let annotations = Annotations::new(&pair.facts);
        let state_of = |named: &_| {
            let fact = pair.facts.iter().find(|fact| fact.fact_ref() == *named)?;
            final_state(fact, &annotations)
        };
        check_pair(&pair, document.as_ref(), &state_of, &mut diagnostics);
        Ok(Self {
            pair,
            document,
            digest,
            diagnostics,
            prepared: None,
        })
    }

    /// Reads and checks a pair, and prepares it for the database if it has no errors. `revised` is the day on which the
    /// facts were last revised, if it is known: they are no newer, where no document says when it was retrieved.
    pub fn read_and_prepare(
        sources: &Sources,
        name: &str,
        revised: Option<Day>,
    ) -> Result<Self, SourceError> {
        let mut checked = Self::read(sources, name)?;
        checked.pair.newest_document = checked.pair.newest_document.or(revised);
        if checked.diagnostics.is_empty() {
            checked.prepared = Some(prepare(&checked.pair, checked.document.as_ref()));
        }
        Ok(checked)
    }
}

/// Collects the results of all pairs, which are added in the order of their names.
pub struct LoadContext {
    expects_documents: bool,
    used_ids: UsedIds,
    diagnostics: Diagnostics,
    report: Report,
    metadata: DatasetMetadata,
    version: VersionHasher,
}

/// A data set without errors.
pub struct Dataset {
    pub report: Report,
    pub metadata: DatasetMetadata,
    pub version: String,
}

impl LoadContext {
    pub fn new(sources: &Sources) -> Result<Self, SourceError> {
        let mut diagnostics = Diagnostics::default();
        let file = sources.dataset_file()?;
        Ok(Self {
            expects_documents: sources.documents.is_some(),
            used_ids: UsedIds::default(),
            report: Report::default(),
            metadata: DatasetMetadata::parse(file.as_ref(), &mut diagnostics),
            version: VersionHasher::new(file.as_deref()),
            diagnostics,
        })
    }

    /// The day on which the facts were last revised, if it is known.
    pub fn revised(&self) -> Option<Day> {
        day::parse_day(self.metadata.revised.as_deref()?)
    }

    /// Adds a pair, and returns its rows unless there was an error in it or in a pair before it.
    pub fn add_pair(&mut self, checked: CheckedPair) -> Option<PairRows> {
        let (pair, report) = (&checked.pair, &mut self.report);
        report.pairs += 1;
        report.facts += pair.all_facts().count();
        report.sentences += pair.sentences().len();
        if checked.document.is_some() {
            report.documents += 1;
        } else if self.expects_documents {
            report.missing_documents.push(pair.name.clone());
        }
        self.version.add_pair(&checked.digest);
        self.diagnostics.append(checked.diagnostics);
        self.used_ids.add_pair(pair, &mut self.diagnostics);
        checked.prepared.filter(|_| self.diagnostics.is_empty())
    }

    pub fn finish(self) -> Result<Dataset, SeedError> {
        if !self.diagnostics.is_empty() {
            return Err(SeedError::Invalid(self.diagnostics));
        }
        Ok(Dataset {
            report: self.report,
            metadata: self.metadata,
            version: self.version.finish(),
        })
    }
}
