//! A plan as the review page shows it.

use manifold_domain::layout::TreePath;
use manifold_domain::manifest::ManifestName;
use manifold_domain::plan::{
    BranchName, EditContent, Meaning, NotABranchName, Plan, PlannedCommit, Refusal, RefusalCode, TreeEdit,
    Warning,
};
use manifold_domain::snapshot::Snapshot;
use manifold_domain::version::Release;
use manifold_engine::artifact::{Context, PackError, difference};

use crate::view::release;
use crate::wire::artifact::ChangeStatus;
use crate::wire::change::{
    CommitView, Direction, ManifestEffect, MeaningView, PlanId, PlanView, PlannedFile, RefusalView,
    WarningView,
};
use crate::wire::waiting::Branch;

/// GitHub refuses a push that holds a larger file, in bytes:
/// <https://docs.github.com/en/repositories/working-with-files/managing-large-files/about-large-files-on-github>.
const LARGEST_ON_GITHUB: u64 = 100 * 1024 * 1024;

/// The plan, all of it. `artifact_sizes` are the names of the released elements and their sizes in bytes.
pub(super) fn plan(
    id: PlanId,
    plan: &Plan,
    snapshot: &Snapshot,
    manifests: Vec<ManifestEffect>,
    is_production: &dyn Fn(&ManifestName) -> bool,
    branch: &dyn Fn(&BranchName) -> Option<Branch>,
    artifact_sizes: &[(String, u64)],
) -> PlanView {
    let large = artifact_sizes
        .iter()
        .filter(|(_, size)| *size > LARGEST_ON_GITHUB);
    PlanView {
        id,
        branch: plan.branch.to_string(),
        commits: plan
            .commits
            .iter()
            .map(|commit| commit_view(commit, snapshot))
            .collect(),
        title: plan.title.clone(),
        body: plan.body.clone(),
        meaning: plan
            .meaning
            .iter()
            .map(|meaning| meaning_view(meaning, snapshot, is_production))
            .collect(),
        manifests,
        warnings: plan
            .warnings
            .iter()
            .map(|warning| warning_view(warning, branch))
            .chain(large.map(too_large))
            .collect(),
    }
}

/// Reasons why there is no plan.
pub(crate) fn refusals(refusals: Vec<Refusal>) -> Vec<RefusalView> {
    refusals
        .into_iter()
        .map(|refusal| RefusalView {
            code: refusal.code,
            message: refusal.message,
            field: refusal.field.map(str::to_owned),
            folder: refusal.folder.map(Into::into),
        })
        .collect()
}

/// The reason why there is no plan with a branch of this name.
pub(super) fn branch_refused(error: &NotABranchName) -> RefusalView {
    RefusalView {
        code: RefusalCode::NameNotAllowed,
        message: error.to_string(),
        field: Some("branch".to_owned()),
        folder: None,
    }
}

/// The reason why a folder cannot be released.
pub(super) fn not_releasable(folder: &TreePath, refused: &PackError) -> RefusalView {
    RefusalView {
        code: RefusalCode::NotReleasable,
        message: format!("{folder}: {refused}"),
        field: None,
        folder: Some(folder.to_string()),
    }
}

fn warning_view(warning: &Warning, branch: &dyn Fn(&BranchName) -> Option<Branch>) -> WarningView {
    WarningView {
        code: Some(warning.code),
        branch: warning.branch.as_ref().and_then(branch),
        message: warning.message.clone(),
    }
}

fn too_large((name, size): &(String, u64)) -> WarningView {
    let megabytes = size / 1_000_000;
    WarningView {
        code: None,
        branch: None,
        message: format!(
            "The artifact of {name} would have {megabytes} MB. GitHub refuses files above 100 MB."
        ),
    }
}

fn commit_view(commit: &PlannedCommit, snapshot: &Snapshot) -> CommitView {
    CommitView {
        subject: commit.subject.clone(),
        body: commit.body.clone(),
        files: commit
            .edits
            .iter()
            .map(|edit| planned_file(edit, snapshot))
            .collect(),
    }
}

