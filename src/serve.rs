//! `bilateral serve`: a database that holds what the seeds say, then the service on a port.

mod listening;

use std::net::SocketAddr;

use anyhow::Context as _;
use bilateral::store::Store;
use bilateral::{app, http, seed};
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;

use crate::cli::{self, DatabaseArgs, ServeArgs, SourceArgs};
use crate::log;

/// Builds the database if it is absent or out of date, then serves until told to stop.
pub async fn serve(from: &SourceArgs, database: &DatabaseArgs, how: &ServeArgs) -> anyhow::Result<()> {
    let store = current_store(from, database).await?;
    let dataset = store.dataset.version.clone();
    let front = app::front(store, usize::from(how.cache) << 20);
    let listener = bind(how.listen, "--listen").await?;
    let address = listener.local_addr()?;
    let (stop, stopping) = watch::channel(false);
    if let Some(metrics) = how.metrics {
        let listener = bind(metrics, "--metrics").await?;
        tracing::info!("metrics on http://{}/metrics", listener.local_addr()?);
        tokio::spawn(listening::serve(listener, http::metrics(front.clone()), stopping.clone()));
    }
    tracing::info!(dataset, "listening on http://{address}");
    tokio::spawn(async move {
        told_to_stop().await;
        stop.send_replace(true);
    });
    tokio::spawn(write_log());
    listening::serve(listener, front, stopping).await;
    tracing::info!("stopped");
    Ok(())
}

async fn bind(address: SocketAddr, flag: &str) -> anyhow::Result<TcpListener> {
    TcpListener::bind(address).await.with_context(|| {
        format!("cannot listen on {address}; stop what listens there, or name another port with {flag}")
    })
}

/// The store over the data set that the seeds give, which is built only if the file holds another.
async fn current_store(from: &SourceArgs, database: &DatabaseArgs) -> anyhow::Result<Store> {
    let path = &database.database;
    let wanted = seed::version(&from.sources())?;
    if path.exists() {
        match Store::open(path).await {
            Ok(store) if store.dataset.version == wanted => return Ok(store),
            Ok(store) => tracing::info!(found = store.dataset.version, wanted, "the database holds other data"),
            Err(error) => tracing::warn!(reason = %error, "the database cannot be read and is built anew"),
        }
    }
    let report = cli::migrate(from, database).await?;
    tracing::info!("{}", cli::summary("loaded", &report));
    Ok(Store::open(path).await?)
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
    let mut terminate = signal(SignalKind::terminate()).expect("a runtime with signals: the one `main` builds");
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        _ = terminate.recv() => {}
    }
}
