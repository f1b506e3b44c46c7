//! Export: the whole list as CSV, received and thrown away, beside what SQLite's own shell needs to print the same view.

use std::cell::Cell;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::ensure;

use crate::figures::{Figures, Key, Measure, Who, Work};
use crate::process::{cpu, memory, run};
use crate::size::{Servers, Size};
use crate::wire::{Connection, Request};

/// Measures both, once.
pub async fn measure(size: &Size, servers: &Servers, figures: &mut Figures) -> anyhow::Result<()> {
    let key = |who, measure| Key {
        work: Work::Export,
        size: size.visits,
        who,
        measure,
    };
    let pid = servers.bilateral.pid();
    let before = cpu(pid)?;
    let started = Instant::now();
    let growth = growing(pid, receive(servers, size.visits)).await?;
    figures.add(
        key(Who::Bilateral, Measure::Wall),
        started.elapsed().as_secs_f64() * 1000.0,
    );
    figures.add(
        key(Who::Bilateral, Measure::Spent),
        cpu(pid)?.since(&before) / 1000.0,
    );
    figures.add(key(Who::Bilateral, Measure::Growth), growth);
    let printed = run(&mut shell(&size.database))?;
    figures.add(
        key(Who::Sqlite3, Measure::Wall),
        printed.wall.as_secs_f64() * 1000.0,
    );
    figures.add(key(Who::Sqlite3, Measure::Spent), printed.cpu * 1000.0);
    Ok(())
}

fn shell(database: &Path) -> Command {
    let mut command = Command::new("sqlite3");
    command
        .arg("-readonly")
        .arg("-csv")
        .arg("-header")
        .arg(database)
        .arg("select * from visits");
    command
}

async fn receive(servers: &Servers, visits: usize) -> anyhow::Result<()> {
    let mut lines = 0;
    let request = Request::get("/v1/visits.csv");
    let count = |piece: &[u8]| lines += piece.iter().filter(|byte| **byte == b'\n').count();
    let head = Connection::open(servers.bilateral.address)
        .await?
        .ask(&request, count)
        .await?;
    ensure!(
        head.status == 200,
        "{} was answered with {}",
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

/// Does something, and says by how many MiB a process grew meanwhile at most, files aside.
async fn growing(pid: u32, work: impl Future<Output = anyhow::Result<()>>) -> anyhow::Result<f64> {
    let own = || memory(pid).map_or(0.0, |memory| memory.own);
    let (before, most) = (own(), Cell::new(own()));
    let watch = async {
        loop {
            most.set(most.get().max(own()));
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    };
    tokio::select! {
        done = work => done?,
        () = watch => {}
    }
    Ok(most.get() - before)
}
