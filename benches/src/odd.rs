//! The `odd` command: sends requests at the bounds of the API, and beyond them, to a server of the shipped data. Prints the
//! CPU time of the most expensive one, the sizes of the responses, and how fast probes are answered meanwhile.

use std::collections::BTreeMap;
use std::fs;
use std::net::{SocketAddr, TcpListener};
use std::path::PathBuf;
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context as _, ensure};
use clap::Args;
use tokio::task::JoinSet;

use crate::dataset::serve_command;
use crate::http_client::{Connection, Request, ResponseHead};
use crate::odd_requests::{self, List};
use crate::process::{self, Server, cpu_time};

/// The goal for the CPU time of a request, in milliseconds.
const MAX_CPU_MS: f64 = 50.0;

/// The goal for the latency of a probe, in milliseconds.
const MAX_PROBE_MS: f64 = 100.0;

/// The number of connections that send odd requests while probes are measured.
const CONNECTIONS: usize = 32;

#[derive(Debug, Args)]
pub struct Options {
    /// The bilateral binary to measure
    #[arg(long, value_name = "FILE")]
    bilateral: PathBuf,
    /// Folder for the database
    #[arg(long = "work", value_name = "DIR")]
    work_dir: PathBuf,
    /// The number of requests
    #[arg(long, default_value_t = 30_000)]
    requests: usize,
}

/// The cost of the requests, one after the other.
#[derive(Default)]
struct Costs {
    /// In milliseconds, in the order of the requests.
    cpu: Vec<f64>,
    /// In bytes.
    sizes: Vec<usize>,
    statuses: BTreeMap<u16, usize>,
}

/// Measures the requests one by one, and then probes while many connections send them again.
pub async fn run(options: Options) -> anyhow::Result<()> {
    fs::create_dir_all(&options.work_dir)?;
    let database = options.work_dir.join("bilateral-shipped.sqlite");
    let mut migrate = Command::new(&options.bilateral);
    process::run(migrate.arg("migrate").arg("--database").arg(&database))?;
    let probes = TcpListener::bind("127.0.0.1:0")?.local_addr()?;
    let command = |address| {
        let mut command = serve_command(&options.bilateral, address, &database);
        command.arg("--metrics").arg(probes.to_string());
        command
    };
    let server = Server::start(command, Some("/readyz")).await?;
    let (_, service) = Connection::open(server.address)
        .await?
        .fetch(&Request::get("/v1"))
        .await?;
    let requests = odd_requests::generate(&List::parse_all(&service)?, options.requests);
    let costs = measure(&server, &requests).await?;
    print_costs(&costs, &requests);
    let (latencies, sent) = probe(&server, probes, requests.into()).await?;
    println!("{sent} requests again, on {CONNECTIONS} connections; meanwhile:");
    for (probe, latencies) in latencies {
        let max = latencies.iter().copied().fold(0.0, f64::max);
        let met = verdict(max, MAX_PROBE_MS);
        println!(
            "  {probe}: at most {max:.1} ms of {} probes, {met}",
            latencies.len()
        );
    }
    Ok(())
}

fn verdict(value: f64, goal: f64) -> String {
    let met = if value <= goal { "met" } else { "not met" };
    format!("goal of {goal} ms {met}")
}

async fn measure(server: &Server, requests: &[Request]) -> anyhow::Result<Costs> {
    let mut connection = Connection::open(server.address).await?;
    // The first request of each kind also fills tables that are computed once.
    for request in requests.iter().take(requests.len() / 10) {
        send(&mut connection, server.address, request).await?;
    }
    let mut costs = Costs::default();
    for request in requests {
        let before = cpu_time(server.pid())?;
        let (status, size) = send(&mut connection, server.address, request).await?;
        let cpu = cpu_time(server.pid())?.micros_since(&before) / 1000.0;
        costs.cpu.push(cpu);
        costs.sizes.push(size);
        *costs.statuses.entry(status).or_default() += 1;
    }
    Ok(costs)
}

