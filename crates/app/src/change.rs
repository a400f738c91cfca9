//! Plan, publish, and what to do when a push fails.

pub(crate) mod effects;
mod view;

use manifold_domain::layout::TreePath;
use manifold_domain::plan::{
    self, BranchName, BranchToken, EditContent, Elsewhere, Intent, ManifestChange, Meaning, Plan, PlanAnswer,
    PlanContext,
};
use manifold_domain::snapshot::Snapshot;
use manifold_domain::waiting::Waiting;
use manifold_engine::artifact::{self, Archive, CompareError, FileSet, PackError, TreeRefused, stored};
use manifold_engine::operation::{Phase, Unwatched, Watch};
use manifold_engine::publish;
use manifold_engine::repository::Mirror;

use crate::App;
use crate::app::now;
use crate::columns;
use crate::failure::not_found;
use crate::kept::Kept;
use crate::open::{OpenRepository, ShownPlan};
use crate::waiting::Links;
use crate::wire::Nothing;
use crate::wire::change::{
    BranchRequest, PlanReply, PlanRequest, PlanView, PublishReply, PublishRequest, PushedBranch, RefusalView,
    RetryReply,
};
use crate::wire::error::Failure;

pub(crate) use view::{direction, refusals};

impl App {
    /// What an intent would push. Nothing is written.
    pub fn plan(&self, request: PlanRequest) -> Result<PlanReply, Failure> {
        let open = self.opened(&request.repository)?;
        let snapshot = open.snapshot()?;
        let branch = match request
            .branch
            .as_deref()
            .map(str::trim)
            .filter(|text| !text.is_empty())
        {
            None => None,
            Some(text) => match text.parse::<BranchName>() {
                Ok(branch) => Some(branch),
                Err(error) => {
                    return Ok(PlanReply::Refused {
                        refusals: vec![view::branch_refused(&error)],
                    });
                }
            },
        };
        let elsewhere = open.elsewhere()?;
        let intent = request.intent;
        let wanted = Wanted {
            intent,
            branch,
            token: BranchToken(rand::random()),
            message: None,
        };
        let operation = request.operation.map(|operation| self.begin(operation));
        let watch: &dyn Watch = operation.as_ref().map_or(&Unwatched, |operation| operation);
        Ok(
            match wanted.plan(&open, &snapshot, &elsewhere, &*open.waiting()?)? {
                PlanAnswer::Refused(refusals) => PlanReply::Refused {
                    refusals: view::refusals(refusals),
                },
                PlanAnswer::Planned(plan) => match look_at_artifacts(&open, &plan, watch)? {
                    Artifacts::Releasable(sizes) => PlanReply::Planned {
                        plan: show(&open, wanted, plan, &snapshot, &sizes)?,
                    },
                    Artifacts::Refused(refusals) => PlanReply::Refused { refusals },
                },
            },
        )
    }

    /// Publishes a plan that was shown: fetches, plans again where the default branch moved, creates the branch
    /// and pushes it.
    pub fn publish(&self, request: PublishRequest) -> Result<PublishReply, Failure> {
        Ok(match self.publish_shown(request)? {
            PublishReply::Kept { branch, failure } => PublishReply::Kept {
                branch,
                failure: still_here(failure),
            },
            reply => reply,
        })
    }

    /// The same for whoever offers no second try: where the push fails, the branch is discarded.
    pub fn publish_or_discard(&self, request: PublishRequest) -> Result<PublishReply, Failure> {
        let repository = request.repository.clone();
        match self.publish_shown(request)? {
            PublishReply::Kept { branch, failure } => {
                self.discard_branch(BranchRequest {
                    repository,
                    branch,
                    operation: None,
                })?;
                Err(nothing_left(failure))
            }
            reply => Ok(reply),
        }
    }

