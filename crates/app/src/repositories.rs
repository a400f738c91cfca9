//! The Welcome page and the repository switcher: opening, fetching and forgetting repositories.

use std::path::Path;
use std::sync::Arc;

use manifold_domain::plan::BranchName;
use manifold_engine::operation::Watch;
use manifold_engine::repository::{self, FolderKind, Mirror, RemoteAddress};
use manifold_engine::sample;
use manifold_engine::settings::{Connection, ConnectionKind, RepositoryId as SettingsId};

use crate::App;
use crate::app::now;
use crate::environment::{Environment, OpenUnlistedRequest};
use crate::open::OpenRepository;
use crate::operations::Operation;
use crate::sign_in::{Offered, TOKEN_USER};
use crate::wire::Nothing;
use crate::wire::error::Failure;
use crate::wire::repositories::{
    ConnectRequest, Fetched, OpenFolderRequest, OpenLinkRequest, OpenSampleRequest, Opened, Picked,
    RepositoryCard, RepositoryId, RepositoryKind, RepositoryOperationRequest, Start, TrustHostKeyRequest,
};
use crate::wire::source_control::ForgetRequest;

/// Who commits on the sample where Git is not configured, so that every job can be finished on it.
const SAMPLE_COMMITTER: (&str, &str) = ("Sample admin", "admin@example.com");

impl App {
    /// What the window needs before it shows anything.
    pub fn start(&self, _: Nothing) -> Result<Start, Failure> {
        Ok(Start {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            repositories: (self.settings.repositories().iter())
                .filter(|connection| connection.is_listed())
                .map(card)
                .collect(),
            open: self
                .settings
                .last_opened()
                .map(|id| RepositoryId(id.as_str().to_owned())),
            preferences: self.settings.preferences().into(),
            notices: self.settings.notices(),
        })
    }

    /// Lets a person choose a folder.
    pub fn pick_folder(&self, _: Nothing) -> Result<Picked, Failure> {
        Ok(Picked {
            path: self.host().pick_folder().map(|path| path.display().to_string()),
        })
    }

    /// Lets a person choose a file.
    pub fn pick_file(&self, _: Nothing) -> Result<Picked, Failure> {
        Ok(Picked {
            path: self.host().pick_file().map(|path| path.display().to_string()),
        })
    }

    /// Makes the sample repository, or opens the one made before.
    pub fn open_sample(&self, request: OpenSampleRequest) -> Result<Opened, Failure> {
        let operation = self.begin(request.operation);
        let folder = self.settings.sample_folder();
        let existing = folder.join(sample::FOLDER_NAME);
        let remote = if existing.exists() {
            existing
        } else {
            sample::create(&folder, now())?
        };
        let address = RemoteAddress::Path(remote).resolved();
        let connection = self.settings.find(&address)?.unwrap_or_else(|| {
            let (name, email) = SAMPLE_COMMITTER;
            Connection {
                committer_name: Some(name.to_owned()),
                committer_email: Some(email.to_owned()),
                ..Connection::new("Sample".to_owned(), address.to_string(), ConnectionKind::Sample)
            }
        });
        self.open_and_fetch(connection, None, &operation)
    }

    /// Opens a repository for a program without a window, and fetches. One that the window knows is used as it is set
    /// there; any other is kept by its address, with a mirror for the next time, and stands in no list.
    pub fn open_unlisted(&self, request: OpenUnlistedRequest) -> Result<Opened, Failure> {
        let operation = self.begin(request.operation);
        let connection = match RemoteAddress::parse(&request.repository)? {
            RemoteAddress::Path(folder) => self.connection_to_folder(&folder)?,
            address => self.connection_to(&address.resolved())?,
        };
        // How a person set it counts, also where it is opened from another clone.
        let known = self.settings.repository(&connection.id);
        let connection = known.filter(Connection::is_listed).unwrap_or(connection);
        self.open_in(request.environment, connection, None, &operation)
    }

    /// The connection to what a folder is a clone of, else to the folder itself.
    fn connection_to_folder(&self, folder: &Path) -> Result<Connection, Failure> {
        let (address, clone) = match repository::inspect_folder(folder)? {
            FolderKind::Clone { remote } => (remote, Some(folder.to_owned())),
            FolderKind::Bare | FolderKind::WorkingWithoutRemote => {
                (RemoteAddress::Path(folder.to_owned()).resolved(), None)
            }
        };
        let known = self.settings.find(&address)?;
        let mut connection = known.unwrap_or_else(|| {
            Connection::new(folder_name(folder), address.to_string(), ConnectionKind::Folder)
        });
        connection.folder = clone;
        Ok(connection)
    }

