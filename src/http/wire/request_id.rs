//! An id for every request, in its response and in the log.

use std::sync::LazyLock;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::SystemTime;

use axum::http::{HeaderMap, HeaderName, HeaderValue};

/// The header that carries the id.
pub const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// The client's own id if it is valid, otherwise a new one.
pub fn from_headers(headers: &HeaderMap) -> HeaderValue {
    let own = headers.get(&REQUEST_ID).filter(|id| is_valid(id));
    own.cloned().unwrap_or_else(generate)
}

/// The id as the log writes it.
pub fn as_str(id: &HeaderValue) -> &str {
    id.to_str()
        .expect("ids are ASCII letters, digits and punctuation")
}

/// True for 1 to 64 letters, digits, dots, hyphens and underscores, which a log line can hold unescaped.
fn is_valid(id: &HeaderValue) -> bool {
    let is_plain = |b: &u8| b.is_ascii_alphanumeric() || b"-._".contains(b);
    (1..=64).contains(&id.len()) && id.as_bytes().iter().all(is_plain)
}

/// The time of the first request in nanoseconds, and a counter: other replicas are unlikely to generate the same id.
fn generate() -> HeaderValue {
    static PREFIX: LazyLock<String> = LazyLock::new(|| {
        let since_epoch = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
        format!(
            "{:x}-",
            since_epoch.map_or(0, |duration| duration.as_nanos())
        )
    });
    static COUNTER: AtomicU64 = AtomicU64::new(0);
    let id = format!("{}{:x}", *PREFIX, COUNTER.fetch_add(1, Ordering::Relaxed));
    HeaderValue::try_from(id).expect("hexadecimal digits and a hyphen are a valid header value")
}
