//! The database file, in every state in which it may be found, before it is served and while it is.

use std::fs::{self, OpenOptions};
use std::os::unix::fs::FileExt as _;
use std::path::Path;
use std::time::{Duration, Instant};

use crate::binary::{LONG, Server, run, stderr};
use crate::client::{Client, get_once};
use crate::place::{Place, with};

fn overwrite(path: &Path, at: u64, bytes: &[u8]) {
    OpenOptions::new()
        .write(true)
        .open(path)
        .unwrap()
        .write_all_at(bytes, at)
        .unwrap();
}

fn cut(path: &Path, length: u64) {
    OpenOptions::new()
        .write(true)
        .open(path)
        .unwrap()
        .set_len(length)
        .unwrap();
}

/// Places all over a file, none of them chosen by hand.
fn places(length: u64, count: u64) -> impl Iterator<Item = u64> {
    // Knuth's multiplicative hash, so that the same places are tried in every run.
    (1..=count).map(move |number| number.wrapping_mul(2_654_435_761) % length)
}

#[test]
fn what_is_damaged_is_built_anew() {
    let place = Place::new();
    place.migrate();
    let whole = fs::read(place.database()).unwrap();
    let length = whole.len() as u64;
    let reference = place
        .serve(&[])
        .get("/v1/visits")
        .split("\r\n\r\n")
        .nth(1)
        .unwrap()
        .to_owned();
    let cuts = [0, 4096, length / 2, length - 1].map(|length| (length, None));
    // Past the head, which says whose file it is.
    let scratches = places(length, 12).map(|at| (at.max(100), Some([0xA5; 3])));
    for (number, (at, scratch)) in cuts.into_iter().chain(scratches).enumerate() {
        fs::write(place.database(), &whole).unwrap();
        match scratch {
            None => cut(&place.database(), at),
            Some(bytes) => overwrite(&place.database(), at, &bytes),
        }
        let server = place.serve(&[]);
        assert!(
            server.get("/v1/visits").ends_with(&reference),
            "damage {number}"
        );
        drop(server);
        assert!(
            fs::read(place.database()).unwrap() == whole,
            "damage {number}"
        );
    }
}

#[test]
fn what_is_not_ours_is_left_alone_and_told_in_one_line() {
    let place = Place::new();
    let database = place.database();
    let foreign: [&[u8]; 4] = [b"a letter", b"SQLite format 3\0", &[0; 5000], b"\x7fELF"];
    for bytes in foreign {
        fs::write(&database, bytes).unwrap();
        for command in ["serve", "migrate"] {
            let arguments = place.arguments();
            let output = run(&with(&[command], &arguments));
            let told = stderr(&output);
            let last = told.lines().last().unwrap();
            assert!(
                output.status.code() == Some(1) && last.contains("not a database of bilateral"),
                "{told}"
            );
            assert!(fs::read(&database).unwrap() == bytes);
        }
    }
}

#[test]
fn pairs_that_somebody_loaded_are_not_replaced_by_the_shipped_ones() {
    let place = Place::with_visits(5);
    let before = fs::read(place.database()).unwrap();
    let database = place.database().display().to_string();
    let output = run(&["serve", "--listen", "127.0.0.1:0", "--database", &database]);
    let told = stderr(&output);
    let last = told.lines().last().unwrap();
    assert!(
        output.status.code() == Some(1)
            && last.contains("finland-norway")
            && last.contains("--seeds"),
        "{told}"
    );
    assert!(fs::read(place.database()).unwrap() == before);
    // Who says so has them replaced.
    assert!(run(&["migrate", "--database", &database]).status.success());
    assert!(
        Server::start(&["--database", &database])
            .get("/v1/visits")
            .contains("khurelsukh")
    );
}

/// A way to write to a file that is served.
type Damage = fn(&Path);

