//! Two thousand clients that stall, and one that does not.

use std::time::{Duration, Instant};

use tempfile::TempDir;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};

use crate::binary::{LONG, Server};
use crate::client::Client;
use crate::process::descriptors;
use crate::{alone, say};

const STALLED: usize = 2000;
/// What each of them sends, and then no more than a byte a second.
const BEGUN: [&str; 5] = [
    "",
    "G",
    "GET /v1/visits HTTP/1.1\r\nHost: loc",
    "PRI * HTTP/2.0\r\n\r\nSM",
    "\r\n",
];

/// A client that stalls until it is cut off.
async fn stall(address: String, number: usize) {
    let mut stream = TcpStream::connect(&address).await.unwrap();
    let _ = stream
        .write_all(BEGUN[number % BEGUN.len()].as_bytes())
        .await;
    let (mut read, mut write) = stream.split();
    let dribble = async {
        // Half of them send a byte now and then.
        while number.is_multiple_of(2) && write.write_all(b"a").await.is_ok() {
            sleep(Duration::from_secs(1)).await;
        }
        std::future::pending::<()>().await;
    };
    let mut rest = Vec::new();
    tokio::select! {
        _ = read.read_to_end(&mut rest) => {}
        () = dribble => {}
    }
}

/// The time in which 99 of 100 requests of a normal client are answered.
async fn slowest(address: &str) -> Duration {
    let mut client = Client::connect(address).await.unwrap();
    let mut took = Vec::new();
    for number in 0..1000 {
        let begun = Instant::now();
        let answer = client
            .get(&format!("/v1/visits?limit=3&from={}", 1000 + number))
            .await
            .unwrap();
        assert_eq!(answer.status, 200);
        took.push(begun.elapsed());
    }
    took.sort();
    took[took.len() * 99 / 100]
}

#[tokio::test(flavor = "multi_thread")]
async fn others_are_answered_beside_two_thousand_stalled_clients_which_are_cut_off() {
    let _alone = alone().await;
    let folder = TempDir::new().unwrap();
    let server = Server::start(&[
        "--database",
        folder.path().join("db").to_str().unwrap(),
        "--cache",
        "0",
    ]);
    let own = descriptors(&server);
    let before = slowest(&server.address).await;
    let mut stalled = JoinSet::new();
    for number in 0..STALLED {
        stalled.spawn(stall(server.address.clone(), number));
    }
    let begun = Instant::now();
    while descriptors(&server) < own + STALLED * 3 / 4 {
        assert!(begun.elapsed() < LONG, "they never came in");
        sleep(Duration::from_millis(5)).await;
    }
    let meanwhile = slowest(&server.address).await;
    say(&format!(
        "99 of 100 answers within {before:?}; beside {STALLED} stalled clients within {meanwhile:?}, {:.1} × as long",
        meanwhile.as_secs_f64() / before.as_secs_f64()
    ));
    assert!(
        timeout(LONG, stalled.join_all()).await.is_ok(),
        "they were never cut off"
    );
    let ended = Instant::now();
    while descriptors(&server) > own {
        assert!(
            ended.elapsed() < LONG,
            "{} descriptors are left, of {own}",
            descriptors(&server)
        );
        sleep(Duration::from_millis(20)).await;
    }
}
