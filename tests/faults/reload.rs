//! SIGHUP: the served data set is replaced, or the new one is refused.

use std::fs;
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use crate::binary::{Server, TIMEOUT};
use crate::client::{Client, Response, get_once};
use crate::count_lines;
use crate::generated_seeds;
use crate::workspace::{MANY, Workspace, wait_for_line};

/// Waits until `/readyz` reports this result of a reload, and returns the version of the served data set.
async fn wait_for_reload(server: &Server, result: &str) -> String {
    let start = Instant::now();
    loop {
        let response = get_once(&server.address, "/readyz").await.unwrap();
        assert_eq!(response.status, 200);
        if response.json()["reload"] == result {
            return response.json()["dataset"].as_str().unwrap().to_owned();
        }
        // Without optimisation, and beside busy clients, loading takes long.
        assert!(start.elapsed() < 4 * TIMEOUT, "{response:?}");
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

/// The ETag and the total of a list.
#[derive(Debug, PartialEq)]
struct ListVersion {
    etag: String,
    total: u64,
}

/// Requests a list without pause until `stop` is set, and returns its versions in the order in which they appeared.
async fn watch(address: String, stop: Arc<AtomicBool>) -> Vec<ListVersion> {
    let mut versions = Vec::new();
    let mut client = Client::connect(&address).await.unwrap();
    while !stop.load(Ordering::Relaxed) {
        let response = client
            .get("/v1/visits?limit=3")
            .await
            .expect("no request fails");
        assert_eq!(response.status, 200);
        let version = ListVersion {
            etag: response.header("etag").to_owned(),
            total: response.json()["total"].as_u64().unwrap(),
        };
        if versions.last() != Some(&version) {
            versions.push(version);
        }
    }
    versions
}

#[tokio::test(flavor = "multi_thread")]
async fn sighup_swaps_the_data_set_under_load() {
    let workspace = Workspace::large();
    let server = workspace.serve(&["--metrics", "127.0.0.1:0", "--client-timeout", "3600"]);
    let stop = Arc::new(AtomicBool::new(false));
    let watchers: Vec<_> = (0..4)
        .map(|_| tokio::spawn(watch(server.address.clone(), Arc::clone(&stop))))
        .collect();
    let mut csv_client = Client::connect(&server.address).await.unwrap();
    let csv = csv_client.start_get("/v1/visits.csv").await.unwrap();
    let mut file_client = Client::connect(&server.address).await.unwrap();
    let file = file_client.start_get("/v1/dataset.sqlite").await.unwrap();
    let old_file = fs::read(workspace.database()).unwrap();
    let next = next_page(&server).await;
    generated_seeds::write(&workspace.seeds(), MANY + 1);
    server.signal("HUP");
    let dataset = wait_for_reload(&server, "done").await;
    tokio::time::sleep(Duration::from_millis(100)).await;
    stop.store(true, Ordering::Relaxed);
    for watcher in watchers {
        let versions = watcher.await.unwrap();
        assert_eq!(
            versions.iter().map(|list| list.total).collect::<Vec<_>>(),
            [MANY as u64, MANY as u64 + 1],
            "the list changes once, from old to new"
        );
        assert_ne!(versions[0].etag, versions[1].etag);
    }
    assert_cursor_is_outdated(&server, &next).await;
    // Downloads that were started before the reload continue with the old data.
    let csv = Response::read(csv).await.unwrap();
    assert_eq!(count_lines(&csv.body), MANY + 1, "a header and all visits");
    assert!(Response::read(file).await.unwrap().body == old_file);
    assert_metrics_show_reload(&server, &dataset).await;
}

/// Returns the path of a list's second page, which exists.
async fn next_page(server: &Server) -> String {
    let page = get_once(&server.address, "/v1/visits?limit=3")
        .await
        .unwrap();
    let next = page.json()["next"].as_str().unwrap().to_owned();
    let response = get_once(&server.address, &next).await.unwrap();
    assert_eq!(response.status, 200);
    next
}

/// With a cursor of the old data set, paging would skip or repeat items, so it must be refused.
async fn assert_cursor_is_outdated(server: &Server, next: &str) {
    let response = get_once(&server.address, next).await.unwrap();
    assert_eq!(
        (response.status, &response.json()["errors"][0]["reason"]),
        (400, &"outdated".into()),
        "{response:?}"
    );
}

async fn assert_metrics_show_reload(server: &Server, dataset: &str) {
    let operator = server.metrics.as_ref().unwrap();
    let metrics = get_once(operator, "/metrics").await.unwrap();
    let metrics = String::from_utf8(metrics.body).unwrap();
    for line in [
        &format!("bilateral_dataset_info{{version=\"{dataset}\"}} 1"),
        "bilateral_reloads_total{result=\"done\"} 1",
    ] {
        assert!(metrics.contains(line), "{metrics}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn sighup_refuses_invalid_seeds_and_keeps_the_old_data_set() {
    let workspace = Workspace::with_visits(20);
    let server = workspace.serve(&[]);
    let before = get_once(&server.address, "/v1/visits").await.unwrap();
    let visits = workspace.seeds().join("finland-norway/visits.toml");
    let valid = fs::read_to_string(&visits).unwrap();
    let invalid = valid.replace("host = \"NOR\"", "host = \"NOWHERE\"");
    fs::write(&visits, invalid).unwrap();
    server.signal("HUP");
    wait_for_reload(&server, "refused").await;
    let after = get_once(&server.address, "/v1/visits").await.unwrap();
    assert_eq!(
        (after.header("etag"), after.status),
        (before.header("etag"), 200)
    );
    assert!(after.body == before.body);
    let log = server
        .log
        .recv_timeout(TIMEOUT)
        .into_iter()
        .chain(server.log.try_iter())
        .collect::<Vec<_>>()
        .join("\n");
    assert!(
        log.contains("refused") && log.contains("20 errors"),
        "{log}"
    );
    // The fixed seeds are loaded by the next reload.
    fs::write(&visits, valid.replace("Guest 1 comes", "Guest 1 travels")).unwrap();
    server.signal("HUP");
    wait_for_reload(&server, "done").await;
    let fixed = get_once(&server.address, "/v1/visits/visit-1")
        .await
        .unwrap();
    assert_eq!(fixed.json()["item"]["title"], "Guest 1 travels to Norway");
}

/// Lists, exports, feeds and pages that have every visit.
const WITH_ALL_VISITS: &[&str] = &[
    "/v1/visits?limit=100",
    "/v1/visits.csv",
    "/v1/timeline?limit=100",
    "/v1/timeline.csv",
    "/v1/search?q=Guest",
    "/v1/relations/finland-norway",
    "/v1/dataset.sqlite",
    "/",
    "/relations/finland-norway",
];

async fn get_all(server: &Server) -> Vec<Vec<u8>> {
    let mut bodies = Vec::new();
    for path in WITH_ALL_VISITS {
        let response = get_once(&server.address, path).await.unwrap();
        assert_eq!(response.status, 200, "{path}");
        bodies.push(response.body);
    }
    bodies
}

#[tokio::test(flavor = "multi_thread")]
async fn sighup_refuses_drafts_and_serves_nothing_of_them() {
    let workspace = Workspace::with_visits(20);
    let server = workspace.serve(&[]);
    let before = get_all(&server).await;
    generated_seeds::write(&workspace.seeds(), 21);
    let visits = workspace.seeds().join("finland-norway/visits.toml");
    let read = fs::read_to_string(&visits).unwrap();
    let id = "id = \"visit-21\"";
    let drafted = read.replace(id, &["draft = \"visits\"\n", id].concat());
    assert_ne!(drafted, read);
    fs::write(&visits, drafted).unwrap();
    server.signal("HUP");
    wait_for_reload(&server, "refused").await;
    let after = get_all(&server).await;
    for (path, (before, after)) in WITH_ALL_VISITS.iter().zip(before.iter().zip(&after)) {
        assert!(before == after, "{path} changed");
    }
    let item = "/v1/visits/visit-21";
    let unread = get_once(&server.address, item).await.unwrap();
    assert_eq!(unread.status, 404);
    wait_for_line(&server, "drafted and not read yet");
    // Once the draft is read, all of them have it.
    fs::write(&visits, read).unwrap();
    server.signal("HUP");
    wait_for_reload(&server, "done").await;
    assert_eq!(get_once(&server.address, item).await.unwrap().status, 200);
    let reloaded = get_all(&server).await;
    for (path, (before, after)) in WITH_ALL_VISITS.iter().zip(before.iter().zip(&reloaded)) {
        assert!(before != after, "{path} is as before");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sighup_during_a_reload_leads_to_another_one() {
    let workspace = Workspace::large();
    let server = workspace.serve(&[]);
    generated_seeds::write(&workspace.seeds(), MANY + 1);
    server.signal("HUP");
    wait_for_line(&server, "reloading");
    server.signal("HUP");
    wait_for_line(&server, "reloaded");
    wait_for_line(&server, "reloading");
    wait_for_line(&server, "reloaded");
}

#[tokio::test(flavor = "multi_thread")]
async fn sighup_refuses_what_is_no_seed_file_and_reloads_later() {
    let workspace = Workspace::with_visits(20);
    let server = workspace.serve(&[]);
    let fifo = workspace.seeds().join("finland-norway/goods.toml");
    let fifo_path = fifo.to_str().unwrap();
    let made = Command::new("mkfifo").arg(fifo_path).status().unwrap();
    assert!(made.success());
    server.signal("HUP");
    wait_for_reload(&server, "refused").await;
    fs::remove_file(&fifo).unwrap();
    generated_seeds::write(&workspace.seeds(), 21);
    server.signal("HUP");
    wait_for_reload(&server, "done").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn sighup_without_seeds_or_database_keeps_the_open_data_set() {
    let workspace = Workspace::with_visits(20);
    let server = workspace.serve(&[]);
    fs::remove_dir_all(workspace.seeds()).unwrap();
    fs::remove_file(workspace.database()).unwrap();
    server.signal("HUP");
    wait_for_reload(&server, "refused").await;
    let response = get_once(&server.address, "/v1/visits/visit-2")
        .await
        .unwrap();
    assert_eq!(response.status, 200);
}
