//! The goals, and the results compared with them: the rows of the report's first table.

use crate::dataset::label;
use crate::results::{Key, Metric, Program, Results, Summary, Workload};

/// One row of the table.
pub struct Row {
    pub name: String,
    pub value: Summary,
    pub unit: &'static str,
    /// The maximum that meets the goal; `None` for rows that only compare.
    pub goal: Option<f64>,
}

/// The unit in which a value is shown, and the factor that converts a stored value to it.
#[derive(Debug, Clone, Copy)]
struct Unit {
    name: &'static str,
    factor: f64,
}

const MICROSECONDS: Unit = Unit {
    name: "µs",
    factor: 1.0,
};
const MILLISECONDS: Unit = Unit {
    name: "ms",
    factor: 1.0,
};
/// For values that are stored in milliseconds.
const SECONDS: Unit = Unit {
    name: "s",
    factor: 0.001,
};
const MEBIBYTES: Unit = Unit {
    name: "MiB",
    factor: 1.0,
};

/// Collects the rows for which there are results.
struct Table<'r> {
    results: &'r Results,
    rows: Vec<Row>,
    smallest: usize,
    largest: usize,
}

/// All rows for which there are results.
pub fn rows(results: &Results) -> Vec<Row> {
    let sizes = || results.keys().map(|key| key.visits).filter(|n| *n > 0);
    let mut table = Table {
        results,
        rows: Vec::new(),
        smallest: sizes().min().unwrap_or(0),
        largest: sizes().max().unwrap_or(0),
    };
    table.add_hot();
    table.add_record();
    table.add_pages();
    table.add_searches();
    table.add_export();
    table.add_memory();
    table.add_start();
    table.add_loads();
    table.rows
}

fn cpu_per_request(workload: Workload, visits: usize, program: Program) -> Key {
    Key {
        workload,
        visits,
        program,
        metric: Metric::CpuPerRequest,
    }
}

fn bilateral(workload: Workload, visits: usize, metric: Metric) -> Key {
    Key {
        workload,
        visits,
        program: Program::Bilateral,
        metric,
    }
}

