//! The one command: makes the data, starts all servers, and measures them side by side, round by round.

use std::fs;
use std::io::{IsTerminal as _, Write as _};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, ensure};
use clap::Args;

use crate::figures::{Figures, Key, Measure, Who, Work};
use crate::job::Job;
use crate::load::Load;
use crate::process::{self, Server, memory};
use crate::ready::Answer;
use crate::size::{Servers, Size, loaded};
use crate::wire::Request;
use crate::{cold, export, hot, report};

/// Cold work, in the order of the tables.
const COLD: [Work; 5] = [
    Work::Record,
    Work::Filtered,
    Work::Deep,
    Work::SearchCommon,
    Work::SearchRare,
];

#[derive(Debug, Args)]
pub struct Options {
    /// The program to measure
    #[arg(long, value_name = "FILE")]
    bilateral: PathBuf,
    /// Where the folders of generated seeds stand, or are to be made
    #[arg(long, value_name = "DIR")]
    seeds_root: PathBuf,
    /// Where databases go
    #[arg(long, value_name = "DIR")]
    work: PathBuf,
    /// Sizes of the generated data, in visits
    #[arg(
        long,
        value_name = "N,N",
        value_delimiter = ',',
        default_value = "10000,100000,1000000"
    )]
    visits: Vec<usize>,
    /// How often everything is measured
    #[arg(long, default_value_t = 5, value_parser = clap::value_parser!(u16).range(1..))]
    rounds: u16,
    /// Only work whose name begins so: hot, hot-gzip, record, filtered, deep, search, export, start, load
    #[arg(long, value_name = "NAME")]
    only: Option<String>,
    /// The README to write a whole run's figures to
    #[arg(long, value_name = "FILE", default_value = concat!(env!("CARGO_MANIFEST_DIR"), "/README.md"))]
    readme: PathBuf,
}

/// A run on its way.
struct Bench {
    options: Options,
    figures: Figures,
    rounds: usize,
}

/// Measures what is wanted and prints the report. It goes to the README only when it is whole.
pub async fn run(options: Options) -> anyhow::Result<()> {
    let bilateral = fs::canonicalize(&options.bilateral);
    let bilateral =
        bilateral.with_context(|| format!("no program at {}", options.bilateral.display()))?;
    fs::create_dir_all(&options.work)?;
    let rounds = usize::from(options.rounds);
    let mut bench = Bench {
        options: Options {
            bilateral,
            ..options
        },
        figures: Figures::default(),
        rounds,
    };
    bench.start()?;
    bench.starts().await?;
    let sizes = bench.sizes()?;
    if bench.asks() {
        bench.work(&sizes).await?;
    }
    progress("");
    let report = report::markdown(&bench.figures, rounds);
    println!("{report}");
    let whole = bench.options.only.is_none()
        && [10_000, 1_000_000]
            .iter()
            .all(|n| bench.options.visits.contains(n));
    if whole {
        report::publish(&bench.options.readme, &report)
    } else {
        Ok(())
    }
}

/// The command that serves a database.
pub fn serve(bilateral: &Path, address: SocketAddr, database: &Path) -> Command {
    let mut command = Command::new(bilateral);
    command
        .arg("serve")
        .arg("--listen")
        .arg(address.to_string())
        .arg("--database")
        .arg(database);
    command
}

impl Bench {
    fn wants(&self, work: Work) -> bool {
        self.options
            .only
            .as_ref()
            .is_none_or(|only| work.name().starts_with(only.as_str()))
    }

    /// The database of the shipped seeds.
    fn shipped(&self) -> PathBuf {
        self.options.work.join("bilateral-shipped.sqlite")
    }

    /// Loads the shipped seeds, in every round if that is to be measured.
    fn start(&mut self) -> anyhow::Result<()> {
        let database = self.shipped();
        for round in 0..if self.wants(Work::Load) {
            self.rounds
        } else {
            1
        } {
            progress(&format!("load of the shipped seeds, round {}", round + 1));
            let _ = fs::remove_file(&database);
            let mut migrate = Command::new(&self.options.bilateral);
            let run = process::run(migrate.arg("migrate").arg("--database").arg(&database))?;
            if self.wants(Work::Load) {
                loaded(0, &run, &database, &mut self.figures)?;
            }
        }
        Ok(())
    }

    /// Starts over the shipped seeds, in every round.
    async fn starts(&mut self) -> anyhow::Result<()> {
        for round in 0..if self.wants(Work::Start) {
            self.rounds
        } else {
            0
        } {
            progress(&format!("start, round {}", round + 1));
            let server = self.serve_shipped().await?;
            let key = Key {
                work: Work::Start,
                size: 0,
                who: Who::Bilateral,
                measure: Measure::Wall,
            };
            self.figures.add(key, server.start.as_secs_f64() * 1000.0);
        }
        Ok(())
    }

    async fn serve_shipped(&self) -> anyhow::Result<Server> {
        let database = self.shipped();
        let command = |address| serve(&self.options.bilateral, address, &database);
        Server::start(command, Some("/readyz")).await
    }

    /// The sizes with their databases, if any work needs them. Databases are kept only for parts of a run.
    fn sizes(&mut self) -> anyhow::Result<Vec<Size>> {
        let needed = COLD
            .into_iter()
            .chain([Work::Export, Work::Load])
            .any(|work| self.wants(work));
        let mut sizes = Vec::new();
        for visits in if needed {
            self.options.visits.clone()
        } else {
            Vec::new()
        } {
            progress(&format!("seeds and database of {visits} visits"));
            let size = Size::new(visits, &self.options.seeds_root, &self.options.work)?;
            if self.wants(Work::Load) || !size.database.exists() {
                size.load(&self.options.bilateral, &mut self.figures)?;
            }
            sizes.push(size);
        }
        Ok(sizes)
    }

