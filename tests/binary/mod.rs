//! Runs the binary: a command, or a server on a free port.

#![expect(clippy::disallowed_methods, reason = "it waits for another process")]

use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Output, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// The time after which a test fails: longer than anything takes on a busy machine.
pub const TIMEOUT: Duration = Duration::from_mins(1);

/// A command that ignores the environment variables of the test run.
pub fn bilateral(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_bilateral"));
    command
        .args(arguments)
        .env_remove("RUST_LOG")
        .env_remove("RUST_BACKTRACE");
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("BILATERAL_")) {
        command.env_remove(name);
    }
    command
}

pub fn run(arguments: &[&str]) -> Output {
    bilateral(arguments).output().expect("the binary runs")
}

pub fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("standard error is UTF-8")
}

/// A running server, killed when it goes out of scope.
pub struct Server {
    pub process: Child,
    pub address: String,
    /// The operator's listen address, if `--metrics` is set.
    pub metrics: Option<String>,
    /// The log lines after the server has started to listen.
    pub log: Receiver<String>,
}

impl Server {
    pub fn start(arguments: &[&str]) -> Self {
        Self::spawn(bilateral(&["serve", "--listen", "127.0.0.1:0"]).args(arguments))
    }

    /// Starts a server with a given command and waits until it listens.
    pub fn spawn(command: &mut Command) -> Self {
        let mut process = command
            .stderr(Stdio::piped())
            .spawn()
            .expect("the binary runs");
        let stderr = process.stderr.take().expect("standard error is piped");
        let mut lines = BufReader::new(stderr).lines().map_while(Result::ok);
        let (mut metrics, mut earlier) = (None, Vec::new());
        let address = loop {
            let Some(line) = lines.next() else {
                panic!("the server does not listen: {earlier:#?}");
            };
            if line.contains("listening on") {
                break logged_address(&line).expect("the line has an address");
            }
            if line.contains("metrics on") {
                metrics = logged_address(&line);
            }
            earlier.push(line);
        };
        let (sender, log) = channel();
        // Read everything, so that the pipe never fills up and blocks the server.
        std::thread::spawn(move || lines.for_each(|line| drop(sender.send(line))));
        Self {
            process,
            address,
            metrics,
            log,
        }
    }

    pub fn id(&self) -> String {
        self.process.id().to_string()
    }

    pub fn signal(&self, name: &str) {
        let kill = Command::new("kill").args(["-s", name, &self.id()]).status();
        assert!(
            kill.is_ok_and(|status| status.success()),
            "cannot send SIG{name}"
        );
    }

    /// Stops the server with SIGTERM and returns its exit code.
    pub fn stop(&mut self) -> Option<i32> {
        self.signal("TERM");
        let start = Instant::now();
        while start.elapsed() < TIMEOUT {
            if let Some(status) = self.process.try_wait().expect("the process exists") {
                return status.code();
            }
            sleep(Duration::from_millis(5));
        }
        panic!("the server does not stop");
    }
}

/// The address in the URL of a log line.
fn logged_address(line: &str) -> Option<String> {
    let rest = line.split("http://").nth(1)?;
    rest.split([' ', '"', '/']).next().map(str::to_owned)
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
