//! Two thousand clients that stall, and one that does not.

use std::time::{Duration, Instant};

use tempfile::TempDir;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};

use crate::binary::{Server, TIMEOUT};
use crate::client::Client;
use crate::process::descriptors;
use crate::{print_measurement, reserve_machine};

const STALLED: usize = 2000;
/// The incomplete requests of stalled clients. Half of the clients then send a byte a second, the others nothing.
const INCOMPLETE: [&str; 5] = [
    "",
    "G",
    "GET /v1/visits HTTP/1.1\r\nHost: loc",
    "PRI * HTTP/2.0\r\n\r\nSM",
    "\r\n",
];

/// Stalls until the server closes the connection.
async fn stall(address: String, number: usize) {
    let mut stream = TcpStream::connect(&address).await.unwrap();
    let request = INCOMPLETE[number % INCOMPLETE.len()];
    let _ = stream.write_all(request.as_bytes()).await;
    let (mut read, mut write) = stream.split();
    let trickle = async {
        while number.is_multiple_of(2) && write.write_all(b"a").await.is_ok() {
            sleep(Duration::from_secs(1)).await;
        }
        std::future::pending::<()>().await;
    };
    let mut rest = Vec::new();
    tokio::select! {
        _ = read.read_to_end(&mut rest) => {}
        () = trickle => {}
    }
}

/// The 99th percentile of the latency of a normal client.
async fn measure_latency(address: &str) -> Duration {
    let mut client = Client::connect(address).await.unwrap();
    let mut latencies = Vec::new();
    for number in 0..1000 {
        let start = Instant::now();
        let path = format!("/v1/visits?limit=3&from={}", 1000 + number);
        assert_eq!(client.get(&path).await.unwrap().status, 200);
        latencies.push(start.elapsed());
    }
    latencies.sort();
    latencies[latencies.len() * 99 / 100]
}

#[tokio::test(flavor = "multi_thread")]
async fn two_thousand_stalled_clients_do_not_block_others() {
    let _machine = reserve_machine().await;
    let folder = TempDir::new().unwrap();
    let database = folder.path().join("db");
    let server = Server::start(&["--database", database.to_str().unwrap(), "--cache", "0"]);
    let idle_descriptors = descriptors(&server);
    let alone = measure_latency(&server.address).await;
    let mut stalled = JoinSet::new();
    for number in 0..STALLED {
        stalled.spawn(stall(server.address.clone(), number));
    }
    let start = Instant::now();
    while descriptors(&server) < idle_descriptors + STALLED * 3 / 4 {
        assert!(start.elapsed() < TIMEOUT, "they are not all accepted");
        sleep(Duration::from_millis(5)).await;
    }
    let beside = measure_latency(&server.address).await;
    print_measurement(&format!(
        "99th percentile of latency: {alone:?} alone, {beside:?} beside {STALLED} stalled clients, {:.1} × as long",
        beside.as_secs_f64() / alone.as_secs_f64()
    ));
    assert!(
        timeout(TIMEOUT, stalled.join_all()).await.is_ok(),
        "they are not disconnected"
    );
    let start = Instant::now();
    while descriptors(&server) > idle_descriptors {
        assert!(
            start.elapsed() < TIMEOUT,
            "{} descriptors are open, {idle_descriptors} were before",
            descriptors(&server)
        );
        sleep(Duration::from_millis(20)).await;
    }
}
