//! A minute of everything that the OpenAPI document offers.

use std::time::{Duration, Instant};

use tempfile::TempDir;

use crate::binary::Server;
use crate::client::Client;
use crate::process::{descriptors, memory};
use crate::valid::Api;
use crate::{alone, say};

const DURATION: Duration = Duration::from_mins(1);
/// By then all has been asked for that is kept.
const WARM: Duration = Duration::from_secs(20);

#[tokio::test(flavor = "multi_thread")]
async fn a_minute_of_valid_requests_leaves_it_as_it_was() {
    let _alone = alone().await;
    let folder = TempDir::new().unwrap();
    let mut server = Server::start(&["--database", folder.path().join("db").to_str().unwrap()]);
    let mut client = Client::connect(&server.address).await.unwrap();
    let api = Api::read(&mut client).await;
    let (begun, mut number, mut warm) = (Instant::now(), 0, None);
    while begun.elapsed() < DURATION {
        number += 1;
        let path = api.request(number);
        let answer = client
            .get(&path)
            .await
            .unwrap_or_else(|error| panic!("{path}: {error}"));
        assert_eq!(
            answer.status,
            200,
            "{path}: {}",
            String::from_utf8_lossy(&answer.body)
        );
        if number % 1000 == 0 {
            client = Client::connect(&server.address).await.unwrap();
        }
        if warm.is_none() && begun.elapsed() > WARM {
            warm = Some((memory(&server), descriptors(&server)));
        }
    }
    let (before, open) = warm.unwrap();
    let (after, left) = (memory(&server), descriptors(&server));
    say(&format!(
        "{number} requests: {before:.1} MiB after {WARM:?}, {after:.1} after {DURATION:?}; {open} descriptors, then {left}"
    ));
    assert!(after <= before + 8.0, "{before} MiB became {after}");
    assert!(left <= open + 1, "{open} descriptors became {left}");
    assert_eq!(server.stop(), Some(0));
    let errors: Vec<String> = server
        .log
        .iter()
        .filter(|line| line.contains("ERROR") || line.contains("WARN"))
        .collect();
    assert!(errors.is_empty(), "{errors:?}");
}
