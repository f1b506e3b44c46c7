//! The command itself: opens the database, starts the servers and the background tasks, and waits for a signal.

use std::net::SocketAddr;
use std::time::Duration;

use axum::response::Response;
use bilateral::app;
use bilateral::http::{Limits, ReportUrl, Service};
use bilateral::store::Store;
use clap::Args;
use tokio::signal::unix::{SignalKind, signal};
use tokio::time::timeout;

use super::database_opener::DatabaseOpener;
use super::limits::LimitArgs;
use super::reload::reload_on_hangup;
use super::server::{BoundSocket, Server};
use super::shutdown::Shutdown;
use crate::args::{DatabaseArgs, ListenArgs, SourceArgs, parse_listen_address};
use crate::log;

/// The maximum number of connections to the operator's listen address: Prometheus and probes.
const MAX_OPERATOR_CONNECTIONS: usize = 16;

/// The time for a reload under way to stop after all requests are finished.
const RELOAD_STOP_TIMEOUT: Duration = Duration::from_millis(500);

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
    /// URL for reports of mistakes, with {fact} for the path of the fact and {dataset} for the version of the data set:
    /// `https://example.org/new?title={fact}&body={dataset}` [default: none]
    #[arg(long, env = "BILATERAL_REPORT_URL", value_name = "TEMPLATE")]
    report_url: Option<ReportUrl>,
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
        // Registered before loading: until then a SIGHUP would end the process, and a container would ignore a SIGTERM.
        let hangups = signal(SignalKind::hangup())?;
        let shutdown = Shutdown::on_signal()?;
        // Occupied addresses are found before a database is built.
        let socket = BoundSocket::bind(self.listen.address, "--listen")?;
        let operator_socket = self
            .metrics
            .map(|address| BoundSocket::bind(address, "--metrics"));
        let operator_socket = operator_socket.transpose()?;
        let Some(store) = shutdown.or(opener.open()).await.transpose()? else {
            tracing::info!("stopped before the data set was loaded");
            return Ok(());
        };
        let dataset = store.dataset.version.clone();
        let service = new_service(store, &limits, self.report_url);
        let listener = socket.listen()?;
        let address = listener.local_addr()?;
        if let Some(socket) = operator_socket {
            spawn_operator_server(socket, client_timeout, &service, shutdown.clone())?;
        }
        tracing::info!(dataset, "listening on http://{address}");
        tokio::spawn(flush_log());
        let reloading = reload_on_hangup(hangups, opener, service.clone(), shutdown.clone());
        let reloading = tokio::spawn(reloading);
        let overloaded = overload_response(&service);
        let server = Server::new(service, overloaded, max_connections, client_timeout);
        server.run(listener, shutdown).await;
        // A reload under way has removed its unfinished file by now, or the next one does.
        let _ = timeout(RELOAD_STOP_TIMEOUT, reloading).await;
        tracing::info!("stopped");
        Ok(())
    }
}

/// The service, whose pages link to the place for reports of mistakes if there is one.
fn new_service(store: Store, limits: &Limits, report_url: Option<ReportUrl>) -> Service {
    let service = app::service(store, limits);
    if let Some(url) = report_url {
        service.report_mistakes_to(url);
    }
    service
}

/// Serves metrics and probes on an address of their own, where clients of the API cannot take all connections.
fn spawn_operator_server(
    socket: BoundSocket,
    client_timeout: Duration,
    service: &Service,
    shutdown: Shutdown,
) -> anyhow::Result<()> {
    let listener = socket.listen()?;
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
