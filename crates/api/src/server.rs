//! The server: binds, accepts, and ends in good order.

use std::future::Future;
use std::io;
use std::net::{Shutdown, SocketAddr};
use std::path::PathBuf;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::{Service, service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use manifold_app::App;
use manifold_app::tokens::Tokens;
use manifold_app::wire::repositories::RepositoryId;
use socket2::SockRef;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::{sleep, timeout};

use crate::carry_out::{Api, Peer};
use crate::kept::Answers;
use crate::log::Log;
use crate::repeats::Repeats;
use crate::routes;
use crate::wrong_tokens::WrongTokens;

/// What a server serves, and to whom.
pub struct Config {
    /// The application, in which the repository is open.
    pub app: Arc<App>,
    /// The repository.
    pub repository: RepositoryId,
    /// Where to listen. Port 0 takes a free one. Anything but a loopback address is warned of.
    pub listen: SocketAddr,
    /// Names that the server goes by beside `localhost` and addresses in numbers, for the check of `Host`.
    pub host_names: Vec<String>,
    /// The file of tokens: see [`crate::tokens`].
    pub token_file: PathBuf,
    /// One more token, with every scope: what [`crate::TOKEN_VARIABLE`] says.
    pub token: Option<String>,
    /// How much is too much.
    pub limits: Limits,
    /// Where lines about what happens go.
    pub log: Log,
}

/// How much is too much.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Requests that are carried out at once; more are answered 503.
    pub at_once: usize,
    /// Bytes of a body; more are answered 413.
    pub body: usize,
    /// How long a request may take, and how long its headers and its body may take to arrive.
    pub time: Duration,
    /// Connections that are open at once; more are closed.
    pub connections: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            at_once: 64,
            body: 1 << 20,
            time: Duration::from_secs(30),
            connections: 1024,
        }
    }
}

/// A server that has its address, and answers once it runs.
pub struct Bound {
    listener: TcpListener,
    address: SocketAddr,
    router: Router,
    limits: Limits,
    log: Log,
}

/// Takes the address to listen on.
pub async fn serve(config: Config) -> io::Result<Bound> {
    let listener = TcpListener::bind(config.listen).await?;
    let address = listener.local_addr()?;
    let (limits, log) = (config.limits, config.log);
    if !address.ip().is_loopback() {
        log.warn(&format!(
            "Other computers can reach {address}, and what they send is not encrypted. Put a proxy with TLS before it."
        ));
    }
    let tokens = Tokens::new(config.token_file, config.token.as_deref());
    if tokens.is_empty().map_err(io::Error::other)? {
        log.warn(
            "There is no token yet, so nobody is let in. Create one: a server that runs takes it at once.",
        );
    }
    let api = Arc::new(Api {
        app: config.app,
        repository: config.repository,
        tokens,
        host_names: config.host_names,
        limits,
        log: log.clone(),
        at_once: Arc::new(Semaphore::new(limits.at_once)),
        wrong_tokens: WrongTokens::default(),
        answers: Answers::default(),
        repeats: Repeats::default(),
    });
    Ok(Bound {
        listener,
        address,
        router: routes::router(api),
        limits,
        log,
    })
}

impl Bound {
    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Answers until `stop` ends. Then nothing more is accepted, and what is under way is finished.
    pub async fn run(self, stop: impl Future<Output = ()>) {
        let mut stop = pin!(stop);
        let open = Arc::new(Semaphore::new(self.limits.connections));
        let ending = GracefulShutdown::new();
        loop {
            let accepted = tokio::select! {
                () = &mut stop => break,
                accepted = self.listener.accept() => accepted,
            };
            match accepted {
                Ok((stream, peer)) => {
                    if let Ok(place) = Arc::clone(&open).try_acquire_owned() {
                        self.answer(stream, peer, place, &ending);
                    }
                }
                Err(error) => {
                    // Such as too many open files, which passes.
                    self.log
                        .warn(&format!("A connection could not be accepted: {error}"));
                    sleep(Duration::from_millis(100)).await;
                }
            }
        }
        close(self.listener);
        if timeout(self.limits.time, ending.shutdown()).await.is_err() {
            self.log
                .warn("Some connections did not end in time and were closed.");
        }
    }

    /// Answers what comes over a connection, whose place is free again when it ends.
    fn answer(
        &self,
        stream: TcpStream,
        peer: SocketAddr,
        place: OwnedSemaphorePermit,
        ending: &GracefulShutdown,
    ) {
        // Without it an answer may wait for the client's acknowledgement of its head; where it fails, it only waits.
        stream.set_nodelay(true).ok();
        let router = TowerToHyperService::new(self.router.clone());
        let service = service_fn(move |mut request: hyper::Request<Incoming>| {
            request.extensions_mut().insert(Peer(peer.ip()));
            router.call(request)
        });
        let connection = http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(self.limits.time)
            .serve_connection(TokioIo::new(stream), service);
        let connection = ending.watch(connection);
        tokio::spawn(async move {
            // That a client went away or wrote no HTTP is its own affair.
            connection.await.ok();
            drop(place);
        });
    }
}

/// Ends listening, so that the address is free when this returns.
///
/// A child process that another thread is starting has a copy of every socket for an instant, and a copy that listens keeps
/// the address taken.
fn close(listener: TcpListener) {
    // A system that cannot shut a listener down says so, and closes it when it is dropped.
    SockRef::from(&listener).shutdown(Shutdown::Both).ok();
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

    use std::net::Ipv4Addr;

    use super::*;

    #[tokio::test]
    async fn an_address_is_free_though_a_child_process_still_has_the_socket() {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
        let address = listener.local_addr().unwrap();
        let child = SockRef::from(&listener).try_clone().unwrap();
        close(listener);
        TcpListener::bind(address).await.unwrap();
        drop(child);
    }
}
