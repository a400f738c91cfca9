//! A Git host on loopback: `git http-backend` behind a few lines of HTTP/1.1.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};

use rustls::{ServerConfig, ServerConnection, StreamOwned};

use crate::command;

/// What the host does with a request before `git http-backend` sees it.
#[derive(Clone, Default)]
pub struct Rules {
    /// `user:password` in Base64, which every request must carry.
    pub authorization: Option<&'static str>,
    /// Answers every push with this status.
    pub push_status: Option<&'static str>,
    /// Sends every request on to here.
    pub redirect: Option<String>,
    /// Takes every push, and ends the connection without an answer.
    pub loses_push_answers: bool,
    /// Spoils every `declined` in an answer, so that it is not UTF-8.
    pub spoils_refusals: bool,
    /// Speaks TLS, with this certificate.
    pub tls: Option<Arc<ServerConfig>>,
}

/// The server; it stops when it is dropped.
pub struct GitHost {
    address: SocketAddr,
    is_tls: bool,
    requests: Arc<Mutex<Vec<String>>>,
    stopping: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

struct Request {
    method: String,
    path: String,
    query: String,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

impl GitHost {
    /// Serves every repository below `root`.
    pub fn start(root: &Path, rules: Rules) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let requests = Arc::<Mutex<Vec<String>>>::default();
        let stopping = Arc::new(AtomicBool::new(false));
        let is_tls = rules.tls.is_some();
        let (root, log, stop) = (root.to_owned(), requests.clone(), stopping.clone());
        let thread = thread::spawn(move || {
            for stream in listener.incoming() {
                if stop.load(Ordering::SeqCst) {
                    break;
                }
                let stream = stream.unwrap();
                match &rules.tls {
                    None => serve(&stream, &root, &rules, &log),
                    Some(config) => {
                        let connection = ServerConnection::new(Arc::clone(config)).unwrap();
                        let mut stream = StreamOwned::new(connection, stream);
                        serve(&mut stream, &root, &rules, &log);
                        stream.conn.send_close_notify();
                        // A client that does not trust the certificate is gone.
                        drop(stream.flush());
                    }
                }
            }
        });
        Self {
            address,
            is_tls,
            requests,
            stopping,
            thread: Some(thread),
        }
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The address of a repository.
    pub fn url(&self, name: &str) -> String {
        let scheme = if self.is_tls { "https" } else { "http" };
        format!("{scheme}://{}/{name}", self.address)
    }

    /// Every request so far: method, path and whether it carried an authorization.
    pub fn requests(&self) -> Vec<String> {
        self.requests.lock().unwrap().clone()
    }
}

impl Drop for GitHost {
    fn drop(&mut self) {
        self.stopping.store(true, Ordering::SeqCst);
        drop(TcpStream::connect(self.address));
        self.thread.take().map(JoinHandle::join);
    }
}

fn serve(mut stream: impl Read + Write, root: &Path, rules: &Rules, log: &Mutex<Vec<String>>) {
    let Some(request) = read_request(&mut stream) else {
        return;
    };
    let authorization = request.header("authorization");
    let signed = if authorization.is_some() {
        "signed"
    } else {
        "unsigned"
    };
    log.lock()
        .unwrap()
        .push(format!("{} {} {signed}", request.method, request.path));
    let is_push = request.path.ends_with("git-receive-pack") || request.query.contains("git-receive-pack");
    let expected = rules.authorization.map(|secret| format!("Basic {secret}"));
    let answer = if let Some(to) = &rules.redirect {
        let location = format!("Location: {to}{}?{}", request.path, request.query);
        head("302 Found", &[&location])
    } else if expected.is_some() && authorization != expected.as_deref() {
        head("401 Unauthorized", &["WWW-Authenticate: Basic realm=\"git\""])
    } else if let (true, Some(status)) = (is_push, rules.push_status) {
        head(status, &[])
    } else {
        let mut answer = backend(root, &request);
        let word = b"declined";
        while let Some(at) = answer
            .windows(word.len())
            .position(|bytes| rules.spoils_refusals && bytes == word)
        {
            answer[at] = 0xff;
        }
        if rules.loses_push_answers && request.method == "POST" && is_push {
            return;
        }
        answer
    };
    // A client that has heard enough may be gone.
    drop(stream.write_all(&answer));
}

fn head(status: &str, headers: &[&str]) -> Vec<u8> {
    let mut lines = vec![format!("HTTP/1.1 {status}")];
    lines.extend(headers.iter().map(ToString::to_string));
    lines.extend(["Content-Length: 0".to_owned(), "Connection: close".to_owned()]);
    (lines.join("\r\n") + "\r\n\r\n").into_bytes()
}

fn read_request(stream: impl Read) -> Option<Request> {
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    reader.read_line(&mut line).ok()?;
    let mut words = line.split_whitespace();
    let (method, target) = (words.next()?.to_owned(), words.next()?.to_owned());
    let (path, query) = target.split_once('?').unwrap_or((&target, ""));
    let mut request = Request {
        method,
        path: path.to_owned(),
        query: query.to_owned(),
        headers: Vec::new(),
        body: Vec::new(),
    };
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).ok()?;
        let Some((name, value)) = line.trim_end().split_once(": ") else {
            break;
        };
        request
            .headers
            .push((name.to_ascii_lowercase(), value.to_owned()));
    }
    if request.header("transfer-encoding") == Some("chunked") {
        loop {
            let mut size = String::new();
            reader.read_line(&mut size).ok()?;
            let size = usize::from_str_radix(size.trim(), 16).ok()?;
            let mut chunk = vec![0; size + 2];
            reader.read_exact(&mut chunk).ok()?;
            if size == 0 {
                break;
            }
            request.body.extend_from_slice(&chunk[..size]);
        }
    } else if let Some(length) = request.header("content-length") {
        request.body = vec![0; length.parse().ok()?];
        reader.read_exact(&mut request.body).ok()?;
    }
    Some(request)
}

impl Request {
    fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(header, _)| header == name)?;
        Some(&found.1)
    }
}

/// Runs `git http-backend` as a CGI program.
fn backend(root: &Path, request: &Request) -> Vec<u8> {
    let home: PathBuf = root.to_owned();
    let mut child = command(&home)
        .arg("http-backend")
        .env("GIT_PROJECT_ROOT", root)
        .env("GIT_HTTP_EXPORT_ALL", "1")
        .env("REQUEST_METHOD", &request.method)
        .env("PATH_INFO", &request.path)
        .env("QUERY_STRING", &request.query)
        .env("CONTENT_TYPE", request.header("content-type").unwrap_or_default())
        .env("CONTENT_LENGTH", request.body.len().to_string())
        .env(
            "HTTP_CONTENT_ENCODING",
            request.header("content-encoding").unwrap_or_default(),
        )
        .env("REMOTE_USER", "builder")
        .env("REMOTE_ADDR", "127.0.0.1")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    // The program may stop reading early, when it refuses the request.
    drop(child.stdin.take().unwrap().write_all(&request.body));
    let output = child.wait_with_output().unwrap().stdout;
    let end = output.windows(4).position(|bytes| bytes == b"\r\n\r\n").unwrap();
    let headers = String::from_utf8_lossy(&output[..end]);
    let status = headers
        .lines()
        .find_map(|line| line.strip_prefix("Status: "))
        .unwrap_or("200 OK");
    let body = &output[end + 4..];
    let length = body.len();
    let answer =
        format!("HTTP/1.1 {status}\r\nContent-Length: {length}\r\nConnection: close\r\n{headers}\r\n\r\n");
    [answer.as_bytes(), body].concat()
}