    /// Publishes a plan that was shown; a branch whose push fails is kept, with the failure as it is.
    fn publish_shown(&self, request: PublishRequest) -> Result<PublishReply, Failure> {
        let open = self.opened(&request.repository)?;
        refuse_read_only(&open)?;
        let operation = self.begin(request.operation);
        let _writing = open.begin_writing();
        let ShownPlan { wanted, plan: shown } = open.shown_plan(&request.plan).ok_or_else(plan_unknown)?;

        open.fetch(self, &operation).map_err(nothing_pushed)?;
        let snapshot = open.snapshot()?;
        let elsewhere = open.elsewhere()?;
        // Also where the default branch stands still: another branch may have taken the version meanwhile.
        let plan = match wanted.plan(&open, &snapshot, &elsewhere, &*open.waiting()?)? {
            PlanAnswer::Refused(refusals) => {
                self.tell_changed(&request.repository);
                return Ok(PublishReply::Refused {
                    refusals: view::refusals(refusals),
                });
            }
            PlanAnswer::Planned(plan) if plan.means_the_same_as(&shown) => plan,
            PlanAnswer::Planned(plan) => {
                let changed = plan.what_changed_since(&shown);
                let plan = match look_at_artifacts(&open, &plan, &operation)? {
                    Artifacts::Releasable(sizes) => show(&open, wanted, plan, &snapshot, &sizes)?,
                    Artifacts::Refused(refusals) => return Ok(PublishReply::Refused { refusals }),
                };
                self.tell_changed(&request.repository);
                return Ok(PublishReply::MovedOn { plan, changed });
            }
        };

        let identity = open.identity()?;
        // Before the branch: after a crash it is known what to say when its push is tried again.
        open.remember_kept(kept_branch(&open, &plan)?)?;
        let created = open.with_mirror(|mirror| {
            Ok(publish::create_branch(
                mirror,
                open.journal(),
                &plan,
                &identity,
                now(),
                &operation,
            )?)
        });
        created.map_err(nothing_pushed)?;
        open.forget_plan(&request.plan);
        let reply = match self.push_kept(&open, &plan.branch, &operation) {
            Ok(pushed) => PublishReply::Pushed { pushed },
            Err(failure) => PublishReply::Kept {
                branch: plan.branch.to_string(),
                failure,
            },
        };
        self.tell_changed(&request.repository);
        Ok(reply)
    }

    /// Pushes a branch again whose push failed, unless the remote has meanwhile what it creates.
    pub fn retry_push(&self, request: BranchRequest) -> Result<RetryReply, Failure> {
        let open = self.opened(&request.repository)?;
        refuse_read_only(&open)?;
        let branch = branch_name(&request.branch)?;
        let _writing = open.begin_writing();
        let operation = request.operation.map(|operation| self.begin(operation));
        let watch: &dyn Watch = operation.as_ref().map_or(&Unwatched, |operation| operation);
        open.with_mirror(|mirror| Ok(mirror.local_tip(&branch)?))?;
        let reply = match self.push_again(&open, &branch, watch) {
            Ok(pushed) => RetryReply::Pushed { pushed },
            Err(failure) => RetryReply::Kept {
                branch: request.branch,
                failure: still_here(failure),
            },
        };
        self.tell_changed(&request.repository);
        Ok(reply)
    }

    /// Throws a branch away that was never pushed.
    pub fn discard_branch(&self, request: BranchRequest) -> Result<Nothing, Failure> {
        let open = self.opened(&request.repository)?;
        let branch = branch_name(&request.branch)?;
        let _writing = open.begin_writing();
        open.with_mirror(|mirror| Ok(publish::discard(mirror, open.journal(), &branch)?))?;
        open.forget_kept(&branch)?;
        self.tell_changed(&request.repository);
        Ok(Nothing {})
    }

    /// Pushes a branch of ours that has waited: what it creates may be taken by now.
    fn push_again(
        &self,
        open: &OpenRepository,
        branch: &BranchName,
        watch: &dyn Watch,
    ) -> Result<PushedBranch, Failure> {
        open.fetch(self, watch)?;
        let taken = open.taken_meanwhile(branch)?;
        if taken.is_empty() {
            return self.push_kept(open, branch, watch);
        }
        Err(Failure::new("takenMeanwhile", taken.join(" "))
            .with_hint("Discard this branch, then make the change again under another version or name."))
    }

