//! Long work: an id that the client chooses, one stream of events, and cancel.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::repositories::RepositoryId;

/// The id of a long operation, chosen by the client and unique among those under way.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(transparent)]
#[ts(type = "string")]
pub struct OperationId(pub String);

/// Asks an operation to stop as soon as it safely can; unknown ids are ignored, it may just have ended.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CancelRequest {
    /// Which one.
    pub operation: OperationId,
}

/// Something that happened, sent to every client.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Event {
    /// A long operation went on.
    Progress {
        /// Which one.
        operation: OperationId,
        /// What it is doing.
        phase: Phase,
        /// Steps done in this phase.
        done: u64,
        /// Steps of this phase; 0 where not known.
        total: u64,
    },
    /// What a repository says, or what is known of it on this machine, changed: read its pages again.
    RepositoryChanged {
        /// Which one.
        repository: RepositoryId,
    },
    /// The client was too slow to hear everything: read all pages again.
    Missed,
    /// A second start of the program asked for the window.
    WindowAsked,
    /// A person is closing the window: it asks for that with `close_window` once all that it shows is kept.
    WindowClosing,
}

/// What a long operation is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Phase {
    /// Reaching the remote.
    Connecting,
    /// Copying objects from a folder on this computer; counts mebibytes, the last one whole.
    Copying,
    /// Receiving objects.
    Receiving,
    /// Resolving deltas.
    Resolving,
    /// Reading the repository's tree.
    Reading,
    /// Packing artifacts.
    Packing,
    /// Writing objects and the branch.
    Writing,
    /// Sending objects.
    Sending,
}
