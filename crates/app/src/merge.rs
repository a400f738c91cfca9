//! Merging a pushed branch, for a remote without a web page.

use manifold_domain::layout::{MANIFESTS, TreePath};
use manifold_domain::manifest::ManifestName;
use manifold_engine::merge::{self, MergeAnswer};
use manifold_engine::operation::{Unwatched, Watch};

use crate::App;
use crate::app::now;
use crate::change::branch_name;
use crate::wire::change::{BranchRequest, MergePreview, Merged};
use crate::wire::error::Failure;
use crate::wire::releases::Landing;

impl App {
    /// What merging a pushed branch would do. Nothing is written.
    pub fn merge_preview(&self, request: BranchRequest) -> Result<MergePreview, Failure> {
        let open = self.opened(&request.repository)?;
        let branch = branch_name(&request.branch)?;
        let default_branch = open.default_branch()?;
        let snapshot = open.snapshot()?;
        let answer = open.with_mirror(|mirror| Ok(merge::preview(mirror, &branch, &default_branch)?))?;
        Ok(match answer {
            MergeAnswer::Ready(ready) => {
                let manifests = manifests_among(&ready.files);
                MergePreview::Ready {
                    message: ready.message,
                    production: manifests
                        .iter()
                        .filter(|manifest| open.is_production(&snapshot, manifest))
                        .cloned()
                        .collect(),
                    manifests,
                    files: ready.files.into_iter().map(Into::into).collect(),
                }
            }
            MergeAnswer::Conflict { files } => {
                MergePreview::Conflict { files: files.into_iter().map(Into::into).collect() }
            }
            MergeAnswer::AlreadyMerged => {
                MergePreview::Nothing { reason: format!("{default_branch} already has this branch.") }
            }
            MergeAnswer::BranchGone => {
                MergePreview::Nothing { reason: "The remote no longer has this branch.".to_owned() }
            }
        })
    }

    /// Merges a pushed branch into the default branch.
    pub fn merge(&self, request: BranchRequest) -> Result<Merged, Failure> {
        let open = self.opened(&request.repository)?;
        if let Some(reason) = open.read_only() {
            return Err(Failure::new("readOnly", reason).with_unchanged("Nothing was merged."));
        }
        if open.landing()? != Landing::MergeHere {
            return Err(Failure::new("mergeElsewhere", "This repository is not merged from here."));
        }
        let branch = branch_name(&request.branch)?;
        let default_branch = open.default_branch()?;
        let operation = request.operation.map(|operation| self.begin(operation));
        let watch: &dyn Watch = operation.as_ref().map_or(&Unwatched, |operation| operation);
        let identity = open.identity(self)?;
        let credentials = open.credentials(self)?;
        let _writing = open.begin_writing();
        let merged = open.with_mirror(|mirror| {
            Ok(merge::merge(mirror, &branch, &default_branch, &identity, now(), &credentials, watch)?)
        })?;
        open.fetch(self, watch)?;
        self.tell_changed(&request.repository);
        Ok(Merged { commit: merged.commit.to_string(), manifests: manifests_among(&merged.files) })
    }
}

/// The manifests among these files.
fn manifests_among(files: &[TreePath]) -> Vec<ManifestName> {
    files
        .iter()
        .filter(|path| path.parent().is_some_and(|folder| folder.as_bytes() == MANIFESTS.as_bytes()))
        .filter_map(|path| std::str::from_utf8(path.file_name()?).ok()?.strip_suffix(".yaml"))
        .map(ManifestName::existing)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_files_directly_in_the_manifests_folder_are_manifests() {
        let files = ["manifests/dev.yaml", "manifests/old/dev.yaml", "manifests/readme.md", "apps/x/dev.yaml"]
            .map(|path| path.parse().unwrap());
        assert_eq!(manifests_among(&files), [ManifestName::existing("dev")]);
    }
}
