//! The numbers of pull requests, kept beside the mirror's objects.
//!
//! In a file of the mirror's folder and not as references: a host keeps one for every pull request that there ever
//! was, and each reference of a mirror is flushed to disk on its own and looked at by every fetch.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::io::{self, Write};
use std::path::PathBuf;

use git2::Oid;
use manifold_domain::object::CommitId;
use manifold_domain::plan::BranchName;

use super::Mirror;
use crate::ids::ToDomain;
use crate::{Error, Result};

/// The file: a JSON object of numbers by commit.
const FILE: &str = "manifold-pull-requests.json";

impl Mirror {
    /// The numbers of the remote's pull requests when last fetched, by the newest commit of each. Only those whose newest
    /// commit is the tip of a branch; where one tip has several, the newest of them. Empty for a remote that has no such
    /// references.
    pub fn pull_requests(&self) -> Result<HashMap<CommitId, u32>> {
        let path = self.pull_requests_file();
        match fs::read(&path) {
            // A file that makes no sense is one that the next fetch writes anew.
            Ok(text) => Ok(serde_json::from_slice(&text).unwrap_or_default()),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(HashMap::new()),
            Err(error) => Err(Error::io(format!("Reading {}", path.display()))(error)),
        }
    }

    /// Keeps, of the numbers that the remote told, those of its branches' tips; forgets all others.
    pub(super) fn keep_pull_requests(
        &self,
        told: &BTreeMap<u32, Oid>,
        branches: &[(BranchName, CommitId)],
    ) -> Result<()> {
        let told: HashMap<CommitId, u32> = told
            .iter()
            .map(|(number, commit)| (CommitId(commit.to_domain()), *number))
            .collect();
        let kept: BTreeMap<CommitId, u32> = branches
            .iter()
            .filter_map(|(_, tip)| Some((*tip, *told.get(tip)?)))
            .collect();
        let path = self.pull_requests_file();
        let failed = || format!("Writing {}", path.display());
        let text = serde_json::to_vec(&kept).map_err(|error| Error::io(failed())(error.into()))?;
        if fs::read(&path).is_ok_and(|before| before == text) {
            return Ok(());
        }
        let write = || -> io::Result<()> {
            let mut unfinished = tempfile::NamedTempFile::new_in(self.git().path())?;
            unfinished.write_all(&text)?;
            unfinished.persist(&path)?;
            Ok(())
        };
        write().map_err(Error::io(failed()))
    }

    fn pull_requests_file(&self) -> PathBuf {
        self.git().path().join(FILE)
    }
}