/// Sends a request and returns the status and the size of the response, on a new connection after the server closed one.
async fn send(
    connection: &mut Connection,
    address: SocketAddr,
    request: &Request,
) -> anyhow::Result<(u16, usize)> {
    let mut size = 0;
    let head = connection
        .send(request, |chunk| size += chunk.len())
        .await?;
    if closes(&head) {
        *connection = Connection::open(address).await?;
    }
    Ok((head.status, size))
}

fn closes(head: &ResponseHead) -> bool {
    head.headers()
        .any(|(name, value)| name.eq_ignore_ascii_case("connection") && value == "close")
}

fn print_costs(costs: &Costs, requests: &[Request]) {
    let mut order: Vec<usize> = (0..requests.len()).collect();
    order.sort_by(|a, b| costs.cpu[*b].total_cmp(&costs.cpu[*a]));
    let total: f64 = costs.cpu.iter().sum();
    let worst = costs.cpu[order[0]];
    let p99 = costs.cpu[order[order.len() / 100]];
    let mean = total / requests.len() as f64;
    println!(
        "{} requests, one after the other: CPU of {mean:.3} ms on average, {p99:.2} ms at the 99th percentile, {worst:.2} ms \
         at most, {}; statuses {:?}",
        requests.len(),
        verdict(worst, MAX_CPU_MS),
        costs.statuses
    );
    let size: usize = costs.sizes.iter().sum();
    let largest = costs.sizes.iter().max().copied().unwrap_or(0);
    println!(
        "responses of {:.1} MB, the largest of {:.1} kB",
        size as f64 / 1e6,
        largest as f64 / 1e3
    );
    println!("the most expensive:");
    for at in order.into_iter().take(10) {
        let target = &requests[at].target;
        let shown: String = target.chars().take(100).collect();
        println!(
            "  {:.2} ms, {} bytes, for {shown}{} ({} bytes)",
            costs.cpu[at],
            costs.sizes[at],
            if shown.len() < target.len() {
                "…"
            } else {
                ""
            },
            target.len()
        );
    }
}

/// Sends all requests on many connections, and returns the latencies of each probe meanwhile.
async fn probe(
    server: &Server,
    operator: SocketAddr,
    requests: Arc<[Request]>,
) -> anyhow::Result<(Vec<(&'static str, Vec<f64>)>, usize)> {
    let next = Arc::new(AtomicUsize::new(0));
    let mut senders = JoinSet::new();
    for _ in 0..CONNECTIONS {
        let (address, requests, next) = (server.address, Arc::clone(&requests), Arc::clone(&next));
        senders.spawn(async move {
            let mut connection = Connection::open(address).await?;
            while let Some(request) = requests.get(next.fetch_add(1, Ordering::Relaxed)) {
                let (status, _) = send(&mut connection, address, request).await?;
                ensure!(status < 500, "{} returned {status}", request.target);
            }
            anyhow::Ok(())
        });
    }
    let probes = [
        ("/healthz", server.address),
        ("/healthz, on the port for operators", operator),
        ("/metrics, on the port for operators", operator),
    ];
    let mut latencies: Vec<(&'static str, Vec<f64>)> = Vec::new();
    latencies.extend(probes.map(|(name, _)| (name, Vec::new())));
    while !senders.is_empty() {
        for ((name, address), (_, found)) in probes.iter().zip(&mut latencies) {
            found.push(latency(name, *address).await?);
        }
        tokio::time::sleep(Duration::from_millis(5)).await;
        while let Some(finished) = senders.try_join_next() {
            finished??;
        }
    }
    Ok((latencies, requests.len()))
}

/// The time from opening a connection to the response of a probe, in milliseconds.
async fn latency(name: &str, address: SocketAddr) -> anyhow::Result<f64> {
    let path = name.split(',').next().context("a probe has a path")?;
    let started = Instant::now();
    let mut connection = Connection::open(address).await?;
    let head = connection.send(&Request::get(path), |_| ()).await?;
    ensure!(head.status == 200, "{name} returned {}", head.status);
    Ok(started.elapsed().as_secs_f64() * 1000.0)
}
