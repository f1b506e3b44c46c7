//! The least client there can be: requests as ready bytes, answers read by their framing, so that the load generator takes
//! as little as possible of the two cores that it shares with the server.

use std::net::SocketAddr;

use anyhow::{Context as _, bail, ensure};
use bytes::{Bytes, BytesMut};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

/// A request as it goes over the wire, and the target to name when it fails.
#[derive(Debug, Clone)]
pub struct Request {
    pub target: String,
    bytes: Bytes,
}

impl Request {
    pub fn get(target: impl Into<String>) -> Self {
        Self::with(target, &[])
    }

    /// A GET with headers of its own.
    pub fn with(target: impl Into<String>, headers: &[(&str, &str)]) -> Self {
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

/// What stands before the body.
#[derive(Debug)]
pub struct Head {
    pub status: u16,
    lines: Bytes,
}

impl Head {
    /// Headers in their order, as they were sent.
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

    fn body(&self) -> anyhow::Result<Body> {
        if self.status == 304 || self.status == 204 {
            return Ok(Body::Length(0));
        }
        if self
            .header("transfer-encoding")
            .is_some_and(|value| value.eq_ignore_ascii_case("chunked"))
        {
            return Ok(Body::Chunked);
        }
        let length = self
            .header("content-length")
            .context("neither content-length nor chunks")?;
        Ok(Body::Length(length.parse()?))
    }
}

enum Body {
    Length(usize),
    Chunked,
}

/// A connection that is kept open.
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

    /// Asks, and hands over the body piece by piece.
    pub async fn ask(
        &mut self,
        request: &Request,
        mut piece: impl FnMut(&[u8]),
    ) -> anyhow::Result<Head> {
        self.answer(request, &mut piece)
            .await
            .with_context(|| format!("no answer to {}", request.target))
    }

    /// Asks, and collects the body.
    pub async fn fetch(&mut self, request: &Request) -> anyhow::Result<(Head, Vec<u8>)> {
        let mut body = Vec::new();
        let head = self
            .ask(request, |piece| body.extend_from_slice(piece))
            .await?;
        Ok((head, body))
    }

    async fn answer(
        &mut self,
        request: &Request,
        piece: &mut impl FnMut(&[u8]),
    ) -> anyhow::Result<Head> {
        self.stream.write_all(&request.bytes).await?;
        let lines = self.until(b"\r\n\r\n").await?;
        let status = lines
            .get(9..12)
            .and_then(|digits| std::str::from_utf8(digits).ok()?.parse().ok());
        let head = Head {
            status: status.context("no status line")?,
            lines,
        };
        match head.body()? {
            Body::Length(length) => self.take(length, piece).await?,
            Body::Chunked => self.chunks(piece).await?,
        }
        Ok(head)
    }

    async fn chunks(&mut self, piece: &mut impl FnMut(&[u8])) -> anyhow::Result<()> {
        loop {
            let line = self.until(b"\r\n").await?;
            let size = usize::from_str_radix(std::str::from_utf8(&line)?.trim(), 16)
                .context("not the size of a chunk")?;
            self.take(size, piece).await?;
            ensure!(
                self.until(b"\r\n").await?.len() == 2,
                "a chunk is longer than it says"
            );
            if size == 0 {
                return Ok(());
            }
        }
    }

    /// Everything up to and with a mark.
    async fn until(&mut self, mark: &[u8]) -> anyhow::Result<Bytes> {
        loop {
            if let Some(at) = self
                .buffer
                .windows(mark.len())
                .position(|window| window == mark)
            {
                return Ok(self.buffer.split_to(at + mark.len()).freeze());
            }
            self.more().await?;
        }
    }

    async fn take(
        &mut self,
        mut length: usize,
        piece: &mut impl FnMut(&[u8]),
    ) -> anyhow::Result<()> {
        while length > 0 {
            if self.buffer.is_empty() {
                self.more().await?;
            }
            let part = self.buffer.split_to(length.min(self.buffer.len()));
            piece(&part);
            length -= part.len();
        }
        Ok(())
    }

    async fn more(&mut self) -> anyhow::Result<()> {
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

    /// A connection to a server that says these bytes to anything.
    async fn hears(said: &'static [u8]) -> anyhow::Result<(u16, Vec<u8>)> {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
        let address = listener.local_addr()?;
        tokio::spawn(async move {
            let (mut stream, _) = listener.accept().await.unwrap();
            // A socket that closes with something unread takes back what it has said.
            stream
                .read_buf(&mut BytesMut::with_capacity(1024))
                .await
                .unwrap();
            for piece in said.chunks(3) {
                stream.write_all(piece).await.unwrap();
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
    async fn bodies_are_read_by_length_and_by_chunks() {
        let counted = hears(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello")
            .await
            .unwrap();
        assert_eq!(counted, (200, b"hello".to_vec()));
        let chunked = b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\nhe\r\n3\r\nllo\r\n0\r\n\r\n";
        assert_eq!(hears(chunked).await.unwrap(), (200, b"hello".to_vec()));
        let unchanged = hears(b"HTTP/1.1 304 Not Modified\r\netag: \"a\"\r\n\r\n")
            .await
            .unwrap();
        assert_eq!(unchanged, (304, Vec::new()));
    }

    #[tokio::test]
    async fn a_body_cut_short_is_an_error() {
        assert!(
            hears(b"HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nhello")
                .await
                .is_err()
        );
        assert!(hears(b"HTTP/1.1 200 OK\r\n\r\nhello").await.is_err());
    }
}
