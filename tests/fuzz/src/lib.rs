//! What holds whatever comes in, for the fuzzer and for proptest alike: each takes any bytes and panics where it does not hold.

#![expect(clippy::unwrap_used, reason = "a panic is how a property fails")]

use std::fs;
use std::sync::OnceLock;

use axum::body::{Body, to_bytes};
use axum::http::{Request, Uri};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use bilateral::document::Document;
use bilateral::http::{Limits, Service};
use bilateral::seed::{self, SeedError, Sources};
use bilateral::store::Store;
use percent_encoding::{NON_ALPHANUMERIC, percent_encode};
use tempfile::TempDir;
use tokio::runtime::{Builder, Runtime};
use tower::ServiceExt as _;

/// The service over the shipped seeds.
struct ShippedService {
    runtime: Runtime,
    front: Service,
    _folder: TempDir,
}

fn service() -> &'static ShippedService {
    static SERVICE: OnceLock<ShippedService> = OnceLock::new();
    SERVICE.get_or_init(|| {
        let runtime = Builder::new_current_thread().enable_all().build().unwrap();
        let folder = TempDir::new().unwrap();
        let path = folder.path().join("db.sqlite");
        let front = runtime.block_on(async {
            seed::migrate(&Sources::default(), &path, &|_, _| ())
                .await
                .unwrap();
            bilateral::app::service(Store::open(&path).await.unwrap(), &Limits::default())
        });
        ShippedService {
            runtime,
            front,
            _folder: folder,
        }
    })
}

/// Asks, where this is an address at all; gives status and body.
fn get(path: &str) -> Option<(u16, String)> {
    let uri = Uri::try_from(path).ok()?;
    let request = Request::get(uri)
        .header("host", "localhost")
        .body(Body::empty())
        .unwrap();
    let ShippedService { runtime, front, .. } = service();
    runtime.block_on(async {
        let response = front.clone().oneshot(request).await.unwrap();
        let status = response.status().as_u16();
        let body = to_bytes(response.into_body(), usize::MAX).await.unwrap();
        Some((status, String::from_utf8(body.to_vec()).unwrap()))
    })
}

/// An answer, or an error that says what is wrong with the request: never a fault of ours, and nothing of how we are made.
fn is_answered(path: &str) {
    let Some((status, body)) = get(path) else {
        return;
    };
    assert!(matches!(status, 200 | 400 | 414), "{path}: {status} {body}");
    assert!(
        body.starts_with('{') && body.ends_with('}'),
        "{path}: {body}"
    );
    let inside = [
        "syntax error",
        "no such column",
        "unrecognized token",
        "panicked",
    ]
    .iter()
    .find(|word| body.contains(**word));
    assert!(inside.is_none(), "{path}: {body}");
    if status == 400 {
        assert!(
            body.contains("\"errors\":[{\"parameter\":"),
            "{path}: {body}"
        );
    }
}

/// Any query string, for lists of every sort.
pub fn query(bytes: &[u8]) {
    let query = String::from_utf8_lossy(bytes);
    for list in ["/v1/visits", "/v1/missions", "/v1/timeline", "/v1/search"] {
        is_answered(&format!("{list}?{query}"));
    }
}

/// Any cursor, as it is and as one of ours would be written, in orders of every sort.
pub fn cursor(bytes: &[u8]) {
    let (plain, coded) = (
        percent_encode(bytes, NON_ALPHANUMERIC).to_string(),
        URL_SAFE_NO_PAD.encode(bytes),
    );
    for list in [
        "/v1/visits?",
        "/v1/visits?sort=-title,host&",
        "/v1/timeline?sort=-date&",
        "/v1/search?q=a&",
    ] {
        is_answered(&format!("{list}cursor={plain}"));
        is_answered(&format!("{list}cursor={coded}"));
    }
}

/// The most words that are looked for together.
const MOST: usize = 16;

/// Any words to look for: what is text is never refused, however odd, unless it is nothing or has very many words.
pub fn words(bytes: &[u8]) {
    let coded = percent_encode(bytes, NON_ALPHANUMERIC).to_string();
    if coded.len() > 8_000 {
        return;
    }
    let few = |text: &str| {
        text.split(|sign: char| !sign.is_alphanumeric()).count() <= MOST && !text.is_empty()
    };
    let few = str::from_utf8(bytes).map(few);
    for list in ["/v1/search?limit=3&", "/v1/history?facets=relation&"] {
        let path = format!("{list}q={coded}");
        is_answered(&path);
        if few != Ok(false) || bytes.is_empty() {
            let right = if few == Ok(true) { 200 } else { 400 };
            assert_eq!(get(&path).unwrap().0, right, "{path}");
        }
    }
}

/// Any text as a document: every sentence stands where it says, in order, and none of it twice.
pub fn document(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let document = Document::parse(&text);
    let mut end = 0;
    for sentence in &document.sentences {
        assert!(
            end <= sentence.bytes.start && sentence.bytes.start < sentence.bytes.end,
            "{sentence:?}"
        );
        assert!(
            !document.sentence_text(sentence).trim().is_empty(),
            "{sentence:?}"
        );
        end = sentence.bytes.end;
    }
    assert!(end <= text.len());
}

/// Any text as seed files: facts, or faults that can be shown.
pub fn seeds(bytes: &[u8]) {
    let folder = TempDir::new().unwrap();
    let pair = folder.path().join("a-b");
    fs::create_dir(&pair).unwrap();
    for file in [
        "visits.toml",
        "relation.toml",
        "document.toml",
        "missions.toml",
    ] {
        fs::write(pair.join(file), bytes).unwrap();
    }
    let sources = Sources {
        seeds: Some(folder.path().to_owned()),
        documents: None,
    };
    let runtime = Builder::new_current_thread().build().unwrap();
    match runtime.block_on(seed::check(&sources)) {
        Ok(report) => assert_eq!(report.pairs, 1),
        Err(SeedError::Source(_)) => assert!(str::from_utf8(bytes).is_err()),
        Err(SeedError::Invalid(diagnostics)) => assert!(!diagnostics.render_plain().is_empty()),
    }
}
