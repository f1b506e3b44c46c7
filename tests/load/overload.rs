//! Two thousand clients that send the most expensive requests as fast as they get responses.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use tempfile::TempDir;
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};

use crate::binary::{Server, TIMEOUT, run, stderr};
use crate::client::{Client, get_once};
use crate::process::memory;
use crate::{generated_seeds, print_measurement, reserve_machine};

const CLIENTS: usize = 2000;
const DURATION: Duration = Duration::from_secs(10);

/// The number of responses by status.
#[derive(Default)]
struct Responses {
    ok: AtomicUsize,
    shed: AtomicUsize,
}

/// One of the most expensive requests there are. Consecutive numbers give different ones.
fn expensive_path(number: usize) -> String {
    let year = 1900 + number % 100;
    match number % 6 {
        0 => format!("/v1/visits?limit=1000&sort=-title&from={year}"),
        1 => format!("/v1/timeline?limit=1000&to={year}&facets=relation,country,kind"),
        2 => format!("/v1/search?q=guest&limit={}", 900 + number % 100),
        3 => format!("/v1/visits.csv?from={year}"),
        4 => format!("/v1/visits.ndjson?sort=title&from={year}"),
        _ => format!(
            "/v1/visits?limit={}&facets=guest,host&q=g",
            900 + number % 100
        ),
    }
}

/// Sends requests until `end`, on a new connection whenever the server closes one.
async fn send_requests(address: String, mut number: usize, end: Instant, count: Arc<Responses>) {
    while Instant::now() < end {
        let mut client = Client::connect(&address)
            .await
            .expect("the server accepts or refuses, but does not reset");
        while Instant::now() < end {
            let response = client
                .get(&expensive_path(number))
                .await
                .expect("every request gets a response");
            number = number.wrapping_mul(31).wrapping_add(7) % 1_000_003;
            if response.is_problem(503) {
                count.shed.fetch_add(1, Ordering::Relaxed);
            } else {
                assert_eq!(response.status, 200, "{response:?}");
                count.ok.fetch_add(1, Ordering::Relaxed);
            }
            if response.header("connection") == "close" {
                break;
            }
        }
    }
}

/// A server with 3000 visits that has responded to every expensive request once.
async fn start_warm_server(folder: &TempDir) -> Server {
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    generated_seeds::write(&folder.path().join("seeds"), 3000);
    let flags = ["--database", &path("db"), "--seeds", &path("seeds")];
    let output = run(&[&["migrate"], &flags[..]].concat());
    assert!(output.status.success(), "{}", stderr(&output));
    let server = Server::start(&[&["--metrics", "127.0.0.1:0"], &flags[..]].concat());
    for number in 0..12 {
        let path = expensive_path(number);
        let response = get_once(&server.address, &path).await.unwrap();
        assert_eq!(response.status, 200, "{path}");
    }
    server
}

#[tokio::test(flavor = "multi_thread")]
async fn overload_sheds_requests_and_the_server_recovers() {
    let _machine = reserve_machine().await;
    let folder = TempDir::new().unwrap();
    let mut server = start_warm_server(&folder).await;
    let before = memory(&server);
    let end = Instant::now() + DURATION;
    let count = Arc::new(Responses::default());
    let mut clients = JoinSet::new();
    for number in 0..CLIENTS {
        let (address, count) = (server.address.clone(), Arc::clone(&count));
        clients.spawn(send_requests(address, number * 97, end, count));
    }
    let (mut peak, mut healthy) = (before, 0);
    while Instant::now() < end {
        let health = get_once(&server.address, "/healthz").await.unwrap();
        assert_eq!(health.status, 200, "{health:?}");
        healthy += 1;
        peak = peak.max(memory(&server));
        sleep(Duration::from_millis(50)).await;
    }
    assert!(
        timeout(TIMEOUT, clients.join_all()).await.is_ok(),
        "some requests got no response"
    );
    let counted = shed_total(&server).await;
    let recovery = wait_for_recovery(&server).await;
    let ok = count.ok.load(Ordering::Relaxed);
    let shed = count.shed.load(Ordering::Relaxed);
    print_measurement(&format!(
        "{CLIENTS} clients for {DURATION:?}: {ok} responses, {shed} shed, {healthy} health checks passed, {before:.0} MiB \
         before and {peak:.0} MiB at most, recovered after {recovery:?}"
    ));
    assert!(ok > 0 && healthy > 0);
    assert!(counted >= shed, "{counted} of {shed} were counted");
    assert!(
        peak - before <= 256.0,
        "memory grew from {before} to {peak} MiB"
    );
    assert_eq!(server.stop(), Some(0));
}

/// Waits until a normal request succeeds, and returns the time that took.
async fn wait_for_recovery(server: &Server) -> Duration {
    let start = Instant::now();
    loop {
        let path = "/v1/visits?limit=7&sort=title";
        let response = get_once(&server.address, path).await.unwrap();
        if response.status == 200 {
            return start.elapsed();
        }
        assert!(start.elapsed() < TIMEOUT, "the server does not recover");
    }
}

/// The number of shed requests and connections in the metrics.
async fn shed_total(server: &Server) -> usize {
    let operator = server.metrics.as_ref().unwrap();
    let metrics = get_once(operator, "/metrics").await.unwrap();
    let metrics = String::from_utf8(metrics.body).unwrap();
    metrics
        .lines()
        .filter(|line| line.starts_with("bilateral_shed_total"))
        .map(|line| line.rsplit(' ').next().unwrap().parse::<usize>().unwrap())
        .sum()
}
