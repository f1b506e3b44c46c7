//! Measured processes: CPU time and memory from /proc, and servers that are killed when their handle is dropped.

use std::collections::HashMap;
use std::fs;
use std::net::{SocketAddr, TcpListener};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context as _, bail, ensure};

use crate::http_client::{Connection, Request};

/// The CPU time of each thread so far, in nanoseconds. Read per thread, because the kernel counts that exactly; the
/// totals in /proc/PID/stat are in hundredths of a second, too coarse for a few hundred fast responses.
pub struct CpuTime(HashMap<String, u64>);

impl CpuTime {
    /// Microseconds between an earlier reading and this one.
    pub fn micros_since(&self, before: &Self) -> f64 {
        let elapsed = |(thread, now): (&String, &u64)| {
            now.saturating_sub(before.0.get(thread).copied().unwrap_or(0))
        };
        self.0.iter().map(elapsed).sum::<u64>() as f64 / 1000.0
    }
}

/// Memory of a process in MiB.
#[derive(Debug, Clone, Copy, Default)]
pub struct Memory {
    /// Resident memory now (`VmRSS`).
    pub resident: f64,
    /// Peak of the resident memory (`VmHWM`).
    pub peak: f64,
    /// Resident memory without file-backed pages: neither the binary nor a mapped database.
    pub anonymous: f64,
}

/// The resources that a process used until it exited.
pub struct Usage {
    pub wall: Duration,
    pub cpu_seconds: f64,
    pub memory: Memory,
}

/// Reads the CPU time of a running process.
pub fn cpu_time(pid: u32) -> anyhow::Result<CpuTime> {
    let mut threads = HashMap::new();
    for thread in fs::read_dir(format!("/proc/{pid}/task"))? {
        let thread = thread?;
        // A thread may exit after it was listed.
        let Ok(text) = fs::read_to_string(thread.path().join("schedstat")) else {
            continue;
        };
        let nanos = text
            .split(' ')
            .next()
            .context("schedstat is empty")?
            .parse()?;
        threads.insert(thread.file_name().to_string_lossy().into_owned(), nanos);
    }
    Ok(CpuTime(threads))
}

/// Reads the memory of a process. `None` if it has exited.
pub fn memory(pid: u32) -> Option<Memory> {
    let status = fs::read_to_string(format!("/proc/{pid}/status")).ok()?;
    let field = |name: &str| -> Option<f64> {
        let line = status.lines().find_map(|line| line.strip_prefix(name))?;
        Some(line.split_whitespace().nth(1)?.parse::<f64>().ok()? / 1024.0)
    };
    let anonymous = field("RssAnon")? + field("RssShmem")?;
    Some(Memory {
        resident: field("VmRSS")?,
        peak: field("VmHWM")?,
        anonymous,
    })
}

/// Runs a command until it exits and returns its resource usage.
pub fn run(command: &mut Command) -> anyhow::Result<Usage> {
    let name = format!("{command:?}");
    let started = Instant::now();
    let child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn();
    let mut child = KillOnDrop(child.with_context(|| format!("cannot start {name}"))?);
    let mut peak = Memory::default();
    // A process that has exited is a zombie until it is waited for, and still shows its CPU time.
    let (wall, cpu_seconds) = loop {
        let (state, cpu_seconds) = read_stat(child.0.id())?;
        if state == "Z" {
            break (started.elapsed(), cpu_seconds);
        }
        if let Some(now) = memory(child.0.id()) {
            peak = Memory {
                anonymous: peak.anonymous.max(now.anonymous),
                ..now
            };
        }
        std::thread::sleep(Duration::from_millis(2));
    };
    ensure!(child.0.wait()?.success(), "failed: {name}");
    Ok(Usage {
        wall,
        cpu_seconds,
        memory: peak,
    })
}

/// The state of a process and its CPU time in seconds. Linux reports that in hundredths to all programs (`USER_HZ`).
fn read_stat(pid: u32) -> anyhow::Result<(String, f64)> {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat"))?;
    // The program name is in parentheses and may itself contain spaces and parentheses.
    let (_, fields) = stat
        .rsplit_once(") ")
        .context("no program name in /proc/PID/stat")?;
    let fields: Vec<&str> = fields.split(' ').collect();
    let ticks: f64 = fields[11].parse::<f64>()? + fields[12].parse::<f64>()?;
    Ok((fields[0].to_owned(), ticks / 100.0))
}

/// A child process that is killed on drop.
struct KillOnDrop(Child);

impl Drop for KillOnDrop {
    fn drop(&mut self) {
        // Both fail only if the process has exited.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A server on a free port, killed on drop.
pub struct Server {
    child: KillOnDrop,
    pub address: SocketAddr,
    /// The time from process start to the first response.
    pub startup: Duration,
}

impl Server {
    /// Starts the command for a free address and waits until the server is ready: until `ready_path` returns 200 or,
    /// without one, until it accepts a connection.
    pub async fn start(
        command: impl FnOnce(SocketAddr) -> Command,
        ready_path: Option<&str>,
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
        let mut child = KillOnDrop(child.with_context(|| format!("cannot start {name}"))?);
        while !is_ready(address, ready_path).await {
            if child.0.try_wait()?.is_some() {
                bail!("exited before it was ready: {name}");
            }
            ensure!(
                started.elapsed() < Duration::from_secs(300),
                "not ready after 300 s: {name}"
            );
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        Ok(Self {
            child,
            address,
            startup: started.elapsed(),
        })
    }

    pub fn pid(&self) -> u32 {
        self.child.0.id()
    }
}

async fn is_ready(address: SocketAddr, ready_path: Option<&str>) -> bool {
    let Ok(mut connection) = Connection::open(address).await else {
        return false;
    };
    let Some(path) = ready_path else { return true };
    connection
        .send(&Request::get(path), |_| ())
        .await
        .is_ok_and(|head| head.status == 200)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_process_is_measured_and_a_failed_one_is_an_error() {
        let sleep = run(Command::new("sleep").arg("0.05")).unwrap();
        assert!(sleep.wall >= Duration::from_millis(50) && sleep.cpu_seconds < 0.05);
        assert!(run(&mut Command::new("false")).is_err());
    }

    #[test]
    fn this_process_has_cpu_time_and_memory() {
        let before = cpu_time(std::process::id()).unwrap();
        let after = cpu_time(std::process::id()).unwrap();
        assert!(after.micros_since(&before) < 1_000_000.0);
        assert!(memory(std::process::id()).unwrap().peak > 0.0);
    }
}
