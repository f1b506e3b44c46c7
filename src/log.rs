//! The log, on standard error. There is a line for each request, so these lines are buffered and written in batches: one write
//! per line would cost more than the response it reports. All other lines are written at once, after those before them.
//!
//! A writer thread (tracing-appender) was tried: waking it for each line costs more than the line.

use std::io::{self, IsTerminal as _, Write};
use std::panic::{self, PanicHookInfo};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use clap::ValueEnum;
use tracing::Metadata;
use tracing_subscriber::EnvFilter;
use tracing_subscriber::filter::LevelFilter;
use tracing_subscriber::fmt::MakeWriter;

use bilateral::http::ACCESS_LOG;

/// The longest time that a line stays in the buffer: call [`flush`] this often.
pub const FLUSH_INTERVAL: Duration = Duration::from_millis(200);
/// The size in bytes from which the buffer is written without waiting for [`flush`].
const BUFFER_SIZE: usize = 32 * 1024;

static BUFFER: Mutex<Vec<u8>> = Mutex::new(Vec::new());

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum LogFormat {
    /// Lines for people
    Human,
    /// One JSON object per line
    Json,
}

/// The severity of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum LogLevel {
    Error,
    Warn,
    Info,
    Debug,
    Trace,
}

impl From<LogLevel> for LevelFilter {
    fn from(level: LogLevel) -> Self {
        match level {
            LogLevel::Error => Self::ERROR,
            LogLevel::Warn => Self::WARN,
            LogLevel::Info => Self::INFO,
            LogLevel::Debug => Self::DEBUG,
            LogLevel::Trace => Self::TRACE,
        }
    }
}

/// Starts logging at a level; without one at that of `RUST_LOG`, `info` by default. Panics are logged as errors instead of
/// printed.
pub fn init(format: LogFormat, level: Option<LogLevel>) {
    panic::set_hook(Box::new(log_panic));
    let filter = match level {
        Some(level) => EnvFilter::default().add_directive(LevelFilter::from(level).into()),
        // An empty variable counts as unset.
        None => EnvFilter::try_from_default_env()
            .ok()
            .filter(|filter| !filter.to_string().is_empty())
            .unwrap_or_else(|| EnvFilter::new("info")),
    };
    let subscriber = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(LogWriter);
    match format {
        LogFormat::Human => subscriber
            .with_ansi(io::stderr().is_terminal())
            .with_target(false)
            .init(),
        LogFormat::Json => subscriber.json().init(),
    }
}

/// Logs the message and the location of a panic in one line.
fn log_panic(panic: &PanicHookInfo<'_>) {
    let location = panic.location().map(ToString::to_string);
    tracing::error!(
        location,
        "panicked: {}",
        panic.payload_as_str().unwrap_or("(no message)")
    );
}

/// Writes the buffered lines.
pub fn flush() {
    write_out(&mut lock_buffer());
}

/// Writes and empties the buffer. An error is ignored: there is nowhere else to report it.
fn write_out(buffer: &mut Vec<u8>) {
    let _ = io::stderr().write_all(buffer);
    buffer.clear();
}

fn lock_buffer() -> MutexGuard<'static, Vec<u8>> {
    BUFFER.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Makes a [`LineWriter`] for each line.
struct LogWriter;

/// Writes one line, which waits in the buffer if `buffered` is true.
struct LineWriter {
    buffered: bool,
}

impl<'a> MakeWriter<'a> for LogWriter {
    type Writer = LineWriter;

    fn make_writer(&'a self) -> LineWriter {
        LineWriter { buffered: false }
    }

    fn make_writer_for(&'a self, metadata: &Metadata<'_>) -> LineWriter {
        LineWriter {
            buffered: metadata.target() == ACCESS_LOG,
        }
    }
}

impl Write for LineWriter {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        let mut buffer = lock_buffer();
        buffer.extend_from_slice(line);
        if !self.buffered || buffer.len() >= BUFFER_SIZE {
            write_out(&mut buffer);
        }
        Ok(line.len())
    }

    /// Does nothing: the subscriber flushes after each line, which would defeat the buffer.
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    #[derive(Clone, Default)]
    struct MemoryWriter(Arc<Mutex<Vec<u8>>>);

    impl Write for MemoryWriter {
        fn write(&mut self, line: &[u8]) -> io::Result<usize> {
            self.0.lock().unwrap().write(line)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_panic_is_logged_once_with_its_location() {
        let memory = MemoryWriter::default();
        let writer = memory.clone();
        let subscriber = tracing_subscriber::fmt()
            .json()
            .with_writer(move || writer.clone())
            .finish();
        panic::set_hook(Box::new(log_panic));
        tracing::subscriber::with_default(subscriber, || {
            assert!(panic::catch_unwind(|| panic!("a {}", "bug")).is_err());
        });
        drop(panic::take_hook());
        let log = String::from_utf8(memory.0.lock().unwrap().clone()).unwrap();
        assert_eq!(log.lines().count(), 1, "{log}");
        assert!(
            log.contains("panicked: a bug") && log.contains("src/log.rs:"),
            "{log}"
        );
    }
}