    /// The connection to an address.
    fn connection_to(&self, address: &RemoteAddress) -> Result<Connection, Failure> {
        Ok(self.settings.find(address)?.unwrap_or_else(|| {
            Connection::new(
                repository_name(address),
                address.to_string(),
                ConnectionKind::Address,
            )
        }))
    }

    /// Opens a folder: a clone, or a bare repository.
    pub fn open_folder(&self, request: OpenFolderRequest) -> Result<Opened, Failure> {
        let operation = self.begin(request.operation);
        let mut connection = self.connection_to_folder(Path::new(&request.folder))?;
        set_default_branch(&mut connection, request.default_branch.as_deref())?;
        self.open_and_fetch(connection, None, &operation)
    }

    /// Connects a repository by its address.
    pub fn connect(&self, request: ConnectRequest) -> Result<Opened, Failure> {
        let signs_in = request.signs_in();
        let operation = self.begin(request.operation);
        let address = RemoteAddress::parse(request.address.trim())?.resolved();
        let mut connection = self.connection_to(&address)?;
        set_default_branch(&mut connection, request.default_branch.as_deref())?;
        connection.user = request.user.filter(|user| !user.is_empty()).or(connection.user);
        if request.token.is_some() {
            connection.user.get_or_insert_with(|| TOKEN_USER.to_owned());
        }
        connection.ssh_key_file = request.ssh_key_file.map(Into::into).or(connection.ssh_key_file);
        connection.ca_file = request.ca_file.map(Into::into).or(connection.ca_file);
        let offered = Offered::new(request.token, request.passphrase);
        self.open_and_fetch(connection, signs_in.then_some(offered), &operation)
    }

    /// Opens a repository that this machine knows, from its mirror: fetches only where that holds nothing yet.
    pub fn open_repository(&self, request: RepositoryOperationRequest) -> Result<Opened, Failure> {
        let operation = self.begin(request.operation);
        let notice = self.open_known(&request.repository, &operation)?;
        self.mark_opened(&request.repository)?;
        Ok(Opened {
            repository: request.repository,
            notice,
        })
    }

    /// Opens a repository that this machine knows, where it is not open yet. What came of a first fetch, where it failed.
    pub(crate) fn open_known(
        &self,
        repository: &RepositoryId,
        watch: &dyn Watch,
    ) -> Result<Option<Failure>, Failure> {
        if self.opened(repository).is_ok() {
            return Ok(None);
        }
        let id = SettingsId::existing(&repository.0);
        let connection = self.settings.repository(&id).ok_or_else(forgotten)?;
        let open = OpenRepository::open(&self.settings, &connection, Environment::default(), watch)?;
        let is_empty = open.with_mirror(|mirror| Ok(mirror.remote_branches()?.is_empty()))?;
        let failure = if is_empty {
            open.fetch(self, watch).err()
        } else {
            None
        };
        self.keep_open(Arc::new(open));
        Ok(failure)
    }

    /// Fetches from the remote.
    pub fn fetch(&self, request: RepositoryOperationRequest) -> Result<Fetched, Failure> {
        let open = self.opened(&request.repository)?;
        let operation = self.begin(request.operation);
        let moved = open.fetch(self, &operation);
        self.tell_changed(&request.repository);
        Ok(Fetched {
            moved: moved?,
            time: now().0,
        })
    }

    /// Forgets a repository on this machine. The remote is untouched.
    pub fn forget_repository(&self, request: ForgetRequest) -> Result<Nothing, Failure> {
        let id = SettingsId::existing(&request.repository.0);
        self.settings.repository(&id).ok_or_else(forgotten)?;
        self.stop_api_of(&id)?;
        self.close(&request.repository);
        self.settings.forget(&id)?;
        Ok(Nothing {})
    }

    /// Trusts the key of an SSH server.
    pub fn trust_host_key(&self, request: TrustHostKeyRequest) -> Result<Nothing, Failure> {
        self.settings
            .trust_host_key(&request.host, &request.fingerprint)?;
        Ok(Nothing {})
    }

    /// Opens a link in the system's browser, where it belongs to the repository's web origin.
    pub fn open_link(&self, request: OpenLinkRequest) -> Result<Nothing, Failure> {
        let web = self.opened(&request.repository)?.web()?;
        let is_ours = web.is_some_and(|web| url::Url::parse(&request.url).is_ok_and(|url| web.owns(&url)));
        if !is_ours {
            return Err(Failure::new(
                "linkRefused",
                "This link does not belong to the repository's web address.",
            )
            .with_hint("If the web address has changed, set it in Source control."));
        }
        self.open_in_browser(&request.url)
    }

    /// Opens a link in the system's browser.
    pub(crate) fn open_in_browser(&self, url: &str) -> Result<Nothing, Failure> {
        self.host().open_link(url).map_err(|reason| {
            Failure::new(
                "browserFailed",
                format!("The browser could not be opened: {reason}"),
            )
            .with_hint("Copy the link and open it yourself.")
        })?;
        Ok(Nothing {})
    }

