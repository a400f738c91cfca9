//! Stands in for the person at the file dialogs, and for the system's browser; the API is really served.

use std::collections::VecDeque;
use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};

use manifold_api::FromWindow;
use manifold_app::{ApiServer, Host};

/// A person whose answers a test decides, and who remembers which links were opened.
pub(crate) struct Person {
    folder_for_saving: PathBuf,
    picks: Mutex<VecDeque<Option<PathBuf>>>,
    links: Mutex<Vec<String>>,
}

impl Person {
    /// A person who saves files to this folder, unless told otherwise.
    pub(crate) fn saving_to(folder: PathBuf) -> Self {
        Self {
            folder_for_saving: folder,
            picks: Mutex::default(),
            links: Mutex::default(),
        }
    }

    /// Sets what the next dialogs are answered with, in turn; nothing stands for *Cancel*.
    pub(crate) fn will_pick(&self, picks: Vec<Option<PathBuf>>) {
        *lock(&self.picks) = picks.into();
    }

    /// The links that were opened so far.
    pub(crate) fn opened_links(&self) -> Vec<String> {
        lock(&self.links).clone()
    }

    /// What a test decided, else what the person does of its own accord.
    fn pick(&self, otherwise: impl FnOnce() -> Option<PathBuf>) -> Option<PathBuf> {
        lock(&self.picks).pop_front().unwrap_or_else(otherwise)
    }
}

impl Host for Person {
    fn pick_folder(&self) -> Option<PathBuf> {
        self.pick(|| None)
    }

    fn pick_file(&self) -> Option<PathBuf> {
        self.pick(|| None)
    }

    fn pick_save_path(&self, suggested: &str) -> Option<PathBuf> {
        self.pick(|| {
            // A dialog lets nobody choose a folder that is not there.
            std::fs::create_dir_all(&self.folder_for_saving).ok()?;
            Some(self.folder_for_saving.join(suggested))
        })
    }

    fn open_link(&self, url: &str) -> Result<(), String> {
        lock(&self.links).push(url.to_owned());
        Ok(())
    }

    fn api_server(&self) -> Option<&dyn ApiServer> {
        Some(&FromWindow)
    }
}

fn lock<T>(shared: &Mutex<T>) -> MutexGuard<'_, T> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}
