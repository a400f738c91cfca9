//! Everything that is wrong in a repository.

use std::path::Path;

use manifold_domain::snapshot::Snapshot;
use manifold_engine::operation::Unwatched;
use manifold_engine::reader::Reader;
use manifold_engine::repository::open_at;

use crate::App;
use crate::view;
use crate::wire::error::Failure;
use crate::wire::problems::{Inspected, Problems};
use crate::wire::releases::ProblemView;
use crate::wire::repositories::RepositoryRequest;

impl App {
    /// Everything that is wrong in a repository.
    pub fn problems(&self, request: RepositoryRequest) -> Result<Problems, Failure> {
        let open = self.opened(&request.repository)?;
        let snapshot = open.snapshot()?;
        Ok(Problems {
            inspected: Inspected::from(&open.header(&snapshot)?),
            problems: problems_of(&snapshot),
        })
    }
}

/// Everything that is wrong at a commit of the repository in a folder, as it lies there: no remote is asked, and nothing is
/// written. What a pipeline has checked out is `HEAD`, of a shallow clone and on no branch.
pub fn problems_at(folder: &Path, revision: &str) -> Result<Problems, Failure> {
    let (repository, commit) = open_at(folder, revision, &Unwatched)?;
    let snapshot = Reader::new().snapshot(&repository, commit)?;
    Ok(Problems {
        inspected: Inspected {
            address: folder.display().to_string(),
            default_branch: None,
            commit: commit.to_string(),
            commit_time: snapshot.time.0,
        },
        problems: problems_of(&snapshot),
    })
}

fn problems_of(snapshot: &Snapshot) -> Vec<ProblemView> {
    snapshot.problems.iter().map(view::problem).collect()
}
