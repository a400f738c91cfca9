//! What the user has chosen and not pushed, kept on this machine.

use manifold_domain::draft::{self, Now, Rebased};
use manifold_domain::element::ElementKey;
use manifold_domain::manifest::ManifestName;
use manifold_domain::snapshot::Snapshot;

use crate::App;
use crate::open::OpenRepository;
use crate::view;
use crate::wire::error::Failure;
use crate::wire::releases::{ChangeDraftRequest, Draft, DraftChange, DraftConflict, ReplaceDraftRequest};

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
        open.settings()
            .set_draft(&open.settings_id(), &chosen(request)?)?;
        open.draft(&*open.snapshot()?)
    }

    /// What became of changes that were chosen, but are not in the draft, while the default branch moved.
    pub fn rebase_changes(&self, request: ReplaceDraftRequest) -> Result<Draft, Failure> {
        let open = self.opened(&request.repository)?;
        let snapshot = open.snapshot()?;
        Ok(rebased(chosen(request)?, &snapshot))
    }
}

impl OpenRepository {
    /// The draft against what the default branch says now.
    pub(crate) fn draft(&self, snapshot: &Snapshot) -> Result<Draft, Failure> {
        Ok(rebased(self.settings().draft(&self.settings_id())?, snapshot))
    }

    /// Takes out of the draft what a pushed branch carries.
    pub(crate) fn drop_published(&self, entries: &[(ManifestName, ElementKey)]) -> Result<(), Failure> {
        let mut draft: draft::Draft = self.settings().draft(&self.settings_id())?;
        for (manifest, element) in entries {
            draft.remove(manifest, element);
        }
        self.settings().set_draft(&self.settings_id(), &draft)?;
        Ok(())
    }
}

/// The changes against what the default branch says now.
fn rebased(chosen: draft::Draft, snapshot: &Snapshot) -> Draft {
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
                message: conflict.to_string(),
            })
            .collect(),
        dropped: dropped
            .iter()
            .map(|change| {
                let element = snapshot.element(&change.element);
                change.came_true(element.map(|element| element.name.as_str()))
            })
            .collect(),
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
