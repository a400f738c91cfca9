//! Remotes on other computers.

#![allow(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

#[path = "../support/mod.rs"]
mod support;

mod http;
mod ssh;
mod tls;