    /// Everything that is asked of servers.
    async fn work(&mut self, sizes: &[Size]) -> anyhow::Result<()> {
        let shipped = self.serve_shipped().await?;
        let mut servers = Vec::new();
        for size in sizes {
            progress(&format!("servers of {} visits", size.visits));
            servers.push(size.serve(&self.options.bilateral).await?);
        }
        let hot = hot::all(&shipped, |work| self.wants(work)).await?;
        let bare = self
            .bare(
                hot.iter().map(|hot| &hot.answer),
                sizes.last().zip(servers.last()),
            )
            .await?;
        let mut groups: Vec<Vec<Job>> = hot
            .iter()
            .map(|hot| hot.jobs(&shipped, &bare, self.rounds))
            .collect();
        for work in COLD.into_iter().filter(|work| self.wants(*work)) {
            progress(&format!("URLs for {}", work.name()));
            groups.push(self.cold(work, sizes, &servers, &bare).await?);
        }
        self.rounds(&mut groups).await?;
        self.memory(0, &shipped);
        for (size, servers) in sizes.iter().zip(&servers) {
            for _ in 0..if self.wants(Work::Export) {
                self.rounds
            } else {
                0
            } {
                progress(&format!("export of {} visits", size.visits));
                export::measure(size, servers, &mut self.figures).await?;
            }
            self.memory(size.visits, &servers.bilateral);
        }
        Ok(())
    }

    /// The bare server with the answers that it repeats: the hot ones, and a record of the largest size.
    async fn bare(
        &self,
        hot: impl Iterator<Item = &Answer>,
        largest: Option<(&Size, &Servers)>,
    ) -> anyhow::Result<Server> {
        let mut answers: Vec<Answer> = hot.cloned().collect();
        if let Some((size, servers)) = largest {
            let records = cold::records(&size.database, 1)?;
            answers.push(hot::answer(&servers.bilateral, Work::Record, &records[0], 200).await?);
        }
        let file = self.options.work.join("answers.json");
        hot::write(&file, &answers)?;
        let program = std::env::current_exe()?;
        let command = |address: SocketAddr| {
            let mut command = Command::new(program);
            command
                .arg("serve-ready")
                .arg(address.to_string())
                .arg(&file);
            command
        };
        Server::start(command, None).await
    }

    /// The jobs of a cold work at all sizes.
    async fn cold(
        &self,
        work: Work,
        sizes: &[Size],
        servers: &[Servers],
        bare: &Server,
    ) -> anyhow::Result<Vec<Job>> {
        let mut jobs = Vec::new();
        for (size, servers) in sizes.iter().zip(servers) {
            jobs.extend(size.jobs(work, servers, self.rounds).await?);
            if work == Work::Record {
                let requests = vec![Request::get("/record")].into();
                let load = Load {
                    address: bare.address,
                    requests,
                    count: 0,
                    status: 200,
                };
                let (size, pid) = (size.visits, bare.pid());
                jobs.push(Job {
                    work,
                    size,
                    who: Who::Ready,
                    pid,
                    load,
                    hot: true,
                    rounds: self.rounds,
                });
            }
        }
        ensure!(!jobs.is_empty(), "no sizes to measure");
        Ok(jobs)
    }

    /// Every job once a round, so that whatever else the machine does meets all of them; each round another one is first.
    async fn rounds(&mut self, groups: &mut [Vec<Job>]) -> anyhow::Result<()> {
        for job in groups.iter_mut().flatten() {
            progress(&format!(
                "warming {} for {} of {}",
                job.who.name(),
                job.work.name(),
                job.size
            ));
            job.warm().await?;
        }
        for round in 0..self.rounds {
            for jobs in groups.iter_mut() {
                for job in jobs.iter() {
                    progress(&format!(
                        "round {}: {}, {} of {}",
                        round + 1,
                        job.who.name(),
                        job.work.name(),
                        job.size
                    ));
                    job.measure(round, &mut self.figures).await?;
                }
                jobs.rotate_left(1);
            }
        }
        Ok(())
    }

    /// Whether anything of servers is wanted.
    fn asks(&self) -> bool {
        self.options
            .only
            .as_ref()
            .is_none_or(|only| !["start", "load"].contains(&only.as_str()))
    }

    /// Notes what a server holds after its load, if that was all of the load.
    fn memory(&mut self, size: usize, server: &Server) {
        let Some(memory) = memory(server.pid()).filter(|_| self.options.only.is_none()) else {
            return;
        };
        let key = |measure| Key {
            work: Work::Memory,
            size,
            who: Who::Bilateral,
            measure,
        };
        self.figures.add(key(Measure::Resident), memory.resident);
        self.figures.add(key(Measure::Own), memory.own);
        self.figures.add(key(Measure::Peak), memory.peak);
    }
}

/// What is being done, on a line that the next one takes; nothing of it in a file.
fn progress(what: &str) {
    let mut screen = std::io::stderr();
    if screen.is_terminal() {
        // A screen that is gone is no reason to stop measuring.
        let _ = write!(screen, "\r\x1b[K{what}");
        let _ = screen.flush();
    }
}
