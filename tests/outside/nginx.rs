//! nginx with the configuration of `deploy/`, on loopback.

use std::fs::{self, File};
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::{Child, Command};
use std::time::{Duration, Instant};

use tempfile::TempDir;
use tokio::net::TcpStream;
use tokio::time::sleep;

use crate::binary::TIMEOUT;
use crate::client::BoxError;

/// A running nginx, stopped when it goes out of scope.
pub struct Nginx {
    pub address: String,
    folder: TempDir,
    process: Child,
}

impl Nginx {
    /// Starts nginx in front of these replicas, with the configuration for compose, after checking the one for Kubernetes.
    pub async fn start(program: &str, replicas: &[String]) -> Result<Self, BoxError> {
        let folder = TempDir::new()?;
        // Readable by the worker processes, which run as another user.
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755))?;
        fs::create_dir(folder.path().join("cache"))?;
        let address = TcpListener::bind("127.0.0.1:0")?.local_addr()?.to_string();
        for file in ["kubernetes/replicas.conf", "compose-replicas.conf"] {
            write_configuration(folder.path(), &address, file, replicas)?;
            let check = nginx(program, folder.path()).arg("-t").output()?;
            if !check.status.success() {
                return Err(format!("{file}: {}", String::from_utf8_lossy(&check.stderr)).into());
            }
        }
        let process = nginx(program, folder.path())
            .args(["-g", "daemon off;"])
            .stdout(File::create(folder.path().join("access.log"))?)
            .stderr(File::create(folder.path().join("error.log"))?)
            .spawn()?;
        let started = Self {
            address,
            folder,
            process,
        };
        let start = Instant::now();
        while TcpStream::connect(&started.address).await.is_err() {
            if start.elapsed() > TIMEOUT {
                return Err(fs::read_to_string(started.folder.path().join("error.log"))?.into());
            }
            sleep(Duration::from_millis(5)).await;
        }
        Ok(started)
    }

    /// Waits for `count` lines of the access log after the first `skip`, and returns them.
    pub async fn access_log(&self, skip: usize, count: usize) -> Result<Vec<String>, BoxError> {
        let start = Instant::now();
        loop {
            let log = fs::read_to_string(self.folder.path().join("access.log"))?;
            let lines: Vec<String> = log.lines().skip(skip).map(str::to_owned).collect();
            if lines.len() >= count {
                return Ok(lines);
            }
            if start.elapsed() > TIMEOUT {
                return Err(format!("nginx logged {} of {count} responses", lines.len()).into());
            }
            sleep(Duration::from_millis(5)).await;
        }
    }
}

impl Drop for Nginx {
    fn drop(&mut self) {
        // SIGTERM, unlike SIGKILL, also stops the worker processes.
        let _ = Command::new("kill")
            .args(["-s", "TERM", &self.process.id().to_string()])
            .status();
        let _ = self.process.wait();
    }
}

fn nginx(program: &str, folder: &Path) -> Command {
    let mut command = Command::new(program);
    command
        .arg("-p")
        .arg(folder)
        .arg("-c")
        .arg(folder.join("nginx.conf"));
    command
}

/// Writes the configuration of `deploy/` into `folder`. Only addresses and the path of the cache differ.
fn write_configuration(
    folder: &Path,
    address: &str,
    replicas_file: &str,
    replicas: &[String],
) -> Result<(), BoxError> {
    let deploy = Path::new(env!("CARGO_MANIFEST_DIR")).join("deploy");
    let cache = folder.join("cache").display().to_string();
    let main = fs::read_to_string(deploy.join("nginx.conf"))?;
    let main = replace(&main, "listen 8080;", &format!("listen {address};"))?;
    let main = replace(&main, "/var/cache/nginx", &cache)?;
    fs::write(folder.join("nginx.conf"), main)?;
    // In `deploy/`, one name resolves to all replicas; here each has a line of its own.
    let upstream = fs::read_to_string(deploy.join(replicas_file))?;
    let line = upstream
        .lines()
        .find(|line| line.contains("server replica:8080 "))
        .ok_or("the configuration has no `server replica:8080`")?;
    let servers: Vec<String> = replicas
        .iter()
        .map(|replica| line.replace("replica:8080", replica))
        .collect();
    let upstream = replace(&upstream, line, &servers.join("\n"))?;
    fs::write(folder.join("replicas.conf"), upstream)?;
    Ok(())
}

fn replace(text: &str, from: &str, to: &str) -> Result<String, BoxError> {
    if text.contains(from) {
        Ok(text.replace(from, to))
    } else {
        Err(format!("the configuration has no {from:?}").into())
    }
}
