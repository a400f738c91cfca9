//! Repositories: their addresses, the folders that people pick, and the mirrors that all work happens in.

mod address;
mod folder;
mod identity;
mod loose;
mod mirror;
mod objects;
mod pull_requests;

pub use address::{RemoteAddress, SshAddress};
pub use folder::{FolderKind, inspect_folder, open_at, repository_around};
pub use identity::{Identity, configured_identity};
pub use loose::CheckedObjects;
pub use mirror::Mirror;

pub(crate) use folder::{check_loose_objects, is_bare, open_remote_folder};
pub(crate) use mirror::{ORIGIN, REMOTE_BRANCHES, REMOTE_HEAD};
