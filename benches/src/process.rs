//! Processes that are measured: what they take of processor and memory, from /proc, and servers that end with their owner.

use std::collections::HashMap;
use std::fs;
use std::net::{SocketAddr, TcpListener};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context as _, bail, ensure};

use crate::wire::{Connection, Request};

/// Processor time of each thread so far, in nanoseconds. By thread, as the kernel counts those exactly; the sums in
/// /proc/PID/stat are cut to hundredths of a second, too coarse for a few hundred fast answers.
pub struct Cpu(HashMap<String, u64>);

impl Cpu {
    /// Microseconds between an earlier reading and this one.
    pub fn since(&self, before: &Self) -> f64 {
        let spent = |(thread, now): (&String, &u64)| {
            now.saturating_sub(before.0.get(thread).copied().unwrap_or(0))
        };
        self.0.iter().map(spent).sum::<u64>() as f64 / 1000.0
    }
}

/// Memory in MiB.
#[derive(Debug, Clone, Copy, Default)]
pub struct Memory {
    /// Resident now.
    pub resident: f64,
    /// The most that ever was.
    pub peak: f64,
    /// Of the resident, what is no page of a file: neither the program nor the mapped database.
    pub own: f64,
}

/// What a process took until it ended.
pub struct Run {
    pub wall: Duration,
    /// Seconds.
    pub cpu: f64,
    pub memory: Memory,
}

/// Reads processor time of a process that lives.
pub fn cpu(pid: u32) -> anyhow::Result<Cpu> {
    let mut threads = HashMap::new();
    for thread in fs::read_dir(format!("/proc/{pid}/task"))? {
        let thread = thread?;
        // A thread may end between the two lines.
        let Ok(text) = fs::read_to_string(thread.path().join("schedstat")) else {
            continue;
        };
        let spent = text
            .split(' ')
            .next()
            .context("an empty schedstat")?
            .parse()?;
        threads.insert(thread.file_name().to_string_lossy().into_owned(), spent);
    }
    Ok(Cpu(threads))
}

/// Reads the memory of a process, if it still has any.
pub fn memory(pid: u32) -> Option<Memory> {
    let status = fs::read_to_string(format!("/proc/{pid}/status")).ok()?;
    let field = |name: &str| -> Option<f64> {
        let line = status.lines().find_map(|line| line.strip_prefix(name))?;
        Some(line.split_whitespace().nth(1)?.parse::<f64>().ok()? / 1024.0)
    };
    let own = field("RssAnon")? + field("RssShmem")?;
    Some(Memory {
        resident: field("VmRSS")?,
        peak: field("VmHWM")?,
        own,
    })
}

/// Runs a command to its end. A process that has ended still shows its times until it is waited for.
pub fn run(command: &mut Command) -> anyhow::Result<Run> {
    let name = format!("{command:?}");
    let started = Instant::now();
    let child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn();
    let mut child = Ended(child.with_context(|| format!("cannot start {name}"))?);
    let mut seen = Memory::default();
    let (wall, cpu) = loop {
        let (state, cpu) = stat(child.0.id())?;
        if state == "Z" {
            break (started.elapsed(), cpu);
        }
        if let Some(now) = memory(child.0.id()) {
            seen = Memory {
                own: seen.own.max(now.own),
                ..now
            };
        }
        std::thread::sleep(Duration::from_millis(2));
    };
    ensure!(child.0.wait()?.success(), "failed: {name}");
    Ok(Run {
        wall,
        cpu,
        memory: seen,
    })
}

/// The state of a process and its processor time in seconds, in hundredths as Linux gives them to programs everywhere.
fn stat(pid: u32) -> anyhow::Result<(String, f64)> {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat"))?;
    // The name of the program stands in brackets and may hold anything.
    let (_, fields) = stat.rsplit_once(") ").context("no program in stat")?;
    let fields: Vec<&str> = fields.split(' ').collect();
    let ticks: f64 = fields[11].parse::<f64>()? + fields[12].parse::<f64>()?;
    Ok((fields[0].to_owned(), ticks / 100.0))
}

/// A child that is ended with its owner, by its own id.
struct Ended(Child);

impl Drop for Ended {
    fn drop(&mut self) {
        // Both fail only where it has ended already.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A server on a port of its own, ended when dropped.
pub struct Server {
    child: Ended,
    pub address: SocketAddr,
    /// From its start to its first answer.
    pub start: Duration,
}

impl Server {
    /// Starts what a command with an address is, and waits until it answers: `ready` is asked for 200, or a connection is
    /// enough where there is none.
    pub async fn start(
        command: impl FnOnce(SocketAddr) -> Command,
        ready: Option<&str>,
    ) -> anyhow::Result<Self> {
        let address = TcpListener::bind("127.0.0.1:0")?.local_addr()?;
        let mut command = command(address);
        let name = format!("{command:?}");
        let started = Instant::now();
        let child = command
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn();
        let mut child = Ended(child.with_context(|| format!("cannot start {name}"))?);
        while !answers(address, ready).await {
            if child.0.try_wait()?.is_some() {
                bail!("ended instead of serving: {name}");
            }
            ensure!(
                started.elapsed() < Duration::from_secs(300),
                "does not answer: {name}"
            );
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        Ok(Self {
            child,
            address,
            start: started.elapsed(),
        })
    }

    pub fn pid(&self) -> u32 {
        self.child.0.id()
    }
}

async fn answers(address: SocketAddr, ready: Option<&str>) -> bool {
    let Ok(mut connection) = Connection::open(address).await else {
        return false;
    };
    let Some(target) = ready else { return true };
    connection
        .ask(&Request::get(target), |_| ())
        .await
        .is_ok_and(|head| head.status == 200)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_is_measured_and_a_failure_is_an_error() {
        let slept = run(Command::new("sleep").arg("0.05")).unwrap();
        assert!(slept.wall >= Duration::from_millis(50) && slept.cpu < 0.05);
        assert!(run(&mut Command::new("false")).is_err());
    }

    #[test]
    fn this_process_has_threads_and_memory() {
        let before = cpu(std::process::id()).unwrap();
        assert!(cpu(std::process::id()).unwrap().since(&before) < 1_000_000.0);
        assert!(memory(std::process::id()).unwrap().peak > 0.0);
    }
}
