//! What changed in each element's folder since its newest release.

use std::sync::Arc;

use manifold_domain::element::Element;
use manifold_domain::object::CommitId;
use manifold_domain::snapshot::Snapshot;
use manifold_engine::repository::Mirror;

use crate::App;
use crate::open::OpenRepository;
use crate::wire::error::Failure;
use crate::wire::repositories::{RepositoryOperationRequest, RepositoryRequest};
use crate::wire::unreleased::{Unreleased, UnreleasedElement};

impl App {
    /// The elements whose folder differs from what their newest release was taken from. The commits are not counted.
    pub fn unreleased(&self, request: RepositoryRequest) -> Result<Unreleased, Failure> {
        let open = self.opened(&request.repository)?;
        let snapshot = open.snapshot()?;
        let changed = open.with_mirror(|mirror| changed(&open, mirror, &snapshot))?;
        Ok(Unreleased {
            commit: snapshot.commit.to_string(),
            elements: changed
                .into_iter()
                .map(|(element, _)| UnreleasedElement {
                    folder: element.folder.to_string(),
                    commits: None,
                })
                .collect(),
            is_counted: false,
        })
    }

    /// The same, with the commits that changed each folder since.
    pub fn count_unreleased(&self, request: RepositoryOperationRequest) -> Result<Unreleased, Failure> {
        let open = self.opened(&request.repository)?;
        let operation = self.begin(request.operation);
        let snapshot = open.snapshot()?;
        open.with_mirror(|mirror| {
            let changed = changed(&open, mirror, &snapshot)?;
            let folders: Vec<_> = changed
                .iter()
                .map(|(element, source)| (element.folder.clone(), *source))
                .collect();
            let counts = open
                .history()
                .unreleased(mirror.git(), snapshot.commit, &folders, &operation)?;
            Ok(Unreleased {
                commit: snapshot.commit.to_string(),
                elements: changed
                    .iter()
                    .zip(counts)
                    .map(|((element, _), commits)| UnreleasedElement {
                        folder: element.folder.to_string(),
                        commits,
                    })
                    .collect(),
                is_counted: true,
            })
        })
    }
}

/// The elements that changed since their newest release, with the commit that it was taken from. Those whose release does not
/// tell, or names a commit that the repository does not have, are left out.
fn changed(
    open: &OpenRepository,
    mirror: &Mirror,
    snapshot: &Snapshot,
) -> Result<Vec<(Arc<Element>, CommitId)>, Failure> {
    let mut found = Vec::new();
    for element in &snapshot.elements {
        let Some(newest) = snapshot.artifacts_of(&element.key()).first() else {
            continue;
        };
        let details = open.reader().release_details(mirror.git(), newest.blob)?;
        let Some(source) = details.source else { continue };
        let is_changed = open
            .history()
            .is_changed(mirror.git(), &element.folder, element.tree, source)?;
        if is_changed == Some(true) {
            found.push((Arc::clone(element), source));
        }
    }
    Ok(found)
}
