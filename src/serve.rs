//! `bilateral serve`: a database that holds what the seeds say, then the service on a port.

mod listening;
mod loading;
mod refusal;
mod room;

use std::net::SocketAddr;

use anyhow::Context as _;
use bilateral::app;
use bilateral::http::{Reload, Service};
use tokio::net::{TcpListener, TcpSocket};
use tokio::runtime::Handle;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;
use tokio::task::spawn_blocking;

use crate::cli::{DatabaseArgs, ServeArgs, SourceArgs};
use crate::log;
use listening::Listening;
use loading::Loading;

/// Builds the database if it is absent or out of date, then serves until told to stop.
pub async fn serve(
    from: &SourceArgs,
    database: &DatabaseArgs,
    how: &ServeArgs,
) -> anyhow::Result<()> {
    let limits = room::limits(how)?;
    let connections = room::connections(how.connections)?;
    let loading = Loading {
        from: from.clone(),
        database: database.clone(),
        waits: room::waits(how),
    };
    // Taken first: what is told to reload while it loads is not ended by that.
    let mut hangups = signal(SignalKind::hangup())?;
    let store = loading.load().await?;
    let dataset = store.dataset.version.clone();
    let front = app::service(store, &limits);
    let listener = bind(how.at.listen, "--listen")?;
    let address = listener.local_addr()?;
    let (stop, stopping) = watch::channel(false);
    let patience = room::seconds(how.patience);
    if let Some(metrics) = how.metrics {
        let listener = bind(metrics, "--metrics")?;
        tracing::info!("metrics on http://{}/metrics", listener.local_addr()?);
        let listening = Listening {
            listener,
            connections: room::OPERATORS,
            patience,
        };
        tokio::spawn(listening.serve(
            app::operator(front.clone()),
            refuse(&front),
            stopping.clone(),
        ));
    }
    tracing::info!(dataset, "listening on http://{address}");
    tokio::spawn(async move {
        told_to_stop().await;
        stop.send_replace(true);
    });
    tokio::spawn(write_log());
    let reloaded = front.clone();
    tokio::spawn(async move {
        while hangups.recv().await.is_some() {
            reload(&loading, &reloaded).await;
        }
    });
    let listening = Listening {
        listener,
        connections,
        patience,
    };
    listening
        .serve(front.clone(), refuse(&front), stopping)
        .await;
    tracing::info!("stopped");
    Ok(())
}

/// How many connections the system may hold for us before they are taken: a burst of more would be lost without a word.
const WAITING: u32 = 4096;

fn bind(address: SocketAddr, flag: &str) -> anyhow::Result<TcpListener> {
    let listening = || {
        let socket = if address.is_ipv4() {
            TcpSocket::new_v4()?
        } else {
            TcpSocket::new_v6()?
        };
        // A server that is started again need not wait for the connections of the one before to be forgotten.
        socket.set_reuseaddr(true)?;
        socket.bind(address)?;
        socket.listen(WAITING)
    };
    listening().with_context(|| {
        format!(
            "cannot listen on {address}; stop what listens there, or name another port with {flag}"
        )
    })
}

/// What is sent to a connection for which there is no room.
fn refuse(front: &Service) -> impl Fn() -> Vec<u8> + Send + use<> {
    let front = front.clone();
    move || refusal::written(front.reject_connection())
}

/// Loads what the seeds say now and serves it. If that fails, what is served stays.
async fn reload(loading: &Loading, front: &Service) {
    tracing::info!("told to load the data set anew");
    // In a thread of its own: it waits for files, and requests do not wait for it.
    let loading = loading.clone();
    let loaded = spawn_blocking(move || Handle::current().block_on(loading.load())).await;
    let ended = match loaded.map_err(Into::into).flatten() {
        Ok(store) => {
            let dataset = store.dataset.version.clone();
            front.replace(store);
            tracing::info!(dataset, "this data set is served now");
            Reload::Done
        }
        Err(error) => {
            tracing::error!(
                "the data set was refused, and the one that is served stays: {error:#}"
            );
            Reload::Refused
        }
    };
    front.record_reload(ended);
}

/// Lines that were gathered are written even where no others come.
async fn write_log() {
    loop {
        tokio::time::sleep(log::WAIT).await;
        log::flush();
    }
}

/// Ends on Ctrl-C and on SIGTERM.
async fn told_to_stop() {
    let mut terminate =
        signal(SignalKind::terminate()).expect("a runtime with signals: the one `main` builds");
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        _ = terminate.recv() => {}
    }
}