#[tokio::test(flavor = "multi_thread")]
async fn damage_while_serving_is_told_and_mended_by_a_reload() {
    let damages: [Damage; 5] = [
        |path| cut(path, 0),
        |path| cut(path, fs::metadata(path).unwrap().len() / 2),
        |path| overwrite(path, 100, &[0; 1000]),
        |path| overwrite(path, fs::metadata(path).unwrap().len() / 2, &[0xA5; 8192]),
        |path| overwrite(path, fs::metadata(path).unwrap().len() - 1, &[1]),
    ];
    for (number, damage) in damages.into_iter().enumerate() {
        let place = Place::new();
        let mut server = place.serve(&[]);
        let kept = get_once(&server.address, "/v1/visits").await.unwrap();
        // More than a tick of the clock that files are stamped with.
        tokio::time::sleep(Duration::from_millis(50)).await;
        damage(&place.database());
        let mut client = Client::connect(&server.address).await.unwrap();
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
            let answer = client.get(path).await.unwrap();
            assert!(
                answer.is_problem(503),
                "damage {number}, {path}: {answer:?}"
            );
            let told = String::from_utf8(answer.body).unwrap();
            assert!(
                !told.contains("malformed") && !told.contains("code:"),
                "{told}"
            );
        }
        // What was read before is right, and the process lives.
        assert!(client.get("/v1/visits").await.unwrap().body == kept.body);
        assert_eq!(client.get("/healthz").await.unwrap().status, 200);
        server.signal("HUP");
        let begun = Instant::now();
        while client.get("/readyz").await.unwrap().status != 200 {
            assert!(begun.elapsed() < LONG, "damage {number} is not mended");
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        assert_eq!(client.get("/v1/visits?limit=2").await.unwrap().status, 200);
        assert_eq!(server.stop(), Some(0));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_is_replaced_or_removed_is_served_to_the_end() {
    let place = Place::new();
    let server = place.serve(&[]);
    let old = fs::read(place.database()).unwrap();
    let other = place.path("other.sqlite");
    fs::write(&other, b"something else").unwrap();
    fs::rename(&other, place.database()).unwrap();
    for path in ["/v1/visits?limit=1", "/v1/search?q=embassy", "/readyz"] {
        assert_eq!(
            get_once(&server.address, path).await.unwrap().status,
            200,
            "{path}"
        );
    }
    fs::remove_file(place.database()).unwrap();
    assert_eq!(
        get_once(&server.address, "/v1/visits?limit=2")
            .await
            .unwrap()
            .status,
        200
    );
    assert!(
        get_once(&server.address, "/v1/dataset.sqlite")
            .await
            .unwrap()
            .body
            == old
    );
}

/// Damage that a checksum does not show, as of a disk that lies: nothing is promised of the answers, but that it lives.
#[tokio::test(flavor = "multi_thread")]
async fn whatever_the_file_holds_the_process_lives() {
    let place = Place::new();
    place.migrate();
    let whole = fs::read(place.database()).unwrap();
    for at in places(whole.len() as u64, 25) {
        fs::write(place.database(), &whole).unwrap();
        overwrite(&place.database(), at.max(100), &[0xFF, 0, 0x7F, 0x80, 1]);
        let file = OpenOptions::new()
            .read(true)
            .write(true)
            .open(place.database())
            .unwrap();
        bilateral::checksum::write(&file).unwrap();
        let server = place.serve(&[]);
        let mut client = Client::connect(&server.address).await.unwrap();
        for path in [
            "/v1/visits",
            "/v1/timeline.ndjson",
            "/v1/search?q=a",
            "/v1/history?sort=title&facets=relation",
            "/v1/trade.csv",
        ] {
            match client.get(path).await {
                Ok(answer) => assert!(
                    [200, 500, 503].contains(&answer.status),
                    "byte {at}, {path}: {answer:?}"
                ),
                // A list that cannot be finished is cut off.
                Err(_) => client = Client::connect(&server.address).await.unwrap(),
            }
        }
        assert_eq!(
            get_once(&server.address, "/healthz").await.unwrap().status,
            200,
            "byte {at}"
        );
    }
}
