//! The request to stop, which a signal makes.

use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;

/// Tells the parts of the server that it is stopping.
#[derive(Debug, Clone)]
pub struct Shutdown(watch::Receiver<bool>);

impl Shutdown {
    /// Waits for SIGINT (Ctrl-C) or SIGTERM in the background.
    pub fn on_signal() -> std::io::Result<Self> {
        let mut terminate = signal(SignalKind::terminate())?;
        let mut interrupt = signal(SignalKind::interrupt())?;
        let (requested, receiver) = watch::channel(false);
        tokio::spawn(async move {
            tokio::select! {
                _ = interrupt.recv() => {}
                _ = terminate.recv() => {}
            }
            requested.send_replace(true);
        });
        Ok(Self(receiver))
    }

    /// Waits until a shutdown is requested.
    pub async fn requested(&self) {
        // An error means that the runtime is being shut down.
        drop(self.0.clone().wait_for(|requested| *requested).await);
    }

    /// The output of a future; `None` if a shutdown is requested before it is ready.
    pub async fn or<T>(&self, future: impl Future<Output = T>) -> Option<T> {
        tokio::select! {
            biased;
            () = self.requested() => None,
            output = future => Some(output),
        }
    }
}
