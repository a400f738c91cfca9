//! A repository that is open for one command.

use std::env;
use std::sync::Arc;

use manifold_app::wire::change::{PlanReply, PlanRequest};
use manifold_app::wire::error::{Failure, HostKey};
use manifold_app::wire::operation::OperationId;
use manifold_app::wire::problems::Inspected;
use manifold_app::wire::releases::{ReleasesPage, Row};
use manifold_app::wire::repositories::{RepositoryId, RepositoryRequest, TrustHostKeyRequest};
use manifold_app::{App, Environment, Headless, OpenUnlistedRequest, repository_around};
use manifold_domain::plan::Intent;
use serde_json::{Value, json};

use crate::arguments::Common;
use crate::ask;
use crate::beside::Beside;
use crate::output::{HINT, Page, WARNING, date, print_error, timestamp};
use crate::stop::Stop;

/// The token of an HTTPS host, in place of the keyring's.
const TOKEN: &str = "MANIFOLD_GIT_TOKEN";

/// The application on the folder that a call names.
pub(crate) fn application(common: &Common) -> Result<Arc<App>, Stop> {
    Ok(App::new(common.data.clone(), Arc::new(Headless))?)
}

/// The application with one repository open.
pub(crate) struct Session {
    /// The application.
    pub(crate) app: Arc<App>,
    repository: RepositoryId,
    _interrupts: Beside,
}

impl Session {
    /// Opens the repository that a call is about, and fetches. Where the remote is out of reach but the mirror has
    /// something, a warning says so and the command goes on with that.
    pub(crate) fn open(common: &Common, is_json: bool) -> Result<Self, Stop> {
        let repository = repository(common)?;
        let app = application(common)?;
        let interrupts = Beside::interrupts(&app)?;
        let mut environment = Environment::default().with_token(env::var(TOKEN).ok());
        environment.default_branch.clone_from(&common.branch);
        environment.committer_name = first_of(["GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME"]);
        environment.committer_email = first_of(["GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL"]);
        let request = OpenUnlistedRequest {
            repository,
            environment,
            operation: operation("open"),
        };
        let opened = loop {
            let progress = Beside::progress(&app, is_json)?;
            let opened = app.open_unlisted(request.clone());
            drop(progress);
            let failure = opened.as_ref().map_or_else(Some, |opened| opened.notice.as_ref());
            let unknown = failure.and_then(|failure| failure.host_key.clone());
            match unknown {
                Some(key) if trusts(&key, is_json)? => app.trust_host_key(TrustHostKeyRequest {
                    host: key.host,
                    fingerprint: key.fingerprint,
                })?,
                _ => break opened.map_err(unasked)?,
            };
        };
        if let Some(failure) = opened.notice {
            let mut page = Page::default();
            page.text(WARNING, "warning: ").plain(&failure.message).end();
            page.text(HINT, "What follows is what was fetched last.").end();
            print_error(&page)?;
        }
        Ok(Self {
            app,
            repository: opened.repository,
            _interrupts: interrupts,
        })
    }

    /// What is served, to whom Ctrl C is a wish to end in good order.
    pub(crate) fn into_served(self) -> (Arc<App>, RepositoryId) {
        (self.app, self.repository)
    }

    /// Names the repository in a request.
    pub(crate) fn repository(&self) -> RepositoryId {
        self.repository.clone()
    }

    /// A request about the repository as a whole.
    pub(crate) fn request(&self) -> RepositoryRequest {
        RepositoryRequest {
            repository: self.repository(),
        }
    }

    /// The matrix and all that is beside it.
    pub(crate) fn releases(&self) -> Result<ReleasesPage, Stop> {
        Ok(self.app.releases(self.request())?)
    }

    /// What an intent would push.
    pub(crate) fn plan(&self, intent: Intent) -> Result<PlanReply, Stop> {
        Ok(self.app.plan(PlanRequest {
            repository: self.repository(),
            intent,
            branch: None,
            operation: None,
        })?)
    }
}

/// Whether whoever sits at the terminal trusts the key of an SSH host that is not known yet.
fn trusts(key: &HostKey, is_json: bool) -> Result<bool, Stop> {
    let question = format!(
        "The host {} is not known yet. It shows the key {}. Is that the one it publishes?",
        key.host, key.fingerprint
    );
    Ok(ask::agrees(&question, is_json)?.unwrap_or_default())
}

