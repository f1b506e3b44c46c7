//! Replaces the served data set with the current seeds on SIGHUP.

use bilateral::http::{Reload, Service};
use tokio::runtime::Handle;
use tokio::signal::unix::Signal;
use tokio::task::spawn_blocking;

use super::database_opener::DatabaseOpener;
use super::shutdown::Shutdown;

/// Reloads on each signal until a shutdown is requested. A signal that arrives during a reload leads to another one.
pub async fn reload_on_hangup(
    mut hangups: Signal,
    opener: DatabaseOpener,
    service: Service,
    shutdown: Shutdown,
) {
    while let Some(Some(())) = shutdown.or(hangups.recv()).await {
        reload(&opener, &service, &shutdown).await;
    }
}

/// Opens the current data set and serves it. On an error, the previous one is still served. A shutdown stops it.
async fn reload(opener: &DatabaseOpener, service: &Service, shutdown: &Shutdown) {
    tracing::info!("reloading the data set");
    let (opener, shutdown) = (opener.clone(), shutdown.clone());
    // Loading reads files for seconds, so it runs on a thread of its own and delays no request.
    let opening = move || Handle::current().block_on(shutdown.or(opener.open()));
    let opened = spawn_blocking(opening).await;
    let result = match opened.map_err(Into::into).and_then(Option::transpose) {
        Ok(None) => return tracing::info!("stopped reloading, because the server is stopping"),
        Ok(Some(store)) => {
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
