//! Database files that are damaged, foreign, replaced or removed, before they are served and while they are.

use std::fs::{self, OpenOptions};
use std::os::unix::fs::{FileExt as _, PermissionsExt as _};
use std::path::Path;
use std::time::{Duration, Instant};

use crate::binary::{Server, TIMEOUT, run, stderr};
use crate::client::{Client, get_once};
use crate::workspace::{Workspace, join, update_checksum};

fn overwrite(path: &Path, offset: u64, bytes: &[u8]) {
    OpenOptions::new()
        .write(true)
        .open(path)
        .unwrap()
        .write_all_at(bytes, offset)
        .unwrap();
}

fn truncate(path: &Path, length: u64) {
    OpenOptions::new()
        .write(true)
        .open(path)
        .unwrap()
        .set_len(length)
        .unwrap();
}

fn length(path: &Path) -> u64 {
    fs::metadata(path).unwrap().len()
}

/// Offsets spread over a file, the same in every run, behind the header that identifies the file.
fn offsets(length: u64, count: u64) -> impl Iterator<Item = u64> {
    // Knuth's multiplicative hash.
    (1..=count).map(move |number| (number.wrapping_mul(2_654_435_761) % length).max(100))
}

#[test]
fn damaged_databases_are_rebuilt() {
    let workspace = Workspace::new();
    let path = workspace.database();
    workspace.migrate();
    let intact = fs::read(&path).unwrap();
    let length = intact.len() as u64;
    let reference = workspace.serve(&[]).get("/v1/visits");
    let (_, reference) = reference.split_once("\r\n\r\n").unwrap();
    let assert_rebuilt = |damage: &str| {
        let server = workspace.serve(&[]);
        assert!(server.get("/v1/visits").ends_with(reference), "{damage}");
        drop(server);
        assert!(fs::read(&path).unwrap() == intact, "{damage}");
    };
    for length in [0, 4096, length / 2, length - 1] {
        truncate(&path, length);
        assert_rebuilt(&format!("truncated to {length} bytes"));
    }
    for offset in offsets(length, 12) {
        overwrite(&path, offset, &[0xA5; 3]);
        assert_rebuilt(&format!("overwritten at {offset}"));
    }
}

#[test]
fn foreign_files_are_left_alone() {
    let workspace = Workspace::new();
    let database = workspace.database();
    let foreign: [&[u8]; 4] = [b"a letter", b"SQLite format 3\0", &[0; 5000], b"\x7fELF"];
    for bytes in foreign {
        fs::write(&database, bytes).unwrap();
        for command in ["serve", "migrate"] {
            let flags = workspace.flags();
            let output = run(&join(&[command], &flags));
            let errors = stderr(&output);
            let last = errors.lines().last().unwrap();
            assert!(
                output.status.code() == Some(1) && last.contains("not a bilateral database"),
                "{errors}"
            );
            assert_eq!(errors.lines().count(), 1, "{errors}");
            assert!(fs::read(&database).unwrap() == bytes);
        }
    }
}

#[test]
fn loaded_pairs_are_not_replaced_by_the_shipped_seeds() {
    let workspace = Workspace::with_visits(5);
    let before = fs::read(workspace.database()).unwrap();
    let database = workspace.database().display().to_string();
    let output = run(&["serve", "--listen", "127.0.0.1:0", "--database", &database]);
    let errors = stderr(&output);
    let last = errors.lines().last().unwrap();
    assert!(
        output.status.code() == Some(1)
            && last.contains("finland-norway")
            && last.contains("--seeds"),
        "{errors}"
    );
    assert!(fs::read(workspace.database()).unwrap() == before);
    // An explicit `migrate` does replace them.
    assert!(run(&["migrate", "--database", &database]).status.success());
    assert!(
        Server::start(&["--database", &database])
            .get("/v1/visits")
            .contains("khurelsukh")
    );
}

/// A way to damage a file that is being served.
type Damage = fn(&Path);