/// A failure as it is told where nobody was asked, or nobody agreed: with how to accept a host's key.
fn unasked(failure: Failure) -> Failure {
    if failure.host_key.is_none() {
        return failure;
    }
    failure.with_hint(
        "Compare the key with the one that the host publishes. To accept it, call this at a terminal and say yes, or add what \
         ssh-keyscan prints for the host to ~/.ssh/known_hosts.",
    )
}

/// Names an operation: a command has no two at once.
pub(crate) fn operation(name: &str) -> OperationId {
    OperationId(name.to_owned())
}

/// The folder or address of the repository that a call is about: without one, that of the current folder.
pub(crate) fn repository(common: &Common) -> Result<String, Stop> {
    if let Some(repository) = &common.repo {
        return Ok(repository.clone());
    }
    env::current_dir()
        .ok()
        .and_then(|folder| repository_around(&folder))
        .and_then(|folder| folder.to_str().map(str::to_owned))
        .ok_or_else(|| Stop::Usage("This folder is in no Git repository. Name one with --repo.".to_owned()))
}

/// The first of some environment variables that says something.
fn first_of(names: [&str; 2]) -> Option<String> {
    names
        .iter()
        .filter_map(|name| env::var(name).ok())
        .map(|text| text.trim().to_owned())
        .find(|text| !text.is_empty())
}

/// The element that a person names by folder, uuid or name: nothing may be guessed where several have the name.
pub(crate) fn find_row<'a>(page: &'a ReleasesPage, text: &str) -> Result<&'a Row, Stop> {
    let exact = |row: &&Row| row.folder.as_deref() == Some(text);
    if let Some(row) = page.rows.iter().find(exact) {
        return Ok(row);
    }
    let named = |row: &&Row| row.element.id.as_str() == text || row.name.as_deref() == Some(text);
    let found: Vec<&Row> = page.rows.iter().filter(named).collect();
    match found[..] {
        [row] => Ok(row),
        [] => Err(Stop::not_found(
            "element",
            format!(
                "The repository has no app or workflow '{text}'. Name it as manifold status does, or by its folder or uuid."
            ),
        )),
        _ => {
            let folders: Vec<&str> = found
                .iter()
                .map(|row| row.folder.as_deref().unwrap_or_else(|| row.element.id.as_str()))
                .collect();
            Err(Stop::not_found(
                "element",
                format!(
                    "'{text}' is several things here. Name one by its folder: {}.",
                    folders.join(", ")
                ),
            ))
        }
    }
}

/// The element of a folder that the default branch has.
pub(crate) fn find_folder<'a>(page: &'a ReleasesPage, text: &str) -> Result<(&'a Row, &'a str), Stop> {
    let row = find_row(page, text)?;
    let folder = row.folder.as_deref().ok_or_else(|| {
        Stop::not_found(
            "element",
            format!("Manifests name {text}, but no folder on the default branch is it."),
        )
    })?;
    Ok((row, folder))
}

/// An element, for JSON.
pub(crate) fn element_json(row: &Row) -> Value {
    json!({ "kind": row.element.kind, "uuid": row.element.id, "name": row.name, "folder": row.folder })
}

/// The repository and its state, for JSON.
pub(crate) fn header_json(inspected: &Inspected) -> Value {
    json!({
        "address": inspected.address,
        "defaultBranch": inspected.default_branch,
        "commit": inspected.commit,
        "commitTime": timestamp(inspected.commit_time),
    })
}

/// The repository and its state, for people.
pub(crate) fn add_header(page: &mut Page, inspected: &Inspected) {
    let (commit, date) = (short(&inspected.commit), date(inspected.commit_time));
    let state = match &inspected.default_branch {
        Some(branch) => format!("  {branch} at {commit}, {date}"),
        None => format!("  at {commit}, {date}"),
    };
    page.plain(&inspected.address).text(HINT, state).end();
}

/// A commit as people quote it.
pub(crate) fn short(commit: &str) -> &str {
    commit.get(..7).unwrap_or(commit)
}
