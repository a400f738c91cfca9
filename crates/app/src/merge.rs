//! Merging a pushed branch, for a remote without a web page.

use manifold_engine::Error;
use manifold_engine::merge::{merge, merge_preview};

use crate::App;
use crate::app::now;
use crate::change::{branch_name, effects};
use crate::wire::change::{BranchRequest, MergePreview, MergeRequest, Merged};
use crate::wire::error::Failure;
use crate::wire::releases::Landing;

impl App {
    /// What merging a pushed branch would do. Nothing is written.
    pub fn merge_preview(&self, request: BranchRequest) -> Result<MergePreview, Failure> {
        let open = self.opened(&request.repository)?;
        let branch = branch_name(&request.branch)?;
        let default_branch = open.default_branch()?;
        let instances = open.instances(&*open.snapshot()?)?;
        open.with_mirror(|mirror| {
            let preview = match merge_preview(mirror, &branch, &default_branch) {
                Ok(preview) => preview,
                Err(Error::MergeConflict { paths }) => {
                    return Ok(MergePreview::Conflict {
                        files: paths.into_iter().map(Into::into).collect(),
                    });
                }
                Err(error @ (Error::MergeRefused { .. } | Error::BranchMissing { .. })) => {
                    return Ok(MergePreview::Nothing {
                        reason: error.to_string(),
                    });
                }
                Err(error) => return Err(error.into()),
            };
            let effects = effects::of_merge(&preview.changes);
            Ok(MergePreview::Ready {
                message: preview.message,
                source: preview.source.to_string(),
                target: preview.target.to_string(),
                manifests: effects::shown(&instances, &effects),
                files: preview.changes.into_iter().map(|file| file.path.into()).collect(),
            })
        })
    }

    /// Merges a pushed branch into the default branch, exactly as its preview showed it.
    pub fn merge(&self, request: MergeRequest) -> Result<Merged, Failure> {
        let open = self.opened(&request.repository)?;
        if let Some(reason) = open.read_only()? {
            return Err(nothing_merged(
                Failure::new("readOnly", reason).with_hint("To merge from here, switch read-only off there."),
            ));
        }
        if open.landing()? != Landing::MergeHere {
            return Err(Failure::new(
                "mergeElsewhere",
                "This repository is not merged from here.",
            ));
        }
        let branch = branch_name(&request.branch)?;
        let default_branch = open.default_branch()?;
        let operation = self.begin(request.operation);
        let identity = open.identity()?;
        let credentials = open.credentials(self, &operation)?;
        let _writing = open.begin_writing();
        open.fetch(self, &operation).map_err(nothing_merged)?;
        let instances = open.instances(&*open.snapshot()?)?;
        let merged = open.with_mirror(|mirror| {
            let preview = merge_preview(mirror, &branch, &default_branch)?;
            if (preview.source.to_string(), preview.target.to_string()) != (request.source, request.target) {
                return Err(
                    Failure::new("branchMoved", "The branches moved since you looked.")
                        .with_hint("Look again at what would be merged."),
                );
            }
            let commit = merge(
                mirror,
                open.journal(),
                &preview,
                &identity,
                now(),
                &credentials,
                &operation,
            )?;
            Ok(Merged {
                commit: commit.to_string(),
                manifests: effects::shown(&instances, &effects::of_merge(&preview.changes)),
            })
        });
        self.tell_changed(&request.repository);
        merged.map_err(nothing_merged)
    }
}

fn nothing_merged(failure: Failure) -> Failure {
    failure.or_unchanged("Nothing was merged.")
}
