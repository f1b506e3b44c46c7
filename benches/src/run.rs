//! The `run` command: prepares the data, starts all servers, and measures them side by side, round by round.

use std::fs;
use std::io::{IsTerminal as _, Write as _};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context as _, ensure};
use clap::Args;

use crate::dataset::{Dataset, Servers, add_load, serve_command};
use crate::http_client::Request;
use crate::job::{Job, Temperature};
use crate::load_generator::RequestPlan;
use crate::process::{self, Server};
use crate::replay::RecordedResponse;
use crate::results::{Key, Metric, Program, Results, Workload};
use crate::{cold, export, hot, report};

/// The cold workloads, in the order of the tables.
const COLD: [Workload; 5] = [
    Workload::Record,
    Workload::Filtered,
    Workload::Deep,
    Workload::SearchCommon,
    Workload::SearchRare,
];

#[derive(Debug, Args)]
pub struct Options {
    /// The bilateral binary to measure
    #[arg(long, value_name = "FILE")]
    bilateral: PathBuf,
    /// Folder for generated seeds; existing seeds are reused
    #[arg(long, value_name = "DIR")]
    seeds_root: PathBuf,
    /// Folder for databases
    #[arg(long = "work", value_name = "DIR")]
    work_dir: PathBuf,
    /// Sizes of the generated data sets, in visits
    #[arg(
        long,
        value_name = "N,N",
        value_delimiter = ',',
        default_value = "10000,100000,1000000"
    )]
    visits: Vec<usize>,
    /// The number of rounds
    #[arg(long, default_value_t = 5, value_parser = clap::value_parser!(u16).range(1..))]
    rounds: u16,
    /// Measure only workloads whose name starts with this: hot, hot-gzip, record, filtered, deep, search, export,
    /// start, load
    #[arg(long, value_name = "NAME")]
    only: Option<String>,
    /// The README that a full run writes its results to
    #[arg(long, value_name = "FILE", default_value = concat!(env!("CARGO_MANIFEST_DIR"), "/README.md"))]
    readme: PathBuf,
}

/// The state of a run.
struct Bench {
    options: Options,
    results: Results,
    rounds: usize,
}

/// Measures the selected workloads and prints the report. Only a full run updates the README.
pub async fn run(options: Options) -> anyhow::Result<()> {
    let bilateral = fs::canonicalize(&options.bilateral)
        .with_context(|| format!("no program at {}", options.bilateral.display()))?;
    fs::create_dir_all(&options.work_dir)?;
    let rounds = usize::from(options.rounds);
    let mut bench = Bench {
        options: Options {
            bilateral,
            ..options
        },
        results: Results::default(),
        rounds,
    };
    bench.load_shipped()?;
    bench.measure_startup().await?;
    let datasets = bench.prepare_datasets()?;
    if bench.needs_servers() {
        bench.measure_servers(&datasets).await?;
    }
    show_progress("");
    let report = report::markdown(&bench.results, rounds);
    println!("{report}");
    if bench.is_full_run() {
        report::publish(&bench.options.readme, &report)?;
    }
    Ok(())
}

impl Bench {
    fn is_full_run(&self) -> bool {
        let visits = &self.options.visits;
        self.options.only.is_none() && visits.contains(&10_000) && visits.contains(&1_000_000)
    }

    fn is_selected(&self, workload: Workload) -> bool {
        self.options
            .only
            .as_ref()
            .is_none_or(|only| workload.name().starts_with(only.as_str()))
    }

    /// The number of times to repeat a workload: every round if it is selected, else never.
    fn repetitions(&self, workload: Workload) -> usize {
        if self.is_selected(workload) {
            self.rounds
        } else {
            0
        }
    }

    /// True if any selected workload sends requests.
    fn needs_servers(&self) -> bool {
        self.options
            .only
            .as_ref()
            .is_none_or(|only| !["start", "load"].contains(&only.as_str()))
    }

