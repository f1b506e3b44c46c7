//! A service on a port: HTTP/1.1 by hyper itself, which can be given the timeouts that axum's own server lacks.

use std::convert::Infallible;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use axum::body::Body;
use axum::http::{HeaderValue, Request, Response, header};
use futures_util::{FutureExt as _, TryFutureExt as _};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};
use tokio::time::{Instant, sleep_until};
use tokio_io_timeout::TimeoutStream;
use tower_service::Service;

use super::refusal;

/// The bytes that a connection gathers before they are sent or read: room for the head of any request that is taken, and no
/// more, so that hundreds of downloads at a time stay small.
const BUFFER: usize = 24 * 1024;

/// How long connections are still taken once the server is told to stop: whoever was told of it late is answered.
const LAST_CALL: Duration = Duration::from_secs(1);
/// How long requests under way may take after that.
const DRAIN: Duration = Duration::from_secs(8);
/// How long to wait for others to end where no more connections can be had.
const PAUSE: Duration = Duration::from_millis(100);
/// How many are told at a time that there is no room for them; more are let go without a word.
const FAREWELLS: usize = 64;

/// A port, and how much is taken on there.
pub struct Listening {
    pub listener: TcpListener,
    /// How many connections are held.
    pub connections: usize,
    /// How long a client may take to send the head of a request, to send another on the same connection, or to take what is
    /// sent to it.
    pub patience: Duration,
}

/// What stands at a port while it is served.
struct Open<S> {
    service: S,
    patience: Duration,
    room: Arc<Semaphore>,
    farewells: Arc<Semaphore>,
    connections: GracefulShutdown,
    /// Whether every answer is the last on its connection.
    ends: Arc<AtomicBool>,
}

impl Listening {
    /// Serves until told to stop; then takes no more connections and finishes what is under way. `refusal` makes what a
    /// connection is told for which there is no room.
    pub async fn serve<S, F>(
        self,
        service: S,
        refusal: impl Fn() -> Vec<u8>,
        mut stopping: watch::Receiver<bool>,
    ) where
        S: Service<Request<Incoming>, Response = Response<Body>, Error = Infallible, Future = F>
            + Clone
            + Send
            + 'static,
        F: Future<Output = Result<Response<Body>, Infallible>> + Send + 'static,
    {
        let Self {
            listener,
            connections,
            patience,
        } = self;
        let (room, farewells) = (
            Arc::new(Semaphore::new(connections)),
            Arc::new(Semaphore::new(FAREWELLS)),
        );
        let connections = GracefulShutdown::new();
        let ends = Arc::new(AtomicBool::new(false));
        let open = Open {
            service,
            patience,
            room,
            farewells,
            connections,
            ends,
        };
        let mut end = None;
        loop {
            tokio::select! {
                accepted = listener.accept() => open.answer(accepted, &refusal).await,
                () = told(&mut stopping, end) => {
                    if end.is_some() {
                        break;
                    }
                    open.ends.store(true, Ordering::Relaxed);
                    end = Some(Instant::now() + LAST_CALL);
                }
            }
        }
        // Those who have come are not sent away by the closing door.
        while let Some(Ok((stream, _))) = listener.accept().now_or_never() {
            open.take(stream, &refusal);
        }
        drop(listener);
        // A client that never ends its request does not keep the process from ending.
        if tokio::time::timeout(DRAIN, open.connections.shutdown())
            .await
            .is_err()
        {
            tracing::warn!("stopped while requests were still under way");
        }
    }
}

/// Ends when it is to stop, and once that is known, when the last call is over.
async fn told(stopping: &mut watch::Receiver<bool>, end: Option<Instant>) {
    match end {
        Some(end) => sleep_until(end).await,
        None => drop(stopping.wait_for(|stopping| *stopping).await),
    }
}

impl<S, F> Open<S>
where
    S: Service<Request<Incoming>, Response = Response<Body>, Error = Infallible, Future = F>
        + Clone
        + Send
        + 'static,
    F: Future<Output = Result<Response<Body>, Infallible>> + Send + 'static,
{
    /// Takes a connection that has come, or waits for others to end if none can be had.
    async fn answer(
        &self,
        accepted: io::Result<(TcpStream, SocketAddr)>,
        refusal: &impl Fn() -> Vec<u8>,
    ) {
        match accepted {
            Ok((stream, _)) => self.take(stream, refusal),
            Err(error) => {
                tracing::warn!(%error, "no connection could be had");
                tokio::time::sleep(PAUSE).await;
            }
        }
    }

    /// Serves a connection, or turns it away.
    fn take(&self, stream: TcpStream, refusal: &impl Fn() -> Vec<u8>) {
        if let Ok(place) = Arc::clone(&self.room).try_acquire_owned() {
            return self.hold(stream, place);
        }
        let refusal = refusal();
        if let Ok(farewell) = Arc::clone(&self.farewells).try_acquire_owned() {
            tokio::spawn(async move {
                refusal::tell(stream, refusal).await;
                drop(farewell);
            });
        }
    }

    fn hold(&self, stream: TcpStream, place: OwnedSemaphorePermit) {
        // Without it a small answer may wait; where it cannot be set, it is only slower.
        let _ = stream.set_nodelay(true);
        let mut stream = TimeoutStream::new(stream);
        stream.set_write_timeout(Some(self.patience));
        let (service, ends) = (self.service.clone(), Arc::clone(&self.ends));
        // Always ready, so that each request is one call and needs no waiting first.
        let answer = service_fn(move |request| {
            let ends = Arc::clone(&ends);
            service.clone().call(request).map_ok(move |mut response| {
                if ends.load(Ordering::Relaxed) {
                    response
                        .headers_mut()
                        .insert(header::CONNECTION, HeaderValue::from_static("close"));
                }
                response
            })
        });
        let mut http = http1::Builder::new();
        http.timer(TokioTimer::new())
            .header_read_timeout(self.patience)
            .max_buf_size(BUFFER);
        let connection = self
            .connections
            .watch(http.serve_connection(TokioIo::new(Box::pin(stream)), answer));
        // A client that leaves or sends what is no HTTP ends its own connection and nothing else.
        tokio::spawn(async move {
            let _ = connection.await;
            drop(place);
        });
    }
}
