//! The Create releases page: many elements at once.

use manifold_domain::element::Element;
use manifold_domain::plan::{Elsewhere, version_choices};
use manifold_domain::snapshot::Snapshot;
use manifold_engine::operation::{Phase, Watch};

use crate::App;
use crate::artifact::tree_path;
use crate::change::is_unchanged;
use crate::element::{not_releasable, version_views};
use crate::open::OpenRepository;
use crate::wire::create_releases::{CreateReleasesPage, CreateReleasesRequest, ElementToRelease};
use crate::wire::error::Failure;

impl App {
    /// The Create releases page. Folders that the default branch no longer has are left out.
    pub fn create_releases(&self, request: CreateReleasesRequest) -> Result<CreateReleasesPage, Failure> {
        let open = self.opened(&request.repository)?;
        let operation = self.begin(request.operation);
        let snapshot = open.snapshot()?;
        let elsewhere = open.elsewhere()?;
        let total = request.folders.len() as u64;
        let mut elements = Vec::with_capacity(request.folders.len());
        for (done, folder) in (0..).zip(&request.folders) {
            operation.progress(Phase::Reading, done, total);
            if operation.is_cancelled() {
                return Err(manifold_engine::Error::Cancelled.into());
            }
            if let Some(element) = snapshot.element_at(&tree_path(folder)?) {
                elements.push(to_release(&open, &snapshot, &elsewhere, element)?);
            }
        }
        let instances = open
            .instances(&snapshot)?
            .into_iter()
            .filter(|instance| {
                snapshot
                    .manifest(&instance.manifest)
                    .is_some_and(|file| file.content.is_ok())
            })
            .collect();
        Ok(CreateReleasesPage {
            header: open.header(&snapshot)?,
            elements,
            instances,
        })
    }
}

fn to_release(
    open: &OpenRepository,
    snapshot: &Snapshot,
    elsewhere: &Elsewhere,
    element: &Element,
) -> Result<ElementToRelease, Failure> {
    let key = element.key();
    let choices = version_choices(&key, snapshot, elsewhere);
    let newest = snapshot.artifacts_of(&key).first();
    Ok(ElementToRelease {
        name: element.name.clone(),
        folder: element.folder.to_string(),
        newest: newest.map(|artifact| artifact.version.to_string()),
        versions: version_views(&choices),
        chosen: choices.proposed(),
        is_unchanged: open.with_mirror(|mirror| is_unchanged(mirror, snapshot, &element.folder))?,
        not_releasable: not_releasable(open, element)?,
        element: key,
    })
}