    /// Opens a connection and fetches. A repository whose mirror already says something opens also where the
    /// remote is out of reach, unless somebody signs in, who wants to know whether that works. Where it fails,
    /// nothing of a new repository is kept, and a known one stays as it was.
    fn open_and_fetch(
        &self,
        connection: Connection,
        signing_in: Option<Offered>,
        operation: &Operation,
    ) -> Result<Opened, Failure> {
        let opened = self.open_in(Environment::default(), connection, signing_in, operation)?;
        self.mark_opened(&opened.repository)?;
        Ok(opened)
    }

    /// The same in an environment, without a note that a window opened it.
    fn open_in(
        &self,
        environment: Environment,
        connection: Connection,
        signing_in: Option<Offered>,
        operation: &Operation,
    ) -> Result<Opened, Failure> {
        let before = self.settings.repository(&connection.id);
        let kept = match &before {
            None => self.settings.add_new(connection.clone())?,
            Some(before) => {
                if *before != connection {
                    self.settings.add(connection.clone())?;
                }
                connection.clone()
            }
        };
        let opened = self.try_open(environment, &kept, signing_in, operation);
        if opened.is_err() {
            match before {
                Some(before) if before != connection => self.settings.add(before)?,
                // Another program may be opening it too, with more luck.
                None if kept.id == connection.id
                    && !Mirror::is_in_use(&self.settings.mirror_folder(&kept.id)) =>
                {
                    self.settings.forget(&kept.id)?;
                }
                _ => {}
            }
        }
        let (open, notice) = opened?;
        let id = open.id().clone();
        self.keep_open(open);
        Ok(Opened {
            repository: id,
            notice,
        })
    }

    fn try_open(
        &self,
        environment: Environment,
        connection: &Connection,
        signing_in: Option<Offered>,
        operation: &Operation,
    ) -> Result<(Arc<OpenRepository>, Option<Failure>), Failure> {
        let id = RepositoryId(connection.id.as_str().to_owned());
        let open = match self.opened(&id) {
            Ok(open) => open,
            Err(_) => Arc::new(OpenRepository::open(
                &self.settings,
                connection,
                environment,
                operation,
            )?),
        };
        let must_reach = signing_in.is_some();
        let credentials = open.offering(self, signing_in.unwrap_or_default(), operation)?;
        let fetched = open.fetch_with(&credentials, operation);
        // Read at once: what cannot be read is said here, not on an empty page.
        match (open.snapshot(), fetched) {
            (_, Err(failure)) if must_reach => Err(failure),
            (Ok(_), fetched) => Ok((open, fetched.err())),
            (Err(_), Err(failure)) | (Err(failure), Ok(_)) => Err(failure),
        }
    }

    fn mark_opened(&self, id: &RepositoryId) -> Result<(), Failure> {
        let id = SettingsId::existing(&id.0);
        self.settings
            .update(&id, |connection| connection.last_opened = Some(now()))?;
        Ok(())
    }
}

/// A failure: the repository was known and no longer is.
pub(crate) fn forgotten() -> Failure {
    Failure::new("notFound", "This repository was forgotten on this computer.")
        .with_hint("Open its folder or connect its address again.")
}

/// A repository in a list.
pub(crate) fn card(connection: &Connection) -> RepositoryCard {
    RepositoryCard {
        id: RepositoryId(connection.id.as_str().to_owned()),
        name: connection.name.clone(),
        address: connection.address.clone(),
        kind: match connection.kind {
            ConnectionKind::Sample => RepositoryKind::Sample,
            ConnectionKind::Folder => RepositoryKind::Folder,
            ConnectionKind::Address => RepositoryKind::Address,
        },
        last_opened: connection.last_opened.map(|time| time.0),
    }
}

fn set_default_branch(connection: &mut Connection, chosen: Option<&str>) -> Result<(), Failure> {
    let Some(text) = chosen.map(str::trim).filter(|text| !text.is_empty()) else {
        return Ok(());
    };
    let branch = text
        .parse::<BranchName>()
        .map_err(|error| Failure::new("branchName", error.to_string()))?;
    connection.default_branch = Some(branch);
    Ok(())
}

/// The last segment of an address's path.
fn repository_name(address: &RemoteAddress) -> String {
    let text = address.to_string();
    let path = address.repository_path().unwrap_or(&text);
    folder_name(Path::new(path.trim_end_matches('/')))
}

fn folder_name(folder: &Path) -> String {
    let name = folder
        .file_name()
        .map_or_else(|| folder.to_string_lossy(), |name| name.to_string_lossy());
    name.trim_end_matches(".git").to_owned()
}