    /// The database of the shipped seeds.
    fn shipped_database(&self) -> PathBuf {
        self.options.work_dir.join("bilateral-shipped.sqlite")
    }

    /// Loads the shipped seeds: once, because other workloads need the database, or in every round if loading is
    /// measured.
    fn load_shipped(&mut self) -> anyhow::Result<()> {
        let database = self.shipped_database();
        for round in 0..self.repetitions(Workload::Load).max(1) {
            show_progress(&format!("loading the shipped seeds, round {}", round + 1));
            let _ = fs::remove_file(&database);
            let mut migrate = Command::new(&self.options.bilateral);
            let usage = process::run(migrate.arg("migrate").arg("--database").arg(&database))?;
            if self.is_selected(Workload::Load) {
                add_load(0, &usage, &database, &mut self.results)?;
            }
        }
        Ok(())
    }

    /// Measures the startup time with the shipped seeds.
    async fn measure_startup(&mut self) -> anyhow::Result<()> {
        for round in 0..self.repetitions(Workload::Start) {
            show_progress(&format!("startup, round {}", round + 1));
            let server = self.serve_shipped().await?;
            let key = Key {
                workload: Workload::Start,
                visits: 0,
                program: Program::Bilateral,
                metric: Metric::WallTime,
            };
            let startup_ms = server.startup.as_secs_f64() * 1000.0;
            self.results.add(key, startup_ms);
        }
        Ok(())
    }

    async fn serve_shipped(&self) -> anyhow::Result<Server> {
        let database = self.shipped_database();
        let command = |address| serve_command(&self.options.bilateral, address, &database);
        Server::start(command, Some("/readyz")).await
    }

    /// Generates and loads the data sets, if a selected workload needs them. Reuses databases unless loading is
    /// measured.
    fn prepare_datasets(&mut self) -> anyhow::Result<Vec<Dataset>> {
        let needed = COLD
            .into_iter()
            .chain([Workload::Export, Workload::Load])
            .any(|workload| self.is_selected(workload));
        let mut datasets = Vec::new();
        if !needed {
            return Ok(datasets);
        }
        for visits in self.options.visits.clone() {
            show_progress(&format!("seeds and database of {visits} visits"));
            let options = &self.options;
            let dataset = Dataset::new(visits, &options.seeds_root, &options.work_dir)?;
            if self.is_selected(Workload::Load) || !dataset.database.exists() {
                dataset.load(&self.options.bilateral, &mut self.results)?;
            }
            datasets.push(dataset);
        }
        Ok(datasets)
    }

    /// Starts all servers and measures every workload that sends requests.
    async fn measure_servers(&mut self, datasets: &[Dataset]) -> anyhow::Result<()> {
        let shipped = self.serve_shipped().await?;
        let mut servers = Vec::new();
        for dataset in datasets {
            show_progress(&format!("servers of {} visits", dataset.visits));
            servers.push(dataset.serve(&self.options.bilateral).await?);
        }
        let hot = hot::record_all(&shipped, |workload| self.is_selected(workload)).await?;
        let hot_responses = hot.iter().map(|hot| hot.response.clone()).collect();
        let largest = datasets.last().zip(servers.last());
        let bare = self.start_bare_server(hot_responses, largest).await?;
        let mut groups: Vec<Vec<Job>> = hot
            .iter()
            .map(|hot| hot.jobs(&shipped, &bare, self.rounds))
            .collect();
        for workload in COLD.into_iter().filter(|w| self.is_selected(*w)) {
            show_progress(&format!("URLs for {}", workload.name()));
            groups.push(self.cold_jobs(workload, datasets, &servers, &bare).await?);
        }
        self.run_rounds(&mut groups).await?;
        self.add_memory(0, &shipped);
        for (dataset, servers) in datasets.iter().zip(&servers) {
            for _ in 0..self.repetitions(Workload::Export) {
                show_progress(&format!("export of {} visits", dataset.visits));
                export::measure(dataset, servers, &mut self.results).await?;
            }
            self.add_memory(dataset.visits, &servers.bilateral);
        }
        Ok(())
    }

