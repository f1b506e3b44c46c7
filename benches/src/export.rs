//! The export workload: downloads the whole list as CSV and discards it, compared with SQLite's shell printing the same
//! view.

use std::cell::Cell;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::ensure;

use crate::dataset::{Dataset, Servers};
use crate::http_client::{Connection, Request};
use crate::process::{cpu_time, memory, run};
use crate::results::{Key, Metric, Program, Results, Workload};

/// Measures one export by bilateral and one by `sqlite3`.
pub async fn measure(
    dataset: &Dataset,
    servers: &Servers,
    results: &mut Results,
) -> anyhow::Result<()> {
    let key = |program, metric| Key {
        workload: Workload::Export,
        visits: dataset.visits,
        program,
        metric,
    };
    let pid = servers.bilateral.pid();
    let cpu_before = cpu_time(pid)?;
    let started = Instant::now();
    let growth = peak_growth(pid, download(servers, dataset.visits)).await?;
    let wall_ms = started.elapsed().as_secs_f64() * 1000.0;
    let cpu_ms = cpu_time(pid)?.micros_since(&cpu_before) / 1000.0;
    results.add(key(Program::Bilateral, Metric::WallTime), wall_ms);
    results.add(key(Program::Bilateral, Metric::CpuTotal), cpu_ms);
    results.add(key(Program::Bilateral, Metric::Growth), growth);
    let usage = run(&mut sqlite3_export(&dataset.database))?;
    let wall_ms = usage.wall.as_secs_f64() * 1000.0;
    results.add(key(Program::Sqlite3, Metric::WallTime), wall_ms);
    results.add(
        key(Program::Sqlite3, Metric::CpuTotal),
        usage.cpu_seconds * 1000.0,
    );
    Ok(())
}

fn sqlite3_export(database: &Path) -> Command {
    let mut command = Command::new("sqlite3");
    command
        .arg("-readonly")
        .arg("-csv")
        .arg("-header")
        .arg(database)
        .arg("select * from visits");
    command
}

/// Downloads the list and checks that it has a line for every visit.
async fn download(servers: &Servers, visits: usize) -> anyhow::Result<()> {
    let mut lines = 0;
    let request = Request::get("/v1/visits.csv");
    let count_lines = |chunk: &[u8]| lines += chunk.iter().filter(|byte| **byte == b'\n').count();
    let mut connection = Connection::open(servers.bilateral.address).await?;
    let head = connection.send(&request, count_lines).await?;
    ensure!(
        head.status == 200,
        "{} returned status {}",
        request.target,
        head.status
    );
    ensure!(
        lines > visits,
        "{} has {lines} lines for {visits} visits",
        request.target
    );
    Ok(())
}

/// Runs some work and returns the peak growth of a process's anonymous memory meanwhile, in MiB.
async fn peak_growth(
    pid: u32,
    work: impl Future<Output = anyhow::Result<()>>,
) -> anyhow::Result<f64> {
    let anonymous = || memory(pid).map_or(0.0, |memory| memory.anonymous);
    let (before, peak) = (anonymous(), Cell::new(anonymous()));
    let watch = async {
        loop {
            peak.set(peak.get().max(anonymous()));
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    };
    tokio::select! {
        finished = work => finished?,
        () = watch => {}
    }
    Ok(peak.get() - before)
}