    /// Pushes a branch of ours. Where that fails it stays ours.
    fn push_kept(
        &self,
        open: &OpenRepository,
        branch: &BranchName,
        watch: &dyn Watch,
    ) -> Result<PushedBranch, Failure> {
        // All that is said of it is read first: nothing that fails afterwards makes it a push that failed.
        let commit = open.with_mirror(|mirror| Ok(mirror.local_tip(branch)?))?;
        let kept = open.kept(branch, commit)?;
        let manifests = effects::shown(&open.instances(&*open.snapshot()?)?, &kept.effects);
        let credentials = open.credentials(self, watch)?;
        open.with_mirror(|mirror| {
            Ok(publish::push(
                mirror,
                open.journal(),
                branch,
                &credentials,
                watch,
            )?)
        })?;
        let noted = open.drop_published(&kept.changes).and(open.forget_kept(branch));
        Ok(PushedBranch {
            branch: branch.to_string(),
            title: kept.title,
            commit: commit.to_string(),
            pull_request_url: kept.pull_request_url,
            manifests,
            notice: noted.err().map(pushed_all_the_same),
        })
    }
}

/// What a person wants, with all that must stay the same when it is planned again.
#[derive(Clone)]
pub(crate) struct Wanted {
    pub(crate) intent: Intent,
    pub(crate) branch: Option<BranchName>,
    pub(crate) token: BranchToken,
    /// The first commit's message where somebody wrote one.
    pub(crate) message: Option<String>,
}

impl Wanted {
    pub(crate) fn plan(
        &self,
        open: &OpenRepository,
        snapshot: &Snapshot,
        elsewhere: &Elsewhere,
        waiting: &Waiting,
    ) -> Result<PlanAnswer, Failure> {
        let unchanged = unchanged(open, snapshot, &self.intent)?;
        let context = PlanContext {
            snapshot,
            default_branch: &open.default_branch()?,
            elsewhere,
            waiting,
            unchanged: &unchanged,
            email: &open.identity()?.email,
            token: self.token,
            branch: self.branch.as_ref(),
            message: self.message.as_deref(),
            template: &open.pull_request_template()?,
        };
        Ok(plan::plan(&self.intent, &context))
    }
}

fn show(
    open: &OpenRepository,
    wanted: Wanted,
    plan: Plan,
    snapshot: &Snapshot,
    artifact_sizes: &[(String, u64)],
) -> Result<PlanView, Failure> {
    let (waiting, links) = (open.waiting()?, Links::new(open)?);
    let instances = open.instances(snapshot)?;
    let id = open.remember_plan(ShownPlan {
        wanted,
        plan: plan.clone(),
    });
    Ok(view::plan(
        id,
        &plan,
        snapshot,
        effects::shown(&instances, &effects::of_plan(&plan.meaning)),
        &|manifest| columns::is_production(&instances, manifest),
        &|branch| Some(links.waiting(waiting.of_branch(branch)?)),
        artifact_sizes,
    ))
}

/// What a plan would pack.
enum Artifacts {
    /// The folders, each with its artifact's size in bytes.
    Releasable(Vec<(String, u64)>),
    /// Why some of them cannot be released.
    Refused(Vec<RefusalView>),
}

/// Looks at what a plan would pack, without packing it.
fn look_at_artifacts(open: &OpenRepository, plan: &Plan, watch: &dyn Watch) -> Result<Artifacts, Failure> {
    let edits = plan.commits.iter().flat_map(|commit| &commit.edits);
    let artifacts = edits.filter_map(|edit| match &edit.content {
        EditContent::Artifact {
            folder,
            tree,
            metadata,
        } => Some((folder, *tree, metadata)),
        EditContent::File(_) | EditContent::Nothing => None,
    });
    let artifacts: Vec<_> = artifacts.collect();
    open.with_mirror(|mirror| {
        let (mut sizes, mut refusals) = (Vec::new(), Vec::new());
        for (done, (folder, tree, metadata)) in (0..).zip(&artifacts) {
            watch.progress(Phase::Packing, done, artifacts.len() as u64);
            if watch.is_cancelled() {
                return Err(manifold_engine::Error::Cancelled.into());
            }
            match artifact::packed_size(mirror.git(), *tree, metadata) {
                Ok(size) => sizes.push((folder.to_string(), size)),
                Err(PackError::Tree(TreeRefused::Repository(error))) => return Err(error.into()),
                Err(refused) => refusals.push(view::not_releasable(folder, &refused)),
            }
        }
        Ok(if refusals.is_empty() {
            Artifacts::Releasable(sizes)
        } else {
            Artifacts::Refused(refusals)
        })
    })
}

