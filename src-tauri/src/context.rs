//! What Tauri makes of the configuration when the program is built.

/// The embedded window and its configuration.
#[allow(
    clippy::all,
    clippy::pedantic,
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "Tauri writes it"
)]
pub(crate) fn context() -> tauri::Context {
    tauri::tauri_build_context!()
}
