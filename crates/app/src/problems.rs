//! Everything that is wrong in a repository.

use crate::App;
use crate::view;
use crate::wire::error::Failure;
use crate::wire::problems::Problems;
use crate::wire::repositories::RepositoryRequest;

impl App {
    /// Everything that is wrong in a repository.
    pub fn problems(&self, request: RepositoryRequest) -> Result<Problems, Failure> {
        let open = self.opened(&request.repository)?;
        let snapshot = open.snapshot()?;
        Ok(Problems {
            header: open.header(&snapshot)?,
            problems: snapshot.problems.iter().map(view::problem).collect(),
        })
    }
}
