//! Who added an artifact, found in history and then remembered.

use std::collections::{BTreeMap, HashMap};

use git2::Repository;
use manifold_domain::layout::TreePath;
use manifold_domain::object::{CommitId, ObjectId};
use manifold_domain::snapshot::ArtifactFile;

use super::{Reader, held};
use crate::Result;
use crate::history;
use crate::ids::ToGit;
use crate::operation::Watch;

/// How many artifacts are remembered.
const MOST_REMEMBERED: usize = 50_000;

pub(super) type Memory = HashMap<(TreePath, ObjectId), String>;

impl Reader {
    /// The names of the authors who added these artifacts, in their order: nothing where history does not tell.
    /// `tip` is the commit that they were found in.
    pub fn artifact_authors(
        &self,
        repository: &Repository,
        tip: CommitId,
        artifacts: &[ArtifactFile],
        watch: &dyn Watch,
    ) -> Result<Vec<Option<String>>> {
        let mut unknown: BTreeMap<TreePath, Vec<&ArtifactFile>> = BTreeMap::new();
        {
            let remembered = held(&self.authors);
            for artifact in artifacts {
                if !remembered.contains_key(&key(artifact)) {
                    let folder = artifact.path.parent().unwrap_or_else(TreePath::root);
                    unknown.entry(folder).or_default().push(artifact);
                }
            }
        }
        for (folder, artifacts) in unknown {
            let files = artifacts
                .iter()
                .map(|artifact| Ok((file_name(artifact), artifact.blob.to_git()?)))
                .collect::<Result<Vec<_>>>()?;
            let mut authors = history::authors_of_files(repository, tip, &folder, &files, watch)?;
            let mut remembered = held(&self.authors);
            if remembered.len() >= MOST_REMEMBERED {
                remembered.clear();
            }
            for artifact in artifacts {
                if let Some(author) = authors.remove(&file_name(artifact)) {
                    remembered.insert(key(artifact), author);
                }
            }
        }
        let remembered = held(&self.authors);
        Ok(artifacts
            .iter()
            .map(|artifact| remembered.get(&key(artifact)).cloned())
            .collect())
    }
}

fn key(artifact: &ArtifactFile) -> (TreePath, ObjectId) {
    (artifact.path.clone(), artifact.blob)
}

fn file_name(artifact: &ArtifactFile) -> Vec<u8> {
    artifact.path.file_name().unwrap_or_default().to_vec()
}
