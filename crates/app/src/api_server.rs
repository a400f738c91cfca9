//! What the application needs to serve the Source Control API, and cannot have itself: a server knows the application.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;

use manifold_domain::object::Timestamp;

use crate::App;
use crate::wire::repositories::RepositoryId;

/// The path of the page that tells people what can be asked.
pub const DOCS: &str = "/docs";

/// Starts servers of the Source Control API.
pub trait ApiServer: Send + Sync {
    /// Serves until it is told to stop; it listens when this returns.
    fn serve(&self, serving: Serving) -> io::Result<Box<dyn RunningApi>>;
}

/// What is served, and where.
pub struct Serving {
    /// The application, in which the repository is open.
    pub app: Arc<App>,
    /// The repository.
    pub repository: RepositoryId,
    /// Where to listen.
    pub listen: SocketAddr,
    /// Hears of every request, once it is answered.
    pub hear: Box<dyn Fn(Answered) + Send + Sync>,
}

/// A server that runs.
pub trait RunningApi: Send {
    /// Where it listens.
    fn address(&self) -> SocketAddr;

    /// Stops it: nothing more is accepted, and this returns when what was under way is finished.
    fn stop(self: Box<Self>);
}

/// A request that was answered. Nothing of its headers, query and body is in it, and so no token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answered {
    /// When it came.
    pub time: Timestamp,
    /// Its method.
    pub method: String,
    /// Its path, without a query.
    pub path: String,
    /// The answer's status.
    pub status: u16,
    /// How long the answer took.
    pub milliseconds: u64,
    /// The name of the token that was shown, where it was a valid one.
    pub token: Option<String>,
}
