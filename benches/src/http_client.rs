//! A minimal HTTP/1.1 client: requests are prepared bytes, and of a response it parses only the framing. It is our own
//! because the load generator must take as little as possible of the two cores that it shares with the server.

use std::net::SocketAddr;

use anyhow::{Context as _, bail, ensure};
use bytes::{Bytes, BytesMut};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

/// A request as sent over the wire, with its target for error messages.
#[derive(Debug, Clone)]
pub struct Request {
    pub target: String,
    bytes: Bytes,
}

impl Request {
    pub fn get(target: impl Into<String>) -> Self {
        Self::with_headers(target, &[])
    }

    /// A GET request with additional headers.
    pub fn with_headers(target: impl Into<String>, headers: &[(&str, &str)]) -> Self {
        let target = target.into();
        let lines: String = headers
            .iter()
            .map(|(name, value)| format!("{name}: {value}\r\n"))
            .collect();
        let bytes =
            format!("GET {target} HTTP/1.1\r\nhost: localhost\r\naccept: */*\r\n{lines}\r\n")
                .into();
        Self { target, bytes }
    }
}

/// The status line and headers of a response.
#[derive(Debug)]
pub struct ResponseHead {
    pub status: u16,
    lines: Bytes,
}

impl ResponseHead {
    /// The headers in the order in which they were sent.
    pub fn headers(&self) -> impl Iterator<Item = (&str, &str)> {
        let text = std::str::from_utf8(&self.lines).unwrap_or_default();
        text.lines()
            .skip(1)
            .filter_map(|line| line.split_once(':'))
            .map(|(name, value)| (name, value.trim()))
    }

    fn header(&self, wanted: &str) -> Option<&str> {
        self.headers()
            .find_map(|(name, value)| name.eq_ignore_ascii_case(wanted).then_some(value))
    }

    fn framing(&self) -> anyhow::Result<Framing> {
        if self.status == 304 || self.status == 204 {
            return Ok(Framing::Length(0));
        }
        if self
            .header("transfer-encoding")
            .is_some_and(|value| value.eq_ignore_ascii_case("chunked"))
        {
            return Ok(Framing::Chunked);
        }
        let length = self
            .header("content-length")
            .context("neither content-length nor chunked encoding")?;
        Ok(Framing::Length(length.parse()?))
    }
}

/// The framing of a response body.
enum Framing {
    Length(usize),
    Chunked,
}

/// A keep-alive connection.
pub struct Connection {
    stream: TcpStream,
    buffer: BytesMut,
}

impl Connection {
    pub async fn open(address: SocketAddr) -> anyhow::Result<Self> {
        let stream = TcpStream::connect(address)
            .await
            .with_context(|| format!("cannot connect to {address}"))?;
        stream.set_nodelay(true)?;
        Ok(Self {
            stream,
            buffer: BytesMut::with_capacity(64 * 1024),
        })
    }

    /// Sends a request and passes the response body to `on_chunk` in chunks.
    pub async fn send(
        &mut self,
        request: &Request,
        mut on_chunk: impl FnMut(&[u8]),
    ) -> anyhow::Result<ResponseHead> {
        self.exchange(request, &mut on_chunk)
            .await
            .with_context(|| format!("no valid response to {}", request.target))
    }

    /// Sends a request and collects the response body.
    pub async fn fetch(&mut self, request: &Request) -> anyhow::Result<(ResponseHead, Vec<u8>)> {
        let mut body = Vec::new();
        let head = self
            .send(request, |chunk| body.extend_from_slice(chunk))
            .await?;
        Ok((head, body))
    }

    async fn exchange(
        &mut self,
        request: &Request,
        on_chunk: &mut impl FnMut(&[u8]),
    ) -> anyhow::Result<ResponseHead> {
        self.stream.write_all(&request.bytes).await?;
        let lines = self.read_until(b"\r\n\r\n").await?;
        let status = lines
            .get(9..12)
            .and_then(|digits| std::str::from_utf8(digits).ok()?.parse().ok());
        let head = ResponseHead {
            status: status.context("no status line")?,
            lines,
        };
        match head.framing()? {
            Framing::Length(length) => self.read_body(length, on_chunk).await?,
            Framing::Chunked => self.read_chunked(on_chunk).await?,
        }
        Ok(head)
    }

    async fn read_chunked(&mut self, on_chunk: &mut impl FnMut(&[u8])) -> anyhow::Result<()> {
        loop {
            let line = self.read_until(b"\r\n").await?;
            let size = usize::from_str_radix(std::str::from_utf8(&line)?.trim(), 16)
                .context("invalid chunk size")?;
            self.read_body(size, on_chunk).await?;
            ensure!(
                self.read_until(b"\r\n").await?.len() == 2,
                "a chunk is longer than its size says"
            );
            if size == 0 {
                return Ok(());
            }
        }
    }

    /// Reads up to and including a delimiter.
    async fn read_until(&mut self, delimiter: &[u8]) -> anyhow::Result<Bytes> {
        loop {
            if let Some(at) = self
                .buffer
                .windows(delimiter.len())
                .position(|window| window == delimiter)
            {
                return Ok(self.buffer.split_to(at + delimiter.len()).freeze());
            }
            self.fill_buffer().await?;
        }
    }

    async fn read_body(
        &mut self,
        mut length: usize,
        on_chunk: &mut impl FnMut(&[u8]),
    ) -> anyhow::Result<()> {
        while length > 0 {
            if self.buffer.is_empty() {
                self.fill_buffer().await?;
            }
            let chunk = self.buffer.split_to(length.min(self.buffer.len()));
            on_chunk(&chunk);
            length -= chunk.len();
        }
        Ok(())
    }

    async fn fill_buffer(&mut self) -> anyhow::Result<()> {
        self.buffer.reserve(64 * 1024);
        if self.stream.read_buf(&mut self.buffer).await? == 0 {
            bail!("the server closed the connection");
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Fetches from a server that sends these bytes to any request.
    async fn fetch_from(response: &'static [u8]) -> anyhow::Result<(u16, Vec<u8>)> {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
        let address = listener.local_addr()?;
        tokio::spawn(async move {
            let (mut stream, _) = listener.accept().await.unwrap();
            // Closing a socket with unread data resets the connection, and the client would lose the response.
            stream
                .read_buf(&mut BytesMut::with_capacity(1024))
                .await
                .unwrap();
            for chunk in response.chunks(3) {
                stream.write_all(chunk).await.unwrap();
                stream.flush().await.unwrap();
            }
        });
        let (head, body) = Connection::open(address)
            .await?
            .fetch(&Request::get("/"))
            .await?;
        Ok((head.status, body))
    }

    #[tokio::test]
    async fn bodies_are_read_by_length_and_in_chunks() {
        let with_length = fetch_from(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello")
            .await
            .unwrap();
        assert_eq!(with_length, (200, b"hello".to_vec()));
        let chunked = b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\nhe\r\n3\r\nllo\r\n0\r\n\r\n";
        assert_eq!(fetch_from(chunked).await.unwrap(), (200, b"hello".to_vec()));
        let not_modified = fetch_from(b"HTTP/1.1 304 Not Modified\r\netag: \"a\"\r\n\r\n")
            .await
            .unwrap();
        assert_eq!(not_modified, (304, Vec::new()));
    }

    #[tokio::test]
    async fn a_truncated_body_is_an_error() {
        assert!(
            fetch_from(b"HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nhello")
                .await
                .is_err()
        );
        assert!(fetch_from(b"HTTP/1.1 200 OK\r\n\r\nhello").await.is_err());
    }
}
