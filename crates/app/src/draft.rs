//! What the user has chosen and not pushed, kept on this machine.

use manifold_domain::draft::{self, Now, Rebased};
use manifold_domain::plan::ManifestChange;
use manifold_domain::snapshot::Snapshot;
use serde::{Deserialize, Serialize};

use crate::App;
use crate::open::OpenRepository;
use crate::view;
use crate::wire::error::Failure;
use crate::wire::releases::{ChangeDraftRequest, Draft, DraftChange, DraftConflict, ReplaceDraftRequest};
use crate::wire::repositories::RepositoryRequest;

impl App {
    /// Adds to the draft. Choosing what the manifest already says takes the change out.
    pub fn change_draft(&self, request: ChangeDraftRequest) -> Result<Draft, Failure> {
        let open = self.opened(&request.repository)?;
        let snapshot = open.snapshot()?;
        open.changed_draft(&snapshot, |stored| {
            for change in request.changes {
                stored.waiting.set(change, &snapshot);
            }
        })
    }

    /// Replaces the draft: with nothing to discard it, with what it was to undo that.
    pub fn replace_draft(&self, request: ReplaceDraftRequest) -> Result<Draft, Failure> {
        let open = self.opened(&request.repository)?;
        let waiting = chosen(request)?;
        open.changed_draft(&*open.snapshot()?, |stored| stored.waiting = waiting)
    }

    /// What became of changes that were chosen, but are not in the draft, while the default branch moved.
    pub fn rebase_changes(&self, request: ReplaceDraftRequest) -> Result<Draft, Failure> {
        let open = self.opened(&request.repository)?;
        let snapshot = open.snapshot()?;
        Ok(rebased(&chosen(request)?, &snapshot))
    }

    /// Forgets the choices that came true: a person has read of them.
    pub fn acknowledge_dropped(&self, request: RepositoryRequest) -> Result<Draft, Failure> {
        let open = self.opened(&request.repository)?;
        open.changed_draft(&*open.snapshot()?, |stored| stored.came_true.clear())
    }
}

/// The draft as it is kept.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct StoredDraft {
    waiting: draft::Draft,
    /// What was taken out of it because it came true, until a person has read so.
    came_true: Vec<draft::Change>,
}

impl OpenRepository {
    /// The draft against what the default branch says now.
    pub(crate) fn draft(&self, snapshot: &Snapshot) -> Result<Draft, Failure> {
        self.changed_draft(snapshot, |_| ())
    }

    /// The same, after this change of it. Other changes wait until it is written.
    fn changed_draft(
        &self,
        snapshot: &Snapshot,
        change: impl FnOnce(&mut StoredDraft),
    ) -> Result<Draft, Failure> {
        let stored = self.update_draft(|stored| {
            change(stored);
            stored.came_true.extend(stored.waiting.settle(snapshot));
        })?;
        let dropped = words(&stored.came_true, snapshot);
        Ok(Draft {
            dropped,
            ..rebased(&stored.waiting, snapshot)
        })
    }

    /// Takes out of the draft what a pushed branch carries. Another release chosen for the same entry stays.
    pub(crate) fn drop_published(&self, changes: &[ManifestChange]) -> Result<(), Failure> {
        self.update_draft(|stored| {
            let chosen: Vec<_> = stored
                .waiting
                .changes()
                .iter()
                .map(draft::Change::wanted)
                .collect();
            for change in changes.iter().filter(|change| chosen.contains(change)) {
                stored.waiting.remove(&change.manifest, &change.element);
            }
        })?;
        Ok(())
    }

    fn update_draft(&self, change: impl FnOnce(&mut StoredDraft)) -> Result<StoredDraft, Failure> {
        Ok(self.settings().update_draft(&self.settings_id(), change)?)
    }
}

/// The changes against what the default branch says now.
fn rebased(chosen: &draft::Draft, snapshot: &Snapshot) -> Draft {
    let Rebased {
        kept,
        dropped,
        conflicts,
    } = chosen.rebase(snapshot);
    Draft {
        changes: kept.changes().iter().map(shown).collect(),
        conflicts: conflicts
            .iter()
            .map(|conflict| DraftConflict {
                change: shown(&conflict.change),
                now: match &conflict.now {
                    Now::Entry(release) => view::release(release.as_ref()),
                    Now::ManifestGone | Now::ManifestUnreadable => None,
                },
                can_keep: matches!(conflict.now, Now::Entry(_)),
                message: conflict.to_string(),
            })
            .collect(),
        dropped: words(&dropped, snapshot),
    }
}

/// What came true, a sentence each.
fn words(changes: &[draft::Change], snapshot: &Snapshot) -> Vec<String> {
    let word = |change: &draft::Change| {
        let element = snapshot.element(&change.element);
        change.came_true(element.map(|element| element.name.as_str()))
    };
    changes.iter().map(word).collect()
}

fn shown(change: &draft::Change) -> DraftChange {
    DraftChange {
        manifest: change.manifest.clone(),
        element: change.element.clone(),
        from: view::release(change.from.as_ref()),
        to: view::release(change.to.as_ref()),
    }
}

fn chosen(request: ReplaceDraftRequest) -> Result<draft::Draft, Failure> {
    let changes: Result<Vec<_>, _> = request.changes.into_iter().map(stored).collect();
    Ok(draft::Draft::from(changes?))
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
