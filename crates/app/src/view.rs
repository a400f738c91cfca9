//! From the domain's values to what crosses to clients.

use std::collections::HashMap;

use manifold_domain::element::ElementKey;
use manifold_domain::manifest::ManifestName;
use manifold_domain::problem::Problem;
use manifold_domain::snapshot::{ManifestFile, Snapshot};
use manifold_domain::version::{Release, ReleaseVersion};
use manifold_engine::history::Landed;

use crate::wire::releases::{ProblemView, Since};

/// A problem for the window.
pub(crate) fn problem(problem: &Problem) -> ProblemView {
    ProblemView {
        code: problem.code,
        severity: problem.code.severity(),
        path: problem.path.to_string(),
        position: problem.position,
        message: problem.message.clone(),
        element: problem.element.clone(),
        manifest: problem.manifest.clone(),
    }
}

/// A release, or that there is none, as text.
pub(crate) fn release(release: Option<&Release>) -> Option<String> {
    release.map(ToString::to_string)
}

/// Since when something is so.
pub(crate) fn since(landed: &Landed) -> Since {
    Since {
        time: landed.time.0,
        author: landed.author.clone(),
        commit: landed.commit.to_string(),
    }
}

/// Why a manifest cannot be read or changed: the first reason, with its place.
pub(crate) fn unreadable(file: &ManifestFile) -> String {
    match &file.content {
        Ok(_) => String::new(),
        Err(problems) => problems
            .first()
            .map_or_else(String::new, |problem| format!("{} {problem}", file.path)),
    }
}

/// The manifests that name each version of an element.
pub(crate) fn manifests_by_release(
    snapshot: &Snapshot,
    element: &ElementKey,
) -> HashMap<ReleaseVersion, Vec<ManifestName>> {
    let mut by_release: HashMap<_, Vec<ManifestName>> = HashMap::new();
    for file in &snapshot.manifests {
        let release = file
            .content
            .as_ref()
            .ok()
            .and_then(|manifest| manifest.release_of(element));
        if let Some(Release::Version(version)) = release {
            by_release
                .entry(version.clone())
                .or_default()
                .push(file.name.clone());
        }
    }
    by_release
}
