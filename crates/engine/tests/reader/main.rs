//! The reader and history against repositories made by the real `git`.

mod artifacts;
mod elements;
mod elsewhere;
mod history;
mod incremental;
mod manifests;
mod repository;
