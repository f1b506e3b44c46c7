//! All shipped pairs together: every fact answers at its own address, leads to its source, and is shown on the page of its pair.
//! Nothing here counts facts, so that a curator may add any.

#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]

use std::collections::HashSet;

use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode};
use bilateral::app::service;
use bilateral::http::{Limits, Service};
use bilateral::kinds;
use bilateral::seed::{Sources, migrate};
use bilateral::store::Store;
use serde_json::Value;
use tempfile::TempDir;
use tower::ServiceExt as _;

struct Shipped {
    service: Service,
    _folder: TempDir,
}

impl Shipped {
    async fn new() -> Self {
        let folder = TempDir::new().unwrap();
        let database = folder.path().join("db.sqlite");
        migrate(&Sources::default(), &database, &|_, _| ())
            .await
            .unwrap();
        let store = Store::open(&database).await.unwrap();
        Self {
            service: service(store, &Limits::default()),
            _folder: folder,
        }
    }

    /// The body of a response, which must be 200.
    async fn get(&self, path: &str) -> String {
        let request = Request::get(path).header("host", "localhost");
        let request = request.body(Body::empty()).unwrap();
        let response = self.service.clone().oneshot(request).await.unwrap();
        let status = response.status();
        let body = to_bytes(response.into_body(), usize::MAX).await.unwrap();
        let body = String::from_utf8(body.to_vec()).unwrap();
        assert_eq!(status, StatusCode::OK, "{path}: {body}");
        body
    }

    async fn json(&self, path: &str) -> Value {
        serde_json::from_str(&self.get(path).await).unwrap()
    }

    /// The items of all pages of a list.
    async fn items(&self, path: &str) -> Vec<Value> {
        let mut items = Vec::new();
        let mut next = Some(path.to_owned());
        while let Some(path) = next {
            let page = self.json(&path).await;
            items.extend(page["items"].as_array().unwrap().iter().cloned());
            next = page["next"].as_str().map(str::to_owned);
        }
        items
    }
}

fn text<'v>(value: &'v Value, key: &str) -> &'v str {
    value[key].as_str().unwrap()
}

#[tokio::test]
async fn every_fact_answers_at_its_address_and_leads_to_its_source() {
    let shipped = Shipped::new().await;
    for kind in kinds::all() {
        let mut titles = HashSet::new();
        for item in shipped.items(&kind.path()).await {
            let address = text(&item, "url");
            assert_eq!(shipped.json(address).await["item"], item, "{address}");
            for source in item["sources"].as_array().unwrap() {
                assert!(text(source, "link").starts_with("https://"), "{address}");
            }
            // Parts of documents, such as sentences and footnotes, are told apart by their documents.
            let is_of_document = item["part_of"]["kind"] == "document" || kind.name == "sentence";
            let is_new = titles.insert(text(&item, "title").to_owned());
            assert!(
                is_new || is_of_document,
                "{address} has the title of another fact"
            );
        }
    }
}

#[tokio::test]
async fn every_document_is_attributed() {
    let shipped = Shipped::new().await;
    for document in shipped.items("/v1/documents").await {
        let address = text(&document, "address");
        let page = shipped
            .get(&format!("/documents/{}", text(&document, "id")))
            .await;
        assert!(page.contains(&address.replace('&', "&amp;")), "{address}");
    }
}

#[tokio::test]
async fn every_country_of_a_pair_has_the_pair_and_its_visits() {
    let shipped = Shipped::new().await;
    for pair in shipped.items("/v1/relations").await {
        for party in pair["parties"].as_array().unwrap() {
            let code = party.as_str().unwrap();
            let path = format!("/v1/relations?country={code}");
            let found = shipped.items(&path).await;
            assert!(found.iter().any(|one| one["id"] == pair["id"]), "{path}");
            let path = format!("/v1/visits?country={code}&relation={}", text(&pair, "id"));
            let visits = shipped.items(&path).await;
            let all = format!("/v1/visits?relation={}", text(&pair, "id"));
            let all = shipped.items(&all).await;
            let concerns = |visit: &&Value| visit.to_string().contains(&format!("\"{code}\""));
            assert_eq!(visits.len(), all.iter().filter(concerns).count(), "{path}");
        }
    }
}

#[tokio::test]
async fn states_follow_from_year_to_year() {
    let shipped = Shipped::new().await;
    for year in (1920..=2030).step_by(5) {
        for path in ["/v1/missions", "/v1/relations"] {
            for item in shipped.items(&format!("{path}?as_of={year}")).await {
                let state = &item["state"];
                assert_eq!(state["as_of"], format!("{year}-12-31"), "{}", item["id"]);
                let is_open = state["status"] == "open";
                assert!(!is_open || !state["last_evidence"].is_null(), "{state}");
            }
        }
    }
}