    /// Starts the bare server with the responses that it replays: the hot ones, and a record of the largest data set.
    async fn start_bare_server(
        &self,
        mut responses: Vec<RecordedResponse>,
        largest: Option<(&Dataset, &Servers)>,
    ) -> anyhow::Result<Server> {
        if let Some((dataset, servers)) = largest {
            let records = cold::records(&dataset.database, 1)?;
            let server = &servers.bilateral;
            let record = hot::record_response(server, Workload::Record, &records[0], 200).await?;
            responses.push(record);
        }
        let file = self.options.work_dir.join("responses.json");
        hot::write_responses(&file, &responses)?;
        let executable = std::env::current_exe()?;
        let command = |address: SocketAddr| {
            let mut command = Command::new(executable);
            command
                .arg("serve-recorded")
                .arg(address.to_string())
                .arg(&file);
            command
        };
        Server::start(command, None).await
    }

    /// The jobs of a cold workload at all sizes.
    async fn cold_jobs(
        &self,
        workload: Workload,
        datasets: &[Dataset],
        servers: &[Servers],
        bare: &Server,
    ) -> anyhow::Result<Vec<Job>> {
        let mut jobs = Vec::new();
        for (dataset, servers) in datasets.iter().zip(servers) {
            jobs.extend(dataset.jobs(workload, servers, self.rounds).await?);
            if workload == Workload::Record {
                jobs.push(self.bare_record_job(dataset.visits, bare));
            }
        }
        ensure!(!jobs.is_empty(), "no data sets to measure");
        Ok(jobs)
    }

    /// The job of the bare server that the record workload is compared with.
    fn bare_record_job(&self, visits: usize, bare: &Server) -> Job {
        Job {
            workload: Workload::Record,
            visits,
            program: Program::BareHyper,
            pid: bare.pid(),
            plan: RequestPlan::new(bare.address, vec![Request::get("/record")], 200),
            temperature: Temperature::Hot,
            rounds: self.rounds,
        }
    }

    /// Runs every job once per round, so that other activity on the machine affects all of them. The order within a
    /// group rotates each round.
    async fn run_rounds(&mut self, groups: &mut [Vec<Job>]) -> anyhow::Result<()> {
        for job in groups.iter_mut().flatten() {
            show_progress(&format!("warming up {}", describe(job)));
            job.warm_up().await?;
        }
        for round in 0..self.rounds {
            for jobs in groups.iter_mut() {
                for job in jobs.iter() {
                    show_progress(&format!("round {}: {}", round + 1, describe(job)));
                    job.measure(round, &mut self.results).await?;
                }
                jobs.rotate_left(1);
            }
        }
        Ok(())
    }

    /// Adds the memory of a server after all workloads. Does nothing if `--only` left some out.
    fn add_memory(&mut self, visits: usize, server: &Server) {
        let memory = process::memory(server.pid());
        let Some(memory) = memory.filter(|_| self.options.only.is_none()) else {
            return;
        };
        let key = |metric| Key {
            workload: Workload::Memory,
            visits,
            program: Program::Bilateral,
            metric,
        };
        self.results.add(key(Metric::Resident), memory.resident);
        self.results.add(key(Metric::Anonymous), memory.anonymous);
        self.results.add(key(Metric::PeakResident), memory.peak);
    }
}

fn describe(job: &Job) -> String {
    let (program, workload) = (job.program.name(), job.workload.name());
    format!("{program}, {workload} of {} visits", job.visits)
}

/// Shows the current step on one line of the terminal. Prints nothing if standard error is not a terminal.
fn show_progress(step: &str) {
    let mut stderr = std::io::stderr();
    if stderr.is_terminal() {
        // A terminal that has been closed must not stop the run.
        let _ = write!(stderr, "\r\x1b[K{step}");
        let _ = stderr.flush();
    }
}
