//! SIGHUP: another data set takes the place of the one that is served, or is refused.

use std::fs;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use crate::binary::{LONG, Server};
use crate::client::{Answer, Client, get_once};
use crate::large;
use crate::place::{MANY, Place};

/// What `/readyz` says once it tells how the reload has ended.
async fn ended(server: &Server, how: &str) -> String {
    let begun = Instant::now();
    loop {
        let answer = get_once(&server.address, "/readyz").await.unwrap();
        assert_eq!(answer.status, 200);
        if answer.json()["reload"] == how {
            return answer.json()["dataset"].as_str().unwrap().to_owned();
        }
        assert!(begun.elapsed() < LONG, "{answer:?}");
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

/// Asks without pause until told to stop, and tells the tags and totals that came.
async fn watch(address: String, enough: Arc<AtomicBool>) -> Vec<(String, u64)> {
    let mut seen = Vec::new();
    let mut client = Client::connect(&address).await.unwrap();
    while !enough.load(Ordering::Relaxed) {
        let answer = client
            .get("/v1/visits?limit=3")
            .await
            .expect("no request fails");
        assert_eq!(answer.status, 200);
        let told = (
            answer.header("etag").to_owned(),
            answer.json()["total"].as_u64().unwrap(),
        );
        if seen.last() != Some(&told) {
            seen.push(told);
        }
    }
    seen
}

#[tokio::test(flavor = "multi_thread")]
async fn another_data_set_is_swapped_in_while_requests_come() {
    let place = Place::large();
    let server = place.serve(&["--metrics", "127.0.0.1:0", "--patience", "3600"]);
    let enough = Arc::new(AtomicBool::new(false));
    let watching: Vec<_> = (0..4)
        .map(|_| tokio::spawn(watch(server.address.clone(), Arc::clone(&enough))))
        .collect();
    let mut begun = Client::connect(&server.address).await.unwrap();
    let download = begun.begin("/v1/visits.csv").await.unwrap();
    let mut file = Client::connect(&server.address).await.unwrap();
    let file = file.begin("/v1/dataset.sqlite").await.unwrap();
    let served = fs::read(place.database()).unwrap();
    let next = get_once(&server.address, "/v1/visits?limit=3")
        .await
        .unwrap()
        .json()["next"]
        .clone();
    let next = next.as_str().unwrap();
    assert_eq!(get_once(&server.address, next).await.unwrap().status, 200);
    large::write(&place.seeds(), MANY + 1);
    server.signal("HUP");
    let dataset = ended(&server, "done").await;
    tokio::time::sleep(Duration::from_millis(100)).await;
    enough.store(true, Ordering::Relaxed);
    for watching in watching {
        let seen = watching.await.unwrap();
        assert_eq!(
            seen.iter().map(|(_, total)| *total).collect::<Vec<_>>(),
            [MANY as u64, MANY as u64 + 1],
            "at once, and once"
        );
        assert_ne!(seen[0].0, seen[1].0);
    }
    // A walk through the list would skip items, so it is told to begin again.
    let gone_on = get_once(&server.address, next).await.unwrap();
    assert_eq!(
        (gone_on.status, &gone_on.json()["errors"][0]["reason"]),
        (400, &"outdated".into()),
        "{gone_on:?}"
    );
    // What was begun with the old data is finished with it.
    let download = Answer::of(download).await.unwrap();
    assert_eq!(
        download.body.split(|byte| *byte == b'\n').count() - 1,
        MANY + 1
    );
    assert!(
        Answer::of(file).await.unwrap().body == served,
        "the old file is given to its end"
    );
    let counted = get_once(server.metrics.as_ref().unwrap(), "/metrics")
        .await
        .unwrap();
    let counted = String::from_utf8(counted.body).unwrap();
    assert!(
        counted.contains(&format!(
            "bilateral_dataset_info{{version=\"{dataset}\"}} 1"
        )),
        "{counted}"
    );
    assert!(
        counted.contains("bilateral_reloads_total{result=\"done\"} 1"),
        "{counted}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bad_data_set_is_refused_and_the_old_one_stays() {
    let place = Place::with_visits(20);
    let server = place.serve(&[]);
    let before = get_once(&server.address, "/v1/visits").await.unwrap();
    let visits = place.seeds().join("finland-norway/visits.toml");
    let good = fs::read_to_string(&visits).unwrap();
    fs::write(
        &visits,
        good.replace("host = \"NOR\"", "host = \"NOWHERE\""),
    )
    .unwrap();
    server.signal("HUP");
    ended(&server, "refused").await;
    let after = get_once(&server.address, "/v1/visits").await.unwrap();
    assert_eq!(
        (after.header("etag"), after.status),
        (before.header("etag"), 200)
    );
    assert!(after.body == before.body);
    let told = server
        .log
        .recv_timeout(LONG)
        .into_iter()
        .chain(server.log.try_iter())
        .collect::<Vec<_>>()
        .join("\n");
    assert!(
        told.contains("refused") && told.contains("20 errors"),
        "{told}"
    );
    // A database that was replaced in the meantime is no reason to lose the one that is open.
    fs::write(&visits, good.replace("Guest 1 comes", "Guest 1 travels")).unwrap();
    server.signal("HUP");
    ended(&server, "done").await;
    let mended = get_once(&server.address, "/v1/visits/visit-1")
        .await
        .unwrap();
    assert_eq!(mended.json()["item"]["title"], "Guest 1 travels to Norway");
    fs::remove_dir_all(place.seeds()).unwrap();
    fs::remove_file(place.database()).unwrap();
    server.signal("HUP");
    ended(&server, "refused").await;
    assert_eq!(
        get_once(&server.address, "/v1/visits/visit-2")
            .await
            .unwrap()
            .status,
        200
    );
}
