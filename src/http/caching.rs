//! ETags known before any query: from the data set, the build, the address and the format. A client that has the answer
//! gets 304 at no cost, and every replica with the same data set gives the same tags.

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest as _, Sha256};

use super::format::Format;
use crate::store::Store;

/// How long a copy is good, and how long it may be used while a new one is fetched.
const CACHED: HeaderValue = HeaderValue::from_static("public, max-age=300, stale-while-revalidate=86400");
/// For what tells of this moment, and for errors.
const FRESH: HeaderValue = HeaderValue::from_static("no-cache");
/// What an answer depends on besides its address.
const VARY: HeaderValue = HeaderValue::from_static("Accept, Accept-Encoding");

/// Answers 304 to a client that has the answer already, and gives every other answer what a cache must know of it.
pub async fn caching(State(store): State<Store>, request: Request, next: Next) -> Response {
    let live = matches!(request.uri().path(), "/healthz" | "/readyz");
    let tag = tag(&store, request.uri(), request.headers());
    let readable = matches!(*request.method(), Method::GET | Method::HEAD);
    let known = held(request.headers(), &tag).filter(|_| readable && !live);
    let mut response = match &known {
        Some(_) => StatusCode::NOT_MODIFIED.into_response(),
        None => next.run(request).await,
    };
    let good = response.status().is_success() || known.is_some();
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, if good && !live { CACHED } else { FRESH });
    headers.insert(header::VARY, VARY);
    if good && !live {
        let tag = known.or_else(|| HeaderValue::try_from(format!("\"{tag}\"")).ok());
        tag.map(|tag| headers.insert(header::ETAG, tag));
        revised(&store).map(|date| headers.insert(header::LAST_MODIFIED, date));
    }
    response
}

/// Outside of compression: a coded answer has a tag of its own, as its bytes are others.
pub async fn coding(mut request: Request, next: Next) -> Response {
    forget_impossible_codings(request.headers_mut());
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    headers.insert(header::VARY, VARY);
    let coding = headers.get(header::CONTENT_ENCODING).and_then(|coding| coding.to_str().ok());
    let tag = headers.get(header::ETAG).and_then(|tag| tag.to_str().ok()).and_then(|tag| tag.strip_suffix('"'));
    if let Some((coding, tag)) = coding.zip(tag)
        && let Ok(coded) = HeaderValue::try_from(format!("{tag}-{coding}\""))
    {
        headers.insert(header::ETAG, coded);
    }
    response
}

/// The tag of an answer before it is coded.
fn tag(store: &Store, uri: &Uri, headers: &HeaderMap) -> String {
    let mut pairs: Vec<&str> = uri.query().unwrap_or_default().split('&').collect();
    pairs.sort_unstable();
    let format = Format::asked(None, headers, uri, Format::DRAWN).map(Format::suffix).unwrap_or_default();
    let version = [env!("BILATERAL_BUILD"), &store.dataset.version].concat();
    let digest = Sha256::digest([&version, uri.path(), &pairs.join("&"), format].join("\n"));
    URL_SAFE_NO_PAD.encode(&digest[..12])
}

/// The tag that the client holds, if it is that of this answer in any coding.
fn held(headers: &HeaderMap, tag: &str) -> Option<HeaderValue> {
    let values = headers.get_all(header::IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
    let mut tags = values.flat_map(|value| value.split(',')).map(|held| held.trim().trim_start_matches("W/"));
    let ours = |held: &&str| {
        let bare = held.trim_matches('"');
        bare == tag || bare.strip_prefix(tag).is_some_and(|coding| ["-gzip", "-br", "-zstd"].contains(&coding))
    };
    tags.find(ours).and_then(|held| HeaderValue::try_from(held).ok())
}

/// Midnight of the day on which the facts were last revised, as HTTP writes it.
fn revised(store: &Store) -> Option<HeaderValue> {
    let day: jiff::civil::Date = store.dataset.revised.as_deref()?.parse().ok()?;
    let midnight = day.to_zoned_datetime(jiff::tz::TimeZone::UTC).ok()?.timestamp();
    let date = jiff::fmt::rfc2822::DateTimePrinter::new().timestamp_to_rfc9110_string(&midnight).ok()?;
    HeaderValue::try_from(date).ok()
}

/// A client that refuses every coding we have, and the plain answer too, gets the plain answer: better than none.
fn forget_impossible_codings(headers: &mut HeaderMap) {
    let given = headers.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let refused = |coding: &str| coding.contains(";q=0") && !coding.contains(";q=0.");
    let parts: Vec<String> = given.split(',').map(|part| part.replace(' ', "").to_lowercase()).collect();
    let ours = ["gzip", "br", "zstd"];
    let any = parts.iter().any(|part| ours.iter().any(|coding| part.starts_with(coding)) && !refused(part));
    let plain_refused =
        parts.iter().any(|part| (part.starts_with("identity") || part.starts_with('*')) && refused(part));
    if plain_refused && !any {
        headers.remove(header::ACCEPT_ENCODING);
    }
}
