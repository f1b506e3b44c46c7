//! A minute of all valid requests, after which the server uses no more memory or descriptors than before.

use std::time::{Duration, Instant};

use tempfile::TempDir;

use crate::binary::Server;
use crate::client::Client;
use crate::process::{descriptors, memory};
use crate::valid_requests::Api;
use crate::{print_measurement, reserve_machine};

const DURATION: Duration = Duration::from_mins(1);
/// The time after which all caches are filled.
const WARM_UP: Duration = Duration::from_secs(20);

#[tokio::test(flavor = "multi_thread")]
async fn a_minute_of_valid_requests_leaks_nothing() {
    let _machine = reserve_machine().await;
    let folder = TempDir::new().unwrap();
    let mut server = Server::start(&["--database", folder.path().join("db").to_str().unwrap()]);
    let mut client = Client::connect(&server.address).await.unwrap();
    let api = Api::read(&mut client).await;
    let (start, mut number, mut warm) = (Instant::now(), 0, None);
    while start.elapsed() < DURATION {
        number += 1;
        assert_ok(&mut client, &api.request(number)).await;
        if number % 1000 == 0 {
            client = Client::connect(&server.address).await.unwrap();
        }
        if warm.is_none() && start.elapsed() > WARM_UP {
            warm = Some((memory(&server), descriptors(&server)));
        }
    }
    let (memory_before, descriptors_before) = warm.unwrap();
    let (memory, descriptors) = (memory(&server), descriptors(&server));
    print_measurement(&format!(
        "{number} requests: {memory_before:.1} MiB and {descriptors_before} descriptors after {WARM_UP:?}, {memory:.1} MiB and \
         {descriptors} after {DURATION:?}"
    ));
    assert!(
        memory <= memory_before + 8.0,
        "memory grew from {memory_before} to {memory} MiB"
    );
    assert!(
        descriptors <= descriptors_before + 1,
        "{descriptors_before} descriptors became {descriptors}"
    );
    assert_eq!(server.stop(), Some(0));
    assert_no_errors_logged(&server);
}

async fn assert_ok(client: &mut Client, path: &str) {
    let response = client
        .get(path)
        .await
        .unwrap_or_else(|error| panic!("{path}: {error}"));
    let body = String::from_utf8_lossy(&response.body);
    assert_eq!(response.status, 200, "{path}: {body}");
}

fn assert_no_errors_logged(server: &Server) {
    let errors: Vec<String> = server
        .log
        .iter()
        .filter(|line| line.contains("ERROR") || line.contains("WARN"))
        .collect();
    assert!(errors.is_empty(), "{errors:?}");
}
