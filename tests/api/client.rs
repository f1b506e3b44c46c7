//! The client of these tests, in process: the service as production builds it, over the shipped pair and an invented one,
//! whose document is at hand. The other files import from the library only what describes kinds.

use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Method, Request};
use axum::routing::MethodRouter;
use bilateral::http::{Content, Group, Route};
pub use bilateral::http::{Limits, Service};
use bilateral::seed::{BUILD, Sources, migrate, version};
use bilateral::store::Store;
use futures_util::StreamExt as _;
use serde_json::Value;
use tokio::runtime::Runtime;
use tower::ServiceExt as _;

/// A response with its whole body.
pub struct Response {
    pub status: u16,
    pub headers: HeaderMap,
    /// The body as text; empty where it is not text, such as compressed bodies.
    pub body: String,
    pub bytes: Vec<u8>,
}

impl Response {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error} in {}", self.body))
    }

    /// The text of a header, empty if it is absent.
    pub fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
    }

    /// The errors of a problem: the parameter, the reason and the value of each.
    pub fn errors(&self) -> Vec<String> {
        let problem = self.json();
        let errors = problem["errors"].as_array().expect("errors").iter();
        let line = |error: &Value| {
            ["parameter", "reason", "value"]
                .map(|key| text(&error[key]))
                .join(" ")
        };
        errors.map(line).collect()
    }

    /// The media type, without its parameters.
    pub fn media_type(&self) -> &str {
        self.header("content-type")
            .split(';')
            .next()
            .unwrap_or_default()
    }
}

/// The response to GET.
pub fn get(path: &str) -> Response {
    send(Method::GET, path, &[])
}

/// The body of the response to GET, which must be 200.
pub fn ok(path: &str) -> Value {
    let response = get(path);
    assert_eq!(response.status, 200, "{path}: {}", response.body);
    response.json()
}

/// The errors of the response to GET, which must be 400.
pub fn rejections(path: &str) -> Vec<String> {
    let response = get(path);
    assert_eq!(response.status, 400, "{path}: {}", response.body);
    response.errors()
}

/// The items of a list.
pub fn items(path: &str) -> Vec<Value> {
    ok(path)["items"].as_array().expect("a list").clone()
}

/// The ids of the items of a list.
pub fn ids(path: &str) -> Vec<String> {
    items(path).iter().map(|item| text(&item["id"])).collect()
}

/// The items of all pages of a list. `next` in the body and in the `Link` header must agree.
pub fn walk(path: &str) -> Vec<Value> {
    let mut items = Vec::new();
    let mut next = Some(path.to_owned());
    while let Some(path) = next {
        let response = get(&path);
        assert_eq!(response.status, 200, "{path}: {}", response.body);
        let page = response.json();
        next = page["next"].as_str().map(str::to_owned);
        let mut links = response.header("link").split(", ");
        let link = links
            .find(|link| link.contains("rel=\"next\""))
            .map(str::to_owned);
        assert_eq!(
            link,
            next.as_ref().map(|next| format!("<{next}>; rel=\"next\""))
        );
        items.extend(page["items"].as_array().expect("a list").iter().cloned());
    }
    items
}

/// One line for each item, with the values at `paths`.
pub fn table(items: &[Value], paths: &[&str]) -> String {
    let line = |item: &Value| {
        paths
            .iter()
            .map(|path| text(at(item, path)))
            .collect::<Vec<_>>()
    };
    let lines: Vec<String> = items.iter().map(|item| line(item).join(" | ")).collect();
    lines.join("\n")
}

/// The value at a path of keys such as `guest.country`.
pub fn at<'v>(value: &'v Value, path: &str) -> &'v Value {
    path.split('.').fold(value, |value, step| &value[step])
}

/// A value in readable form: strings without quotes, places and people by name.
pub fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(list) => list.iter().map(text).collect::<Vec<_>>().join(" + "),
        Value::Object(object) if object.contains_key("name") => text(&object["name"]),
        other => other.to_string(),
    }
}

/// The response to a request with these headers.
pub fn send(method: Method, path: &str, headers: &[(&str, &str)]) -> Response {
    SHARED.with(|shared| send_to(&shared.service, method, path, headers))
}

/// The response to GET from a service of the test's own.
pub fn get_from(service: &Service, path: &str) -> Response {
    send_to(service, Method::GET, path, &[])
}

