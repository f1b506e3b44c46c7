//! Replaces the served data set with the current seeds on SIGHUP.

use bilateral::http::{Reload, Service};
use tokio::runtime::Handle;
use tokio::signal::unix::Signal;
use tokio::task::spawn_blocking;

use super::database_opener::DatabaseOpener;

/// Reloads on each signal, for as long as the process runs.
pub async fn reload_on_hangup(mut hangups: Signal, opener: DatabaseOpener, service: Service) {
    while hangups.recv().await.is_some() {
        reload(&opener, &service).await;
    }
}

/// Opens the current data set and serves it. On an error, the previous one is still served.
async fn reload(opener: &DatabaseOpener, service: &Service) {
    tracing::info!("reloading the data set");
    let opener = opener.clone();
    // Loading reads files for seconds, so it runs on a thread of its own and delays no request.
    let opened = spawn_blocking(move || Handle::current().block_on(opener.open())).await;
    let result = match opened.map_err(Into::into).flatten() {
        Ok(store) => {
            let dataset = store.dataset.version.clone();
            service.replace(store);
            tracing::info!(dataset, "reloaded the data set");
            Reload::Done
        }
        Err(error) => {
            tracing::error!("reload refused, still serving the previous data set: {error:#}");
            Reload::Refused
        }
    };
    service.record_reload(result);
}
