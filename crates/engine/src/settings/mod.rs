//! Settings on this machine: preferences, the repositories that are known, drafts.
//!
//! In the data folder:
//!
//! ```text
//! lock                          held while a file is changed, so that two processes do not lose each other's changes
//! preferences.json
//! trusted-hosts.json            SSH host keys that the user accepted
//! api.json                      where the window serves the programming interface, and which repository
//! api-tokens.json               who may use the programming interface: hashes of tokens
//! sample/                       the sample repository
//! repositories/<id>/
//!   connection.json  draft.json  kept.json
//!   mirror.git/  journal/       what is here can be made anew, but for branches that were not pushed yet
//! ```
//!
//! No secret is among them: see [`crate::secrets`].

mod connection;
mod file;
mod preferences;
mod serving;
pub mod tokens;
mod trusted_hosts;

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::repository::RemoteAddress;
use crate::transport::AcceptedHostKeys;
use crate::{Error, Result};

pub use connection::{
    ColumnPlace, Connection, ConnectionKind, Instance, PULL_REQUEST_TEMPLATE, RepositoryId,
};
pub use preferences::{Density, Preferences, Theme};
pub use serving::ApiServing;
use trusted_hosts::TrustedHosts;

/// What a folder of `repositories/` is called while it is being deleted.
const FORGOTTEN: &str = ".forgotten-";

/// The settings. A cheap handle: clones share one state.
///
/// Reading answers what this process read or wrote last. Every change reads its file again first, under a lock that
/// all processes share.
#[derive(Clone, Debug)]
pub struct Settings(Arc<Shared>);

#[derive(Debug)]
struct Shared {
    folder: PathBuf,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    preferences: Preferences,
    connections: BTreeMap<RepositoryId, Connection>,
    trusted_hosts: TrustedHosts,
    api_serving: ApiServing,
    notices: Vec<String>,
}

impl Settings {
    /// The settings in this data folder, which is made where it is missing.
    pub fn open(folder: &Path) -> Result<Self> {
        let settings = Self(Arc::new(Shared {
            folder: folder.to_owned(),
            state: Mutex::default(),
        }));
        file::create_private_folder(&settings.repositories_folder())?;
        let _lock = settings.lock_files()?;
        settings.sweep_forgotten()?;
        let connections = settings.read_connections()?;
        let preferences = settings.read(&settings.preferences_file())?.unwrap_or_default();
        let trusted_hosts = settings.read(&settings.trusted_hosts_file())?.unwrap_or_default();
        let api_serving = settings.read(&settings.api_serving_file())?.unwrap_or_default();
        {
            let mut state = settings.state();
            state.preferences = preferences;
            state.connections = connections;
            state.trusted_hosts = trusted_hosts;
            state.api_serving = api_serving;
        }
        Ok(settings)
    }

    /// The settings in the user's own data folder.
    pub fn open_default() -> Result<Self> {
        let folders = directories::ProjectDirs::from("", "", "Manifold").ok_or_else(|| Error::Io {
            what: "Finding your data folder".to_owned(),
            source: std::io::Error::new(std::io::ErrorKind::NotFound, "the home folder is not known"),
        })?;
        Self::open(folders.data_local_dir())
    }

    /// What was damaged and set aside since the settings were opened, a sentence each.
    pub fn notices(&self) -> Vec<String> {
        self.state().notices.clone()
    }

    /// The preferences.
    pub fn preferences(&self) -> Preferences {
        self.state().preferences.clone()
    }

    /// Replaces the preferences.
    pub fn set_preferences(&self, preferences: Preferences) -> Result<()> {
        let _lock = self.lock_files()?;
        file::write(&self.preferences_file(), &preferences)?;
        self.state().preferences = preferences;
        Ok(())
    }

    /// The known repositories, last opened first.
    pub fn repositories(&self) -> Vec<Connection> {
        let mut connections: Vec<Connection> = self.state().connections.values().cloned().collect();
        connections.sort_by(|one, other| {
            (other.last_opened.cmp(&one.last_opened)).then_with(|| one.name.cmp(&other.name))
        });
        connections
    }

    /// One repository, where it is known.
    pub fn repository(&self, id: &RepositoryId) -> Option<Connection> {
        self.state().connections.get(id).cloned()
    }

    /// The repository whose remote is at this address, also where another program has added it meanwhile.
    pub fn find(&self, address: &RemoteAddress) -> Result<Option<Connection>> {
        let _lock = self.lock_files()?;
        self.read_again(address)
    }

    /// Adds a repository, unless another program has just added one with the same remote. Answers the one that is kept.
    pub fn add_new(&self, connection: Connection) -> Result<Connection> {
        let _lock = self.lock_files()?;
        if let Some(known) = self.read_again(&RemoteAddress::parse(&connection.address)?)? {
            return Ok(known);
        }
        self.write_connection(connection.clone())?;
        Ok(connection)
    }