/// The response to a request with these headers from a service of the test's own.
pub fn send_to(
    service: &Service,
    method: Method,
    path: &str,
    headers: &[(&str, &str)],
) -> Response {
    let request = Request::builder()
        .method(method)
        .uri(path)
        .header("host", "localhost");
    let request = headers.iter().fold(request, |request, (name, value)| {
        request.header(*name, *value)
    });
    let request = request.body(Body::empty()).expect("a request");
    block_on(async {
        let response = service.clone().oneshot(request).await.expect("a response");
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, usize::MAX).await.expect("a body").to_vec();
        Response {
            status: parts.status.as_u16(),
            headers: parts.headers,
            body: String::from_utf8(bytes.clone()).unwrap_or_default(),
            bytes,
        }
    })
}

/// A service over the shared database, with an empty cache.
pub fn service(limits: &Limits) -> Service {
    bilateral::app::service(store(), limits)
}

/// A service over a database of its own, which the test may damage.
pub fn service_over(database: &Path) -> Service {
    std::fs::copy(shared_database(), database).expect("a copy");
    let store = block_on(Store::open(database)).expect("a database");
    bilateral::app::service(store, &Limits::default())
}

/// The sizes of the parts in which the body of the response to GET is made.
pub fn parts_from(service: &Service, path: &str) -> Vec<usize> {
    let request = Request::get(path).header("host", "localhost");
    let request = request.body(Body::empty()).expect("a request");
    block_on(async {
        let response = service.clone().oneshot(request).await.expect("a response");
        let parts = response.into_body().into_data_stream();
        parts
            .map(|part| part.expect("a part").len())
            .collect()
            .await
    })
}

/// A service over the shipped pair alone, which is another version of the data set.
pub fn service_over_shipped_seeds(folder: &Path) -> Service {
    service_over_seeds(&Sources::default(), folder)
}

/// A service over other seeds, with its database in a folder.
pub fn service_over_seeds(sources: &Sources, folder: &Path) -> Service {
    let database = folder.join("db.sqlite");
    let store = block_on(async {
        migrate(sources, &database, &|_, _| ())
            .await
            .expect("seeds without errors");
        Store::open(&database).await.expect("a database")
    });
    bilateral::app::service(store, &Limits::default())
}

/// A service whose only handler, at `/`, is the test's own.
pub fn stubbed_service(handler: fn() -> MethodRouter, limits: &Limits) -> Service {
    let (media_type, schema): (_, fn() -> Value) = ("text/plain", || Value::Null);
    let content = Content::Single { media_type, schema };
    let route = Route::new("/", content, handler).about(Group::Dataset, "A handler of a test.");
    // Routes live as long as the process, as those of the table do.
    let routes = Vec::leak(vec![route]);
    Service::new(store(), routes, limits)
}

/// The service that most tests share, and the runtime of its thread.
struct Shared {
    runtime: Runtime,
    store: Store,
    service: Service,
}

thread_local! {
    /// Each test has a thread, and so a runtime and a service of its own.
    static SHARED: Shared = {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        let store = runtime.block_on(Store::open(shared_database())).expect("a database");
        let limits = Limits { cache: 1 << 20, ..Limits::default() };
        let service = bilateral::app::service(store.clone(), &limits);
        Shared { runtime, store, service }
    };
}

fn store() -> Store {
    SHARED.with(|shared| shared.store.clone())
}

pub fn block_on<F: Future>(future: F) -> F::Output {
    SHARED.with(|shared| shared.runtime.block_on(future))
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
        // An earlier run may have made the link.
        let _ = symlink(root.join(folder).join(name), seeds.join(name));
    }
    Sources {
        seeds: Some(seeds),
        documents: Some(root.join("tests/fixtures/documents")),
    }
}

fn shared_database() -> &'static Path {
    static BUILT: OnceLock<PathBuf> = OnceLock::new();
    BUILT.get_or_init(|| {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("api.sqlite");
        // The thread may be inside of its runtime already.
        std::thread::scope(|scope| scope.spawn(|| build(&path)).join().expect("a database"));
        path
    })
}

/// Builds the database unless one of the same version is there.
fn build(path: &Path) {
    let sources = sources();
    Runtime::new().expect("a runtime").block_on(async {
        let wanted = version(&sources).await.expect("readable seeds");
        let current = Store::open(path).await;
        let is_current =
            |store: Store| store.dataset.version == wanted && store.dataset.build == BUILD;
        if !current.is_ok_and(is_current) {
            migrate(&sources, path, &|_, _| ())
                .await
                .expect("seeds without errors");
        }
    });
}
