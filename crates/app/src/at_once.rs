//! What programs ask for: the remote as it is at this moment, and changes that nobody looks at before they are pushed.

use std::sync::Arc;

use manifold_domain::element::ElementKey;
use manifold_domain::object::CommitId;
use manifold_domain::plan::{BranchName, BranchToken, Intent, Plan, PlanAnswer};
use manifold_domain::snapshot::Snapshot;
use manifold_domain::version::ReleaseVersion;
use manifold_domain::waiting::Waiting;
use manifold_engine::operation::Watch;
use manifold_engine::reader::ReleaseDetails;
use manifold_engine::{Error, publish};

use crate::App;
use crate::app::now;
use crate::change::{Wanted, nothing_pushed, refuse_read_only};
use crate::failure::not_known;
use crate::open::OpenRepository;
use crate::wire::change::RefusalView;
use crate::wire::error::Failure;
use crate::wire::operation::OperationId;
use crate::wire::repositories::RepositoryId;

/// A change that is pushed without being shown.
#[derive(Clone, Debug)]
pub struct PushRequest {
    /// The repository.
    pub repository: RepositoryId,
    /// The first commit's message; nothing for the one that the change gets by itself.
    pub message: Option<String>,
    /// What an earlier try of the same change sent to a remote that did not answer. It is looked for before anything is
    /// pushed, and what is pushed then has the same name: however late the earlier one arrives, there is one branch.
    pub unanswered: Option<SentBranch>,
    /// The operation.
    pub operation: OperationId,
}

/// A branch that was sent to the remote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SentBranch {
    /// Its name.
    pub branch: BranchName,
    /// Its last commit.
    pub commit: CommitId,
    /// The page that opens the pull request, prefilled; nothing where the remote has no web page.
    pub pull_request_url: Option<String>,
}

/// What became of a change that was not shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PushReply {
    /// The remote has the branch.
    Pushed(SentBranch),
    /// The remote has the branch of the earlier try. Nothing was pushed now.
    Arrived(SentBranch),
    /// It is not known whether the remote has the branch.
    Unanswered {
        /// The branch.
        sent: SentBranch,
        /// Why it is not known.
        failure: Failure,
    },
    /// The change cannot be made, for every reason found. Nothing was written.
    Refused {
        /// Every reason.
        refusals: Vec<RefusalView>,
    },
}

impl App {
    /// What the default branch says on the remote at this moment. Those who ask at the same time share one look at a network.
    pub fn snapshot_now(
        &self,
        repository: &RepositoryId,
        operation: OperationId,
    ) -> Result<Arc<Snapshot>, Failure> {
        let open = self.opened(repository)?;
        let operation = self.begin(operation);
        open.snapshot_now(self, &operation)
    }

    /// Looks whether the remote can be reached and read.
    pub fn look(&self, repository: &RepositoryId, operation: OperationId) -> Result<(), Failure> {
        let open = self.opened(repository)?;
        let operation = self.begin(operation);
        open.look(self, &operation)?;
        open.snapshot().map(drop)
    }

    /// The releases of an element in a snapshot of this repository, newest first, with what their artifacts say.
    pub fn releases_in(
        &self,
        repository: &RepositoryId,
        snapshot: &Snapshot,
        element: &ElementKey,
    ) -> Result<Vec<(ReleaseVersion, ReleaseDetails)>, Failure> {
        let open = self.opened(repository)?;
        open.with_mirror(|mirror| {
            let details = |blob| open.reader().release_details(mirror.git(), blob);
            let artifacts = snapshot.artifacts_of(element).iter();
            artifacts
                .map(|artifact| Ok((artifact.version.clone(), details(artifact.blob)?)))
                .collect()
        })
    }

    /// Plans what `intent` makes of the default branch as the remote has it at this moment, and pushes it. Where the push
    /// fails, nothing of it is kept here.
    pub fn push_at_once(
        &self,
        request: PushRequest,
        intent: impl FnOnce(&Snapshot) -> Result<Intent, Failure>,
    ) -> Result<PushReply, Failure> {
        let open = self.opened(&request.repository)?;
        refuse_read_only(&open)?;
        let operation = self.begin(request.operation);
        let _writing = open.begin_writing();
        let moved = match (open.fetch(self, &operation), &request.unanswered) {
            (Err(failure), Some(sent)) => {
                return Ok(PushReply::Unanswered {
                    failure: failure.with_unchanged(not_known(&sent.branch)),
                    sent: sent.clone(),
                });
            }
            (fetched, _) => fetched.map_err(nothing_pushed)?,
        };
        let snapshot = open.snapshot()?;
        if let Some(sent) = &request.unanswered
            && has_arrived(&open, sent)?
        {
            self.tell_changed(&request.repository);
            return Ok(PushReply::Arrived(sent.clone()));
        }
        let wanted = Wanted {
            intent: intent(&snapshot)?,
            branch: request.unanswered.map(|sent| sent.branch),
            token: BranchToken(rand::random()),
            message: request.message,
        };
        // Nobody reads the warnings, so nothing has to be told of what waits.
        let answer = wanted.plan(&open, &snapshot, &open.elsewhere()?, &Waiting::default())?;
        let reply = match answer {
            PlanAnswer::Refused(refusals) => PushReply::Refused {
                refusals: crate::change::refusals(refusals),
            },
            PlanAnswer::Planned(plan) => push_new(self, &open, &plan, &operation).map_err(nothing_pushed)?,
        };
        if moved || matches!(reply, PushReply::Pushed(_)) {
            self.tell_changed(&request.repository);
        }
        Ok(reply)
    }
}

/// Whether the remote, as it was just fetched, has what was sent to it.
fn has_arrived(open: &OpenRepository, sent: &SentBranch) -> Result<bool, Failure> {
    let target = open.default_branch()?;
    open.with_mirror(|mirror| Ok(publish::has_arrived(mirror, &sent.branch, sent.commit, &target)?))
}

/// Pushes a plan's branch; where that fails, nothing of it is kept here.
fn push_new(app: &App, open: &OpenRepository, plan: &Plan, watch: &dyn Watch) -> Result<PushReply, Failure> {
    let identity = open.identity()?;
    let credentials = open.credentials(app, watch)?;
    let pull_request_url = open.pull_request_url(&plan.branch, &plan.title, &plan.body)?;
    let sent = |commit| SentBranch {
        branch: plan.branch.clone(),
        commit,
        pull_request_url,
    };
    open.with_mirror(|mirror| {
        let journal = open.journal();
        match publish::push_at_once(mirror, journal, plan, &identity, now(), &credentials, watch) {
            Ok(tip) => Ok(PushReply::Pushed(sent(tip))),
            Err(error) => match error {
                Error::PushUnanswered { commit, .. } => Ok(PushReply::Unanswered {
                    sent: sent(commit),
                    failure: error.into(),
                }),
                error => Err(error.into()),
            },
        }
    })
}
