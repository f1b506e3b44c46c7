//! The goals, and the figures that are held against them.

use crate::figures::{Figures, Key, Measure, Spread, Who, Work};
use crate::size::label;

/// One line of the table.
pub struct Line {
    pub what: String,
    pub value: Spread,
    pub unit: &'static str,
    /// What it is to be at most; none where it is told only for comparison.
    pub goal: Option<f64>,
}

/// The lines for which there are figures.
pub struct Goals<'f> {
    figures: &'f Figures,
    lines: Vec<Line>,
    least: usize,
    largest: usize,
}

/// Every line that the figures allow.
pub fn lines(figures: &Figures) -> Vec<Line> {
    let sizes = || figures.keys().map(|key| key.size).filter(|size| *size > 0);
    let (least, largest) = (sizes().min().unwrap_or(0), sizes().max().unwrap_or(0));
    let mut goals = Goals {
        figures,
        lines: Vec::new(),
        least,
        largest,
    };
    goals.hot();
    goals.record();
    goals.pages();
    goals.searches();
    goals.export();
    goals.memory();
    goals.start();
    goals.loads();
    goals.lines
}

fn cpu(work: Work, size: usize, who: Who) -> Key {
    Key {
        work,
        size,
        who,
        measure: Measure::Cpu,
    }
}

fn ours(work: Work, size: usize, measure: Measure) -> Key {
    Key {
        work,
        size,
        who: Who::Bilateral,
        measure,
    }
}

impl Goals<'_> {
    fn hot(&mut self) {
        use Work::{HotBr, HotCsv, HotGzip, HotItem, HotList, HotUnchanged, HotZstd};
        for work in [
            HotList,
            HotItem,
            HotCsv,
            HotGzip,
            HotBr,
            HotZstd,
            HotUnchanged,
        ] {
            self.against(work, 0, Who::Ready, Some(1.25));
        }
    }

    fn record(&mut self) {
        self.against(Work::Record, self.largest, Who::NaiveSqlite, Some(1.0));
        self.against(Work::Record, self.largest, Who::NaiveSqlx, None);
        self.against(Work::Record, self.largest, Who::Ready, None);
        self.flat(Work::Record, None);
    }

    fn pages(&mut self) {
        let size = self.largest;
        for work in [Work::Filtered, Work::Deep] {
            let what = format!("{} of {} / record", work.name(), label(size));
            self.ratio(
                what,
                cpu(work, size, Who::Bilateral),
                cpu(Work::Record, size, Who::Bilateral),
                Some(2.0),
            );
            self.flat(work, Some(1.5));
            self.against(work, size, Who::NaiveSqlite, None);
            self.against(work, size, Who::NaiveSqlx, None);
        }
    }

    fn searches(&mut self) {
        let size = self.largest;
        for (work, goal) in [(Work::SearchCommon, 10_000.0), (Work::SearchRare, 1000.0)] {
            let what = format!("{} of {}", work.name(), label(size));
            self.value(what, cpu(work, size, Who::Bilateral), 1.0, "µs", Some(goal));
            self.against(work, size, Who::NaiveSqlite, None);
            self.against(work, size, Who::NaiveSqlx, None);
        }
    }

    fn export(&mut self) {
        let size = self.largest;
        let shell = |measure| Key {
            who: Who::Sqlite3,
            ..ours(Work::Export, size, measure)
        };
        let what = |of: &str| format!("export of {}: {of}", label(size));
        self.value(
            what("time"),
            ours(Work::Export, size, Measure::Wall),
            1000.0,
            "s",
            None,
        );
        let ratio = what("time / sqlite3 -csv");
        self.ratio(
            ratio,
            ours(Work::Export, size, Measure::Wall),
            shell(Measure::Wall),
            Some(1.0),
        );
        let ratio = what("CPU / sqlite3 -csv");
        self.ratio(
            ratio,
            ours(Work::Export, size, Measure::Spent),
            shell(Measure::Spent),
            None,
        );
        // "Memory flat" in a number: far less than the hundreds of MiB that are sent.
        self.value(
            what("memory added"),
            ours(Work::Export, size, Measure::Growth),
            1.0,
            "MiB",
            Some(16.0),
        );
    }

    fn memory(&mut self) {
        self.value(
            "shipped: resident after all load".into(),
            ours(Work::Memory, 0, Measure::Resident),
            1.0,
            "MiB",
            Some(32.0),
        );
        let what = format!(
            "{}: memory beside the page cache after all load",
            label(self.largest)
        );
        self.value(
            what,
            ours(Work::Memory, self.largest, Measure::Own),
            1.0,
            "MiB",
            Some(128.0),
        );
    }

    fn start(&mut self) {
        self.value(
            "shipped: start to first answer".into(),
            ours(Work::Start, 0, Measure::Wall),
            1.0,
            "ms",
            Some(50.0),
        );
        self.value(
            "shipped: load into a fresh database".into(),
            ours(Work::Load, 0, Measure::Wall),
            1.0,
            "ms",
            Some(250.0),
        );
    }

    fn loads(&mut self) {
        let sizes = self
            .figures
            .keys()
            .filter(|key| key.work == Work::Load && key.measure == Measure::Wall);
        let sizes: Vec<usize> = sizes.map(|key| key.size).filter(|size| *size > 0).collect();
        for size in sizes {
            let goal = (size == 1_000_000).then_some(60.0);
            let what = |of: &str| format!("load of {}: {of}", label(size));
            self.value(
                what("time"),
                ours(Work::Load, size, Measure::Wall),
                1000.0,
                "s",
                goal,
            );
            self.value(
                what("CPU"),
                ours(Work::Load, size, Measure::Spent),
                1000.0,
                "s",
                None,
            );
            self.value(
                what("memory beside the page cache, at most"),
                ours(Work::Load, size, Measure::Own),
                1.0,
                "MiB",
                None,
            );
            self.value(
                what("file"),
                ours(Work::Load, size, Measure::File),
                1.0,
                "MiB",
                None,
            );
        }
    }

    /// Bilateral against another server at the same work.
    fn against(&mut self, work: Work, size: usize, who: Who, goal: Option<f64>) {
        let of = if size > 0 {
            format!(" of {}", label(size))
        } else {
            String::new()
        };
        let what = format!("{}{of} / {}", work.name(), who.name());
        self.ratio(
            what,
            cpu(work, size, Who::Bilateral),
            cpu(work, size, who),
            goal,
        );
    }

    /// Bilateral at the largest size against itself at the least.
    fn flat(&mut self, work: Work, goal: Option<f64>) {
        if self.least < self.largest {
            let what = format!(
                "{} of {} / of {}",
                work.name(),
                label(self.largest),
                label(self.least)
            );
            let of = |size| cpu(work, size, Who::Bilateral);
            self.ratio(what, of(self.largest), of(self.least), goal);
        }
    }

    fn ratio(&mut self, what: String, one: Key, other: Key, goal: Option<f64>) {
        let value = self.figures.ratio(one, other);
        self.lines.extend(value.map(|value| Line {
            what,
            value,
            unit: "×",
            goal,
        }));
    }

    fn value(&mut self, what: String, key: Key, by: f64, unit: &'static str, goal: Option<f64>) {
        let value = self.figures.of(key);
        let scaled = |s: Spread| Spread {
            least: s.least / by,
            median: s.median / by,
            most: s.most / by,
        };
        self.lines.extend(value.map(|value| Line {
            what,
            value: scaled(value),
            unit,
            goal,
        }));
    }
}
