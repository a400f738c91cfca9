//! The Source control page.

use std::time::{Duration, Instant};

use manifold_domain::plan::{BranchName, BranchPurpose, BranchToken};
use manifold_domain::snapshot::Snapshot;
use manifold_engine::Error;
use manifold_engine::forge::{Forge, WebRepository};
use manifold_engine::operation::{Phase, Watch};
use manifold_engine::repository::{RemoteAddress, configured_identity};
use manifold_engine::secrets::{Account, Secret, SecretPlace};
use manifold_engine::settings::{self, PULL_REQUEST_TEMPLATE};

use crate::App;
use crate::open::OpenRepository;
use crate::sign_in::Offered;
use crate::view;
use crate::wire::Nothing;
use crate::wire::error::Failure;
use crate::wire::repositories::{RepositoryOperationRequest, RepositoryRequest};
use crate::wire::source_control::{
    Connection, ConnectionDefaults, FieldRefused, ForgeKind, ManifestLine, SaveConnectionReply,
    SaveConnectionRequest, SaveTokenRequest, SignIn, SignInMethod, SourceControlPage, TestConnectionRequest,
    TestReply,
};

/// How long the page waits for the keyring, which answers in milliseconds where it is unlocked.
const PAGE_PATIENCE: Duration = Duration::from_secs(2);

const IN_THE_KEYRING: &str = "In the keyring of this computer.";

impl App {
    /// The Source control page. It opens also where the repository cannot be read: this is where that is mended.
    pub fn source_control(&self, request: RepositoryRequest) -> Result<SourceControlPage, Failure> {
        let open = self.opened(&request.repository)?;
        let connection = open.connection()?;
        let snapshot = open.snapshot().ok();
        let (header, manifests) = match &snapshot {
            Some(snapshot) => (Some(open.header(snapshot)?), manifest_lines(&open, snapshot)?),
            None => (None, Vec::new()),
        };
        Ok(SourceControlPage {
            header,
            manifests,
            defaults: defaults(&open, &connection)?,
            sign_in: self.sign_in(&open, &connection),
            connection: shown(connection),
        })
    }

    /// Saves the connection, where every field can be.
    pub fn save_connection(&self, request: SaveConnectionRequest) -> Result<SaveConnectionReply, Failure> {
        let open = self.opened(&request.repository)?;
        let is_branch = |branch: &BranchName| open.with_mirror(|mirror| Ok(mirror.tip(branch)?)).is_ok();
        let checked = match Checked::new(request.connection, is_branch) {
            Ok(checked) => checked,
            Err(refused) => return Ok(SaveConnectionReply { refused }),
        };
        self.settings
            .update(&open.settings_id(), |connection| checked.write(connection))?;
        self.tell_changed(&request.repository);
        Ok(SaveConnectionReply { refused: Vec::new() })
    }

    /// Keeps a token in the keyring, or deletes it.
    pub fn save_token(&self, request: SaveTokenRequest) -> Result<Nothing, Failure> {
        let open = self.opened(&request.repository)?;
        let Some(host) = open.address().host() else {
            return Err(Failure::new(
                "noSignIn",
                "This repository is on this computer and needs no sign-in.",
            ));
        };
        let account = Account::token(host, &request.user);
        let operation = self.begin(request.operation);
        let secrets = self.secrets.watched(&operation);
        match request.token.filter(|token| !token.is_empty()) {
            Some(token) => secrets.set(&account, &Secret::new(token))?,
            None => secrets.delete(&account)?,
        }
        self.settings.update(&open.settings_id(), |connection| {
            connection.user = Some(request.user);
        })?;
        self.tell_changed(&request.repository);
        Ok(Nothing {})
    }

    /// Tests the connection: asks the remote for its branches. Nothing is written there.
    pub fn test_connection(&self, request: TestConnectionRequest) -> Result<TestReply, Failure> {
        let open = self.opened(&request.repository)?;
        let operation = self.begin(request.operation);
        let credentials = open.offering(self, Offered::new(None, request.passphrase), &operation)?;
        let fetched = open.fetch_with(&credentials, &operation);
        self.tell_changed(&request.repository);
        Ok(match fetched.and_then(|_| connected(&open)) {
            Ok(reply) => reply,
            Err(failure) => TestReply::Failed { failure },
        })
    }

    /// Deletes the passphrase of the key file from the keyring.
    pub fn delete_passphrase(&self, request: RepositoryOperationRequest) -> Result<Nothing, Failure> {
        let open = self.opened(&request.repository)?;
        let operation = self.begin(request.operation);
        if let Some(account) = open.passphrase_account(&open.connection()?) {
            self.secrets.watched(&operation).delete(&account)?;
            self.tell_changed(&request.repository);
        }
        Ok(Nothing {})
    }

