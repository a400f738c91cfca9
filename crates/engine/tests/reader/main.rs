//! The reader and history against repositories made by the real `git`.

// Helpers of tests may unwrap as the tests do; clippy only knows the tests themselves.
#![allow(clippy::unwrap_used)]

mod artifacts;
mod elements;
mod elsewhere;
mod history;
mod incremental;
mod manifests;
mod repository;
#[path = "../support/mod.rs"]
mod support;
mod waiting;
mod waiting_merged;
