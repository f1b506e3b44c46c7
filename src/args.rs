//! Flags that several commands share. Knows no command.

use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr, ToSocketAddrs as _};
use std::path::PathBuf;

use clap::Args;

use bilateral::seed::Sources;

/// The sources of the data set.
#[derive(Debug, Args)]
pub struct SourceArgs {
    /// Folder with one subfolder of seed files per pair [default: the seeds compiled into the binary]
    #[arg(long, env = "BILATERAL_SEEDS", value_name = "DIR")]
    seeds: Option<PathBuf>,
    /// Folder with the texts of the documents, named {id}.txt: facts are checked against them, and responses quote them
    #[arg(long, env = "BILATERAL_DOCUMENTS", value_name = "DIR")]
    documents: Option<PathBuf>,
}

impl SourceArgs {
    pub fn into_sources(self) -> Sources {
        Sources {
            seeds: self.seeds,
            documents: self.documents,
        }
    }
}

/// The folder of seeds that a command changes.
#[derive(Debug, Args)]
pub struct SeedsFolder {
    /// Folder with one subfolder of seed files per pair
    #[arg(
        long = "seeds",
        default_value = "seeds",
        env = "BILATERAL_SEEDS",
        value_name = "DIR"
    )]
    pub path: PathBuf,
}

/// The database that a command builds or serves.
#[derive(Debug, Args)]
pub struct DatabaseArgs {
    /// Database file
    #[arg(
        long = "database",
        default_value = "bilateral.sqlite",
        env = "BILATERAL_DATABASE",
        value_name = "FILE"
    )]
    pub path: PathBuf,
}

/// The listen address of a server.
#[derive(Debug, Args)]
pub struct ListenArgs {
    /// Address and port that the API listens on: `127.0.0.1:8080`, `localhost:8080` or `[::1]:8080`; `8080` alone is for
    /// this machine only, `:8080` for every IPv4 address
    #[arg(
        long = "listen",
        default_value = "127.0.0.1:8080",
        env = "BILATERAL_LISTEN",
        value_name = "ADDRESS:PORT",
        value_parser = parse_listen_address
    )]
    pub address: SocketAddr,
}

/// Parses the address of a server. The name of a host is looked up, and an IPv4 address preferred.
pub fn parse_listen_address(text: &str) -> Result<SocketAddr, String> {
    if let Ok(address) = text.parse() {
        return Ok(address);
    }
    if let Ok(port) = text.parse() {
        return Ok((Ipv4Addr::LOCALHOST, port).into());
    }
    if let Some((_, rest)) = text.split_once("://") {
        let address = rest.split('/').next().unwrap_or(rest);
        return Err(format!("write the address alone: `{address}`"));
    }
    let unbracketed = text.trim_start_matches('[').trim_end_matches(']');
    if unbracketed.parse::<Ipv6Addr>().is_ok() {
        return Err(format!(
            "write an IPv6 address in brackets and with a port: `[{unbracketed}]:8080`"
        ));
    }
    let is_number = text.bytes().all(|byte| byte.is_ascii_digit());
    let Some((host, port)) = text.rsplit_once(':').or(is_number.then_some(("", text))) else {
        return Err(format!("the port is missing: write `{text}:8080`"));
    };
    let Ok(port) = port.parse::<u16>() else {
        return Err(format!(
            "`{port}` is not a port, which is a number up to 65535: write `{host}:8080`"
        ));
    };
    if host.is_empty() {
        return Ok((Ipv4Addr::UNSPECIFIED, port).into());
    }
    look_up(host, port)
}

fn look_up(host: &str, port: u16) -> Result<SocketAddr, String> {
    let found = (host, port).to_socket_addrs().map(Vec::from_iter);
    let addresses = found.unwrap_or_default();
    let preferred = addresses.iter().find(|address| address.is_ipv4());
    let preferred = preferred.or(addresses.first()).copied();
    preferred.ok_or_else(|| {
        format!("no address is known for `{host}`: write an IP address, such as `127.0.0.1:{port}`")
    })
}