    fn sign_in(&self, open: &OpenRepository, connection: &settings::Connection) -> SignIn {
        let method = match open.address() {
            RemoteAddress::Https(_) => SignInMethod::Token,
            RemoteAddress::Ssh(_) => SignInMethod::SshKey,
            RemoteAddress::Path(_) | RemoteAddress::File(_) => SignInMethod::None,
        };
        let host = open.address().host();
        let account = match (method, host, &connection.user) {
            (SignInMethod::Token, Some(host), Some(user)) => Some(Account::token(host, user)),
            _ => open.passphrase_account(connection),
        };
        let briefly = Briefly(Instant::now());
        let secrets = self.secrets.watched(&briefly);
        let has_secret = match account {
            Some(account) => secrets.get(&account).map(|secret| secret.is_some()),
            None => Ok(false),
        };
        let (has_secret, place, is_memory_only) = match (has_secret, secrets.place()) {
            (Ok(has_secret), SecretPlace::Keyring) => (Some(has_secret), IN_THE_KEYRING.to_owned(), false),
            (Ok(has_secret), SecretPlace::MemoryOnly { reason }) => (Some(has_secret), reason, true),
            (Err(Error::Cancelled), _) => (
                None,
                "The keyring does not answer. It may be locked.".to_owned(),
                false,
            ),
            (Err(error), _) => (None, error.to_string(), false),
        };
        SignIn {
            method,
            host: host.map(str::to_owned),
            has_secret,
            place,
            is_memory_only,
        }
    }
}

/// A page does not wait until somebody unlocks the keyring.
struct Briefly(Instant);

impl Watch for Briefly {
    fn progress(&self, _: Phase, _: u64, _: u64) {}

    fn is_cancelled(&self) -> bool {
        self.0.elapsed() > PAGE_PATIENCE
    }
}

fn connected(open: &OpenRepository) -> Result<TestReply, Failure> {
    let default_branch = open.default_branch().ok().map(|branch| branch.to_string());
    let branches = open.with_mirror(|mirror| Ok(mirror.remote_branches()?.len()))?;
    Ok(TestReply::Connected {
        branches,
        default_branch,
    })
}

fn manifest_lines(open: &OpenRepository, snapshot: &Snapshot) -> Result<Vec<ManifestLine>, Failure> {
    let instances = open.instances(snapshot)?;
    let files = instances
        .iter()
        .filter_map(|instance| Some((instance, snapshot.manifest(&instance.manifest)?)));
    files
        .map(|(instance, file)| {
            Ok(ManifestLine {
                manifest: instance.manifest.clone(),
                is_production: instance.is_production,
                entries: file.content.as_ref().map_or(0, |manifest| manifest.entries.len()),
                last_change: open.last_change(snapshot, &file.name)?,
                unreadable: file.content.is_err().then(|| view::unreadable(file)),
            })
        })
        .collect()
}

fn defaults(open: &OpenRepository, connection: &settings::Connection) -> Result<ConnectionDefaults, Failure> {
    let guess = WebRepository::guess(open.address());
    let (name, email) = configured_identity(connection.folder.as_deref())?
        .map(|identity| (identity.name, identity.email))
        .unzip();
    let committer = connection
        .committer_email
        .as_deref()
        .or(email.as_deref())
        .unwrap_or_default();
    let example = BranchName::automatic(
        BranchPurpose::UpdateManifest,
        committer,
        BranchToken([0x3f, 0x9a, 0x21, 0xc7]),
    );
    Ok(ConnectionDefaults {
        forge: guess.as_ref().map_or(ForgeKind::None, |web| web.forge().into()),
        web_origin: guess.as_ref().map(|web| web_address(web.origin())),
        default_branch: open
            .with_mirror(|mirror| Ok(mirror.default_branch(None)?))
            .ok()
            .map(|branch| branch.to_string()),
        committer_name: name,
        committer_email: email,
        pull_request_template: PULL_REQUEST_TEMPLATE.to_owned(),
        branch_example: example.to_string(),
    })
}

fn shown(connection: settings::Connection) -> Connection {
    let path = |path: Option<std::path::PathBuf>| path.map(|path| path.display().to_string());
    Connection {
        name: connection.name,
        address: connection.address,
        forge: connection.forge.map(Into::into),
        web_origin: connection.web_origin.as_ref().map(web_address),
        default_branch: connection.default_branch.map(Into::into),
        user: connection.user,
        ssh_key_file: path(connection.ssh_key_file),
        ca_file: path(connection.ca_file),
        committer_name: connection.committer_name,
        committer_email: connection.committer_email,
        automatic_branch_names: connection.automatic_branch_names,
        pull_request_template: connection.pull_request_template,
        read_only: connection.read_only,
    }
}

/// A connection whose every field can be saved.
struct Checked {
    connection: Connection,
    default_branch: Option<BranchName>,
    web_origin: Option<url::Url>,
}

