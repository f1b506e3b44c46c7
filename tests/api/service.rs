//! The service document, the data set, and health.

use bilateral::kind::Kind;
use bilateral::kinds;
use serde_json::{Value, json};

use crate::client::{get, ok, rejections, text};

#[test]
fn the_service_document_lists_every_collection_with_its_parameters() {
    let service = ok("/v1");
    let collections = service["collections"].as_array().unwrap();
    let urls: Vec<String> = collections.iter().map(|c| text(&c["url"])).collect();
    let lists: Vec<String> = kinds::all().map(Kind::path).collect();
    assert_eq!(urls, lists);
    for collection in collections {
        let rejected = get(&format!("{}?nosuch=1", text(&collection["url"])));
        let allowed = rejected.json()["errors"][0]["allowed"].clone();
        let parameters = collection["parameters"].as_array().unwrap().iter();
        let listed: Value = parameters.map(|one| one["name"].clone()).collect();
        assert_eq!(allowed, listed);
    }
}

#[test]
fn the_data_set_counts_every_kind_and_has_licence_and_citation() {
    let dataset = ok("/v1/dataset");
    let counts = dataset["counts"].as_object().unwrap();
    for kind in kinds::all() {
        assert_eq!(
            counts[kind.name],
            ok(&kind.path())["total"],
            "{}",
            kind.name
        );
    }
    assert_eq!(counts.len(), kinds::all().count());
    assert_eq!(dataset["licence"], "CC0-1.0");
    assert!(text(&dataset["citation"]).ends_with(&text(&dataset["dataset"])));
}

#[test]
fn every_body_has_the_version_of_the_data_set() {
    let version = ok("/v1/dataset")["dataset"].clone();
    for path in [
        "/v1",
        "/v1/visits",
        "/v1/visits/minister-akureyri",
        "/v1/timeline",
        "/readyz",
    ] {
        assert_eq!(ok(path)["dataset"], version, "{path}");
    }
}

#[test]
fn health_and_readiness_take_no_parameters() {
    assert_eq!(ok("/healthz"), json!({ "status": "ok" }));
    let dataset = ok("/v1/dataset")["dataset"].clone();
    assert_eq!(
        ok("/readyz"),
        json!({ "status": "ready", "dataset": dataset, "reload": null })
    );
    for path in ["/healthz", "/readyz"] {
        assert_eq!(
            rejections(&format!("{path}?verbose=1")),
            ["verbose unknown null"]
        );
    }
}
