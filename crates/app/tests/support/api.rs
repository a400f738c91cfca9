//! A server of the API that listens nowhere: it says what it was asked to serve, and passes on what a test says it heard.

use std::io;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use manifold_app::{Answered, ApiServer, RunningApi, Serving};

type Hear = Box<dyn Fn(Answered) + Send + Sync>;

#[derive(Default)]
pub struct SilentServer {
    /// Whether another program has every port.
    pub refuses: AtomicBool,
    started: Mutex<Vec<String>>,
    running: Arc<Mutex<Vec<Hear>>>,
}

impl SilentServer {
    /// The addresses that were served so far.
    pub fn started(&self) -> Vec<String> {
        self.started.lock().unwrap().clone()
    }

    /// How many servers run.
    pub fn running(&self) -> usize {
        self.running.lock().unwrap().len()
    }

    /// The server that runs answers a request.
    pub fn hear(&self, answered: Answered) {
        self.running.lock().unwrap()[0](answered);
    }
}

impl ApiServer for SilentServer {
    fn serve(&self, serving: Serving) -> io::Result<Box<dyn RunningApi>> {
        if self.refuses.load(Ordering::Relaxed) {
            return Err(io::ErrorKind::AddrInUse.into());
        }
        self.started.lock().unwrap().push(serving.listen.to_string());
        self.running.lock().unwrap().push(serving.hear);
        Ok(Box::new(Running {
            address: serving.listen,
            running: Arc::clone(&self.running),
        }))
    }
}

struct Running {
    address: SocketAddr,
    running: Arc<Mutex<Vec<Hear>>>,
}

impl RunningApi for Running {
    fn address(&self) -> SocketAddr {
        self.address
    }

    fn stop(self: Box<Self>) {
        drop(self.running.lock().unwrap().remove(0));
    }
}
