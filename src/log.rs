//! The log, on standard error. Lines about requests are many, so they are gathered and written together: written one by one
//! they would cost more than the answers they tell of. Everything else is written at once, after what came before it.
//!
//! A thread of its own that writes (tracing-appender) was tried: waking it for each line costs more than the line.

use std::io::{self, IsTerminal as _, Write};
use std::panic::{self, PanicHookInfo};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tracing::Metadata;
use tracing_subscriber::EnvFilter;
use tracing_subscriber::fmt::MakeWriter;

use crate::cli::Log;
use bilateral::http::ACCESS_LOG;

/// How long a line about a request may wait for others.
pub const WAIT: Duration = Duration::from_millis(200);
/// As many bytes are not gathered any longer.
const FULL: usize = 32 * 1024;

/// What is gathered and not yet written.
static GATHERED: Mutex<Vec<u8>> = Mutex::new(Vec::new());

/// Starts to log; `RUST_LOG` says how much. A panic is an event like any other, and told once.
pub fn start(log: Log) {
    panic::set_hook(Box::new(tell));
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    let lines = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(Lines);
    match log {
        Log::Human => lines
            .with_ansi(io::stderr().is_terminal())
            .with_target(false)
            .init(),
        Log::Json => lines.json().init(),
    }
}

/// What a panic said and where, in one line.
fn tell(panic: &PanicHookInfo<'_>) {
    let place = panic.location().map(ToString::to_string);
    tracing::error!(
        place,
        "panicked: {}",
        panic.payload_as_str().unwrap_or("without a word")
    );
}

/// Writes what is gathered. There is nobody to tell where standard error takes nothing.
pub fn flush() {
    write(&mut gathered());
}

fn write(gathered: &mut Vec<u8>) {
    let _ = io::stderr().write_all(gathered);
    gathered.clear();
}

fn gathered() -> MutexGuard<'static, Vec<u8>> {
    GATHERED.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Makes a writer for each line.
struct Lines;

/// A line, and whether it may wait.
struct Line {
    waits: bool,
}

impl<'a> MakeWriter<'a> for Lines {
    type Writer = Line;

    fn make_writer(&'a self) -> Line {
        Line { waits: false }
    }

    fn make_writer_for(&'a self, about: &Metadata<'_>) -> Line {
        Line {
            waits: about.target() == ACCESS_LOG,
        }
    }
}

impl Write for Line {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        let mut gathered = gathered();
        gathered.extend_from_slice(line);
        if !self.waits || gathered.len() >= FULL {
            write(&mut gathered);
        }
        Ok(line.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    /// Lines in memory.
    #[derive(Clone, Default)]
    struct Kept(Arc<Mutex<Vec<u8>>>);

    impl Write for Kept {
        fn write(&mut self, line: &[u8]) -> io::Result<usize> {
            self.0.lock().unwrap().write(line)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_panic_is_one_line_with_its_place() {
        let kept = Kept::default();
        let writer = kept.clone();
        let lines = tracing_subscriber::fmt()
            .json()
            .with_writer(move || writer.clone())
            .finish();
        panic::set_hook(Box::new(tell));
        tracing::subscriber::with_default(lines, || {
            assert!(panic::catch_unwind(|| panic!("a {}", "fault")).is_err());
        });
        drop(panic::take_hook());
        let told = String::from_utf8(kept.0.lock().unwrap().clone()).unwrap();
        assert_eq!(told.lines().count(), 1, "{told}");
        assert!(
            told.contains("panicked: a fault") && told.contains("src/log.rs:"),
            "{told}"
        );
    }
}
