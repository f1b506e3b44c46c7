//! A size of the data: its seeds, its databases, and the servers over them.

use std::fs;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::ensure;

use crate::cold;
use crate::figures::{Figures, Key, Measure, Who, Work};
use crate::generate::{VISITS, generate};
use crate::job::{Job, WARM};
use crate::load::Load;
use crate::naive;
use crate::process::{self, Run, Server};
use crate::wire::Request;

/// A number of visits, with its files.
pub struct Size {
    pub visits: usize,
    seeds: PathBuf,
    pub database: PathBuf,
    naive: PathBuf,
}

/// The servers over a size.
pub struct Servers {
    pub bilateral: Server,
    sqlite: Server,
    sqlx: Server,
}

impl Size {
    /// Generates the seeds where they are missing.
    pub fn new(visits: usize, seeds: &Path, work: &Path) -> anyhow::Result<Self> {
        ensure!(
            visits >= 1000 && visits.is_multiple_of(VISITS),
            "{visits} visits are no multiple of {VISITS} from 1000 on"
        );
        let label = label(visits);
        let seeds = std::path::absolute(seeds.join(format!("seeds-{label}")))?;
        generate(&seeds, visits / VISITS)?;
        let file = |name: &str| std::path::absolute(work.join(format!("{name}-{label}.sqlite")));
        Ok(Self {
            visits,
            seeds,
            database: file("bilateral")?,
            naive: file("naive")?,
        })
    }

    /// Loads the seeds into a fresh database and measures that.
    pub fn load(&self, bilateral: &Path, figures: &mut Figures) -> anyhow::Result<()> {
        let _ = fs::remove_file(&self.database);
        let mut migrate = Command::new(bilateral);
        migrate
            .arg("migrate")
            .arg("--seeds")
            .arg(&self.seeds)
            .arg("--database")
            .arg(&self.database);
        let run = process::run(&mut migrate)?;
        loaded(self.visits, &run, &self.database, figures)
    }

    /// Makes the naive database and starts all servers. Bilateral is told of the seeds, or it would replace the database by
    /// that of those it ships.
    pub async fn serve(&self, bilateral: &Path) -> anyhow::Result<Servers> {
        let ours = |address: SocketAddr| {
            let mut command = crate::run::serve(bilateral, address, &self.database);
            command.arg("--seeds").arg(&self.seeds);
            command
        };
        // Started first, for it makes its database anew where the program has changed.
        let bilateral = Server::start(ours, Some("/readyz")).await?;
        naive::database(&self.naive, &self.database)?;
        let program = std::env::current_exe()?;
        let naive = |name: &'static str| {
            let mut command = Command::new(&program);
            command.arg(name);
            move |address: SocketAddr| {
                command.arg(address.to_string()).arg(&self.naive);
                command
            }
        };
        Ok(Servers {
            bilateral,
            sqlite: Server::start(naive("serve-naive-sqlite"), None).await?,
            sqlx: Server::start(naive("serve-naive-sqlx"), None).await?,
        })
    }

    /// The jobs of a cold work: bilateral and the naive servers are asked the same, except where the one has cursors and the
    /// others offsets.
    pub async fn jobs(
        &self,
        work: Work,
        servers: &Servers,
        rounds: usize,
    ) -> anyhow::Result<Vec<Job>> {
        let (theirs, database) = (None, &self.database);
        let (ours, theirs) = match work {
            Work::Record => (cold::records(database, rounds)?, theirs),
            Work::Filtered => (cold::filtered(database, rounds)?, theirs),
            Work::Deep => (
                cold::cursors(&servers.bilateral, self.visits).await?,
                Some(cold::offsets(self.visits, rounds)),
            ),
            Work::SearchCommon => (cold::search_common(), theirs),
            _ => (cold::search_rare(database, rounds)?, theirs),
        };
        let least = WARM + rounds * WARM / 2;
        ensure!(
            ours.len() >= least,
            "{} has {} URLs, {least} are needed",
            work.name(),
            ours.len()
        );
        let theirs = theirs.unwrap_or_else(|| ours.clone());
        let job = |who, server: &Server, requests: Vec<Request>| {
            let load = Load {
                address: server.address,
                requests: requests.into(),
                count: 0,
                status: 200,
            };
            Job {
                work,
                size: self.visits,
                who,
                pid: server.pid(),
                load,
                hot: false,
                rounds,
            }
        };
        Ok(vec![
            job(Who::Bilateral, &servers.bilateral, ours),
            job(Who::NaiveSqlite, &servers.sqlite, theirs.clone()),
            job(Who::NaiveSqlx, &servers.sqlx, theirs),
        ])
    }
}

/// Notes what a load took. A size of 0 is the shipped seeds.
pub fn loaded(
    size: usize,
    run: &Run,
    database: &Path,
    figures: &mut Figures,
) -> anyhow::Result<()> {
    let key = |measure| Key {
        work: Work::Load,
        size,
        who: Who::Bilateral,
        measure,
    };
    figures.add(key(Measure::Wall), run.wall.as_secs_f64() * 1000.0);
    figures.add(key(Measure::Spent), run.cpu * 1000.0);
    figures.add(key(Measure::Peak), run.memory.peak);
    figures.add(key(Measure::Own), run.memory.own);
    figures.add(
        key(Measure::File),
        fs::metadata(database)?.len() as f64 / 1_048_576.0,
    );
    Ok(())
}

/// A number of visits in short: 10k, 1m. 0 is the shipped seeds.
pub fn label(visits: usize) -> String {
    match visits {
        0 => "shipped".to_owned(),
        _ if visits.is_multiple_of(1_000_000) => format!("{}m", visits / 1_000_000),
        _ if visits.is_multiple_of(1000) => format!("{}k", visits / 1000),
        _ => visits.to_string(),
    }
}
