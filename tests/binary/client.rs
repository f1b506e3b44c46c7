//! An HTTP client that keeps its connection open.

use std::net::Ipv4Addr;

use axum::body::{Body, to_bytes};
use axum::http::{self, HeaderMap, Request};
use hyper::body::Incoming;
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper_util::rt::TokioIo;
use serde_json::Value;
use tokio::net::TcpSocket;
use tokio::task::AbortHandle;
use tokio::time::timeout;

use crate::binary::TIMEOUT;

pub type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// A response whose body is not read yet.
pub type StreamedResponse = http::Response<Incoming>;

/// A connection to a server.
pub struct Client {
    sender: SendRequest<Body>,
    connection: AbortHandle,
}

/// A response with its complete body.
#[derive(Debug)]
pub struct Response {
    pub status: u16,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl Client {
    pub async fn connect(address: &str) -> Result<Self, BoxError> {
        Self::connect_from(Ipv4Addr::UNSPECIFIED, address).await
    }

    /// Connects from a given local IP address, so that the server sees another client.
    pub async fn connect_from(local: Ipv4Addr, address: &str) -> Result<Self, BoxError> {
        let socket = TcpSocket::new_v4()?;
        socket.bind((local, 0).into())?;
        let stream = timeout(TIMEOUT, socket.connect(address.parse()?)).await??;
        let (sender, connection) = handshake(TokioIo::new(stream)).await?;
        let connection = tokio::spawn(async move { drop(connection.await) }).abort_handle();
        Ok(Self { sender, connection })
    }

    /// Sends a GET request and returns as soon as the head of the response has arrived.
    pub async fn start_get(&mut self, path: &str) -> Result<StreamedResponse, BoxError> {
        self.send(Request::get(path)).await
    }

    /// Sends a request and returns as soon as the head of the response has arrived.
    pub async fn send(
        &mut self,
        request: http::request::Builder,
    ) -> Result<StreamedResponse, BoxError> {
        let request = request.header("host", "localhost").body(Body::empty())?;
        self.sender.ready().await?;
        Ok(timeout(TIMEOUT, self.sender.send_request(request)).await??)
    }

    /// Sends a GET request and reads the complete response.
    pub async fn get(&mut self, path: &str) -> Result<Response, BoxError> {
        Response::read(self.start_get(path).await?).await
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        self.connection.abort();
    }
}

impl Response {
    /// Reads the body to its end.
    pub async fn read(response: StreamedResponse) -> Result<Self, BoxError> {
        let (head, body) = response.into_parts();
        let body = timeout(TIMEOUT, to_bytes(Body::new(body), usize::MAX)).await??;
        Ok(Self {
            status: head.status.as_u16(),
            headers: head.headers,
            body: body.to_vec(),
        })
    }

    /// The value of a header, empty if it is absent.
    pub fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
    }

    /// The body as JSON, null if it is not JSON.
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_default()
    }

    /// True for a problem with this status that has a `Retry-After` header.
    pub fn is_problem(&self, status: u16) -> bool {
        self.status == status
            && self.header("content-type") == "application/problem+json"
            && self.header("retry-after").parse::<u32>().is_ok()
            && self.json()["status"] == status
    }
}

/// Sends one GET request on a connection of its own.
pub async fn get_once(address: &str, path: &str) -> Result<Response, BoxError> {
    Client::connect(address).await?.get(path).await
}