    /// Adds a repository, or replaces the one with the same id.
    pub fn add(&self, connection: Connection) -> Result<()> {
        let _lock = self.lock_files()?;
        self.write_connection(connection)
    }

    /// Changes a repository's settings; answers them as they are then.
    pub fn update(&self, id: &RepositoryId, change: impl FnOnce(&mut Connection)) -> Result<Connection> {
        let _lock = self.lock_files()?;
        let mut connection = self.read_connection(id)?.ok_or_else(|| unknown(id))?;
        change(&mut connection);
        connection.id = id.clone();
        self.write_connection(connection.clone())?;
        Ok(connection)
    }

    /// Deletes everything that is kept for a repository: settings, draft, mirror, journal.
    pub fn forget(&self, id: &RepositoryId) -> Result<()> {
        let _lock = self.lock_files()?;
        let folder = self.folder_of(id);
        let what = || format!("Deleting what is kept in {}", folder.display());
        // In one step, so that no half of it is read at the next start.
        let forgotten = self
            .repositories_folder()
            .join(format!("{FORGOTTEN}{}", id.as_str()));
        fs::rename(&folder, &forgotten).map_err(Error::io(what()))?;
        self.state().connections.remove(id);
        fs::remove_dir_all(&forgotten).map_err(Error::io(what()))
    }

    /// What to open at start: the repository that was opened last.
    pub fn last_opened(&self) -> Option<RepositoryId> {
        self.repositories()
            .into_iter()
            .find(|connection| connection.last_opened.is_some())
            .map(|connection| connection.id)
    }

    /// Where the mirror of a repository is kept.
    pub fn mirror_folder(&self, id: &RepositoryId) -> PathBuf {
        self.folder_of(id).join("mirror.git")
    }

    /// Where the journal of a repository is kept.
    pub fn journal_folder(&self, id: &RepositoryId) -> PathBuf {
        self.folder_of(id).join("journal")
    }

    /// Where the sample repository is kept.
    pub fn sample_folder(&self) -> PathBuf {
        self.0.folder.join("sample")
    }

    /// What was chosen in a repository and not pushed yet; the default where nothing was.
    pub fn draft<T: DeserializeOwned + Default>(&self, id: &RepositoryId) -> Result<T> {
        self.read_of(id, "draft.json")
    }

    /// Changes the draft; answers it as it is then. See [`Settings::update_kept`].
    pub fn update_draft<T>(&self, id: &RepositoryId, change: impl FnOnce(&mut T)) -> Result<T>
    where
        T: DeserializeOwned + Serialize + Default + Clone + PartialEq,
    {
        self.update_of(id, "draft.json", change)
    }

    /// What is known of a repository's branches whose push failed; the default where there are none.
    pub fn kept<T: DeserializeOwned + Default>(&self, id: &RepositoryId) -> Result<T> {
        self.read_of(id, "kept.json")
    }

    /// Changes what is known of branches whose push failed; answers it as it is then. `change` gets what the file says
    /// at this moment and is called under its lock, so it asks the settings for nothing.
    pub fn update_kept<T>(&self, id: &RepositoryId, change: impl FnOnce(&mut T)) -> Result<T>
    where
        T: DeserializeOwned + Serialize + Default + Clone + PartialEq,
    {
        self.update_of(id, "kept.json", change)
    }

    /// The keys of this SSH host that the user accepted.
    pub fn trusted_host_keys(&self, host: &str) -> AcceptedHostKeys {
        let trusted = &self.state().trusted_hosts;
        let of_host = trusted.hosts.iter().filter(|trusted| trusted.host == host);
        AcceptedHostKeys {
            fingerprints: of_host.map(|trusted| trusted.fingerprint.clone()).collect(),
            file: self.trusted_hosts_file(),
        }
    }

    /// Remembers that the user accepted this key of this host.
    pub fn trust_host_key(&self, host: &str, fingerprint: &str) -> Result<()> {
        let _lock = self.lock_files()?;
        let path = self.trusted_hosts_file();
        let mut trusted: TrustedHosts = self.read(&path)?.unwrap_or_default();
        trusted.add(host, fingerprint);
        file::write(&path, &trusted)?;
        self.state().trusted_hosts = trusted;
        Ok(())
    }

    /// Where the window serves the programming interface, and which repository.
    pub fn api_serving(&self) -> ApiServing {
        self.state().api_serving.clone()
    }

    /// Changes that.
    pub fn set_api_serving(&self, serving: ApiServing) -> Result<()> {
        let _lock = self.lock_files()?;
        file::write(&self.api_serving_file(), &serving)?;
        self.state().api_serving = serving;
        Ok(())
    }

