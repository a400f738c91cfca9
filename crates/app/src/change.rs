//! Plan, publish, and what to do when a push fails.

mod view;

use manifold_domain::layout::TreePath;
use manifold_domain::manifest::ManifestName;
use manifold_domain::object::CommitId;
use manifold_domain::plan::{
    self, BranchName, BranchToken, EditContent, Elsewhere, Intent, Meaning, Plan, PlanAnswer, PlanContext,
};
use manifold_domain::snapshot::Snapshot;
use manifold_engine::artifact::{self, Archive, FileSet, PackError, TreeRefused, stored};
use manifold_engine::operation::{Unwatched, Watch};
use manifold_engine::publish;
use manifold_engine::repository::Mirror;

use crate::App;
use crate::app::now;
use crate::failure::not_found;
use crate::open::{OpenRepository, ShownPlan};
use crate::wire::Nothing;
use crate::wire::change::{
    BranchRequest, PlanReply, PlanRequest, PlanView, PublishReply, PublishRequest, PushedBranch, RefusalView,
    RetryReply,
};
use crate::wire::error::Failure;

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
        };
        Ok(match wanted.plan(&open, &snapshot, &elsewhere)? {
            PlanAnswer::Refused(refusals) => PlanReply::Refused {
                refusals: view::refusals(refusals),
            },
            PlanAnswer::Planned(plan) => match pack_on_trial(&open, &plan)? {
                Ok(sizes) => PlanReply::Planned {
                    plan: show(&open, wanted, plan, &snapshot, &sizes),
                },
                Err(refusals) => PlanReply::Refused { refusals },
            },
        })
    }

    /// Publishes a plan that was shown: fetches, plans again where the default branch moved, creates the branch
    /// and pushes it.
    pub fn publish(&self, request: PublishRequest) -> Result<PublishReply, Failure> {
        let open = self.opened(&request.repository)?;
        if let Some(reason) = open.read_only() {
            return Err(Failure::new("readOnly", reason).with_unchanged("Nothing was pushed."));
        }
        let operation = self.begin(request.operation);
        let _writing = open.begin_writing();
        let ShownPlan { wanted, plan: shown } = open
            .shown_plan(&request.plan)
            .ok_or_else(|| not_found("The plan", &request.plan.0))?;

        open.fetch(self, &operation).map_err(nothing_pushed)?;
        let snapshot = open.snapshot()?;
        let elsewhere = open.elsewhere()?;
        // Also where the default branch stands still: another branch may have taken the version meanwhile.
        let plan = match wanted.plan(&open, &snapshot, &elsewhere)? {
            PlanAnswer::Refused(refusals) => {
                self.tell_changed(&request.repository);
                return Ok(PublishReply::Refused {
                    refusals: view::refusals(refusals),
                });
            }
            PlanAnswer::Planned(plan) if plan.means_the_same_as(&shown) => plan,
            PlanAnswer::Planned(plan) => {
                let changed = plan.what_changed_since(&shown);
                let plan = match pack_on_trial(&open, &plan)? {
                    Ok(sizes) => show(&open, wanted, plan, &snapshot, &sizes),
                    Err(refusals) => return Ok(PublishReply::Refused { refusals }),
                };
                self.tell_changed(&request.repository);
                return Ok(PublishReply::MovedOn { plan, changed });
            }
        };

        let identity = open.identity()?;
        let created = open
            .with_mirror(|mirror| {
                Ok(publish::create_branch(
                    mirror,
                    open.journal(),
                    &plan,
                    &identity,
                    now(),
                    &operation,
                )?)
            })
            .map_err(nothing_pushed)?;
        let pushed = pushed_branch(&open, &plan, created.tip)?;
        open.remember_kept(&pushed)?;
        let reply = match push(self, &open, &plan.branch, &operation) {
            Ok(()) => {
                open.forget_kept(&pushed.branch)?;
                open.drop_published(&plan.meaning)?;
                open.forget_plan(&request.plan);
                PublishReply::Pushed { pushed }
            }
            Err(failure) => PublishReply::Kept {
                branch: pushed.branch,
                failure,
            },
        };
        self.tell_changed(&request.repository);
        Ok(reply)
    }

    /// Pushes a branch again whose push failed.
    pub fn retry_push(&self, request: BranchRequest) -> Result<RetryReply, Failure> {
        let open = self.opened(&request.repository)?;
        let branch = branch_name(&request.branch)?;
        let _writing = open.begin_writing();
        let pushed = open
            .kept(&request.branch)?
            .ok_or_else(|| not_found("The branch", &request.branch))?;
        let operation = request.operation.map(|operation| self.begin(operation));
        let watch: &dyn Watch = operation.as_ref().map_or(&Unwatched, |operation| operation);
        let reply = match push(self, &open, &branch, watch) {
            Ok(()) => {
                open.forget_kept(&request.branch)?;
                RetryReply::Pushed { pushed }
            }
            Err(failure) => RetryReply::Kept {
                branch: request.branch,
                failure,
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
        open.forget_kept(&request.branch)?;
        self.tell_changed(&request.repository);
        Ok(Nothing {})
    }
}

/// What a person wants, with all that must stay the same when it is planned again.
#[derive(Clone)]
pub(crate) struct Wanted {
    intent: Intent,
    branch: Option<BranchName>,
    token: BranchToken,
}

impl Wanted {
    fn plan(
        &self,
        open: &OpenRepository,
        snapshot: &Snapshot,
        elsewhere: &Elsewhere,
    ) -> Result<PlanAnswer, Failure> {
        let unchanged = unchanged(open, snapshot, &self.intent)?;
        let context = PlanContext {
            snapshot,
            default_branch: &open.default_branch()?,
            elsewhere,
            unchanged: &unchanged,
            email: &open.identity()?.email,
            token: self.token,
            branch: self.branch.as_ref(),
            template: &open.pull_request_template(),
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
) -> PlanView {
    let id = open.remember_plan(ShownPlan {
        wanted,
        plan: plan.clone(),
    });
    view::plan(
        id,
        &plan,
        snapshot,
        &|manifest| open.is_production(snapshot, manifest),
        artifact_sizes,
    )
}

/// Packs the artifacts of a plan and throws them away: only packing tells what cannot be packed, and how large the
/// rest becomes. Answers the folders with their artifact's size in bytes, or why some cannot be released.
fn pack_on_trial(
    open: &OpenRepository,
    plan: &Plan,
) -> Result<Result<Vec<(String, u64)>, Vec<RefusalView>>, Failure> {
    let edits = plan.commits.iter().flat_map(|commit| &commit.edits);
    let artifacts = edits.filter_map(|edit| match &edit.content {
        EditContent::Artifact {
            folder,
            tree,
            metadata,
        } => Some((folder, *tree, metadata)),
        EditContent::File(_) | EditContent::Nothing => None,
    });
    open.with_mirror(|mirror| {
        let (mut sizes, mut refusals) = (Vec::new(), Vec::new());
        for (folder, tree, metadata) in artifacts {
            match artifact::pack(mirror.git(), tree, metadata, now()) {
                Ok(bytes) => sizes.push((folder.to_string(), bytes.len() as u64)),
                Err(PackError::Tree(TreeRefused::Repository(error))) => return Err(error.into()),
                Err(refused) => refusals.push(view::not_releasable(folder, &refused)),
            }
        }
        Ok(if refusals.is_empty() {
            Ok(sizes)
        } else {
            Err(refusals)
        })
    })
}

/// The folders of a release's intent whose files equal their newest release's.
fn unchanged(open: &OpenRepository, snapshot: &Snapshot, intent: &Intent) -> Result<Vec<TreePath>, Failure> {
    let Intent::CreateReleases { releases, .. } = intent else {
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

fn is_unchanged(mirror: &Mirror, snapshot: &Snapshot, folder: &TreePath) -> Result<bool, Failure> {
    let Some(element) = snapshot.element_at(folder) else {
        return Ok(false);
    };
    let Some(newest) = snapshot.artifacts_of(&element.key()).first() else {
        return Ok(false);
    };
    // A damaged artifact equals nothing: releasing the folder anew is what mends it.
    let Ok(archive) = Archive::open(stored(mirror.git(), newest.blob)?) else {
        return Ok(false);
    };
    let now = FileSet::of_tree(mirror.git(), element.tree)?;
    Ok(artifact::is_same(&FileSet::of_archive(&archive), &now)?)
}

fn push(app: &App, open: &OpenRepository, branch: &BranchName, watch: &dyn Watch) -> Result<(), Failure> {
    let credentials = open.credentials(app)?;
    open.with_mirror(|mirror| Ok(publish::push(mirror, open.journal(), branch, &credentials, watch)?))
}

fn pushed_branch(open: &OpenRepository, plan: &Plan, tip: CommitId) -> Result<PushedBranch, Failure> {
    Ok(PushedBranch {
        branch: plan.branch.to_string(),
        title: plan.title.clone(),
        commit: tip.to_string(),
        pull_request_url: open.pull_request_url(&plan.branch, &plan.title, &plan.body)?,
        manifests: manifests_of(&plan.meaning),
    })
}

/// The manifests that a plan changes, each once, by name.
fn manifests_of(meaning: &[Meaning]) -> Vec<ManifestName> {
    let mut manifests: Vec<ManifestName> = meaning
        .iter()
        .filter_map(|meaning| match meaning {
            Meaning::ManifestCreated { manifest, .. }
            | Meaning::ManifestDeleted { manifest, .. }
            | Meaning::EntryChanged { manifest, .. } => Some(manifest.clone()),
            Meaning::ReleaseCreated { .. } => None,
        })
        .collect();
    manifests.sort();
    manifests.dedup();
    manifests
}

fn nothing_pushed(failure: Failure) -> Failure {
    failure.with_unchanged("Nothing was pushed.")
}

pub(crate) fn branch_name(text: &str) -> Result<BranchName, Failure> {
    text.parse().map_err(|_| not_found("The branch", text))
}
