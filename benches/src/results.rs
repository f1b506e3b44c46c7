//! Measured values, one per round, and their medians and ratios. Knows nothing about how they were measured or are
//! printed.

use std::collections::BTreeMap;

/// The workloads, in the order of the tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Workload {
    HotList,
    HotItem,
    HotCsv,
    HotGzip,
    HotBr,
    HotZstd,
    HotNotModified,
    Record,
    Filtered,
    Deep,
    SearchCommon,
    SearchRare,
    Export,
    Start,
    Load,
    Memory,
}

impl Workload {
    /// The name in tables and for `--only`.
    pub fn name(self) -> &'static str {
        match self {
            Self::HotList => "hot-list",
            Self::HotItem => "hot-item",
            Self::HotCsv => "hot-csv",
            Self::HotGzip => "hot-gzip",
            Self::HotBr => "hot-br",
            Self::HotZstd => "hot-zstd",
            Self::HotNotModified => "hot-304",
            Self::Record => "record",
            Self::Filtered => "filtered",
            Self::Deep => "deep",
            Self::SearchCommon => "search-common",
            Self::SearchRare => "search-rare",
            Self::Export => "export",
            Self::Start => "start",
            Self::Load => "load",
            Self::Memory => "memory",
        }
    }
}

/// The programs under comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Program {
    Bilateral,
    BareHyper,
    NaiveSqlite,
    NaiveSqlx,
    Sqlite3,
}

impl Program {
    /// The name in tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::Bilateral => "bilateral",
            Self::BareHyper => "bare hyper",
            Self::NaiveSqlite => "naive, rusqlite",
            Self::NaiveSqlx => "naive, sqlx",
            Self::Sqlite3 => "sqlite3 -csv",
        }
    }
}

/// The measured quantities and their units.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Metric {
    /// CPU time of the server per request, µs.
    CpuPerRequest,
    /// Median latency, µs.
    P50,
    /// 99th percentile of latency, µs.
    P99,
    /// Wall-clock time, ms.
    WallTime,
    /// CPU time of a whole process or export, ms.
    CpuTotal,
    /// Resident memory, MiB.
    Resident,
    /// Peak of resident memory, MiB.
    PeakResident,
    /// Resident memory without file-backed pages, MiB.
    Anonymous,
    /// Peak growth of [`Metric::Anonymous`] during an export, MiB.
    Growth,
    /// Size of the database file, MiB.
    FileSize,
}

/// Identifies a measured value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key {
    pub workload: Workload,
    /// The size of the data set in visits; 0 for the shipped seeds.
    pub visits: usize,
    pub program: Program,
    pub metric: Metric,
}

/// The median of all rounds with the minimum and the maximum.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Summary {
    pub min: f64,
    pub median: f64,
    pub max: f64,
}

/// All measured values of a run.
#[derive(Debug, Default)]
pub struct Results(BTreeMap<Key, Vec<f64>>);

impl Results {
    /// Adds the value of the next round.
    pub fn add(&mut self, key: Key, value: f64) {
        self.0.entry(key).or_default().push(value);
    }

    /// All keys with values, in the order of the tables.
    pub fn keys(&self) -> impl Iterator<Item = &Key> {
        self.0.keys()
    }

    /// The summary of one key over all rounds.
    pub fn summary(&self, key: Key) -> Option<Summary> {
        summarise(self.0.get(&key)?.clone())
    }

    /// The ratio of two keys. Divides round by round, because the two were measured side by side only within a round.
    pub fn ratio(&self, numerator: Key, denominator: Key) -> Option<Summary> {
        let pairs = self
            .0
            .get(&numerator)?
            .iter()
            .zip(self.0.get(&denominator)?);
        summarise(pairs.map(|(a, b)| a / b).collect())
    }
}

fn summarise(mut values: Vec<f64>) -> Option<Summary> {
    values.sort_by(f64::total_cmp);
    let median = *values.get(values.len() / 2)?;
    Some(Summary {
        min: *values.first()?,
        median,
        max: *values.last()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ratios_are_computed_within_a_round() {
        let key = |program| Key {
            workload: Workload::Record,
            visits: 0,
            program,
            metric: Metric::CpuPerRequest,
        };
        let mut results = Results::default();
        for (bilateral, hyper) in [(10.0, 10.0), (40.0, 20.0), (90.0, 30.0)] {
            results.add(key(Program::Bilateral), bilateral);
            results.add(key(Program::BareHyper), hyper);
        }
        let ratio = results.ratio(key(Program::Bilateral), key(Program::BareHyper));
        let expected = Summary {
            min: 1.0,
            median: 2.0,
            max: 3.0,
        };
        assert_eq!(ratio, Some(expected));
        assert_eq!(results.summary(key(Program::Sqlite3)), None);
    }
}
