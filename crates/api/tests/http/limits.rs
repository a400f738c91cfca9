//! Too much, too slow, too many.

use std::io::{ErrorKind, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use manifold_api::Limits;
use manifold_test_support::http::{GitHost, Rules};

use crate::shop::sandbox;
use crate::support::{Reply, Server, TOKEN};

const UAT: &str = "/api/v2/source_control/manifests/uat";

/// The head of a write whose body has this many bytes.
fn head(server: &Server, length: usize) -> String {
    format!(
        "PUT {UAT} HTTP/1.1\r\nHost: {}\r\nAuthorization: Bearer {TOKEN}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n",
        server.address
    )
}

fn connect(server: &Server, bytes: &str) -> TcpStream {
    let mut stream = TcpStream::connect(server.address).unwrap();
    stream.write_all(bytes.as_bytes()).unwrap();
    stream
}

/// A write that has its place and is asked for its body of two bytes.
fn under_way(server: &Server) -> TcpStream {
    let head = head(server, 2).replace("\r\n\r\n", "\r\nExpect: 100-continue\r\n\r\n");
    let mut stream = connect(server, &head);
    let mut answer = [0; 25];
    stream.read_exact(&mut answer).unwrap();
    assert_eq!(&answer, b"HTTP/1.1 100 Continue\r\n\r\n");
    stream
}

#[test]
fn a_body_above_one_mebibyte_is_refused_however_it_comes() {
    let server = Server::of(sandbox());
    let padded = |length: usize| format!("{{\"x\":\"{}\"}}", "x".repeat(length - 8));
    let reply = server.ask("PUT", UAT, &padded((1 << 20) + 1));
    assert!(reply.refusal(413).contains("1048576 bytes"));
    let chunk = "x".repeat(1 << 16);
    let chunks = format!("10000\r\n{chunk}\r\n").repeat(17);
    let reply = server.ask_with(
        "PUT",
        UAT,
        &[("Transfer-Encoding", "chunked")],
        &format!("{chunks}0\r\n\r\n"),
    );
    reply.refusal(413);
    assert_eq!(server.branches(), [""; 0]);
    server.ask("PUT", UAT, &padded(1 << 20)).data();
}

#[test]
fn a_body_that_does_not_come_is_given_up() {
    let limits = Limits {
        time: Duration::from_secs(1),
        ..Limits::default()
    };
    let server = Server::with(sandbox(), limits);
    let mut stream = connect(&server, &format!("{}{{", head(&server, 100)));
    assert!(Reply::read(&mut stream).refusal(408).contains("1 seconds"));
    assert_eq!(server.branches(), [""; 0]);
}

#[test]
fn a_body_that_ends_too_early_is_no_request() {
    let server = Server::of(sandbox());
    let mut stream = connect(&server, &format!("{}{{}}", head(&server, 100)));
    stream.shutdown(std::net::Shutdown::Write).unwrap();
    let mut rest = Vec::new();
    stream.read_to_end(&mut rest).ok();
    assert_eq!(server.branches(), [""; 0]);
    server.get("manifests");
}

#[test]
fn a_head_that_does_not_come_is_given_up() {
    let limits = Limits {
        time: Duration::from_secs(1),
        ..Limits::default()
    };
    let server = Server::with(sandbox(), limits);
    let mut stream = connect(&server, &head(&server, 2).replace("\r\n\r\n", "\r\nX-Slow: "));
    // Less than hyper itself would wait.
    stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    let mut answer = Vec::new();
    let end = stream.read_to_end(&mut answer);
    assert!(!end.is_err_and(|error| error.kind() == ErrorKind::WouldBlock));
    assert!(!answer.starts_with(b"HTTP/1.1 2"), "{answer:?}");
    assert_eq!(server.ask("GET", "/healthz", "").status, 200);
}

#[test]
fn more_than_sixty_four_at_once_are_told_to_try_again() {
    let server = Server::of(sandbox());
    let mut slow: Vec<TcpStream> = (0..64).map(|_| under_way(&server)).collect();
    for (method, path) in [("GET", "/api/v2/source_control/manifests"), ("PUT", UAT)] {
        let busy = server.ask(method, path, "{}");
        busy.refusal(503);
        assert_eq!(busy.header("retry-after"), "1");
    }
    assert_eq!(server.ask("GET", "/healthz", "").status, 200);
    let mut first = slow.swap_remove(0);
    first.write_all(b"{}").unwrap();
    Reply::read(&mut first).data();
    server.get("manifests");
    assert_eq!(server.branches().len(), 1);
}

#[test]
fn more_connections_than_there_may_be_are_closed() {
    let limits = Limits {
        connections: 1,
        ..Limits::default()
    };
    let server = Server::with(sandbox(), limits);
    let request = "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n";
    let mut first = connect(&server, request);
    let mut status = [0; 15];
    first.read_exact(&mut status).unwrap();
    assert_eq!(&status, b"HTTP/1.1 200 OK");
    let mut second = TcpStream::connect(server.address).unwrap();
    // It may be closed before it is written to.
    second.write_all(request.as_bytes()).ok();
    assert!(!matches!(second.read(&mut status), Ok(1..)));
}

#[test]
fn the_limits_are_those_that_are_promised() {
    let Limits {
        at_once,
        body,
        time,
        connections,
    } = Limits::default();
    assert_eq!((at_once, body, connections), (64, 1 << 20, 1024));
    assert_eq!(time, Duration::from_secs(30));
}

#[test]
fn what_is_no_http_hurts_nobody() {
    let server = Server::of(sandbox());
    for bytes in [
        "\r\n\r\n\0\0",
        "GET\r\n\r\n",
        "GET / HTTP/9.9\r\n\r\n",
        "GET /\0 HTTP/1.1\r\nHost: localhost\r\n\r\n",
    ] {
        let mut stream = connect(&server, bytes);
        stream.shutdown(std::net::Shutdown::Write).unwrap();
        let mut rest = Vec::new();
        stream.read_to_end(&mut rest).ok();
    }
    server.get("manifests");
}

#[test]
fn a_server_that_stops_finishes_what_is_under_way() {
    let mut server = Server::of(sandbox());
    let mut stream = under_way(&server);
    let last = std::thread::spawn(move || {
        stream.write_all(b"{}").unwrap();
        Reply::read(&mut stream)
    });
    server.stop();
    last.join().unwrap().data();
    assert_eq!(server.branches().len(), 1);
    assert!(TcpStream::connect(server.address).is_err());
}

#[test]
fn a_write_that_takes_too_long_is_told_to_stop_and_leaves_nothing() {
    let limits = Limits {
        time: Duration::from_secs(1),
        ..Limits::default()
    };
    let mut server = Server::with(sandbox(), limits);
    server.sandbox.hook("pre-receive", "exec sleep 20");
    let reply = server.ask("PUT", UAT, "{}");
    assert!(reply.refusal(503).contains("took longer than 1 seconds"));
    assert_eq!(reply.header("retry-after"), "5");
    server.stop();
    assert_eq!(server.branches(), [""; 0]);
}

#[test]
fn a_read_that_takes_too_long_is_told_nothing_of_branches() {
    let limits = Limits {
        time: Duration::from_secs(1),
        ..Limits::default()
    };
    let sandbox = sandbox();
    sandbox.git(&sandbox.remote(), &["config", "http.receivepack", "true"]);
    let host = GitHost::start(&sandbox.root(), Rules::default());
    let server = Server::at(&host.url("remote.git"), sandbox, limits);
    // A host that takes one after the other waits for this one's request, which never comes.
    let silent = TcpStream::connect(host.address()).unwrap();
    let reply = server.ask("GET", "/api/v2/source_control/manifests", "");
    assert_eq!(
        reply.refusal(503),
        "The request took longer than 1 seconds and was told to stop."
    );
    assert_eq!(reply.header("retry-after"), "5");
    drop(silent);
}
