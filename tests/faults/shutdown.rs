//! SIGTERM: requests that were sent get their response, then the process exits.

use std::fs;
use std::io::Read as _;
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use crate::binary::{Server, TIMEOUT, bilateral};
use crate::client::{Client, Response};
use crate::count_lines;
use crate::generated_seeds;
use crate::workspace::{MANY, Workspace, join, wait_for_line};

/// The time within which the process exits after SIGTERM.
const SHUTDOWN_TIMEOUT: Duration = Duration::from_secs(10);

/// Sends requests until `stop` is set, on a new connection whenever the server closes one, and returns their number.
async fn send_requests(address: String, client_number: usize, stop: Arc<AtomicBool>) -> usize {
    let mut sent = 0;
    while !stop.load(Ordering::Relaxed) {
        let mut client = Client::connect(&address)
            .await
            .expect("the server still accepts connections");
        loop {
            let path = format!(
                "/v1/visits?limit=20&from=19{:02}&to=2020",
                (sent + client_number) % 100
            );
            let response = client
                .get(&path)
                .await
                .expect("every request gets a response");
            assert_eq!(response.status, 200);
            sent += 1;
            if response.header("connection") == "close" || stop.load(Ordering::Relaxed) {
                break;
            }
        }
    }
    sent
}

#[tokio::test(flavor = "multi_thread")]
async fn sigterm_under_load_drops_no_request() {
    let workspace = Workspace::large();
    let mut server = workspace.serve(&["--cache", "0"]);
    let idle = TcpStream::connect(&server.address).unwrap();
    let stop = Arc::new(AtomicBool::new(false));
    let spawn_client = |number| {
        let (address, stop) = (server.address.clone(), Arc::clone(&stop));
        tokio::spawn(send_requests(address, number, stop))
    };
    let clients: Vec<_> = (0..16).map(spawn_client).collect();
    let mut client = Client::connect(&server.address).await.unwrap();
    let download = client.start_get("/v1/visits.csv").await.unwrap();
    tokio::time::sleep(Duration::from_millis(300)).await;
    server.signal("TERM");
    let terminated = Instant::now();
    // The server accepts connections for a moment longer, for clients that have not noticed yet.
    tokio::time::sleep(Duration::from_millis(300)).await;
    stop.store(true, Ordering::Relaxed);
    let download = Response::read(download)
        .await
        .expect("a download in flight is completed");
    assert_eq!(
        count_lines(&download.body),
        MANY + 1,
        "a header and all visits"
    );
    for client in clients {
        assert!(client.await.unwrap() > 0);
    }
    assert_closed(idle);
    assert_eq!(server.process.wait().unwrap().code(), Some(0));
    let elapsed = terminated.elapsed();
    assert!(elapsed < SHUTDOWN_TIMEOUT, "{elapsed:?}");
    assert!(TcpStream::connect(&server.address).is_err());
}

/// An idle connection must be closed without a response.
fn assert_closed(mut stream: TcpStream) {
    stream.set_read_timeout(Some(TIMEOUT)).unwrap();
    assert_eq!(stream.read_to_end(&mut Vec::new()).unwrap_or(0), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stalled_client_does_not_block_shutdown() {
    let workspace = Workspace::large();
    let mut server = workspace.serve(&["--client-timeout", "3600"]);
    let mut client = Client::connect(&server.address).await.unwrap();
    let _unread = client.start_get("/v1/visits.ndjson").await.unwrap();
    let terminated = Instant::now();
    assert_eq!(server.stop(), Some(0));
    let elapsed = terminated.elapsed();
    assert!(elapsed < SHUTDOWN_TIMEOUT, "{elapsed:?}");
    assert!(server.log.iter().any(|line| line.contains("in flight")));
}

/// Sends SIGTERM, and asserts that the server exits in time, without a panic and without leaving an unfinished database.
fn assert_stops(server: &mut Server, workspace: &Workspace) {
    let terminated = Instant::now();
    assert_eq!(server.stop(), Some(0));
    let elapsed = terminated.elapsed();
    assert!(elapsed < SHUTDOWN_TIMEOUT, "{elapsed:?}");
    let log: Vec<String> = server.log.iter().collect();
    assert!(
        !log.iter().any(|line| line.contains("panicked")),
        "{log:#?}"
    );
    assert!(!unfinished_database(workspace).exists());
}

fn unfinished_database(workspace: &Workspace) -> PathBuf {
    workspace.database().with_added_extension("new")
}

#[test]
fn a_reload_does_not_block_shutdown() {
    let workspace = Workspace::large();
    let mut server = workspace.serve(&[]);
    generated_seeds::write(&workspace.seeds(), MANY + 1);
    server.signal("HUP");
    wait_for_line(&server, "reloading");
    assert_stops(&mut server, &workspace);
}

#[test]
fn a_reload_of_invalid_seeds_does_not_block_shutdown() {
    let workspace = Workspace::with_visits(5);
    let mut server = workspace.serve(&[]);
    let visits = workspace.seeds().join("finland-norway/visits.toml");
    fs::write(visits, "id = = \"x\n".repeat(20_000)).unwrap();
    server.signal("HUP");
    wait_for_line(&server, "reloading");
    assert_stops(&mut server, &workspace);
}

#[test]
fn sigterm_while_the_first_database_is_built_stops_the_server() {
    let workspace = Workspace::new();
    generated_seeds::write(&workspace.seeds(), MANY);
    let flags = workspace.flags();
    let arguments = join(&["serve", "--listen", "127.0.0.1:0"], &flags);
    let mut process = bilateral(&arguments)
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let started = Instant::now();
    while !unfinished_database(&workspace).exists() {
        assert!(started.elapsed() < TIMEOUT);
        std::thread::yield_now();
    }
    let id = process.id().to_string();
    let killed = Command::new("kill").args(["-s", "TERM", &id]).status();
    assert!(killed.unwrap().success());
    let terminated = Instant::now();
    let mut log = String::new();
    let stderr = process.stderr.as_mut().unwrap();
    stderr.read_to_string(&mut log).unwrap();
    assert_eq!(process.wait().unwrap().code(), Some(0), "{log}");
    assert!(terminated.elapsed() < SHUTDOWN_TIMEOUT);
    assert!(
        log.contains("stopped before") && !log.contains("panicked"),
        "{log}"
    );
    assert!(!unfinished_database(&workspace).exists() && !workspace.database().exists());
}