    /// The file of the programming interface's [`tokens`].
    pub fn token_file(&self) -> PathBuf {
        self.0.folder.join("api-tokens.json")
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // Every change under the lock is one assignment: a panic elsewhere leaves nothing half done.
        self.0.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn preferences_file(&self) -> PathBuf {
        self.0.folder.join("preferences.json")
    }

    fn trusted_hosts_file(&self) -> PathBuf {
        self.0.folder.join("trusted-hosts.json")
    }

    fn api_serving_file(&self) -> PathBuf {
        self.0.folder.join("api.json")
    }

    fn repositories_folder(&self) -> PathBuf {
        self.0.folder.join("repositories")
    }

    fn folder_of(&self, id: &RepositoryId) -> PathBuf {
        self.repositories_folder().join(id.as_str())
    }

    fn connection_file(&self, id: &RepositoryId) -> PathBuf {
        self.folder_of(id).join("connection.json")
    }

    /// Waits until no other process changes the files. The lock ends with the value.
    fn lock_files(&self) -> Result<File> {
        let path = self.0.folder.join("lock");
        let what = || format!("Locking {}", path.display());
        let lock = File::options()
            .create(true)
            .truncate(false)
            .write(true)
            .open(&path)
            .map_err(Error::io(what()))?;
        lock.lock().map_err(Error::io(what()))?;
        Ok(lock)
    }

    /// The content of a file; a damaged one is set aside, noticed, and read as missing.
    fn read<T: DeserializeOwned>(&self, path: &Path) -> Result<Option<T>> {
        match file::read(path)? {
            file::Content::Missing => Ok(None),
            file::Content::Read(value) => Ok(Some(value)),
            file::Content::SetAside { notice } => {
                self.state().notices.push(notice);
                Ok(None)
            }
        }
    }

    /// Reads what all programs know by now, and finds the repository whose remote is at this address.
    fn read_again(&self, address: &RemoteAddress) -> Result<Option<Connection>> {
        let connections = self.read_connections()?;
        let is_it = |connection: &&Connection| {
            RemoteAddress::parse(&connection.address).is_ok_and(|known| known.is_same(address))
        };
        let found = connections.values().find(is_it).cloned();
        self.state().connections = connections;
        Ok(found)
    }

    fn read_connections(&self) -> Result<BTreeMap<RepositoryId, Connection>> {
        let mut connections = BTreeMap::new();
        for name in file::folder_names(&self.repositories_folder())? {
            let id = RepositoryId::existing(&name);
            // A folder that is not called as an id is not ours.
            if id.as_str() == name
                && let Some(connection) = self.read_connection(&id)?
            {
                connections.insert(id, connection);
            }
        }
        Ok(connections)
    }

    fn read_connection(&self, id: &RepositoryId) -> Result<Option<Connection>> {
        let read: Option<Connection> = self.read(&self.connection_file(id))?;
        // The folder's name counts: a copied folder is a repository of its own.
        Ok(read.map(|connection| Connection {
            id: id.clone(),
            ..connection
        }))
    }

    fn write_connection(&self, connection: Connection) -> Result<()> {
        file::create_private_folder(&self.folder_of(&connection.id))?;
        file::write(&self.connection_file(&connection.id), &connection)?;
        self.state().connections.insert(connection.id.clone(), connection);
        Ok(())
    }

    fn read_of<T: DeserializeOwned + Default>(&self, id: &RepositoryId, name: &str) -> Result<T> {
        let _lock = self.lock_files()?;
        Ok(self.read(&self.folder_of(id).join(name))?.unwrap_or_default())
    }

    /// Writes only what `change` made different. That fails where the repository is not known (any more): its folder
    /// is not made anew.
    fn update_of<T>(&self, id: &RepositoryId, name: &str, change: impl FnOnce(&mut T)) -> Result<T>
    where
        T: DeserializeOwned + Serialize + Default + Clone + PartialEq,
    {
        let _lock = self.lock_files()?;
        let path = self.folder_of(id).join(name);
        let before: T = self.read(&path)?.unwrap_or_default();
        let mut after = before.clone();
        change(&mut after);
        if after != before {
            file::write(&path, &after)?;
        }
        Ok(after)
    }

    /// Deletes what an interrupted [`Settings::forget`] left.
    fn sweep_forgotten(&self) -> Result<()> {
        let folder = self.repositories_folder();
        for name in file::folder_names(&folder)? {
            if name.starts_with(FORGOTTEN) {
                let path = folder.join(name);
                let what = format!("Deleting {}", path.display());
                fs::remove_dir_all(path).map_err(Error::io(what))?;
            }
        }
        Ok(())
    }
}

fn unknown(id: &RepositoryId) -> Error {
    Error::Io {
        what: format!("Reading the settings of the repository {}", id.as_str()),
        source: std::io::Error::new(std::io::ErrorKind::NotFound, "it is not known on this computer"),
    }
}
