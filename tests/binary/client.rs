//! A client that keeps its connection.

use std::net::Ipv4Addr;

use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, Response};
use hyper::body::Incoming;
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper_util::rt::TokioIo;
use serde_json::Value;
use tokio::net::TcpSocket;
use tokio::task::AbortHandle;
use tokio::time::timeout;

use crate::binary::LONG;

/// Why there is no answer.
pub type Failed = Box<dyn std::error::Error + Send + Sync>;

/// A connection to a server.
pub struct Client {
    sender: SendRequest<Body>,
    connection: AbortHandle,
}

/// An answer, read to its end.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl Client {
    pub async fn connect(address: &str) -> Result<Self, Failed> {
        Self::connect_from(Ipv4Addr::UNSPECIFIED, address).await
    }

    /// Comes from one of the machine's own addresses, as another client would.
    pub async fn connect_from(own: Ipv4Addr, address: &str) -> Result<Self, Failed> {
        let socket = TcpSocket::new_v4()?;
        socket.bind((own, 0).into())?;
        let stream = timeout(LONG, socket.connect(address.parse()?)).await??;
        let (sender, connection) = handshake(TokioIo::new(stream)).await?;
        let connection = tokio::spawn(async move { drop(connection.await) }).abort_handle();
        Ok(Self { sender, connection })
    }

    /// Asks, and gives the head of the answer as soon as it is there.
    pub async fn begin(&mut self, path: &str) -> Result<Response<Incoming>, Failed> {
        self.ask(Request::get(path)).await
    }

    /// Asks with headers of the caller's own.
    pub async fn ask(
        &mut self,
        request: axum::http::request::Builder,
    ) -> Result<Response<Incoming>, Failed> {
        let request = request.header("host", "localhost").body(Body::empty())?;
        self.sender.ready().await?;
        Ok(timeout(LONG, self.sender.send_request(request)).await??)
    }

    /// Asks, and reads the whole answer.
    pub async fn get(&mut self, path: &str) -> Result<Answer, Failed> {
        Answer::of(self.begin(path).await?).await
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        self.connection.abort();
    }
}

impl Answer {
    pub async fn of(response: Response<Incoming>) -> Result<Self, Failed> {
        let (head, body) = response.into_parts();
        let body = timeout(LONG, to_bytes(Body::new(body), usize::MAX)).await??;
        Ok(Self {
            status: head.status.as_u16(),
            headers: head.headers,
            body: body.to_vec(),
        })
    }

    /// A header's text, empty if it is not there.
    pub fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
    }

    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_default()
    }

    /// Whether it is a problem with this status, and says after what time to try again.
    pub fn is_problem(&self, status: u16) -> bool {
        self.status == status
            && self.header("content-type") == "application/problem+json"
            && self.header("retry-after").parse::<u32>().is_ok()
            && self.json()["status"] == status
    }
}

/// One request on a connection of its own.
pub async fn get_once(address: &str, path: &str) -> Result<Answer, Failed> {
    Client::connect(address).await?.get(path).await
}
