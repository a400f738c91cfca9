//! Everything of Manifold that touches disk, network, clock or keyring.
//!
//! Synchronous throughout: libgit2, zip and the keyring block, so callers run these functions on threads that may.
//! The engine never talks to a person and never reads the user's own configuration on its own account.

pub mod artifact;
pub mod error;
pub mod forge;
pub mod history;
pub mod journal;
pub mod merge;
pub mod operation;
pub mod publish;
pub mod reader;
pub mod repository;
pub mod sample;
pub mod secrets;
pub mod settings;
pub mod transport;

mod ids;
mod libgit2_options;
mod objects;

pub use error::{Error, ErrorCode, Result};
