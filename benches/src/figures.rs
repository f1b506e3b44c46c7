//! Figures by what they are of, one for each round, and their medians and ratios.

use std::collections::BTreeMap;

/// What is done, in the order of the tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Work {
    HotList,
    HotItem,
    HotCsv,
    HotGzip,
    HotBr,
    HotZstd,
    HotUnchanged,
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

impl Work {
    /// The name in tables and for `--only`.
    pub fn name(self) -> &'static str {
        match self {
            Self::HotList => "hot-list",
            Self::HotItem => "hot-item",
            Self::HotCsv => "hot-csv",
            Self::HotGzip => "hot-gzip",
            Self::HotBr => "hot-br",
            Self::HotZstd => "hot-zstd",
            Self::HotUnchanged => "hot-304",
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

/// Who does it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Who {
    Bilateral,
    Ready,
    NaiveSqlite,
    NaiveSqlx,
    Sqlite3,
}

impl Who {
    /// The name in tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::Bilateral => "bilateral",
            Self::Ready => "bare hyper, ready bytes",
            Self::NaiveSqlite => "naive, in-process SQLite",
            Self::NaiveSqlx => "naive, sqlx",
            Self::Sqlite3 => "sqlite3 -csv",
        }
    }
}

/// What is measured, and in what unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Measure {
    /// Processor time of the server for a request, µs.
    Cpu,
    /// Median latency, µs.
    Median,
    /// The latency that one in a hundred exceeds, µs.
    Tail,
    /// Time on the clock, ms.
    Wall,
    /// Processor time of a whole run, ms.
    Spent,
    /// Resident memory, MiB.
    Resident,
    /// The most memory that was resident, MiB.
    Peak,
    /// Resident memory that is no page of a file, MiB.
    Own,
    /// What an export adds to that at most, MiB.
    Growth,
    /// Size of the database file, MiB.
    File,
}

/// What a figure is of. A size of 0 stands for the shipped seeds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key {
    pub work: Work,
    pub size: usize,
    pub who: Who,
    pub measure: Measure,
}

/// A median between the least and the most.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spread {
    pub least: f64,
    pub median: f64,
    pub most: f64,
}

/// All figures of a run.
#[derive(Debug, Default)]
pub struct Figures(BTreeMap<Key, Vec<f64>>);

impl Figures {
    /// Adds the figure of the next round.
    pub fn add(&mut self, key: Key, figure: f64) {
        self.0.entry(key).or_default().push(figure);
    }

    /// Everything that figures are of, in the order of the tables.
    pub fn keys(&self) -> impl Iterator<Item = &Key> {
        self.0.keys()
    }

    /// The figures of one thing.
    pub fn of(&self, key: Key) -> Option<Spread> {
        spread(self.0.get(&key)?.clone())
    }

    /// One thing by another, round by round, for both were measured side by side only within a round.
    pub fn ratio(&self, one: Key, other: Key) -> Option<Spread> {
        let pairs = self.0.get(&one)?.iter().zip(self.0.get(&other)?);
        spread(pairs.map(|(one, other)| one / other).collect())
    }
}

fn spread(mut figures: Vec<f64>) -> Option<Spread> {
    figures.sort_by(f64::total_cmp);
    let median = *figures.get(figures.len() / 2)?;
    Some(Spread {
        least: *figures.first()?,
        median,
        most: *figures.last()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ratios_are_made_within_a_round() {
        let key = |who| Key {
            work: Work::Record,
            size: 0,
            who,
            measure: Measure::Cpu,
        };
        let mut figures = Figures::default();
        for (ours, theirs) in [(10.0, 10.0), (40.0, 20.0), (90.0, 30.0)] {
            figures.add(key(Who::Bilateral), ours);
            figures.add(key(Who::Ready), theirs);
        }
        let ratio = figures.ratio(key(Who::Bilateral), key(Who::Ready)).unwrap();
        assert_eq!(
            ratio,
            Spread {
                least: 1.0,
                median: 2.0,
                most: 3.0
            }
        );
        assert_eq!(figures.of(key(Who::Sqlite3)), None);
    }
}
