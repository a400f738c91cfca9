//! What the application asks of the desktop: file dialogs, the system's browser, and a server of the API.

use std::path::PathBuf;

use manifold_api::FromWindow;
use manifold_app::{ApiServer, Host};
use tauri::{AppHandle, Manager};
use tauri_plugin_dialog::{DialogExt, FileDialogBuilder, FilePath};

use crate::window::{self, LABEL};

/// The desktop that the window is on.
pub(crate) struct Desktop {
    handle: AppHandle,
}

impl Desktop {
    pub(crate) fn new(handle: AppHandle) -> Self {
        Self { handle }
    }

    /// A file dialog that belongs to the window.
    fn dialog(&self) -> FileDialogBuilder<tauri::Wry> {
        let dialog = self.handle.dialog().file();
        match self.handle.get_webview_window(LABEL) {
            Some(window) => dialog.set_parent(&window),
            None => dialog,
        }
    }
}

impl Host for Desktop {
    fn pick_folder(&self) -> Option<PathBuf> {
        self.dialog().blocking_pick_folder().and_then(local)
    }

    fn pick_file(&self) -> Option<PathBuf> {
        self.dialog().blocking_pick_file().and_then(local)
    }

    fn pick_save_path(&self, suggested: &str) -> Option<PathBuf> {
        self.dialog()
            .set_file_name(suggested)
            .blocking_save_file()
            .and_then(local)
    }

    fn open_link(&self, url: &str) -> Result<(), String> {
        tauri_plugin_opener::open_url(url, None::<&str>).map_err(|error| error.to_string())
    }

    fn close_window(&self) {
        window::close(&self.handle);
    }

    fn api_server(&self) -> Option<&dyn ApiServer> {
        Some(&FromWindow)
    }
}

/// A path on this computer; a desktop's dialogs give no others.
fn local(picked: FilePath) -> Option<PathBuf> {
    picked.into_path().ok()
}