#[tokio::test(flavor = "multi_thread")]
async fn damage_while_serving_gives_503_until_a_reload() {
    let damages: [Damage; 6] = [
        |path| truncate(path, 0),
        |path| truncate(path, length(path) / 2),
        |path| overwrite(path, 100, &[0; 1000]),
        |path| overwrite(path, length(path) / 2, &[0xA5; 8192]),
        |path| overwrite(path, length(path) - 1, &[1]),
        // Like damage by something that leaves the size and the time of modification as they were.
        |path| {
            let modified = fs::metadata(path).unwrap().modified().unwrap();
            overwrite(path, length(path) / 2, &[0xA5]);
            let file = OpenOptions::new().write(true).open(path).unwrap();
            file.set_modified(modified).unwrap();
        },
    ];
    for (number, damage) in damages.into_iter().enumerate() {
        let workspace = Workspace::new();
        let mut server = workspace.serve(&[]);
        let cached = get_once(&server.address, "/v1/visits").await.unwrap();
        // Longer than the resolution of the file system's timestamps.
        tokio::time::sleep(Duration::from_millis(50)).await;
        damage(&workspace.database());
        let mut client = Client::connect(&server.address).await.unwrap();
        assert_data_is_unavailable(&mut client, number).await;
        // A cached response is still right, and the process lives.
        assert!(client.get("/v1/visits").await.unwrap().body == cached.body);
        assert_eq!(client.get("/healthz").await.unwrap().status, 200);
        server.signal("HUP");
        let start = Instant::now();
        while client.get("/readyz").await.unwrap().status != 200 {
            assert!(start.elapsed() < TIMEOUT, "damage {number} is not repaired");
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        assert_eq!(client.get("/v1/visits?limit=2").await.unwrap().status, 200);
        assert_eq!(server.stop(), Some(0));
    }
}

/// Everything that reads the database must give 503, without the text of SQLite's error.
async fn assert_data_is_unavailable(client: &mut Client, damage: usize) {
    for path in [
        "/v1/visits?limit=2",
        "/v1/timeline",
        "/v1/search?q=embassy",
        "/v1/trade.csv",
        "/v1/missions/kazakhstan-in-mongolia",
        "/v1/visits?sort=-title",
        "/v1/dataset.sqlite",
        "/readyz",
    ] {
        let response = client.get(path).await.unwrap();
        assert!(
            response.is_problem(503),
            "damage {damage}, {path}: {response:?}"
        );
        let body = String::from_utf8(response.body).unwrap();
        assert!(
            !body.contains("malformed") && !body.contains("code:"),
            "{body}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_whose_metadata_changes_is_still_served() {
    let workspace = Workspace::new();
    let server = workspace.serve(&[]);
    let database = workspace.database();
    let changes: [fn(&Path); 3] = [
        |path| fs::set_permissions(path, fs::Permissions::from_mode(0o640)).unwrap(),
        |path| fs::hard_link(path, path.with_extension("backup")).unwrap(),
        |path| fs::rename(path, path.with_extension("moved")).unwrap(),
    ];
    for (number, change) in changes.into_iter().enumerate() {
        // Longer than the resolution of the file system's timestamps.
        tokio::time::sleep(Duration::from_millis(50)).await;
        change(&database);
        for path in [
            &format!("/v1/visits?limit={number}"),
            "/v1/dataset.sqlite",
            "/readyz",
        ] {
            let response = get_once(&server.address, path).await.unwrap();
            assert_eq!(response.status, 200, "change {number}, {path}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_replaced_or_removed_database_is_still_served() {
    let workspace = Workspace::new();
    let server = workspace.serve(&[]);
    let original = fs::read(workspace.database()).unwrap();
    let other = workspace.path("other.sqlite");
    fs::write(&other, b"something else").unwrap();
    fs::rename(&other, workspace.database()).unwrap();
    for path in ["/v1/visits?limit=1", "/v1/search?q=embassy", "/readyz"] {
        let response = get_once(&server.address, path).await.unwrap();
        assert_eq!(response.status, 200, "{path}");
    }
    fs::remove_file(workspace.database()).unwrap();
    let list = get_once(&server.address, "/v1/visits?limit=2")
        .await
        .unwrap();
    assert_eq!(list.status, 200);
    let download = get_once(&server.address, "/v1/dataset.sqlite")
        .await
        .unwrap();
    assert!(download.body == original);
}

/// Damage with a matching checksum, as a faulty disk may cause. Responses may be wrong, but the process must not crash.
#[tokio::test(flavor = "multi_thread")]
async fn undetected_damage_does_not_crash_the_server() {
    let workspace = Workspace::new();
    workspace.migrate();
    let intact = fs::read(workspace.database()).unwrap();
    for offset in offsets(intact.len() as u64, 25) {
        fs::write(workspace.database(), &intact).unwrap();
        overwrite(&workspace.database(), offset, &[0xFF, 0, 0x7F, 0x80, 1]);
        update_checksum(&workspace.database());
        let server = workspace.serve(&[]);
        let mut client = Client::connect(&server.address).await.unwrap();
        for path in [
            "/v1/visits",
            "/v1/timeline.ndjson",
            "/v1/search?q=a",
            "/v1/history?sort=title&facets=relation",
            "/v1/trade.csv",
        ] {
            match client.get(path).await {
                Ok(response) => assert!(
                    [200, 500, 503].contains(&response.status),
                    "byte {offset}, {path}: {response:?}"
                ),
                // An export that fails midway is cut off.
                Err(_) => client = Client::connect(&server.address).await.unwrap(),
            }
        }
        assert_eq!(
            get_once(&server.address, "/healthz").await.unwrap().status,
            200,
            "byte {offset}"
        );
    }
}
