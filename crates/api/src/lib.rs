//! The Source Control API over HTTP: a host of Manifold's application for programs.
//!
//! [`serve`] binds an address, and [`Bound::run`] answers until it is told to stop; a [`Server`] does both on a thread of its own,
//! and [`FromWindow`] is how a window has one. One table ([`calls`]) says what can be
//! asked: the routes, their description for machines and the page for people are all made from it. What a call means is decided
//! below, in `manifold-app` and `manifold-domain`.

mod answer;
mod asked;
mod calls;
mod carry_out;
mod docs;
mod front;
mod host_name;
mod kept;
mod log;
mod openapi;
mod repeats;
mod routes;
mod server;
mod thread;
mod wrong_tokens;

pub use log::Log;
pub use manifold_app::tokens;
pub use openapi::document;
pub use server::{Bound, Config, Limits, serve};
pub use thread::{FromWindow, Server};

/// The environment variable that gives a server one token with every scope: see [`Config::token`].
pub const TOKEN_VARIABLE: &str = "MANIFOLD_API_TOKEN";