impl Checked {
    /// Checks each field; `is_branch` says whether the remote has a branch.
    fn new(
        connection: Connection,
        is_branch: impl Fn(&BranchName) -> bool,
    ) -> Result<Self, Vec<FieldRefused>> {
        let connection = without_blanks(connection);
        let mut refused = Vec::new();
        let mut refuse = |field: &str, message: &str| {
            refused.push(FieldRefused {
                field: field.to_owned(),
                message: message.to_owned(),
            });
        };
        if connection.name.is_empty() {
            refuse("name", "A repository needs a name.");
        }
        let default_branch = connection
            .default_branch
            .as_ref()
            .map(|text| text.parse::<BranchName>());
        match &default_branch {
            Some(Err(error)) => refuse("defaultBranch", &error.to_string()),
            Some(Ok(branch)) if !is_branch(branch) => refuse(
                "defaultBranch",
                "The repository has no branch of this name. If it is new, fetch first.",
            ),
            _ => {}
        }
        let web_origin = connection.web_origin.as_ref().map(|text| web_origin(text));
        if web_origin == Some(None) {
            refuse(
                "webOrigin",
                "A web address begins with https:// and a host, like https://git.example.com.",
            );
        }
        for (field, value) in [
            ("committerName", &connection.committer_name),
            ("committerEmail", &connection.committer_email),
        ] {
            let Some(text) = value else { continue };
            if text.contains(|c: char| matches!(c, '<' | '>') || c.is_control()) {
                refuse(
                    field,
                    "Git allows no angle brackets, line breaks or control characters here.",
                );
            } else if !text.contains(char::is_alphanumeric) {
                refuse(field, "Git needs at least one letter or digit here.");
            }
        }
        for (field, value) in [
            ("sshKeyFile", &connection.ssh_key_file),
            ("caFile", &connection.ca_file),
        ] {
            if value
                .as_ref()
                .is_some_and(|path| !std::path::Path::new(path).is_file())
            {
                refuse(field, "There is no such file.");
            }
        }
        if !refused.is_empty() {
            return Err(refused);
        }
        Ok(Self {
            connection,
            default_branch: default_branch.and_then(Result::ok),
            web_origin: web_origin.flatten(),
        })
    }

    fn write(self, saved: &mut settings::Connection) {
        let Self {
            connection,
            default_branch,
            web_origin,
        } = self;
        saved.name = connection.name;
        saved.forge = connection.forge.map(Into::into);
        saved.web_origin = web_origin;
        saved.default_branch = default_branch;
        saved.user = connection.user;
        saved.ssh_key_file = connection.ssh_key_file.map(Into::into);
        saved.ca_file = connection.ca_file.map(Into::into);
        saved.committer_name = connection.committer_name;
        saved.committer_email = connection.committer_email;
        saved.automatic_branch_names = connection.automatic_branch_names;
        saved.pull_request_template = connection.pull_request_template;
        saved.read_only = connection.read_only;
    }
}

/// What a form sends of an untouched field is an empty text: the default is meant.
fn without_blanks(connection: Connection) -> Connection {
    let trimmed = |text: Option<String>| {
        text.map(|text| text.trim().to_owned())
            .filter(|text| !text.is_empty())
    };
    Connection {
        name: connection.name.trim().to_owned(),
        web_origin: trimmed(connection.web_origin),
        default_branch: trimmed(connection.default_branch),
        user: trimmed(connection.user),
        ssh_key_file: trimmed(connection.ssh_key_file),
        ca_file: trimmed(connection.ca_file),
        committer_name: trimmed(connection.committer_name),
        committer_email: trimmed(connection.committer_email),
        pull_request_template: trimmed(connection.pull_request_template),
        ..connection
    }
}

/// The host, and the folder on it where it has one; no user, secret or query. Nothing where this is no web address.
fn web_origin(text: &str) -> Option<url::Url> {
    let mut url = url::Url::parse(text).ok()?;
    if !matches!(url.scheme(), "https" | "http") || !url.has_host() {
        return None;
    }
    url.set_username("").ok()?;
    url.set_password(None).ok()?;
    url.set_query(None);
    url.set_fragment(None);
    Some(url)
}

/// The same as a person writes it.
fn web_address(origin: &url::Url) -> String {
    origin.as_str().trim_end_matches('/').to_owned()
}

impl From<Forge> for ForgeKind {
    fn from(forge: Forge) -> Self {
        match forge {
            Forge::GitHub => Self::GitHub,
            Forge::GitLab => Self::GitLab,
            Forge::Bitbucket => Self::Bitbucket,
            Forge::AzureRepos => Self::AzureRepos,
            Forge::CodeCommit => Self::CodeCommit,
            Forge::Gitea => Self::Gitea,
            Forge::None => Self::None,
        }
    }
}

impl From<ForgeKind> for Forge {
    fn from(forge: ForgeKind) -> Self {
        match forge {
            ForgeKind::GitHub => Self::GitHub,
            ForgeKind::GitLab => Self::GitLab,
            ForgeKind::Bitbucket => Self::Bitbucket,
            ForgeKind::AzureRepos => Self::AzureRepos,
            ForgeKind::CodeCommit => Self::CodeCommit,
            ForgeKind::Gitea => Self::Gitea,
            ForgeKind::None => Self::None,
        }
    }
}
