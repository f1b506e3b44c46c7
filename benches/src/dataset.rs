//! A generated data set of a given size: its seeds, its databases, and the servers that serve it.

use std::fs;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::ensure;

use crate::cold;
use crate::generate::{VISITS_PER_PAIR, generate};
use crate::http_client::Request;
use crate::job::{Job, Temperature, WARM_UP_REQUESTS};
use crate::load_generator::RequestPlan;
use crate::naive;
use crate::process::{self, Server, Usage};
use crate::results::{Key, Metric, Program, Results, Workload};

/// A generated data set and its files.
pub struct Dataset {
    pub visits: usize,
    seeds: PathBuf,
    pub database: PathBuf,
    naive_database: PathBuf,
}

/// The servers over one data set.
pub struct Servers {
    pub bilateral: Server,
    naive_sqlite: Server,
    naive_sqlx: Server,
}

impl Dataset {
    /// Generates the seeds unless they exist.
    pub fn new(visits: usize, seeds_root: &Path, work_dir: &Path) -> anyhow::Result<Self> {
        ensure!(
            visits >= 1000 && visits.is_multiple_of(VISITS_PER_PAIR),
            "the number of visits must be at least 1000 and a multiple of {VISITS_PER_PAIR}, not {visits}"
        );
        let label = label(visits);
        let seeds = std::path::absolute(seeds_root.join(format!("seeds-{label}")))?;
        generate(&seeds, visits / VISITS_PER_PAIR)?;
        let file =
            |name: &str| std::path::absolute(work_dir.join(format!("{name}-{label}.sqlite")));
        Ok(Self {
            visits,
            seeds,
            database: file("bilateral")?,
            naive_database: file("naive")?,
        })
    }

    /// Loads the seeds into a fresh database and measures it.
    pub fn load(&self, bilateral: &Path, results: &mut Results) -> anyhow::Result<()> {
        let _ = fs::remove_file(&self.database);
        let mut migrate = Command::new(bilateral);
        migrate
            .arg("migrate")
            .arg("--seeds")
            .arg(&self.seeds)
            .arg("--database")
            .arg(&self.database);
        let usage = process::run(&mut migrate)?;
        add_load(self.visits, &usage, &self.database, results)
    }

    /// Builds the naive database and starts all servers.
    pub async fn serve(&self, bilateral: &Path) -> anyhow::Result<Servers> {
        let serve_bilateral = |address: SocketAddr| {
            let mut command = serve_command(bilateral, address, &self.database);
            // Without --seeds, bilateral would replace the database with that of its built-in seeds.
            command.arg("--seeds").arg(&self.seeds);
            command
        };
        // Starts first, because it rebuilds its database if another build of the program wrote it.
        let bilateral = Server::start(serve_bilateral, Some("/readyz")).await?;
        naive::build_database(&self.naive_database, &self.database)?;
        let executable = std::env::current_exe()?;
        let serve_naive = |subcommand: &'static str| {
            let mut command = Command::new(&executable);
            command.arg(subcommand);
            move |address: SocketAddr| {
                command.arg(address.to_string()).arg(&self.naive_database);
                command
            }
        };
        Ok(Servers {
            bilateral,
            naive_sqlite: Server::start(serve_naive("serve-naive-sqlite"), None).await?,
            naive_sqlx: Server::start(serve_naive("serve-naive-sqlx"), None).await?,
        })
    }

    /// The jobs of a cold workload. Bilateral and the naive servers get the same requests, except that deep pages use
    /// cursors for bilateral and offsets for the others.
    pub async fn jobs(
        &self,
        workload: Workload,
        servers: &Servers,
        rounds: usize,
    ) -> anyhow::Result<Vec<Job>> {
        let requests = self.requests(workload, servers, rounds).await?;
        let min = WARM_UP_REQUESTS + rounds * WARM_UP_REQUESTS / 2;
        ensure!(
            requests.len() >= min,
            "{} has {} URLs but needs at least {min}",
            workload.name(),
            requests.len()
        );
        let naive_requests = match workload {
            Workload::Deep => cold::offsets(self.visits, rounds),
            _ => requests.clone(),
        };
        let job = |program, server: &Server, requests: Vec<Request>| Job {
            workload,
            visits: self.visits,
            program,
            pid: server.pid(),
            plan: RequestPlan::new(server.address, requests, 200),
            temperature: Temperature::Cold,
            rounds,
        };
        let (sqlite, sqlx) = (&servers.naive_sqlite, &servers.naive_sqlx);
        Ok(vec![
            job(Program::Bilateral, &servers.bilateral, requests),
            job(Program::NaiveSqlite, sqlite, naive_requests.clone()),
            job(Program::NaiveSqlx, sqlx, naive_requests),
        ])
    }

    /// The requests that a cold workload sends to bilateral.
    async fn requests(
        &self,
        workload: Workload,
        servers: &Servers,
        rounds: usize,
    ) -> anyhow::Result<Vec<Request>> {
        match workload {
            Workload::Record => cold::records(&self.database, rounds),
            Workload::Filtered => cold::filtered(&self.database, rounds),
            Workload::Deep => cold::cursors(&servers.bilateral, self.visits).await,
            Workload::SearchCommon => Ok(cold::search_common()),
            _ => cold::search_rare(&self.database, rounds),
        }
    }
}

/// The command that serves a database with bilateral.
pub fn serve_command(bilateral: &Path, address: SocketAddr, database: &Path) -> Command {
    let mut command = Command::new(bilateral);
    command
        .arg("serve")
        .arg("--listen")
        .arg(address.to_string())
        .arg("--database")
        .arg(database);
    command
}

/// Adds the results of loading seeds. A size of 0 means the shipped seeds.
pub fn add_load(
    visits: usize,
    usage: &Usage,
    database: &Path,
    results: &mut Results,
) -> anyhow::Result<()> {
    let key = |metric| Key {
        workload: Workload::Load,
        visits,
        program: Program::Bilateral,
        metric,
    };
    let file_size = fs::metadata(database)?.len() as f64 / 1_048_576.0;
    results.add(key(Metric::WallTime), usage.wall.as_secs_f64() * 1000.0);
    results.add(key(Metric::CpuTotal), usage.cpu_seconds * 1000.0);
    results.add(key(Metric::PeakResident), usage.memory.peak);
    results.add(key(Metric::Anonymous), usage.memory.anonymous);
    results.add(key(Metric::FileSize), file_size);
    Ok(())
}

/// A short label for a number of visits, such as `10k` or `1m`; `shipped` for 0.
pub fn label(visits: usize) -> String {
    match visits {
        0 => "shipped".to_owned(),
        _ if visits.is_multiple_of(1_000_000) => format!("{}m", visits / 1_000_000),
        _ if visits.is_multiple_of(1000) => format!("{}k", visits / 1000),
        _ => visits.to_string(),
    }
}
