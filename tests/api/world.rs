//! What the tests ask: the service as production builds it, over both pairs, with the invented document at hand.

use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Method, Request};
use bilateral::http::{Limits, Service};
use bilateral::seed::{Sources, migrate, version};
use bilateral::store::Store;
use serde_json::Value;
use tokio::runtime::Runtime;
use tower::ServiceExt as _;

/// An answer, read to its end.
pub struct Answer {
    pub status: u16,
    pub headers: HeaderMap,
    /// As text; empty where it is none, as of a coded body.
    pub body: String,
    pub bytes: Vec<u8>,
}

impl Answer {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error} in {}", self.body))
    }

    /// A header's text, empty if it is not there.
    pub fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
    }
}

/// What GET gives.
pub fn get(path: &str) -> Answer {
    request(Method::GET, path)
}

/// What GET gives, which must be 200.
pub fn ok(path: &str) -> Value {
    let answer = get(path);
    assert_eq!(answer.status, 200, "{path}: {}", answer.body);
    answer.json()
}

/// The items of a list.
pub fn items(path: &str) -> Vec<Value> {
    ok(path)["items"].as_array().expect("a list").clone()
}

/// The ids of a list.
pub fn ids(path: &str) -> Vec<String> {
    items(path).iter().map(|item| text(&item["id"])).collect()
}

/// Items as lines of the values at `paths`, to be read side by side.
pub fn table(items: &[Value], paths: &[&str]) -> String {
    let line = |item: &Value| {
        paths
            .iter()
            .map(|path| text(at(item, path)))
            .collect::<Vec<_>>()
            .join(" | ")
    };
    items.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// The value at a path of keys.
pub fn at<'v>(value: &'v Value, path: &str) -> &'v Value {
    path.split('.').fold(value, |value, step| &value[step])
}

/// A value for people: strings without quotes, places and people by name.
pub fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(list) => list.iter().map(text).collect::<Vec<_>>().join(" + "),
        Value::Object(object) if object.contains_key("name") => text(&object["name"]),
        other => other.to_string(),
    }
}

pub fn request(method: Method, path: &str) -> Answer {
    send(method, path, &[])
}

/// What a request with these headers gives.
pub fn send(method: Method, path: &str, headers: &[(&str, &str)]) -> Answer {
    SERVED.with(|served| send_to(&served.front, method, path, headers))
}

/// What GET gives from a service of the test's own.
pub fn get_from(front: &Service, path: &str) -> Answer {
    send_to(front, Method::GET, path, &[])
}

/// What a request with these headers gives from a service of the test's own.
pub fn send_to(front: &Service, method: Method, path: &str, headers: &[(&str, &str)]) -> Answer {
    let request = Request::builder()
        .method(method)
        .uri(path)
        .header("host", "localhost");
    let request = headers.iter().fold(request, |request, (name, value)| {
        request.header(*name, *value)
    });
    let request = request.body(Body::empty()).expect("a request");
    SERVED.with(|served| {
        served.runtime.block_on(async {
            let response = front.clone().oneshot(request).await.expect("an answer");
            let (parts, body) = response.into_parts();
            let bytes = to_bytes(body, usize::MAX).await.expect("a body");
            let body = String::from_utf8(bytes.to_vec()).unwrap_or_default();
            Answer {
                status: parts.status.as_u16(),
                headers: parts.headers,
                body,
                bytes: bytes.to_vec(),
            }
        })
    })
}

/// A service that keeps so many bytes, and has kept none yet.
pub fn front(bytes: usize) -> Service {
    SERVED.with(|served| {
        bilateral::app::service(
            served.store.clone(),
            &Limits {
                cache: bytes,
                ..Limits::default()
            },
        )
    })
}

/// What a test asks, and where it runs.
struct Served {
    runtime: Runtime,
    store: Store,
    front: Service,
}

thread_local! {
    /// Each test has a thread, a runtime and a service of its own.
    static SERVED: Served = {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        let store = runtime.block_on(Store::open(database())).expect("a database");
        let front = bilateral::app::service(store.clone(), &Limits { cache: 1 << 20, ..Limits::default() });
        Served { runtime, store, front }
    };
}

/// The sources of both pairs: the repository's own seeds beside the fixture's, and the fixture's document.
pub fn sources() -> Sources {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let seeds = Path::new(env!("CARGO_TARGET_TMPDIR")).join("seeds");
    std::fs::create_dir_all(&seeds).expect("a folder for the tests");
    for (name, folder) in [
        ("dataset.toml", "seeds"),
        ("kazakhstan-mongolia", "seeds"),
        ("iceland-japan", "tests/fixtures/seeds"),
    ] {
        // There already, from another run.
        let _ = symlink(root.join(folder).join(name), seeds.join(name));
    }
    Sources {
        seeds: Some(seeds),
        documents: Some(root.join("tests/fixtures/documents")),
    }
}

fn database() -> &'static Path {
    static BUILT: OnceLock<PathBuf> = OnceLock::new();
    BUILT.get_or_init(|| {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("api.sqlite");
        std::thread::scope(|scope| scope.spawn(|| build(&path)).join().expect("a database"));
        path
    })
}

fn build(path: &Path) {
    let sources = sources();
    Runtime::new().expect("a runtime").block_on(async {
        let wanted = version(&sources).await.expect("readable seeds");
        let current = Store::open(path).await.is_ok_and(|store| {
            store.dataset.version == wanted && store.dataset.build == bilateral::seed::BUILD
        });
        if !current {
            migrate(&sources, path, &|_, _| ())
                .await
                .expect("seeds without faults");
        }
    });
}
