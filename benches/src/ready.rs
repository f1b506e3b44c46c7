//! The practical limit of the stack: a bare hyper server that sends ready bytes, the same headers and bodies that bilateral
//! sent. It knows nothing else.

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

/// An answer as one server gave it and this one repeats it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Answer {
    /// The request target that it answers here.
    pub target: String,
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

type Answers = HashMap<String, Response<Full<Bytes>>>;

/// Serves the answers of a JSON file until it is ended.
pub async fn serve(address: SocketAddr, file: &Path) -> anyhow::Result<()> {
    let file = File::open(file).with_context(|| format!("cannot read {}", file.display()))?;
    let answers: Vec<Answer> = serde_json::from_reader(BufReader::new(file))?;
    let answers: Answers = answers
        .into_iter()
        .map(prepared)
        .collect::<anyhow::Result<_>>()?;
    let answers = Arc::new(answers);
    let listener = TcpListener::bind(address).await?;
    loop {
        let (stream, _) = listener.accept().await?;
        stream.set_nodelay(true)?;
        let answers = Arc::clone(&answers);
        let service = service_fn(move |request: hyper::Request<hyper::body::Incoming>| {
            let answer = answers.get(request.uri().path()).cloned();
            async move { Ok::<_, Infallible>(answer.unwrap_or_else(missing)) }
        });
        // A client that goes away is no fault of this server.
        tokio::spawn(async move {
            http1::Builder::new()
                .serve_connection(TokioIo::new(stream), service)
                .await
        });
    }
}

fn prepared(answer: Answer) -> anyhow::Result<(String, Response<Full<Bytes>>)> {
    let mut headers = HeaderMap::new();
    for (name, value) in answer.headers {
        headers.append(HeaderName::try_from(name)?, HeaderValue::try_from(value)?);
    }
    let mut response = Response::new(Full::new(Bytes::from(answer.body)));
    *response.status_mut() = StatusCode::from_u16(answer.status)?;
    *response.headers_mut() = headers;
    Ok((answer.target, response))
}

fn missing() -> Response<Full<Bytes>> {
    let mut response = Response::new(Full::default());
    *response.status_mut() = StatusCode::NOT_FOUND;
    response
}
