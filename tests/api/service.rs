use bilateral::kinds;

use crate::world::{get, ok, text};

#[test]
fn the_service_document_lists_every_collection_with_its_parameters() {
    let service = ok("/v1");
    let collections = service["collections"].as_array().unwrap();
    let urls: Vec<String> = collections.iter().map(|c| text(&c["url"])).collect();
    let lists: Vec<String> = kinds::LISTS
        .iter()
        .map(|kind| format!("/v1/{}", kind.plural))
        .collect();
    assert_eq!(urls, lists);
    for collection in collections {
        let answer = get(&format!("{}?nosuch=1", text(&collection["url"])));
        let allowed = answer.json()["errors"][0]["allowed"].clone();
        let listed: Vec<_> = collection["parameters"]
            .as_array()
            .unwrap()
            .iter()
            .map(|p| p["name"].clone())
            .collect();
        assert_eq!(allowed, serde_json::json!(listed));
    }
}

#[test]
fn the_data_set_says_what_it_is() {
    let dataset = ok("/v1/dataset");
    assert_eq!(dataset["counts"]["visit"], 7);
    assert_eq!(dataset["licence"], "CC0-1.0");
    assert!(text(&dataset["citation"]).ends_with(&text(&dataset["dataset"])));
}

#[test]
fn every_body_carries_the_version_of_the_data_set() {
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
fn health_and_readiness() {
    assert_eq!(ok("/healthz")["status"], "ok");
    assert_eq!(ok("/readyz")["status"], "ready");
    assert_eq!(get("/healthz?verbose=1").status, 400);
}
