//! The README keeps its word: every request in it gives the answer that stands below it, and every list is in its table.

#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]

use axum::body::{Body, to_bytes};
use axum::http::Request;
use bilateral::http::Limits;
use bilateral::kind::ParameterRole;
use bilateral::kinds;
use bilateral::seed::{Sources, migrate};
use bilateral::store::Store;
use serde_json::Value;
use tower::ServiceExt as _;

const README: &str = include_str!("../README.md");

/// The requests of the README: path, jq filter and the answer.
fn requests() -> Vec<(String, String, Value)> {
    let blocks = README
        .split("```console\n$ curl -s ")
        .skip(1)
        .map(|block| block.split("```").next().unwrap());
    let parsed = blocks.map(|block| {
        let (command, answer) = block.split_once('\n').unwrap();
        let (url, filter) = command.split_once(" | jq ").unwrap();
        let path = url
            .trim_matches('\'')
            .strip_prefix("localhost:8080")
            .unwrap()
            .to_owned();
        (
            path,
            filter.trim_matches('\'').to_owned(),
            serde_json::from_str(answer).unwrap(),
        )
    });
    parsed.collect()
}

/// The value that jq selects with `.a.b[0].c`.
fn jq(value: &Value, filter: &str) -> Value {
    let steps = filter.split(['.', '[']).filter(|step| !step.is_empty());
    let found = steps.fold(value, |value, step| match step.strip_suffix(']') {
        Some(index) => &value[index.parse::<usize>().unwrap()],
        None => &value[step],
    });
    found.clone()
}

#[tokio::test]
async fn every_request_gives_the_answer_below_it() {
    let folder = tempfile::TempDir::new().unwrap();
    let database = folder.path().join("db.sqlite");
    migrate(&Sources::default(), &database, &|_, _| ())
        .await
        .unwrap();
    let front = bilateral::app::service(Store::open(&database).await.unwrap(), &Limits::default());
    let requests = requests();
    assert_eq!(requests.len(), README.matches("curl -s").count());
    for (path, filter, expected) in requests {
        let response = front
            .clone()
            .oneshot(
                Request::get(&path)
                    .header("host", "localhost")
                    .body(Body::empty())
                    .unwrap(),
            )
            .await
            .unwrap();
        let body = to_bytes(response.into_body(), usize::MAX).await.unwrap();
        let answer = jq(&serde_json::from_slice(&body).unwrap(), &filter);
        assert_eq!(answer, expected, "{path}");
    }
}

#[test]
fn every_list_has_its_row_with_its_parameters() {
    for kind in kinds::all() {
        let row = README
            .lines()
            .find(|line| line.starts_with(&format!("| `{}` |", kind.path())));
        let row = row.unwrap_or_else(|| panic!("no row for /v1/{}", kind.plural));
        let shared = |name: &str| README.contains(&format!("`{name}`"));
        for parameter in kinds::list_parameters(kind) {
            let named = row.contains(&format!("`{}`", parameter.name));
            let own = parameter.role == ParameterRole::AsOf
                || kind.filters.iter().any(|f| f.name == parameter.name);
            assert!(
                if own { named } else { shared(parameter.name) },
                "{} of /v1/{}",
                parameter.name,
                kind.plural
            );
        }
    }
}

#[test]
fn the_commands_are_those_that_ci_runs() {
    let ci = include_str!("../.ci/run");
    let commands: Vec<&str> = README
        .split("```sh\n")
        .nth(1)
        .unwrap()
        .split("```")
        .next()
        .unwrap()
        .lines()
        .collect();
    assert_eq!(commands.len(), 2);
    assert!(commands[0].starts_with("cargo run --release -- serve "));
    assert!(commands[1].starts_with("cargo test ") && ci.contains("\ncargo test\n"));
}
