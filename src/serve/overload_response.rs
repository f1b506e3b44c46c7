//! The response to a connection over the limit: written to the socket as bytes, so that it costs no HTTP connection state.

use std::io;
use std::time::Duration;

use axum::body::to_bytes;
use axum::response::Response;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::time::timeout;

/// The time for the whole exchange. A client that takes longer is disconnected without a response.
const TIMEOUT: Duration = Duration::from_secs(1);

/// Sends a response to the first request of a connection, which is not parsed, and closes the connection.
pub async fn send(mut stream: TcpStream, response: Response) {
    let exchange = async {
        let mut discarded = [0; 1024];
        let _request = stream.read(&mut discarded).await?;
        stream.write_all(&serialize(response).await).await?;
        stream.shutdown().await?;
        // Drain to EOF: closing with unread data sends RST, and the peer would discard the response.
        while stream.read(&mut discarded).await? > 0 {}
        Ok::<_, io::Error>(())
    };
    // An error or a timeout means that the client is gone or does not read: there is nobody to report it to.
    let _ = timeout(TIMEOUT, exchange).await;
}

/// Serializes a response for HTTP/1.1.
async fn serialize(response: Response) -> Vec<u8> {
    let (head, body) = response.into_parts();
    let body = to_bytes(body, usize::MAX).await;
    let body = body.expect("the body of a problem is in memory");
    let (status, length) = (head.status, body.len());
    let mut bytes =
        format!("HTTP/1.1 {status}\r\ncontent-length: {length}\r\nconnection: close\r\n")
            .into_bytes();
    for (name, value) in &head.headers {
        if name != "content-length" {
            bytes.extend([name.as_str().as_bytes(), b": ", value.as_bytes(), b"\r\n"].concat());
        }
    }
    [&bytes, &b"\r\n"[..], &body].concat()
}
