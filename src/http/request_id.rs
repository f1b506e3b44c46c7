//! A name for every request, in its answer and in the log.

use std::sync::LazyLock;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::SystemTime;

use axum::http::{HeaderMap, HeaderName, HeaderValue};

/// The header that carries it.
pub const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// The name that the client gave, where it is sane, or a fresh one.
pub fn of(headers: &HeaderMap) -> HeaderValue {
    headers
        .get(&REQUEST_ID)
        .filter(|id| is_sane(id))
        .cloned()
        .unwrap_or_else(fresh)
}

/// A name as the log writes it.
pub fn text(id: &HeaderValue) -> &str {
    id.to_str().unwrap_or_default()
}

/// Letters, digits, dots, hyphens and underscores, no more than 64: what a log can hold as it stands.
fn is_sane(id: &HeaderValue) -> bool {
    let plain = |b: &u8| b.is_ascii_alphanumeric() || b"-._".contains(b);
    (1..=64).contains(&id.len()) && id.as_bytes().iter().all(plain)
}

/// The moment of the first request and a running number: no other request of any replica is likely to have it.
fn fresh() -> HeaderValue {
    static STARTED: LazyLock<String> = LazyLock::new(|| {
        let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
        format!("{:x}-", since.map_or(0, |since| since.as_nanos()))
    });
    static COUNT: AtomicU64 = AtomicU64::new(0);
    let number = format!("{}{:x}", *STARTED, COUNT.fetch_add(1, Ordering::Relaxed));
    HeaderValue::try_from(number).expect("digits and a hyphen, which are fit for headers")
}
