//! The application: what is open, and what is known on this machine.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

use manifold_domain::object::Timestamp;
use manifold_engine::secrets::Secrets;
use manifold_engine::settings::Settings;
use tokio::sync::broadcast::{self, error::RecvError};

use crate::Host;
use crate::api_access::ApiAccess;
use crate::failure::not_found;
use crate::open::OpenRepository;
use crate::operations::{Operation, Operations};
use crate::wire::Nothing;
use crate::wire::error::Failure;
use crate::wire::operation::{CancelRequest, Event, OperationId};
use crate::wire::repositories::RepositoryId;

/// How many events a slow client may lag behind before it misses some.
const EVENTS_KEPT: usize = 256;

/// The application. Every command is a method of it; they block, and [`crate::commands::dispatch`] calls them
/// on threads that may.
pub struct App {
    host: Arc<dyn Host>,
    pub(crate) settings: Settings,
    pub(crate) secrets: Arc<Secrets>,
    events: broadcast::Sender<Event>,
    operations: Arc<Operations>,
    open: Mutex<HashMap<RepositoryId, Arc<OpenRepository>>>,
    pub(crate) api: ApiAccess,
}

impl App {
    /// The application on this data folder; without one, on the user's own.
    pub fn new(data_folder: Option<PathBuf>, host: Arc<dyn Host>) -> Result<Arc<Self>, Failure> {
        let settings = match data_folder {
            Some(folder) => Settings::open(&folder)?,
            None => Settings::open_default()?,
        };
        Ok(Arc::new(Self {
            host,
            settings,
            secrets: Arc::new(Secrets::new()),
            events: broadcast::Sender::new(EVENTS_KEPT),
            operations: Arc::default(),
            open: Mutex::default(),
            api: ApiAccess::default(),
        }))
    }

    /// What happens from now on.
    pub fn events(&self) -> broadcast::Receiver<Event> {
        self.events.subscribe()
    }

    /// Asks a long operation to stop.
    pub fn cancel(&self, request: CancelRequest) -> Result<Nothing, Failure> {
        self.operations.cancel(&request.operation);
        Ok(Nothing {})
    }

    /// Closes the window.
    pub fn close_window(&self, _: Nothing) -> Result<Nothing, Failure> {
        self.host.close_window();
        Ok(Nothing {})
    }

    /// Asks every long operation to stop. Answers whether there was one that was not asked before.
    pub fn cancel_all(&self) -> bool {
        self.operations.cancel_all()
    }

    pub(crate) fn host(&self) -> &dyn Host {
        self.host.as_ref()
    }

    pub(crate) fn begin(&self, operation: OperationId) -> Operation {
        self.operations.begin(operation, self.events.clone())
    }

    /// Tells every client to read the pages of a repository again.
    pub(crate) fn tell_changed(&self, repository: &RepositoryId) {
        // Without a client there is nobody to tell, which is no failure.
        self.events
            .send(Event::RepositoryChanged {
                repository: repository.clone(),
            })
            .ok();
    }

    /// The repository, which some client has opened.
    pub(crate) fn opened(&self, id: &RepositoryId) -> Result<Arc<OpenRepository>, Failure> {
        self.lock_open()
            .get(id)
            .cloned()
            .ok_or_else(|| not_found("The repository", &id.0))
    }

    /// Keeps a repository open. Where two opened it at once the first one's stays: all have to write under one lock.
    pub(crate) fn keep_open(&self, repository: Arc<OpenRepository>) {
        self.lock_open()
            .entry(repository.id().clone())
            .or_insert(repository);
    }

    pub(crate) fn close(&self, id: &RepositoryId) {
        self.lock_open().remove(id);
    }

    fn lock_open(&self) -> std::sync::MutexGuard<'_, HashMap<RepositoryId, Arc<OpenRepository>>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The next of the events that [`App::events`] began to hear; nothing once the application has ended. For what a client
/// was too slow to hear stands [`Event::Missed`].
pub async fn next_event(events: &mut broadcast::Receiver<Event>) -> Option<Event> {
    match events.recv().await {
        Ok(event) => Some(event),
        Err(RecvError::Lagged(_)) => Some(Event::Missed),
        Err(RecvError::Closed) => None,
    }
}

/// The time now. Hosts and commands ask here; what they call is told.
pub fn now() -> Timestamp {
    let since_1970 = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Timestamp(i64::try_from(since_1970.as_secs()).unwrap_or(i64::MAX))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::*;

    #[test]
    fn a_client_that_was_too_slow_is_told_so_and_hears_the_rest() {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let (sender, mut events) = broadcast::channel(1);
        let changed = Event::RepositoryChanged {
            repository: RepositoryId("1".to_owned()),
        };
        for event in [Event::WindowAsked, changed.clone()] {
            sender.send(event).unwrap();
        }
        drop(sender);
        let heard = [(); 3].map(|()| runtime.block_on(next_event(&mut events)));
        assert_eq!(heard, [Some(Event::Missed), Some(changed), None]);
    }
}
