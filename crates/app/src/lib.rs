//! What a client of Manifold may ask for.
//!
//! Typed requests and answers (`wire`, one file per page), one list of commands ([`commands`]), and the
//! application behind them ([`App`]). Knows nothing of Tauri or HTTP: the desktop window, the headless program
//! and the bridge of the browser tests are hosts of this one layer.

pub mod commands;
mod stub;
pub mod wire;

/// The application.
pub struct App;