/// The folders of a release's intent whose files equal their newest release's.
fn unchanged(open: &OpenRepository, snapshot: &Snapshot, intent: &Intent) -> Result<Vec<TreePath>, Failure> {
    // Where it is wanted all the same, nobody has to know.
    let Intent::CreateReleases {
        releases,
        accept_unchanged: false,
        ..
    } = intent
    else {
        return Ok(Vec::new());
    };
    let folders = releases.iter().map(|release| &release.folder);
    open.with_mirror(|mirror| {
        let mut unchanged = Vec::new();
        for folder in folders {
            if is_unchanged(mirror, snapshot, folder)? {
                unchanged.push(folder.clone());
            }
        }
        Ok(unchanged)
    })
}

/// Whether a folder's files equal its newest release's.
pub(crate) fn is_unchanged(mirror: &Mirror, snapshot: &Snapshot, folder: &TreePath) -> Result<bool, Failure> {
    let Some(element) = snapshot.element_at(folder) else {
        return Ok(false);
    };
    let Some(newest) = snapshot.artifacts_of(&element.key()).first() else {
        return Ok(false);
    };
    let newest = stored(mirror.git(), newest.blob)?;
    let is_same = || -> Result<bool, CompareError> {
        let archive = Archive::open(newest)?;
        let now = FileSet::of_tree(mirror.git(), element.tree)?;
        artifact::is_same(&FileSet::of_archive(&archive), &now)
    };
    match is_same() {
        Err(CompareError::Tree(TreeRefused::Repository(error))) => Err(error.into()),
        // A damaged artifact equals nothing: releasing the folder anew is what mends it. Of a folder that no artifact may hold,
        // packing tells.
        Err(_) => Ok(false),
        Ok(is_same) => Ok(is_same),
    }
}

/// What to say of a plan's branch once its push has worked.
fn kept_branch(open: &OpenRepository, plan: &Plan) -> Result<Kept, Failure> {
    Ok(Kept {
        branch: plan.branch.clone(),
        title: plan.title.clone(),
        pull_request_url: open.pull_request_url(&plan.branch, &plan.title, &plan.body)?,
        effects: effects::of_plan(&plan.meaning),
        changes: plan
            .meaning
            .iter()
            .filter_map(|meaning| match meaning {
                Meaning::EntryChanged {
                    manifest,
                    element,
                    to,
                    ..
                } => Some(ManifestChange {
                    manifest: manifest.clone(),
                    element: element.clone(),
                    release: to.clone(),
                }),
                _ => None,
            })
            .collect(),
    })
}

/// A failure: a plan was published before, or is older than the last few.
fn plan_unknown() -> Failure {
    nothing_pushed(
        Failure::new(
            "planUnknown",
            "This change was published already, or shown too long ago.",
        )
        .with_hint("Look whether its branch is there; otherwise review the change again."),
    )
}

pub(crate) fn refuse_read_only(open: &OpenRepository) -> Result<(), Failure> {
    match open.read_only()? {
        Some(reason) => Err(nothing_pushed(
            Failure::new("readOnly", reason).with_hint("To push from here, switch read-only off there."),
        )),
        None => Ok(()),
    }
}

fn pushed_all_the_same(failure: Failure) -> Failure {
    failure
        .with_unchanged("The branch was pushed. Your draft may still hold what it carries.")
        .with_hint("Take out of the draft what the branch carries, and do not push it again.")
}

fn still_here(failure: Failure) -> Failure {
    also_unchanged(
        failure,
        "The branch is kept on this computer. No instance changed.",
    )
}

fn nothing_left(failure: Failure) -> Failure {
    also_unchanged(
        failure,
        "No instance changed, and nothing is left on this computer.",
    )
}

/// Says what is unchanged here after what is, or may not be, on the remote.
fn also_unchanged(failure: Failure, here: &str) -> Failure {
    match &failure.unchanged {
        Some(there) => {
            let both = format!("{there} {here}");
            failure.with_unchanged(both)
        }
        None => failure.with_unchanged(here),
    }
}

pub(crate) fn nothing_pushed(failure: Failure) -> Failure {
    failure.or_unchanged("Nothing was pushed.")
}

pub(crate) fn branch_name(text: &str) -> Result<BranchName, Failure> {
    text.parse().map_err(|_| not_found("The branch", text))
}
