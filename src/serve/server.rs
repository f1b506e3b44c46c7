//! An HTTP/1.1 server: accepts connections up to a limit and shuts down gracefully. It runs hyper directly, because axum's own
//! server has no timeouts. It does not know which service it runs.

use std::convert::Infallible;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use axum::http::{HeaderValue, Request, header};
use axum::response::Response;
use bilateral::http::ClientAddress;
use futures_util::{FutureExt as _, TryFutureExt as _};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::{sleep, timeout};
use tokio_io_timeout::TimeoutStream;
use tower_service::Service;

use super::overload_response;
use super::shutdown::Shutdown;

/// The maximum length of the kernel's queue of connections that are not yet accepted. A burst beyond it is dropped.
const BACKLOG: u32 = 4096;
/// The size in bytes of a connection's read and write buffers: the largest request head that is accepted, and no more, so that
/// hundreds of concurrent downloads stay small.
const BUFFER_SIZE: usize = 24 * 1024;

/// The time for which connections are still accepted after a shutdown is requested: load balancers take a moment to notice.
const ACCEPT_GRACE_PERIOD: Duration = Duration::from_secs(1);
/// The time for requests in flight to finish after that.
const DRAIN_TIMEOUT: Duration = Duration::from_secs(8);
/// The pause after a failed `accept`, usually for want of file descriptors, until some connections may have closed.
const ACCEPT_RETRY_DELAY: Duration = Duration::from_millis(100);
/// The maximum number of connections that are being refused with a response. Beyond it they are closed without one.
const MAX_REFUSALS: usize = 64;

/// An address that is reserved and refuses connections until [`BoundSocket::listen`] is called: while a database is built,
/// a load balancer shall turn to another server at once.
pub struct BoundSocket {
    socket: TcpSocket,
    address: SocketAddr,
    /// The flag with which the operator set the address.
    flag: &'static str,
}

impl BoundSocket {
    /// Reserves `address`, which the operator set with the flag `flag`.
    pub fn bind(address: SocketAddr, flag: &'static str) -> anyhow::Result<Self> {
        let bind = || {
            let socket = match address {
                SocketAddr::V4(_) => TcpSocket::new_v4()?,
                SocketAddr::V6(_) => TcpSocket::new_v6()?,
            };
            // A restarted server need not wait until the connections of the previous one leave TIME_WAIT.
            socket.set_reuseaddr(true)?;
            socket.bind(address)?;
            Ok(socket)
        };
        let socket = bind().map_err(|error| occupied(error, address, flag))?;
        Ok(Self {
            socket,
            address,
            flag,
        })
    }

    /// Accepts connections from now on.
    pub fn listen(self) -> anyhow::Result<TcpListener> {
        let listener = self.socket.listen(BACKLOG);
        listener.map_err(|error| occupied(error, self.address, self.flag))
    }
}

fn occupied(error: io::Error, address: SocketAddr, flag: &str) -> anyhow::Error {
    anyhow::Error::new(error).context(format!(
        "cannot listen on {address}; stop the process that uses it, or choose another port with {flag}"
    ))
}

/// Serves connections up to a limit.
pub struct Server<S, R> {
    service: S,
    overloaded: R,
    client_timeout: Duration,
    /// One permit for each connection that may be open.
    permits: Arc<Semaphore>,
    refusal_permits: Arc<Semaphore>,
    tracker: GracefulShutdown,
    /// True once a shutdown is requested: every response then closes its connection.
    closing: Arc<AtomicBool>,
}

impl<S, R> Server<S, R>
where
    S: Service<Request<Incoming>, Response = Response, Error = Infallible, Future: Send + 'static>
        + Clone
        + Send
        + 'static,
    R: Fn() -> Response,
{
    /// Makes a server for a service that is always ready: `poll_ready` is not called. Connections over the limit get the
    /// response of `overloaded`. A client may take `client_timeout` to send a request head, to send another request, or to
    /// accept more of a response.
    pub fn new(
        service: S,
        overloaded: R,
        max_connections: usize,
        client_timeout: Duration,
    ) -> Self {
        Self {
            service,
            overloaded,
            client_timeout,
            permits: Arc::new(Semaphore::new(max_connections)),
            refusal_permits: Arc::new(Semaphore::new(MAX_REFUSALS)),
            tracker: GracefulShutdown::new(),
            closing: Arc::default(),
        }
    }

    /// Serves until a shutdown is requested, then finishes the requests in flight.
    pub async fn run(self, listener: TcpListener, shutdown: Shutdown) {
        let stop_accepting = async {
            shutdown.requested().await;
            self.closing.store(true, Ordering::Relaxed);
            sleep(ACCEPT_GRACE_PERIOD).await;
        };
        tokio::select! {
            () = self.accept_all(&listener) => {}
            () = stop_accepting => {}
        }
        // Admit the rest of the backlog: closing the listener would reset these connections.
        while let Some(Ok((stream, client))) = listener.accept().now_or_never() {
            self.admit(stream, client.ip());
        }
        drop(listener);
        // Without a timeout, a client that never finishes its request would keep the process alive.
        let drained = timeout(DRAIN_TIMEOUT, self.tracker.shutdown()).await;
        if drained.is_err() {
            tracing::warn!("stopped with requests still in flight");
        }
    }

    /// Accepts connections until it is cancelled.
    async fn accept_all(&self, listener: &TcpListener) {
        loop {
            match listener.accept().await {
                Ok((stream, client)) => self.admit(stream, client.ip()),
                Err(error) => {
                    tracing::warn!(%error, "cannot accept a connection");
                    sleep(ACCEPT_RETRY_DELAY).await;
                }
            }
        }
    }

    /// Serves a connection, or refuses it over the limit.
    fn admit(&self, stream: TcpStream, client: IpAddr) {
        if let Ok(permit) = Arc::clone(&self.permits).try_acquire_owned() {
            return self.serve(stream, client, permit);
        }
        let response = (self.overloaded)();
        if let Ok(permit) = Arc::clone(&self.refusal_permits).try_acquire_owned() {
            tokio::spawn(async move {
                overload_response::send(stream, response).await;
                drop(permit);
            });
        }
    }

    fn serve(&self, stream: TcpStream, client: IpAddr, permit: OwnedSemaphorePermit) {
        // Nagle's algorithm would delay small responses. If it cannot be disabled, they are only slower.
        let _ = stream.set_nodelay(true);
        let mut stream = TimeoutStream::new(stream);
        stream.set_write_timeout(Some(self.client_timeout));
        let (service, closing) = (self.service.clone(), Arc::clone(&self.closing));
        // On an IPv6 socket, clients with an IPv4 address have one that is mapped.
        let client = ClientAddress(client.to_canonical());
        let handler = service_fn(move |mut request: Request<Incoming>| {
            request.extensions_mut().insert(client);
            let closing = Arc::clone(&closing);
            service.clone().call(request).map_ok(move |mut response| {
                if closing.load(Ordering::Relaxed) {
                    let close = HeaderValue::from_static("close");
                    response.headers_mut().insert(header::CONNECTION, close);
                }
                response
            })
        });
        let mut http = http1::Builder::new();
        http.timer(TokioTimer::new())
            .header_read_timeout(self.client_timeout)
            .max_buf_size(BUFFER_SIZE);
        let connection = self
            .tracker
            .watch(http.serve_connection(TokioIo::new(Box::pin(stream)), handler));
        tokio::spawn(async move {
            // An error, such as a disconnect or malformed HTTP, ends this connection alone.
            let _ = connection.await;
            drop(permit);
        });
    }
}
