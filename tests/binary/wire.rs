//! Requests as bytes, each on a connection of its own.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;

use crate::binary::{LONG, Server};

impl Server {
    pub fn get(&self, path: &str) -> String {
        get(&self.address, path)
    }
}

/// What GET gives, head and body.
pub fn get(address: &str, path: &str) -> String {
    let request = format!("GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    String::from_utf8_lossy(&send(address, request.as_bytes())).into_owned()
}

/// Everything that is answered to these bytes until the connection ends.
pub fn send(address: &str, bytes: &[u8]) -> Vec<u8> {
    let mut stream = TcpStream::connect(address).expect("a connection");
    stream.set_read_timeout(Some(LONG)).expect("a timeout");
    let mut answer = Vec::new();
    // Who is cut off while it sends may still have been answered.
    let _ = stream.write_all(bytes);
    let mut piece = vec![0; 64 * 1024];
    loop {
        match stream.read(&mut piece) {
            Ok(0) => return answer,
            Ok(read) => answer.extend_from_slice(&piece[..read]),
            Err(error) if error.kind() == std::io::ErrorKind::ConnectionReset => return answer,
            Err(error) => panic!("{error} after {}", String::from_utf8_lossy(&answer)),
        }
    }
}
