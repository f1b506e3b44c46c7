//! A service on a port: HTTP/1.1 by hyper itself, which can be given the timeouts that axum's own server lacks.

use std::convert::Infallible;
use std::time::Duration;

use axum::body::Body;
use axum::http::{Request, Response};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tower_service::Service;

/// How long a client may take to send the head of a request, or to send another on the same connection.
const PATIENCE: Duration = Duration::from_secs(10);

/// The bytes that a connection gathers before they are sent or read: room for the head of any request, and no more, so that
/// hundreds of downloads at a time stay small.
const BUFFER: usize = 16 * 1024;

/// How long requests under way may take once the server is told to stop.
const DRAIN: Duration = Duration::from_secs(8);
/// How long to wait for others to end where no more connections can be had.
const PAUSE: Duration = Duration::from_millis(100);

/// Serves until told to stop; then takes no more connections and finishes what is under way.
pub async fn serve<S, F>(listener: TcpListener, service: S, mut stopping: watch::Receiver<bool>)
where
    S: Service<Request<Incoming>, Response = Response<Body>, Error = Infallible, Future = F> + Clone + Send + 'static,
    F: Future<Output = Result<Response<Body>, Infallible>> + Send + 'static,
{
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(PATIENCE).max_buf_size(BUFFER);
    let connections = GracefulShutdown::new();
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            _ = stopping.wait_for(|stopping| *stopping) => break,
        };
        let stream = match accepted {
            Ok((stream, _)) => stream,
            Err(error) => {
                tracing::warn!(%error, "no connection could be had");
                tokio::time::sleep(PAUSE).await;
                continue;
            }
        };
        // Without it a small answer may wait; where it cannot be set, it is only slower.
        let _ = stream.set_nodelay(true);
        let service = service.clone();
        // Always ready, so that each request is one call and needs no waiting first.
        let answer = service_fn(move |request| service.clone().call(request));
        let connection = http.serve_connection(TokioIo::new(stream), answer);
        let connection = connections.watch(connection);
        // A client that leaves or sends what is no HTTP ends its own connection and nothing else.
        tokio::spawn(async move { drop(connection.await) });
    }
    drop(listener);
    // A client that never ends its request does not keep the process from ending.
    if tokio::time::timeout(DRAIN, connections.shutdown()).await.is_err() {
        tracing::warn!("stopped while requests were still under way");
    }
}
