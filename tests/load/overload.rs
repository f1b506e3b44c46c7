//! Two thousand clients that ask for the dearest answers as fast as they get them.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use tempfile::TempDir;
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};

use crate::binary::{LONG, Server, run, stderr};
use crate::client::{Client, get_once};
use crate::process::memory;
use crate::{alone, large, say};

const CLIENTS: usize = 2000;
const DURATION: Duration = Duration::from_secs(10);

/// What was answered.
#[derive(Default)]
struct Seen {
    given: AtomicUsize,
    turned_away: AtomicUsize,
}

/// The dearest there is, each time another.
fn dearest(number: usize) -> String {
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

/// Asks until the time is over. A connection that is ended is followed by another.
async fn ask(address: String, mut number: usize, until: Instant, seen: Arc<Seen>) {
    while Instant::now() < until {
        let mut client = Client::connect(&address).await.expect("a connection");
        while Instant::now() < until {
            let answer = client.get(&dearest(number)).await.expect("an answer");
            number = number.wrapping_mul(31).wrapping_add(7) % 1_000_003;
            if answer.is_problem(503) {
                seen.turned_away.fetch_add(1, Ordering::Relaxed);
            } else {
                assert_eq!(answer.status, 200, "{answer:?}");
                seen.given.fetch_add(1, Ordering::Relaxed);
            }
            if answer.header("connection") == "close" {
                break;
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn more_than_it_can_do_is_turned_away_and_nothing_breaks() {
    let _alone = alone().await;
    let folder = TempDir::new().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    large::write(&folder.path().join("seeds"), 3000);
    let arguments = ["--database", &path("db"), "--seeds", &path("seeds")];
    let output = run(&[&["migrate"], &arguments[..]].concat());
    assert!(output.status.success(), "{}", stderr(&output));
    let mut server = Server::start(&[&["--metrics", "127.0.0.1:0"], &arguments[..]].concat());
    for number in 0..12 {
        assert_eq!(
            get_once(&server.address, &dearest(number))
                .await
                .unwrap()
                .status,
            200
        );
    }
    let before = memory(&server);
    let until = Instant::now() + DURATION;
    let seen = Arc::new(Seen::default());
    let mut clients = JoinSet::new();
    for number in 0..CLIENTS {
        clients.spawn(ask(
            server.address.clone(),
            number * 97,
            until,
            Arc::clone(&seen),
        ));
    }
    let (mut most, mut healthy) = (before, 0);
    while Instant::now() < until {
        let health = get_once(&server.address, "/healthz").await.unwrap();
        assert_eq!(health.status, 200, "{health:?}");
        healthy += 1;
        most = most.max(memory(&server));
        sleep(Duration::from_millis(50)).await;
    }
    assert!(
        timeout(LONG, clients.join_all()).await.is_ok(),
        "some were never answered"
    );
    let over = Instant::now();
    let counted = get_once(server.metrics.as_ref().unwrap(), "/metrics")
        .await
        .unwrap();
    let counted = String::from_utf8(counted.body).unwrap();
    let shed = counted
        .lines()
        .filter(|line| line.starts_with("bilateral_shed_total"));
    let shed: usize = shed
        .map(|line| line.rsplit(' ').next().unwrap().parse::<usize>().unwrap())
        .sum();
    while get_once(&server.address, "/v1/visits?limit=7&sort=title")
        .await
        .unwrap()
        .status
        != 200
    {
        assert!(over.elapsed() < LONG, "it does not recover");
    }
    say(&format!(
        "{CLIENTS} clients for {DURATION:?}: {} answers, {} turned away, {healthy} times healthy, {before:.0} MiB and \
         {most:.0} at most, normal again after {:?}",
        seen.given.load(Ordering::Relaxed),
        seen.turned_away.load(Ordering::Relaxed),
        over.elapsed()
    ));
    assert!(seen.given.load(Ordering::Relaxed) > 0 && healthy > 0);
    assert!(
        shed >= seen.turned_away.load(Ordering::Relaxed),
        "{shed} were counted"
    );
    assert!(most - before <= 256.0, "{before} MiB became {most}");
    assert_eq!(server.stop(), Some(0));
}
