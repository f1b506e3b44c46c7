//! The practical limit of the stack: a bare hyper server that replays recorded responses of bilateral from memory, with
//! the same headers and bodies.

use std::collections::HashMap;
use std::convert::Infallible;
use std::fs::File;
use std::io::BufReader;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;

use anyhow::Context as _;
use bytes::Bytes;
use http_body_util::Full;
use hyper::header::{HeaderMap, HeaderName, HeaderValue};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Response, StatusCode};
use hyper_util::rt::TokioIo;
use serde::{Deserialize, Serialize};
use tokio::net::TcpListener;

/// A response that bilateral sent and this server replays.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct RecordedResponse {
    /// The request target under which this server replays it.
    pub target: String,
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

type ResponsesByTarget = HashMap<String, Response<Full<Bytes>>>;

/// Serves the responses in a JSON file until the process is killed.
pub async fn serve(address: SocketAddr, file: &Path) -> anyhow::Result<()> {
    let file = File::open(file).with_context(|| format!("cannot read {}", file.display()))?;
    let recorded: Vec<RecordedResponse> = serde_json::from_reader(BufReader::new(file))?;
    let responses: ResponsesByTarget = recorded
        .into_iter()
        .map(build_response)
        .collect::<anyhow::Result<_>>()?;
    let responses = Arc::new(responses);
    let listener = TcpListener::bind(address).await?;
    loop {
        let (stream, _) = listener.accept().await?;
        stream.set_nodelay(true)?;
        let responses = Arc::clone(&responses);
        let service = service_fn(move |request: hyper::Request<hyper::body::Incoming>| {
            let response = responses.get(request.uri().path()).cloned();
            async move { Ok::<_, Infallible>(response.unwrap_or_else(not_found)) }
        });
        // The result is ignored: a client that disconnects is not an error of this server.
        tokio::spawn(async move {
            http1::Builder::new()
                .serve_connection(TokioIo::new(stream), service)
                .await
        });
    }
}

fn build_response(recorded: RecordedResponse) -> anyhow::Result<(String, Response<Full<Bytes>>)> {
    let mut headers = HeaderMap::new();
    for (name, value) in recorded.headers {
        headers.append(HeaderName::try_from(name)?, HeaderValue::try_from(value)?);
    }
    let mut response = Response::new(Full::new(Bytes::from(recorded.body)));
    *response.status_mut() = StatusCode::from_u16(recorded.status)?;
    *response.headers_mut() = headers;
    Ok((recorded.target, response))
}

fn not_found() -> Response<Full<Bytes>> {
    let mut response = Response::new(Full::default());
    *response.status_mut() = StatusCode::NOT_FOUND;
    response
}
