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

use crate::binary::LONG;
use crate::client::Failed;

/// A running nginx, ended when it goes out of scope.
pub struct Nginx {
    pub address: String,
    folder: TempDir,
    process: Child,
}

impl Nginx {
    /// Starts nginx in front of these replicas.
    pub async fn start(program: &str, replicas: &[String]) -> Result<Self, Failed> {
        let folder = TempDir::new()?;
        // Its workers are somebody else.
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755))?;
        fs::create_dir(folder.path().join("cache"))?;
        let address = TcpListener::bind("127.0.0.1:0")?.local_addr()?.to_string();
        let servers: Vec<String> = replicas
            .iter()
            .map(|replica| format!("server {replica} "))
            .collect();
        for (name, replicas) in [
            ("kubernetes", "kubernetes/replicas.conf"),
            ("compose", "compose-replicas.conf"),
        ] {
            configure(folder.path(), &address, replicas, &servers)?;
            let tried = nginx(program, folder.path()).arg("-t").output()?;
            if !tried.status.success() {
                return Err(format!("{name}: {}", String::from_utf8_lossy(&tried.stderr)).into());
            }
        }
        let log = File::create(folder.path().join("answers.log"))?;
        let told = File::create(folder.path().join("errors.log"))?;
        let process = nginx(program, folder.path())
            .args(["-g", "daemon off;"])
            .stdout(log)
            .stderr(told)
            .spawn()?;
        let started = Self {
            address,
            folder,
            process,
        };
        let begun = Instant::now();
        while TcpStream::connect(&started.address).await.is_err() {
            if begun.elapsed() > LONG {
                return Err(fs::read_to_string(started.folder.path().join("errors.log"))?.into());
            }
            sleep(Duration::from_millis(5)).await;
        }
        Ok(started)
    }

    /// The lines about answers, as soon as there are so many more than those before.
    pub async fn logged(&self, before: usize, count: usize) -> Result<Vec<String>, Failed> {
        let begun = Instant::now();
        loop {
            let log = fs::read_to_string(self.folder.path().join("answers.log"))?;
            let lines: Vec<String> = log.lines().skip(before).map(str::to_owned).collect();
            if lines.len() >= count {
                return Ok(lines);
            }
            if begun.elapsed() > LONG {
                return Err(format!("nginx has logged {} answers of {count}", lines.len()).into());
            }
            sleep(Duration::from_millis(5)).await;
        }
    }
}

impl Drop for Nginx {
    fn drop(&mut self) {
        // Told, so that it ends its workers.
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

/// Writes the configuration of `deploy/`, in which only addresses and the folder are others.
fn configure(
    folder: &Path,
    address: &str,
    replicas: &str,
    servers: &[String],
) -> Result<(), Failed> {
    let deploy = Path::new(env!("CARGO_MANIFEST_DIR")).join("deploy");
    let cache = folder.join("cache").display().to_string();
    let all = fs::read_to_string(deploy.join("nginx.conf"))?;
    let all = replaced(&all, "listen 8080;", &format!("listen {address};"))?;
    fs::write(
        folder.join("nginx.conf"),
        replaced(&all, "/var/cache/nginx", &cache)?,
    )?;
    // The one name stands for all replicas.
    let one = fs::read_to_string(deploy.join(replicas))?;
    let line = one
        .lines()
        .find(|line| line.contains("server replica:8080 "))
        .ok_or("no server is named")?;
    let named: Vec<String> = servers
        .iter()
        .map(|server| line.replace("server replica:8080 ", server))
        .collect();
    let rest: Vec<&str> = one.lines().filter(|other| *other != line).collect();
    fs::write(
        folder.join("replicas.conf"),
        replaced(&rest.join("\n"), "{", &["{", &named.join("\n")].join("\n"))?,
    )?;
    Ok(())
}

fn replaced(text: &str, from: &str, to: &str) -> Result<String, Failed> {
    if text.contains(from) {
        Ok(text.replace(from, to))
    } else {
        Err(format!("no {from:?} in the configuration").into())
    }
}
