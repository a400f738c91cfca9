//! As much of HTTP/1.1 as asking one question after the other over a connection takes.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use super::server::TOKEN;
use crate::Result;

/// Longer than any answer may take.
const LONGEST: Duration = Duration::from_secs(30);

/// A connection that is kept.
pub(super) struct Connection {
    stream: BufReader<TcpStream>,
    address: String,
    body: Vec<u8>,
}

impl Connection {
    pub(super) fn open(address: &str) -> Result<Self> {
        let stream = TcpStream::connect(address)?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(LONGEST))?;
        Ok(Self {
            stream: BufReader::new(stream),
            address: address.to_owned(),
            body: Vec::new(),
        })
    }

    /// The body of the answer to a request, which must be 200.
    pub(super) fn ask(&mut self, method: &str, path: &str, body: &str) -> Result<&[u8]> {
        let request = format!(
            "{method} {path} HTTP/1.1\r\nHost: {}\r\nAuthorization: Bearer {TOKEN}\r\nContent-Length: {}\r\n\r\n{body}",
            self.address,
            body.len()
        );
        self.stream.get_mut().write_all(request.as_bytes())?;
        let status = self.line()?;
        let mut length = 0;
        loop {
            let line = self.line()?;
            if line.is_empty() {
                break;
            }
            if let Some((name, value)) = line.split_once(':')
                && name.eq_ignore_ascii_case("content-length")
            {
                length = value.trim().parse()?;
            }
        }
        self.body.resize(length, 0);
        self.stream.read_exact(&mut self.body)?;
        if status.starts_with("HTTP/1.1 200 ") {
            return Ok(&self.body);
        }
        let said = String::from_utf8_lossy(&self.body);
        Err(format!("{method} {path}: {status}: {said}").into())
    }

    fn line(&mut self) -> Result<String> {
        let mut line = String::new();
        self.stream.read_line(&mut line)?;
        line.truncate(line.trim_end().len());
        Ok(line)
    }
}
