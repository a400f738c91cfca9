//! Ports of loopback for servers that cannot choose one themselves.

use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::thread;
use std::time::Duration;

use socket2::{Domain, Socket, Type};

/// A port that nobody listens on.
pub fn free_port() -> u16 {
    // It never listens: a child process that another thread is starting has a copy of it for an instant, and a copy that
    // listens would keep the port taken.
    let socket = Socket::new(Domain::IPV4, Type::STREAM, None).unwrap();
    socket.set_reuse_address(true).unwrap();
    socket
        .bind(&SocketAddr::from((Ipv4Addr::LOCALHOST, 0)).into())
        .unwrap();
    socket.local_addr().unwrap().as_socket().unwrap().port()
}

/// Listens where a server of this process listened before.
pub fn listen_after(address: SocketAddr) -> TcpListener {
    // A child process that another thread was starting may hold a copy of that server's socket for an instant.
    let listening = (0..200).find_map(|_| {
        let listening = TcpListener::bind(address);
        if listening.is_err() {
            thread::sleep(Duration::from_millis(50));
        }
        listening.ok()
    });
    listening.unwrap()
}
