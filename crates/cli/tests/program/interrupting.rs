//! Ctrl C.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use crate::support::{at_terminal, data, shop};

/// What a terminal sends for Ctrl C.
const INTERRUPT: &[u8] = b"\x03";
const TIP: &str = "1111111111111111111111111111111111111111";

/// A Git host that begins to answer a fetch and never comes to an end. It says when it has begun.
fn endless_host() -> (SocketAddr, Receiver<()>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let (begun, is_asked) = channel();
    thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            if read_request(&stream).starts_with("GET") {
                let first = format!("{TIP} HEAD\0side-band-64k symref=HEAD:refs/heads/main\n");
                let references = [
                    packet(b"# service=git-upload-pack\n"),
                    b"0000".to_vec(),
                    packet(first.as_bytes()),
                    packet(format!("{TIP} refs/heads/main\n").as_bytes()),
                    b"0000".to_vec(),
                ];
                let body = references.concat();
                let length = format!("Content-Length: {}", body.len());
                answer(&mut stream, "advertisement", &length, &body);
                continue;
            }
            let first = chunk(&packet(b"NAK\n"));
            answer(&mut stream, "result", "Transfer-Encoding: chunked", &first);
            begun.send(()).ok();
            // Until the program has hung up.
            while stream.write_all(&chunk(&packet(b"\x02Counting\n"))).is_ok() {
                thread::sleep(Duration::from_millis(10));
            }
        }
    });
    (address, is_asked)
}

/// Reads a request with its body; answers its first line.
fn read_request(stream: &TcpStream) -> String {
    let mut reader = BufReader::new(stream);
    let (mut first, mut length) = (String::new(), 0);
    reader.read_line(&mut first).unwrap();
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).unwrap();
        let line = line.trim().to_ascii_lowercase();
        if line.is_empty() {
            break;
        }
        if let Some(count) = line.strip_prefix("content-length: ") {
            length = count.parse().unwrap();
        }
    }
    reader.read_exact(&mut vec![0; length]).unwrap();
    first
}

/// Begins an answer, with a header that says how it ends.
fn answer(stream: &mut TcpStream, kind: &str, header: &str, body: &[u8]) {
    let head = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: application/x-git-upload-pack-{kind}\r\nConnection: close\r\n{header}\r\n\r\n"
    );
    stream.write_all(&[head.as_bytes(), body].concat()).unwrap();
}

/// A line as Git's protocol frames it: its length in four digits, then itself.
fn packet(line: &[u8]) -> Vec<u8> {
    [format!("{:04x}", line.len() + 4).as_bytes(), line].concat()
}

fn chunk(bytes: &[u8]) -> Vec<u8> {
    [format!("{:x}\r\n", bytes.len()).as_bytes(), bytes, b"\r\n"].concat()
}

#[test]
fn ctrl_c_cancels_a_first_fetch_of_which_nothing_is_left() {
    let sandbox = shop();
    let (address, is_asked) = endless_host();
    let call = format!("status --repo http://{address}/apps.git");
    let mut terminal = at_terminal(&sandbox, &call).spawn().unwrap();
    is_asked.recv().unwrap();
    let mut keyboard = terminal.stdin.take().unwrap();
    keyboard.write_all(INTERRUPT).unwrap();
    let output = terminal.wait_with_output().unwrap();
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(text.contains("Cancelled."), "{text}");
    assert_eq!(output.status.code(), Some(3), "{text}");
    let left = std::fs::read_dir(data(&sandbox).join("repositories")).unwrap();
    assert_eq!(left.count(), 0);
}

#[test]
fn ctrl_c_at_a_question_ends_the_program() {
    let sandbox = shop();
    let mut terminal = at_terminal(&sandbox, "manifest create qa").spawn().unwrap();
    let mut output = terminal.stdout.take().unwrap();
    let mut seen = Vec::new();
    while !String::from_utf8_lossy(&seen).contains("[y/N]") {
        let mut bytes = [0; 256];
        let count = output.read(&mut bytes).unwrap();
        assert_ne!(count, 0, "{}", String::from_utf8_lossy(&seen));
        seen.extend(&bytes[..count]);
    }
    let mut keyboard = terminal.stdin.take().unwrap();
    keyboard.write_all(INTERRUPT).unwrap();
    assert_eq!(terminal.wait().unwrap().code(), Some(130));
}
