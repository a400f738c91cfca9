//! What only the host of the application can do.

use std::path::PathBuf;

use crate::ApiServer;

/// The program around the application: a desktop shell, a program without a window, or the bridge of the browser tests.
///
/// Every function may wait for a person; it is called on a thread that may block.
pub trait Host: Send + Sync {
    /// Lets a person choose a folder; nothing where they cancelled.
    fn pick_folder(&self) -> Option<PathBuf>;

    /// Lets a person choose a file to read; nothing where they cancelled.
    fn pick_file(&self) -> Option<PathBuf>;

    /// Lets a person choose where to save a file of this name; nothing where they cancelled.
    fn pick_save_path(&self, suggested: &str) -> Option<PathBuf>;

    /// Opens a link in the system's browser. The error is a sentence.
    fn open_link(&self, url: &str) -> Result<(), String>;

    /// Closes the window; nothing happens where there is none.
    fn close_window(&self) {}

    /// What serves the Source Control API when a person switches it on; nothing where this program does not.
    fn api_server(&self) -> Option<&dyn ApiServer> {
        None
    }
}

/// A host without a window: nobody chooses files or follows links.
pub struct Headless;

impl Host for Headless {
    fn pick_folder(&self) -> Option<PathBuf> {
        None
    }

    fn pick_file(&self) -> Option<PathBuf> {
        None
    }

    fn pick_save_path(&self, _suggested: &str) -> Option<PathBuf> {
        None
    }

    fn open_link(&self, _url: &str) -> Result<(), String> {
        Err("This program opens no browser.".to_owned())
    }
}
