//! `bilateral health`: asks a running server whether it is ready. The container image has no other program for this.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::time::Duration;

use anyhow::{Context as _, anyhow, ensure};
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use clap::Args;
use hyper::client::conn::http1::handshake;
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;
use tokio::time::timeout;

use crate::args::ListenArgs;
use crate::output::print_line;

/// A server that takes longer to respond counts as unhealthy.
const TIMEOUT: Duration = Duration::from_secs(3);

/// Check that the server on this machine is ready, for container health checks; fails if it is not
#[derive(Debug, Args)]
pub struct Health {
    #[command(flatten)]
    listen: ListenArgs,
}

impl Health {
    pub async fn run(self) -> anyhow::Result<()> {
        let address = connect_address(self.listen.address);
        let response = timeout(TIMEOUT, fetch_status(address)).await;
        let status = response.context("timed out").flatten().map_err(|error| {
            anyhow!(
                "no response from {address}: {error}; start `bilateral serve` there, or pass its address with --listen"
            )
        })?;
        ensure!(
            status == StatusCode::OK,
            "the server at {address} is not ready ({status}); see its log for the reason"
        );
        print_line("ready")
    }
}

/// Returns the address to connect to: loopback for a server that listens on all interfaces.
fn connect_address(listen: SocketAddr) -> SocketAddr {
    let ip = match listen.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
        IpAddr::V6(ip) if ip.is_unspecified() => Ipv6Addr::LOCALHOST.into(),
        ip => ip,
    };
    SocketAddr::new(ip, listen.port())
}

async fn fetch_status(address: SocketAddr) -> anyhow::Result<StatusCode> {
    let stream = TcpStream::connect(address).await?;
    let (mut sender, connection) = handshake(TokioIo::new(stream)).await?;
    // The connection has to be polled for the request to be sent; the task ends with this process at the latest.
    tokio::spawn(connection);
    let request = Request::get("/readyz")
        .header(header::HOST, address.to_string())
        .body(Body::empty())?;
    Ok(sender.send_request(request).await?.status())
}
