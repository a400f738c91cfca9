//! A repository that is open: its mirror, what was read of it, and the plans that were shown.

mod plans;
mod remote;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use manifold_domain::manifest::ManifestName;
use manifold_domain::object::{CommitId, Timestamp};
use manifold_domain::plan::{BranchName, Elsewhere};
use manifold_domain::snapshot::Snapshot;
use manifold_domain::text::visible;
use manifold_domain::waiting::Waiting;
use manifold_engine::history::History;
use manifold_engine::journal::Journal;
use manifold_engine::operation::{Unwatched, Watch};
use manifold_engine::reader::Reader;
use manifold_engine::repository::{Mirror, RemoteAddress};
use manifold_engine::settings::{Connection, RepositoryId as SettingsId, Settings};
use tokio::sync::{Mutex as InTurn, MutexGuard as InTurnGuard};

use crate::App;
use crate::app::now;
use crate::columns;
use crate::environment::Environment;
use crate::repositories::forgotten;
use crate::sign_in::ConnectionCredentials;
use crate::wire::change::PlanId;
use crate::wire::error::Failure;
use crate::wire::releases::{ColumnPlace, Instance, RepositoryHeader, Since};
use crate::wire::repositories::RepositoryId;

pub(crate) use plans::ShownPlan;
use plans::ShownPlans;
use remote::Looks;

/// After how many seconds it is kept anew when a repository was fetched.
const KEPT_EVERY: i64 = 60;

/// A repository that is open.
pub(crate) struct OpenRepository {
    id: RepositoryId,
    settings: Settings,
    address: RemoteAddress,
    environment: Environment,
    journal: Journal,
    reader: Reader,
    history: History,
    /// Handles on the mirror that nobody uses at the moment: one that fetches never keeps another from reading.
    idle: Mutex<Vec<Mirror>>,
    /// Held while branches are written, pushed or merged: one after the other, in the order in which they came. Many at once
    /// would otherwise leave one waiting until its time is over.
    writing: InTurn<()>,
    looks: Looks,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    snapshot: Option<Arc<Snapshot>>,
    /// When it was fetched last, as long as it is open.
    fetched: Option<Timestamp>,
    fetch_failure: Option<Failure>,
    plans: ShownPlans,
    waiting: Option<(Asked, Arc<Waiting>)>,
}

/// All that decides what waits.
#[derive(PartialEq, Eq)]
struct Asked {
    commit: CommitId,
    branches: Vec<(BranchName, CommitId)>,
    pull_requests: HashMap<CommitId, u32>,
}

impl OpenRepository {
    /// Opens the mirror of a connection, makes it where there is none, and clears what a crash left behind.
    pub(crate) fn open(
        settings: &Settings,
        connection: &Connection,
        environment: Environment,
        watch: &dyn Watch,
    ) -> Result<Self, Failure> {
        let address = RemoteAddress::parse(&connection.address)?;
        let folder = settings.mirror_folder(&connection.id);
        let mirror = Mirror::create_or_open(&folder, &address, connection.folder.as_deref(), watch)?;
        let journal = Journal::open(&settings.journal_folder(&connection.id))?;
        manifold_engine::publish::recover(&mirror, &journal)?;
        Ok(Self {
            id: RepositoryId(connection.id.as_str().to_owned()),
            settings: settings.clone(),
            address,
            environment,
            journal,
            reader: Reader::new(),
            history: History::new(),
            idle: Mutex::new(vec![mirror]),
            writing: InTurn::default(),
            looks: Looks::default(),
            state: Mutex::default(),
        })
    }

    pub(crate) fn id(&self) -> &RepositoryId {
        &self.id
    }

    pub(crate) fn address(&self) -> &RemoteAddress {
        &self.address
    }

    /// What whoever started the program gave for this repository.
    pub(crate) fn environment(&self) -> &Environment {
        &self.environment
    }

    pub(crate) fn journal(&self) -> &Journal {
        &self.journal
    }

    pub(crate) fn reader(&self) -> &Reader {
        &self.reader
    }

    pub(crate) fn history(&self) -> &History {
        &self.history
    }

    pub(crate) fn settings(&self) -> &Settings {
        &self.settings
    }

    pub(crate) fn settings_id(&self) -> SettingsId {
        SettingsId::existing(&self.id.0)
    }

    /// What the user set for it.
    pub(crate) fn connection(&self) -> Result<Connection, Failure> {
        self.settings
            .repository(&self.settings_id())
            .ok_or_else(forgotten)
    }

    /// Lends a handle on the mirror to `work`.
    pub(crate) fn with_mirror<T>(
        &self,
        work: impl FnOnce(&Mirror) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        let idle = lock(&self.idle).pop();
        let mirror = match idle {
            Some(mirror) => mirror,
            None => Mirror::create_or_open(
                &self.settings.mirror_folder(&self.settings_id()),
                &self.address,
                None,
                &Unwatched,
            )?,
        };
        let answer = work(&mirror);
        lock(&self.idle).push(mirror);
        answer
    }

