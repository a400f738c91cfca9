//! Long work: how it tells its progress and how it is cancelled.

/// What a long operation is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// Reaching the remote; nothing to count yet.
    Connecting,
    /// Copying objects from a folder on this computer; counts mebibytes, the last one whole.
    Copying,
    /// Receiving objects.
    Receiving,
    /// Resolving deltas of the received objects.
    Resolving,
    /// Reading the repository's tree; counts elements.
    Reading,
    /// Packing artifacts; counts artifacts.
    Packing,
    /// Writing objects and the branch.
    Writing,
    /// Sending objects.
    Sending,
}

/// Who watches a long operation. Called often and from the thread that works: answer at once.
pub trait Watch: Sync {
    /// The phase has done `done` of `total` steps; `total` is 0 where it is not known.
    fn progress(&self, phase: Phase, done: u64, total: u64);

    /// Whether the operation should stop with [`crate::Error::Cancelled`] as soon as it safely can.
    fn is_cancelled(&self) -> bool;
}

/// Nobody watches, nobody cancels.
#[derive(Clone, Copy, Debug, Default)]
pub struct Unwatched;

impl Watch for Unwatched {
    fn progress(&self, _: Phase, _: u64, _: u64) {}

    fn is_cancelled(&self) -> bool {
        false
    }
}
