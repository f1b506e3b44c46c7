//! SIGTERM: whatever was sent is answered, and then it ends.

use std::io::Read as _;
use std::net::TcpStream;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use crate::binary::LONG;
use crate::client::{Answer, Client};
use crate::place::{MANY, Place};

/// Asks until told to stop; tells how many answers came. A connection that the server ends is followed by another.
async fn ask(address: String, number: usize, enough: Arc<AtomicBool>) -> usize {
    let mut answered = 0;
    while !enough.load(Ordering::Relaxed) {
        let mut client = Client::connect(&address)
            .await
            .expect("a connection, as long as others are taken");
        loop {
            let path = format!(
                "/v1/visits?limit=20&from=19{:02}&to=2020",
                (answered + number) % 100
            );
            let answer = client.get(&path).await.expect("an answer to what was sent");
            assert_eq!(answer.status, 200);
            answered += 1;
            if answer.header("connection") == "close" || enough.load(Ordering::Relaxed) {
                break;
            }
        }
    }
    answered
}

#[tokio::test(flavor = "multi_thread")]
async fn under_load_every_request_that_was_sent_is_answered() {
    let place = Place::large();
    let mut server = place.serve(&["--cache", "0"]);
    let idle = TcpStream::connect(&server.address).unwrap();
    let enough = Arc::new(AtomicBool::new(false));
    let asking: Vec<_> = (0..16)
        .map(|number| tokio::spawn(ask(server.address.clone(), number, Arc::clone(&enough))))
        .collect();
    let mut download = Client::connect(&server.address).await.unwrap();
    let download = download.begin("/v1/visits.csv").await.unwrap();
    tokio::time::sleep(Duration::from_millis(300)).await;
    server.signal("TERM");
    let told = Instant::now();
    // Connections are taken for a moment more, for those who have not heard of it.
    tokio::time::sleep(Duration::from_millis(300)).await;
    enough.store(true, Ordering::Relaxed);
    let download = Answer::of(download)
        .await
        .expect("a download that was begun");
    assert_eq!(
        download.body.split(|byte| *byte == b'\n').count() - 1,
        MANY + 1
    );
    for asking in asking {
        assert!(asking.await.unwrap() > 0);
    }
    let mut rest = Vec::new();
    idle.set_read_timeout(Some(LONG)).unwrap();
    assert_eq!(
        (&idle).read_to_end(&mut rest).unwrap_or(0),
        0,
        "a connection without a request is ended"
    );
    assert_eq!(server.process.wait().unwrap().code(), Some(0));
    assert!(
        told.elapsed() < Duration::from_secs(10),
        "{:?}",
        told.elapsed()
    );
    assert!(TcpStream::connect(&server.address).is_err());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_client_that_never_ends_does_not_keep_it() {
    let place = Place::large();
    let mut server = place.serve(&["--patience", "3600"]);
    let mut download = Client::connect(&server.address).await.unwrap();
    let _never_read = download.begin("/v1/visits.ndjson").await.unwrap();
    let told = Instant::now();
    assert_eq!(server.stop(), Some(0));
    assert!(
        told.elapsed() < Duration::from_secs(10),
        "{:?}",
        told.elapsed()
    );
    assert!(
        server
            .log
            .iter()
            .any(|line| line.contains("still under way"))
    );
}
