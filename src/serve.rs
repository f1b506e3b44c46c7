//! `bilateral serve`: a database that holds what the seeds say, then the router on a port.

use std::net::SocketAddr;
use std::time::Duration;

use anyhow::Context as _;
use bilateral::store::Store;
use bilateral::{app, seed};
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};

use crate::cli::{self, DatabaseArgs, SourceArgs};

/// How long requests under way may take once the server is told to stop.
const DRAIN: Duration = Duration::from_secs(8);

/// Builds the database if it is absent or out of date, then serves until told to stop.
pub async fn serve(from: &SourceArgs, database: &DatabaseArgs, listen: SocketAddr) -> anyhow::Result<()> {
    let store = current_store(from, database).await?;
    let listener = TcpListener::bind(listen).await.with_context(|| {
        format!("cannot listen on {listen}; stop what listens there, or name another port with --listen")
    })?;
    let address = listener.local_addr()?;
    tracing::info!(dataset = store.dataset.version, "listening on http://{address}");
    let (stop, mut stopping) = tokio::sync::watch::channel(false);
    let told = async move {
        told_to_stop().await;
        stop.send_replace(true);
    };
    let serving = axum::serve(listener, app::router(store)).with_graceful_shutdown(told);
    // A client that never ends its request does not keep the process from ending.
    let patience = async {
        let _ = stopping.wait_for(|stopping| *stopping).await;
        tokio::time::sleep(DRAIN).await;
    };
    tokio::select! {
        served = serving.into_future() => served?,
        () = patience => tracing::warn!("stopped while requests were still under way"),
    }
    tracing::info!("stopped");
    Ok(())
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

/// Ends on Ctrl-C and on SIGTERM.
async fn told_to_stop() {
    let mut terminate = signal(SignalKind::terminate()).expect("a runtime with signals: the one `main` builds");
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        _ = terminate.recv() => {}
    }
}