    /// Waits until nobody else writes branches of this repository. For threads that may block.
    pub(crate) fn begin_writing(&self) -> InTurnGuard<'_, ()> {
        self.writing.blocking_lock()
    }

    /// The branch to take for the default branch, where the program's environment or the user names one.
    fn chosen_branch(&self) -> Result<Option<BranchName>, Failure> {
        Ok(match &self.environment.default_branch {
            Some(branch) => Some(branch.clone()),
            None => self.connection()?.default_branch,
        })
    }

    /// The default branch: the one that was chosen, else the remote's own.
    pub(crate) fn default_branch(&self) -> Result<BranchName, Failure> {
        let chosen = self.chosen_branch()?;
        self.with_mirror(|mirror| Ok(mirror.default_branch(chosen.as_ref())?))
    }

    /// What the default branch says, as last fetched.
    pub(crate) fn snapshot(&self) -> Result<Arc<Snapshot>, Failure> {
        let branch = self.default_branch()?;
        self.with_mirror(|mirror| {
            let tip = mirror.tip(&branch)?;
            if let Some(snapshot) = self.snapshot_of(tip) {
                return Ok(snapshot);
            }
            let snapshot = self.reader.snapshot(mirror.git(), tip)?;
            lock(&self.state).snapshot = Some(Arc::clone(&snapshot));
            Ok(snapshot)
        })
    }

    fn snapshot_of(&self, commit: CommitId) -> Option<Arc<Snapshot>> {
        lock(&self.state)
            .snapshot
            .clone()
            .filter(|snapshot| snapshot.commit == commit)
    }

    /// What other branches of the remote have taken, and ours that it does not have yet.
    pub(crate) fn elsewhere(&self) -> Result<Elsewhere, Failure> {
        let snapshot = self.snapshot()?;
        self.with_mirror(|mirror| {
            let mut branches = mirror.remote_branches()?;
            branches.extend(mirror.local_branches()?);
            Ok(self.reader.elsewhere(mirror.git(), &branches, &snapshot)?)
        })
    }

    /// What waits on branches that are not merged.
    pub(crate) fn waiting(&self) -> Result<Arc<Waiting>, Failure> {
        let snapshot = self.snapshot()?;
        self.with_mirror(|mirror| {
            let asked = Asked {
                commit: snapshot.commit,
                branches: mirror.remote_branches()?,
                pull_requests: mirror.pull_requests()?,
            };
            if let Some((_, known)) = lock(&self.state).waiting.as_ref().filter(|(of, _)| *of == asked) {
                return Ok(Arc::clone(known));
            }
            let waiting = Arc::new(self.reader.waiting(
                mirror.git(),
                &asked.branches,
                &asked.pull_requests,
                &snapshot,
                &Unwatched,
            )?);
            lock(&self.state).waiting = Some((asked, Arc::clone(&waiting)));
            Ok(waiting)
        })
    }

    /// Fetches from the remote. Whether the default branch moved.
    pub(crate) fn fetch(&self, app: &App, watch: &dyn Watch) -> Result<bool, Failure> {
        self.fetch_with(&self.credentials(app, watch)?, watch)
    }

    /// The same, as someone in particular. What they offered is kept once the remote was reached.
    pub(crate) fn fetch_with(
        &self,
        credentials: &ConnectionCredentials<'_>,
        watch: &dyn Watch,
    ) -> Result<bool, Failure> {
        let fetched = self.with_mirror(|mirror| {
            let chosen = self.chosen_branch()?;
            let tip = |mirror: &Mirror| {
                mirror
                    .default_branch(chosen.as_ref())
                    .and_then(|branch| mirror.tip(&branch))
                    .ok()
            };
            let before = tip(mirror);
            mirror.fetch(credentials, watch)?;
            credentials.keep()?;
            Ok(before != tip(mirror))
        });
        let failure = fetched
            .as_ref()
            .err()
            .filter(|failure| failure.code != "cancelled")
            .cloned();
        lock(&self.state).fetch_failure = failure;
        if fetched.is_ok() {
            self.note_fetch(now())?;
        }
        fetched
    }

    /// Remembers when it was fetched; for the next start, to the minute: a program that writes fetches many times a second,
    /// and whatever is kept is flushed to disk.
    fn note_fetch(&self, now: Timestamp) -> Result<(), Failure> {
        lock(&self.state).fetched = Some(now);
        let kept = self.connection()?.last_fetched;
        if kept.is_none_or(|kept| kept > now || now.0 - kept.0 >= KEPT_EVERY) {
            self.settings.update(&self.settings_id(), |connection| {
                connection.last_fetched = Some(now);
            })?;
        }
        Ok(())
    }

    /// The repository, and which state of it a page shows.
    pub(crate) fn header(&self, snapshot: &Snapshot) -> Result<RepositoryHeader, Failure> {
        let connection = self.connection()?;
        let fetched = lock(&self.state).fetched;
        Ok(RepositoryHeader {
            repository: crate::repositories::card(&connection),
            default_branch: visible(self.default_branch()?.as_str()).into_owned(),
            commit: snapshot.commit.to_string(),
            commit_time: snapshot.time.0,
            fetched: fetched.or(connection.last_fetched).map(|time| time.0),
            fetch_failure: lock(&self.state).fetch_failure.clone(),
            read_only: self.read_only()?,
            landing: self.landing()?,
        })
    }

    /// Why nothing may be pushed, where nothing may.
    pub(crate) fn read_only(&self) -> Result<Option<String>, Failure> {
        let is_read_only = self.connection()?.read_only;
        Ok(is_read_only.then(|| "This repository is set to read-only in Source control.".to_owned()))
    }

    /// The instances in the order of the columns.
    pub(crate) fn instances(&self, snapshot: &Snapshot) -> Result<Vec<Instance>, Failure> {
        let chosen: Vec<Instance> = self
            .connection()?
            .instances
            .into_iter()
            .map(|instance| Instance {
                manifest: instance.manifest,
                is_production: instance.is_production,
                place: instance.place.into(),
            })
            .collect();
        let names = snapshot.manifests.iter().map(|manifest| &manifest.name);
        Ok(columns::ordered(names, &chosen))
    }

    /// One instance.
    pub(crate) fn instance(&self, snapshot: &Snapshot, manifest: ManifestName) -> Result<Instance, Failure> {
        let instances = self.instances(snapshot)?;
        let found = instances
            .into_iter()
            .find(|instance| instance.manifest == manifest);
        Ok(found.unwrap_or(Instance {
            manifest,
            is_production: false,
            place: ColumnPlace::Scrolling,
        }))
    }

    /// Whether an instance is *Production*.
    pub(crate) fn is_production(
        &self,
        snapshot: &Snapshot,
        manifest: &ManifestName,
    ) -> Result<bool, Failure> {
        Ok(columns::is_production(&self.instances(snapshot)?, manifest))
    }

    /// Keeps the order of the columns, where they stand, and which are *Production*.
    pub(crate) fn set_instances(&self, instances: Vec<Instance>) -> Result<(), Failure> {
        let chosen = instances
            .into_iter()
            .map(|instance| manifold_engine::settings::Instance {
                manifest: instance.manifest,
                is_production: instance.is_production,
                place: instance.place.into(),
            })
            .collect();
        self.settings
            .update(&self.settings_id(), |connection| connection.instances = chosen)?;
        Ok(())
    }

    /// When a manifest last changed on the default branch, and by whom.
    pub(crate) fn last_change(
        &self,
        snapshot: &Snapshot,
        manifest: &ManifestName,
    ) -> Result<Option<Since>, Failure> {
        self.with_mirror(|mirror| {
            let page = self.history.manifest_changes(
                mirror.git(),
                snapshot.commit,
                manifest,
                None,
                1,
                &Unwatched,
            )?;
            Ok(page.changes.into_iter().next().map(|change| Since {
                time: change.landed.time.0,
                author: change.landed.author,
                commit: change.landed.commit.to_string(),
            }))
        })
    }

    pub(crate) fn remember_plan(&self, plan: ShownPlan) -> PlanId {
        lock(&self.state).plans.remember(plan)
    }

    pub(crate) fn shown_plan(&self, id: &PlanId) -> Option<ShownPlan> {
        lock(&self.state).plans.get(id)
    }

    pub(crate) fn forget_plan(&self, id: &PlanId) {
        lock(&self.state).plans.forget(id);
    }
}

/// Nothing here is left half changed by a panic, so a poisoned lock still guards whole values.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

    use manifold_engine::settings::ConnectionKind;
    use manifold_test_support::Sandbox;

    use super::*;
    use crate::change::refuse_read_only;

    #[test]
    fn of_a_repository_that_was_forgotten_nothing_is_taken_for_granted() {
        let (sandbox, folder) = (Sandbox::new(), tempfile::tempdir().unwrap());
        let settings = Settings::open(folder.path()).unwrap();
        let address = sandbox.remote().display().to_string();
        let connection = Connection::new("remote".to_owned(), address, ConnectionKind::Folder);
        settings.add(connection.clone()).unwrap();
        let open = OpenRepository::open(&settings, &connection, Environment::default(), &Unwatched).unwrap();
        refuse_read_only(&open).unwrap();

        settings.forget(&connection.id).unwrap();
        assert_eq!(refuse_read_only(&open).unwrap_err().code, "notFound");
        assert_eq!(open.pull_request_template().unwrap_err().code, "notFound");
    }
}
