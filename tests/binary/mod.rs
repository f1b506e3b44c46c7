//! The binary as tests run it: a command, or a server on a port of its own.

#![expect(clippy::disallowed_methods, reason = "it waits for another process")]

use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Output, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// No answer takes as long, however busy the machine is.
pub const LONG: Duration = Duration::from_mins(1);

/// A command, whatever the environment says.
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
    bilateral(arguments).output().expect("the binary")
}

pub fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("text")
}

/// A server, ended when it goes out of scope.
pub struct Server {
    pub process: Child,
    pub address: String,
    /// Where it is counted, if it was told to.
    pub metrics: Option<String>,
    /// What it logs after it has begun to listen.
    pub log: Receiver<String>,
}

impl Server {
    pub fn start(arguments: &[&str]) -> Self {
        Self::of(bilateral(&["serve", "--listen", "127.0.0.1:0"]).args(arguments))
    }

    /// A server by a command of the test's own.
    pub fn of(command: &mut Command) -> Self {
        let mut process = command.stderr(Stdio::piped()).spawn().expect("the binary");
        let mut lines = BufReader::new(process.stderr.take().expect("its log"))
            .lines()
            .map_while(Result::ok);
        let address = |line: &str| {
            let rest = line.split("http://").nth(1)?;
            rest.split([' ', '"', '/']).next().map(str::to_owned)
        };
        let (mut metrics, mut before) = (None, Vec::new());
        let line = lines.find(|line| {
            metrics = metrics
                .take()
                .or(address(line).filter(|_| line.contains("metrics on")));
            before.push(line.clone());
            line.contains("listening on")
        });
        let line = line.unwrap_or_else(|| panic!("it does not listen: {before:#?}"));
        let address = address(&line).expect("an address");
        let (told, log) = channel();
        // All of it is read so that the pipe never fills.
        std::thread::spawn(move || lines.for_each(|line| drop(told.send(line))));
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
        let sent = Command::new("kill").args(["-s", name, &self.id()]).status();
        assert!(
            sent.is_ok_and(|status| status.success()),
            "no signal {name}"
        );
    }

    /// Asks the server to stop and tells its exit code.
    pub fn stop(&mut self) -> Option<i32> {
        self.signal("TERM");
        let told = Instant::now();
        while told.elapsed() < LONG {
            if let Some(ended) = self.process.try_wait().expect("its end") {
                return ended.code();
            }
            sleep(Duration::from_millis(5));
        }
        panic!("it does not stop");
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
