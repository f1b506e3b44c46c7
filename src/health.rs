//! `bilateral health`: asks a server whether it is ready, where there is no other program to ask with.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::time::Duration;

use anyhow::{Context as _, ensure};
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use hyper::client::conn::http1::handshake;
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;
use tokio::time::timeout;

/// A server that takes longer is not well.
const PATIENCE: Duration = Duration::from_secs(3);

/// Succeeds if the server that listens on an address can answer.
pub async fn ask(listen: SocketAddr) -> anyhow::Result<()> {
    let address = reached(listen);
    let asked = async {
        timeout(PATIENCE, ready(address))
            .await
            .context("it does not answer")?
    };
    let status = asked.await.with_context(|| {
        format!("no server answers at {address}; start `bilateral serve` there, or name its address with --listen")
    })?;
    ensure!(
        status == StatusCode::OK,
        "{address} is not ready ({status}); its log says why"
    );
    Ok(())
}

/// Who listens on every address of the machine is reached on its own.
fn reached(listen: SocketAddr) -> SocketAddr {
    let loopback = match listen.ip() {
        IpAddr::V4(address) if address.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
        IpAddr::V6(address) if address.is_unspecified() => Ipv6Addr::LOCALHOST.into(),
        address => address,
    };
    SocketAddr::new(loopback, listen.port())
}

async fn ready(address: SocketAddr) -> anyhow::Result<StatusCode> {
    let (mut sender, connection) =
        handshake(TokioIo::new(TcpStream::connect(address).await?)).await?;
    // Ends with the answer, or with this process.
    tokio::spawn(connection);
    let request = Request::get("/readyz")
        .header(header::HOST, address.to_string())
        .body(Body::empty())?;
    Ok(sender.send_request(request).await?.status())
}
