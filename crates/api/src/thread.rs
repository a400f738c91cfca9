//! A server on a thread of its own, beside a program that does something else.

use std::io;
use std::net::SocketAddr;
use std::panic::resume_unwind;
use std::thread::{self, JoinHandle};

use manifold_app::{ApiServer, RunningApi, Serving};
use tokio::runtime::Runtime;
use tokio::sync::oneshot;

use crate::log::Log;
use crate::server::{Config, Limits, serve};

/// A server that answers until it is stopped.
pub struct Server {
    address: SocketAddr,
    stop: oneshot::Sender<()>,
    thread: JoinHandle<()>,
}

impl Server {
    /// Starts a server; it listens when this returns.
    pub fn start(config: Config) -> io::Result<Self> {
        let grace = config.limits.time;
        let runtime = Runtime::new()?;
        let bound = runtime.block_on(serve(config))?;
        let address = bound.address();
        let (stop, stopped) = oneshot::channel();
        let thread = thread::Builder::new().name("api".to_owned()).spawn(move || {
            // Whoever forgets the server without a word wants it to end too.
            runtime.block_on(bound.run(async { stopped.await.unwrap_or_default() }));
            // Work that was given up ends at its next step; nothing waits longer for it.
            runtime.shutdown_timeout(grace);
        })?;
        Ok(Self {
            address,
            stop,
            thread,
        })
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Stops it: nothing more is accepted, and this returns when what was under way is finished.
    pub fn stop(self) {
        // A server that crashed no longer hears it.
        self.stop.send(()).unwrap_or_default();
        if let Err(crash) = self.thread.join() {
            resume_unwind(crash);
        }
    }
}

impl RunningApi for Server {
    fn address(&self) -> SocketAddr {
        self.address()
    }

    fn stop(self: Box<Self>) {
        Self::stop(*self);
    }
}

/// How a program with a window serves what the window switches on.
#[derive(Clone, Copy, Debug)]
pub struct FromWindow;

impl ApiServer for FromWindow {
    fn serve(&self, serving: Serving) -> io::Result<Box<dyn RunningApi>> {
        let server = Server::start(Config {
            token_file: serving.app.token_file(),
            app: serving.app,
            repository: serving.repository,
            listen: serving.listen,
            host_names: Vec::new(),
            token: None,
            limits: Limits::default(),
            log: Log::to_standard_error().with_answered(serving.hear),
        })?;
        Ok(Box::new(server))
    }
}