impl Table<'_> {
    fn add_hot(&mut self) {
        use Workload::{HotBr, HotCsv, HotGzip, HotItem, HotList, HotNotModified, HotZstd};
        for workload in [
            HotList,
            HotItem,
            HotCsv,
            HotGzip,
            HotBr,
            HotZstd,
            HotNotModified,
        ] {
            self.compare_programs(workload, 0, Program::BareHyper, Some(1.25));
        }
    }

    fn add_record(&mut self) {
        let (workload, visits) = (Workload::Record, self.largest);
        self.compare_programs(workload, visits, Program::NaiveSqlite, Some(1.0));
        self.compare_programs(workload, visits, Program::NaiveSqlx, None);
        self.compare_programs(workload, visits, Program::BareHyper, None);
        self.compare_sizes(workload, None);
    }

    fn add_pages(&mut self) {
        let visits = self.largest;
        for workload in [Workload::Filtered, Workload::Deep] {
            let page = cpu_per_request(workload, visits, Program::Bilateral);
            let record = cpu_per_request(Workload::Record, visits, Program::Bilateral);
            let name = format!("{} of {} / record", workload.name(), label(visits));
            self.add_ratio(name, page, record, Some(2.0));
            self.compare_sizes(workload, Some(1.5));
            self.compare_programs(workload, visits, Program::NaiveSqlite, None);
            self.compare_programs(workload, visits, Program::NaiveSqlx, None);
        }
    }

    fn add_searches(&mut self) {
        let visits = self.largest;
        for (workload, goal) in [
            (Workload::SearchCommon, 10_000.0),
            (Workload::SearchRare, 1000.0),
        ] {
            let name = format!("{} of {}", workload.name(), label(visits));
            let search = cpu_per_request(workload, visits, Program::Bilateral);
            self.add_value(name, search, MICROSECONDS, Some(goal));
            self.compare_programs(workload, visits, Program::NaiveSqlite, None);
            self.compare_programs(workload, visits, Program::NaiveSqlx, None);
        }
    }

    fn add_export(&mut self) {
        let visits = self.largest;
        let ours = |metric| bilateral(Workload::Export, visits, metric);
        let sqlite3 = |metric| Key {
            program: Program::Sqlite3,
            ..ours(metric)
        };
        let name = |detail: &str| format!("export of {}: {detail}", label(visits));
        let (wall, cpu) = (Metric::WallTime, Metric::CpuTotal);
        self.add_value(name("time"), ours(wall), SECONDS, None);
        let wall_ratio = name("time / sqlite3 -csv");
        self.add_ratio(wall_ratio, ours(wall), sqlite3(wall), Some(1.0));
        let cpu_ratio = name("CPU / sqlite3 -csv");
        self.add_ratio(cpu_ratio, ours(cpu), sqlite3(cpu), None);
        // Constant memory: the goal is far below the hundreds of MiB that are sent.
        let growth = name("memory growth");
        self.add_value(growth, ours(Metric::Growth), MEBIBYTES, Some(16.0));
    }

    fn add_memory(&mut self) {
        let resident = bilateral(Workload::Memory, 0, Metric::Resident);
        let name = "shipped: resident memory after all workloads".to_owned();
        self.add_value(name, resident, MEBIBYTES, Some(32.0));
        let anonymous = bilateral(Workload::Memory, self.largest, Metric::Anonymous);
        let name = format!(
            "{}: anonymous memory after all workloads",
            label(self.largest)
        );
        self.add_value(name, anonymous, MEBIBYTES, Some(128.0));
    }

    fn add_start(&mut self) {
        let start = bilateral(Workload::Start, 0, Metric::WallTime);
        let name = "shipped: start to first response".to_owned();
        self.add_value(name, start, MILLISECONDS, Some(50.0));
        let load = bilateral(Workload::Load, 0, Metric::WallTime);
        let name = "shipped: load into a fresh database".to_owned();
        self.add_value(name, load, MILLISECONDS, Some(250.0));
    }

    fn add_loads(&mut self) {
        let is_load = |key: &&Key| key.workload == Workload::Load && key.visits > 0;
        let loads = self.results.keys().filter(is_load);
        let walls = loads.filter(|key| key.metric == Metric::WallTime);
        let sizes: Vec<usize> = walls.map(|key| key.visits).collect();
        for visits in sizes {
            let goal = (visits == 1_000_000).then_some(60.0);
            let rows = [
                ("time", Metric::WallTime, SECONDS, goal),
                ("CPU", Metric::CpuTotal, SECONDS, None),
                ("peak anonymous memory", Metric::Anonymous, MEBIBYTES, None),
                ("file", Metric::FileSize, MEBIBYTES, None),
            ];
            for (detail, metric, unit, goal) in rows {
                let name = format!("load of {}: {detail}", label(visits));
                let key = bilateral(Workload::Load, visits, metric);
                self.add_value(name, key, unit, goal);
            }
        }
    }

    /// Bilateral compared with another server under the same workload.
    fn compare_programs(
        &mut self,
        workload: Workload,
        visits: usize,
        other: Program,
        goal: Option<f64>,
    ) {
        let size = if visits > 0 {
            format!(" of {}", label(visits))
        } else {
            String::new()
        };
        let name = format!("{}{size} / {}", workload.name(), other.name());
        let ours = cpu_per_request(workload, visits, Program::Bilateral);
        self.add_ratio(name, ours, cpu_per_request(workload, visits, other), goal);
    }

    /// Bilateral at the largest size compared with itself at the smallest.
    fn compare_sizes(&mut self, workload: Workload, goal: Option<f64>) {
        let (smallest, largest) = (self.smallest, self.largest);
        if smallest < largest {
            let name = format!(
                "{} of {} / of {}",
                workload.name(),
                label(largest),
                label(smallest)
            );
            let cpu = |visits| cpu_per_request(workload, visits, Program::Bilateral);
            self.add_ratio(name, cpu(largest), cpu(smallest), goal);
        }
    }

    fn add_ratio(&mut self, name: String, numerator: Key, denominator: Key, goal: Option<f64>) {
        let ratio = self.results.ratio(numerator, denominator);
        self.rows.extend(ratio.map(|value| Row {
            name,
            value,
            unit: "×",
            goal,
        }));
    }

    fn add_value(&mut self, name: String, key: Key, unit: Unit, goal: Option<f64>) {
        let convert = |summary: Summary| Summary {
            min: summary.min * unit.factor,
            median: summary.median * unit.factor,
            max: summary.max * unit.factor,
        };
        let summary = self.results.summary(key);
        self.rows.extend(summary.map(|summary| Row {
            name,
            value: convert(summary),
            unit: unit.name,
            goal,
        }));
    }
}
