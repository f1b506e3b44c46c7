//! Requests as raw bytes, each on a connection of its own.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;

use crate::binary::{Server, TIMEOUT};

impl Server {
    pub fn get(&self, path: &str) -> String {
        get(&self.address, path)
    }
}

/// Sends a GET request and returns the head and the body of the response.
pub fn get(address: &str, path: &str) -> String {
    let request = format!("GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    String::from_utf8_lossy(&send(address, request.as_bytes())).into_owned()
}

/// Sends bytes and returns everything that the server sends until it closes the connection.
pub fn send(address: &str, bytes: &[u8]) -> Vec<u8> {
    let mut stream = TcpStream::connect(address).expect("the server accepts connections");
    stream
        .set_read_timeout(Some(TIMEOUT))
        .expect("the timeout is not zero");
    let mut response = Vec::new();
    // A server may respond and close the connection before it has received everything.
    let _ = stream.write_all(bytes);
    let mut chunk = vec![0; 64 * 1024];
    loop {
        match stream.read(&mut chunk) {
            Ok(0) => return response,
            Ok(read) => response.extend_from_slice(&chunk[..read]),
            Err(error) if error.kind() == std::io::ErrorKind::ConnectionReset => return response,
            Err(error) => panic!("{error} after {}", String::from_utf8_lossy(&response)),
        }
    }
}
