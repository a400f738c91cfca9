//! What the user has chosen and not pushed, and branches whose push failed: kept on this machine.

use manifold_domain::draft::{self, Now, Rebased};
use manifold_domain::plan::Meaning;
use manifold_domain::snapshot::Snapshot;

use crate::App;
use crate::open::OpenRepository;
use crate::view;
use crate::wire::change::PushedBranch;
use crate::wire::error::Failure;
use crate::wire::releases::{
    ChangeDraftRequest, Draft, DraftChange, DraftConflict, KeptBranch, ReplaceDraftRequest,
};

impl App {
    /// Adds to the draft. Choosing what the manifest already says takes the change out.
    pub fn change_draft(&self, request: ChangeDraftRequest) -> Result<Draft, Failure> {
        let open = self.opened(&request.repository)?;
        let snapshot = open.snapshot()?;
        let mut draft: draft::Draft = open.settings().draft(&open.settings_id())?;
        for change in request.changes {
            draft.set(change, &snapshot);
        }
        open.settings().set_draft(&open.settings_id(), &draft)?;
        open.draft(&snapshot)
    }

    /// Replaces the draft: with nothing to discard it, with what it was to undo that.
    pub fn replace_draft(&self, request: ReplaceDraftRequest) -> Result<Draft, Failure> {
        let open = self.opened(&request.repository)?;
        let changes = request
            .changes
            .into_iter()
            .map(stored)
            .collect::<Result<Vec<_>, _>>()?;
        open.settings()
            .set_draft(&open.settings_id(), &draft::Draft::from(changes))?;
        open.draft(&*open.snapshot()?)
    }
}

impl OpenRepository {
    /// The draft against what the default branch says now.
    pub(crate) fn draft(&self, snapshot: &Snapshot) -> Result<Draft, Failure> {
        let stored: draft::Draft = self.settings().draft(&self.settings_id())?;
        let Rebased {
            kept,
            dropped,
            conflicts,
        } = stored.rebase(snapshot);
        Ok(Draft {
            changes: kept.changes().iter().map(shown).collect(),
            conflicts: conflicts
                .iter()
                .map(|conflict| DraftConflict {
                    change: shown(&conflict.change),
                    now: match &conflict.now {
                        Now::Entry(release) => view::release(release.as_ref()),
                        Now::ManifestGone | Now::ManifestUnreadable => None,
                    },
                    message: conflict.to_string(),
                })
                .collect(),
            dropped: dropped.iter().map(|change| came_true(change, snapshot)).collect(),
        })
    }

    /// Takes out of the draft what a pushed branch carries.
    pub(crate) fn drop_published(&self, meaning: &[Meaning]) -> Result<(), Failure> {
        let mut draft: draft::Draft = self.settings().draft(&self.settings_id())?;
        for meaning in meaning {
            if let Meaning::EntryChanged {
                manifest, element, ..
            } = meaning
            {
                draft.remove(manifest, element);
            }
        }
        self.settings().set_draft(&self.settings_id(), &draft)?;
        Ok(())
    }

    /// Branches of this machine that the remote does not have.
    pub(crate) fn kept_branches(&self) -> Result<Vec<KeptBranch>, Failure> {
        let known = self.all_kept()?;
        let local = self.with_mirror(|mirror| Ok(mirror.local_branches()?))?;
        local
            .into_iter()
            .map(|(branch, commit)| {
                let (subject, time) = self.with_mirror(|mirror| {
                    let line = manifold_engine::history::commit(mirror.git(), commit)?;
                    Ok((line.subject, line.time))
                })?;
                let title = known
                    .iter()
                    .find(|kept| kept.branch == branch.as_str())
                    .map(|kept| kept.title.clone());
                Ok(KeptBranch {
                    branch: branch.to_string(),
                    title: title.unwrap_or(subject),
                    time: time.0,
                })
            })
            .collect()
    }

    /// What is known of a branch whose push failed.
    pub(crate) fn kept(&self, branch: &str) -> Result<Option<PushedBranch>, Failure> {
        Ok(self.all_kept()?.into_iter().find(|kept| kept.branch == branch))
    }

    /// Remembers what to say of a branch when its push has worked.
    pub(crate) fn remember_kept(&self, branch: &PushedBranch) -> Result<(), Failure> {
        let mut kept = self.all_kept()?;
        kept.push(branch.clone());
        Ok(self.settings().set_kept(&self.settings_id(), &kept)?)
    }

    /// Forgets a branch that was pushed or discarded.
    pub(crate) fn forget_kept(&self, branch: &str) -> Result<(), Failure> {
        let mut kept = self.all_kept()?;
        kept.retain(|kept| kept.branch != branch);
        Ok(self.settings().set_kept(&self.settings_id(), &kept)?)
    }

    fn all_kept(&self) -> Result<Vec<PushedBranch>, Failure> {
        Ok(self.settings().kept(&self.settings_id())?)
    }
}

/// "Dashboard is 1.0.3 on prod by now."
fn came_true(change: &draft::Change, snapshot: &Snapshot) -> String {
    let name = snapshot
        .element(&change.element)
        .map_or(change.element.id.as_str(), |element| &element.name);
    match &change.to {
        Some(release) => format!("{name} is {release} on {} by now.", change.manifest),
        None => format!("{name} is no longer listed on {} by now.", change.manifest),
    }
}

fn shown(change: &draft::Change) -> DraftChange {
    DraftChange {
        manifest: change.manifest.clone(),
        element: change.element.clone(),
        from: view::release(change.from.as_ref()),
        to: view::release(change.to.as_ref()),
    }
}

fn stored(change: DraftChange) -> Result<draft::Change, Failure> {
    let release = |text: Option<String>| {
        text.map(|text| text.parse())
            .transpose()
            .map_err(|_| Failure::new("malformedRequest", "This is no release."))
    };
    Ok(draft::Change {
        from: release(change.from)?,
        to: release(change.to)?,
        manifest: change.manifest,
        element: change.element,
    })
}
