//! What a client may rely on, whatever the repository, the remote or the client itself does: every command as a
//! client sends it, against repositories made by the real `git`.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test fails by panicking"
)]

#[path = "../support/mod.rs"]
mod support;

mod api_access;
mod artifacts;
mod bytes;
mod clone;
mod colleagues;
mod connection;
mod draft;
mod elements;
mod kept;
mod manifests;
mod names;
mod opening;
mod publish;
mod sign_in;
mod unheard;
