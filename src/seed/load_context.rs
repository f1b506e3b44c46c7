//! The checks between pairs, the version and the report, all of which follow in the order of the pairs' names.

use super::check::{UsedIds, UsedNames, warn_of_undated_events};
use super::diagnostics::Diagnostics;
use super::pairs::CheckedPair;
use super::read::DatasetMetadata;
use super::source::{SourceError, Sources, TopFolder};
use super::uncompared::Uncompared;
use super::version::VersionHasher;
use super::write::PairRows;
use crate::values::day::{self, Day};

/// A summary of the seeds that were checked or loaded.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Report {
    pub pairs: usize,
    /// Facts, including those inside other facts.
    pub facts: usize,
    pub sentences: usize,
    /// The number of documents that facts were compared with.
    pub documents: usize,
    /// The ids of the documents that are not in the folder of documents, if there is one.
    pub missing_documents: Vec<String>,
    /// The words that could not be compared with the values beside them.
    pub uncompared: Uncompared,
    /// Things that are no errors but may not be meant, each with its file.
    pub warnings: Vec<String>,
}

/// The reason why seeds were rejected.
#[derive(Debug, thiserror::Error)]
pub enum SeedError {
    #[error(transparent)]
    Source(#[from] SourceError),
    #[error("the seeds have {} errors", .0.len())]
    Invalid(Diagnostics),
    #[error(
        "the seeds or documents changed each time that they were read; try again when nothing writes to them, or replace \
         the whole folder at once"
    )]
    Changing,
}

/// Collects the results of all pairs, which are added in the order of their names.
pub struct LoadContext {
    expects_documents: bool,
    used_ids: UsedIds,
    used_names: UsedNames,
    diagnostics: Diagnostics,
    report: Report,
    metadata: DatasetMetadata,
    version: VersionHasher,
}

/// A data set without errors.
pub struct Dataset {
    pub report: Report,
    pub metadata: DatasetMetadata,
}

/// The result of reading all sources once.
pub struct Reading<T> {
    /// The version of the sources as they were read, also of invalid ones.
    pub version: String,
    pub result: Result<T, SeedError>,
}

impl LoadContext {
    pub fn new(sources: &Sources, top: TopFolder) -> Self {
        let version = VersionHasher::new(&top);
        let mut diagnostics = top.diagnostics;
        Self {
            expects_documents: sources.documents.is_some(),
            used_ids: UsedIds::default(),
            used_names: UsedNames::default(),
            report: Report::default(),
            metadata: DatasetMetadata::parse(top.dataset_file.as_ref(), &mut diagnostics),
            version,
            diagnostics,
        }
    }

    /// The day on which the facts were last revised, if it is known.
    pub fn revised(&self) -> Option<Day> {
        day::parse_day(self.metadata.revised.as_deref()?)
    }

    /// Adds a pair, and returns its rows unless there was an error in it or in a pair before it.
    pub fn add_pair(&mut self, mut checked: CheckedPair) -> Option<PairRows> {
        checked.pair.date_documents(self.revised());
        let (pair, report) = (&checked.pair, &mut self.report);
        report.pairs += 1;
        report.facts += pair.all_facts().count();
        report.sentences += pair.sentence_count();
        for (id, document) in &pair.documents {
            if document.text.is_some() {
                report.documents += 1;
            } else if self.expects_documents {
                report.missing_documents.push(id.to_string());
            }
        }
        report.uncompared.append(checked.uncompared);
        report.warnings.extend(warn_of_undated_events(pair));
        self.version.add_pair(&checked.digest);
        self.diagnostics.append(checked.diagnostics);
        self.used_ids.add_pair(pair, &mut self.diagnostics);
        self.used_names.add_pair(pair, &mut self.diagnostics);
        checked.prepared.filter(|_| self.diagnostics.is_empty())
    }

    pub fn finish(self) -> Reading<Dataset> {
        let version = self.version.finish();
        let dataset = Dataset {
            report: self.report,
            metadata: self.metadata,
        };
        Reading {
            version,
            result: self
                .diagnostics
                .into_result(dataset)
                .map_err(SeedError::Invalid),
        }
    }
}

impl<T> Reading<T> {
    /// A result of the same reading.
    pub fn map<U>(self, convert: impl FnOnce(T) -> U) -> Reading<U> {
        Reading {
            version: self.version,
            result: self.result.map(convert),
        }
    }
}

impl<T> From<SourceError> for Reading<T> {
    fn from(error: SourceError) -> Self {
        Self {
            version: error.to_string(),
            result: Err(error.into()),
        }
    }
}
