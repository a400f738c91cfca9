//! What a client of Manifold may ask for.
//!
//! Typed requests and answers ([`wire`], one file per page), one list of commands ([`commands`]), and the
//! application behind them ([`App`]). What only programs without a window ask for is a method of [`App`] and stands in no
//! list. Knows nothing of Tauri or HTTP: the desktop window, the headless program
//! and the bridge of the browser tests are hosts of this one layer.

mod api_access;
mod api_server;
mod app;
mod artifact;
mod at_once;
mod change;
mod columns;
pub mod commands;
mod create_releases;
mod draft;
mod element;
mod environment;
mod failure;
mod host;
mod kept;
mod landing;
mod manifest;
mod merge;
mod open;
mod operations;
mod preferences;
mod problems;
mod promote;
mod releases;
mod repositories;
mod roll_back;
mod sign_in;
mod source_control;
pub mod tokens;
mod unreleased;
mod verify;
mod view;
mod waiting;
pub mod wire;

pub use api_server::{Answered, ApiServer, DOCS, RunningApi, Serving};
pub use app::{App, next_event, now};
pub use at_once::{PushReply, PushRequest, SentBranch};
pub use environment::{Environment, OpenUnlistedRequest};
pub use host::{Headless, Host};
pub use manifold_engine::repository::repository_around;
pub use problems::problems_at;
