//! An answer as it goes over the wire, for a connection that is turned away before anything of it is read.

use std::time::Duration;

use axum::body::{Body, HttpBody as _, to_bytes};
use axum::response::Response;
use futures_util::FutureExt as _;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::time::timeout;

/// How long a client that is turned away may take to hear of it.
const FAREWELL: Duration = Duration::from_secs(1);

/// The bytes of an answer after which the connection ends.
pub fn written(response: Response<Body>) -> Vec<u8> {
    let (head, body) = response.into_parts();
    let length = body.size_hint().exact().unwrap_or_default();
    // A problem's body is all there.
    let body = to_bytes(body, usize::MAX)
        .now_or_never()
        .and_then(Result::ok)
        .unwrap_or_default();
    let mut bytes = format!(
        "HTTP/1.1 {}\r\ncontent-length: {length}\r\nconnection: close\r\n",
        head.status
    )
    .into_bytes();
    for (name, value) in &head.headers {
        if name != "content-length" {
            bytes.extend([name.as_str().as_bytes(), b": ", value.as_bytes(), b"\r\n"].concat());
        }
    }
    [&bytes, &b"\r\n"[..], &body].concat()
}

/// Tells a client that it is turned away, once it asks. What it sends is taken until it ends: else its system would throw
/// the answer away.
pub async fn tell(mut stream: TcpStream, refusal: Vec<u8>) {
    let farewell = async {
        let mut unread = [0; 1024];
        let _asked = stream.read(&mut unread).await?;
        stream.write_all(&refusal).await?;
        stream.shutdown().await?;
        while stream.read(&mut unread).await? > 0 {}
        Ok::<_, std::io::Error>(())
    };
    // Whoever does not listen is let go.
    let _ = timeout(FAREWELL, farewell).await;
}
