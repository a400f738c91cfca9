//! The page of a manifest.

use crate::App;
use crate::failure::not_found;
use crate::view;
use crate::wire::error::Failure;
use crate::wire::manifest::{ManifestPage, ManifestRequest};

impl App {
    /// The page of a manifest.
    pub fn manifest(&self, request: ManifestRequest) -> Result<ManifestPage, Failure> {
        let open = self.opened(&request.repository)?;
        let snapshot = open.snapshot()?;
        let file = snapshot
            .manifest(&request.manifest)
            .ok_or_else(|| not_found("The manifest", request.manifest.as_str()))?;
        Ok(ManifestPage {
            header: open.header(&snapshot)?,
            is_production: open.is_production(&snapshot, &request.manifest)?,
            path: file.path.to_string(),
            text: String::from_utf8_lossy(&file.bytes).into_owned(),
            last_change: open.last_change(&snapshot, &file.name)?,
            problems: snapshot
                .problems
                .iter()
                .filter(|problem| problem.path == file.path || problem.manifest.as_ref() == Some(&file.name))
                .map(view::problem)
                .collect(),
            manifest: request.manifest,
        })
    }
}
