//! What a client of Manifold may ask for.

pub mod commands;
mod host;
mod stub;
pub mod wire;
pub use host::Host;
use std::path::PathBuf;
use std::sync::Arc;

/// The application.
pub struct App {
    events: tokio::sync::broadcast::Sender<wire::operation::Event>,
    pub(crate) host: Arc<dyn Host>,
}
impl App {
    /// Stub.
    pub fn new(_data_folder: Option<PathBuf>, host: Arc<dyn Host>) -> Result<Arc<Self>, wire::error::Failure> {
        Ok(Arc::new(Self { events: tokio::sync::broadcast::Sender::new(256), host }))
    }
    /// Stub.
    pub fn events(&self) -> tokio::sync::broadcast::Receiver<wire::operation::Event> {
        self.events.subscribe()
    }
}