fn planned_file(edit: &TreeEdit, snapshot: &Snapshot) -> PlannedFile {
    let before = snapshot
        .manifests
        .iter()
        .find(|manifest| manifest.path == edit.path)
        .map(|manifest| &manifest.bytes);
    let after = match &edit.content {
        EditContent::File(bytes) => Some(bytes.as_slice()),
        EditContent::Artifact { .. } | EditContent::Nothing => None,
    };
    let status = match (&edit.content, before) {
        (EditContent::Nothing, _) => ChangeStatus::Removed,
        (_, Some(_)) => ChangeStatus::Changed,
        (_, None) => ChangeStatus::Added,
    };
    let is_artifact = matches!(edit.content, EditContent::Artifact { .. });
    PlannedFile {
        path: edit.path.to_string(),
        status,
        difference: (!is_artifact).then(|| {
            crate::artifact::difference_view(difference(before.map(AsRef::as_ref), after, Context::Lines(3)))
        }),
    }
}

fn meaning_view(
    meaning: &Meaning,
    snapshot: &Snapshot,
    is_production: &dyn Fn(&ManifestName) -> bool,
) -> MeaningView {
    match meaning {
        Meaning::ManifestCreated { manifest, entries } => MeaningView::ManifestCreated {
            manifest: manifest.clone(),
            entries: *entries,
        },
        Meaning::ManifestDeleted { manifest, entries } => MeaningView::ManifestDeleted {
            manifest: manifest.clone(),
            is_production: is_production(manifest),
            entries: *entries,
        },
        Meaning::ReleaseCreated {
            element,
            name,
            folder,
            version,
        } => MeaningView::ReleaseCreated {
            element: element.clone(),
            name: name.clone(),
            folder: folder.to_string(),
            version: version.to_string(),
        },
        Meaning::EntryChanged {
            manifest,
            element,
            name,
            from,
            to,
        } => MeaningView::EntryChanged {
            manifest: manifest.clone(),
            is_production: is_production(manifest),
            element: element.clone(),
            name: name.clone(),
            folder: snapshot
                .element(element)
                .map(|element| element.folder.to_string()),
            from: release(from.as_ref()),
            to: release(to.as_ref()),
            direction: direction(from.as_ref(), to.as_ref()),
        },
    }
}

/// Which way an entry goes.
pub(crate) fn direction(from: Option<&Release>, to: Option<&Release>) -> Direction {
    match (from, to) {
        (None, _) => Direction::Added,
        (Some(_), None) => Direction::Removed,
        (Some(_), Some(Release::Latest)) => Direction::Follows,
        (Some(Release::Latest), Some(Release::Version(_))) => Direction::Pinned,
        (Some(Release::Version(from)), Some(Release::Version(to))) if to < from => Direction::Downgrade,
        (Some(Release::Version(_)), Some(Release::Version(_))) => Direction::Upgrade,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn release(text: &str) -> Release {
        text.parse().unwrap()
    }

    #[test]
    fn the_direction_of_an_entry_follows_the_numbers_and_names_latest_apart() {
        let between = |from: Option<&str>, to: Option<&str>| {
            direction(from.map(release).as_ref(), to.map(release).as_ref())
        };
        assert_eq!(between(Some("1.9.0"), Some("1.10.0")), Direction::Upgrade);
        assert_eq!(between(Some("2.0.0"), Some("1.10.0")), Direction::Downgrade);
        assert_eq!(between(Some("latest"), Some("1.0.0")), Direction::Pinned);
        assert_eq!(between(Some("1.0.0"), Some("latest")), Direction::Follows);
        assert_eq!(between(None, Some("latest")), Direction::Added);
        assert_eq!(between(Some("1.0.0"), None), Direction::Removed);
    }
}
