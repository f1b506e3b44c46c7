//! The command itself: opens the database, starts the servers and the background tasks, and waits for a signal.

use std::net::SocketAddr;
use std::time::Duration;

use axum::response::Response;
use bilateral::app;
use bilateral::http::Service;
use clap::Args;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;

use super::database_opener::DatabaseOpener;
use super::limits::LimitArgs;
use super::reload::reload_on_hangup;
use super::server::{Server, listen};
use crate::args::{DatabaseArgs, ListenArgs, SourceArgs, parse_listen_address};
use crate::log;

/// The maximum number of connections to the operator's listen address: Prometheus and probes.
const MAX_OPERATOR_CONNECTIONS: usize = 16;

/// Serve the API; builds the database first if it is missing or out of date
#[derive(Debug, Args)]
pub struct Serve {
    #[command(flatten)]
    sources: SourceArgs,
    #[command(flatten)]
    database: DatabaseArgs,
    #[command(flatten)]
    listen: ListenArgs,
    /// Address and port for the operator, as in --listen: /metrics for Prometheus, /healthz and /readyz [default: none]
    #[arg(long, env = "BILATERAL_METRICS", value_name = "ADDRESS:PORT", value_parser = parse_listen_address)]
    metrics: Option<SocketAddr>,
    #[command(flatten)]
    limits: LimitArgs,
}

impl Serve {
    /// Serves until SIGINT or SIGTERM.
    pub async fn run(self) -> anyhow::Result<()> {
        let limits = self.limits.service_limits()?;
        let client_timeout = self.limits.client_timeout();
        let max_connections = self.limits.max_connections()?;
        let opener = DatabaseOpener {
            sources: self.sources.into_sources(),
            path: self.database.path,
            timeouts: self.limits.database_timeouts(),
        };
        // Registered before loading: until then a SIGHUP would end the process.
        let hangups = signal(SignalKind::hangup())?;
        let store = opener.open().await?;
        let dataset = store.dataset.version.clone();
        let service = app::service(store, &limits);
        let listener = listen(self.listen.address, "--listen")?;
        let address = listener.local_addr()?;
        let (shutdown, shutdown_requested) = watch::channel(false);
        if let Some(address) = self.metrics {
            let shutdown = shutdown_requested.clone();
            spawn_operator_server(address, client_timeout, &service, shutdown)?;
        }
        tracing::info!(dataset, "listening on http://{address}");
        tokio::spawn(request_shutdown_on_signal(shutdown));
        tokio::spawn(flush_log());
        tokio::spawn(reload_on_hangup(hangups, opener, service.clone()));
        let overloaded = overload_response(&service);
        let server = Server::new(service, overloaded, max_connections, client_timeout);
        server.run(listener, shutdown_requested).await;
        tracing::info!("stopped");
        Ok(())
    }
}

/// Serves metrics and probes on an address of their own, where clients of the API cannot take all connections.
fn spawn_operator_server(
    address: SocketAddr,
    client_timeout: Duration,
    service: &Service,
    shutdown: watch::Receiver<bool>,
) -> anyhow::Result<()> {
    let listener = listen(address, "--metrics")?;
    tracing::info!("metrics on http://{}/metrics", listener.local_addr()?);
    let server = Server::new(
        app::operator(service.clone()),
        overload_response(service),
        MAX_OPERATOR_CONNECTIONS,
        client_timeout,
    );
    tokio::spawn(server.run(listener, shutdown));
    Ok(())
}

/// Returns a function that makes the response to a connection over the limit, and counts it as shed.
fn overload_response(service: &Service) -> impl Fn() -> Response + Send + use<> {
    let service = service.clone();
    move || service.reject_connection()
}

/// Flushes the log regularly, so that buffered lines are written even if no others follow.
async fn flush_log() {
    loop {
        tokio::time::sleep(log::FLUSH_INTERVAL).await;
        log::flush();
    }
}

/// Requests a shutdown on SIGINT (Ctrl-C) or SIGTERM.
async fn request_shutdown_on_signal(shutdown: watch::Sender<bool>) {
    let mut terminate =
        signal(SignalKind::terminate()).expect("the runtime that `cli` starts handles signals");
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        _ = terminate.recv() => {}
    }
    shutdown.send_replace(true);
}
