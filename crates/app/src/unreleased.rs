//! Interim.

use crate::App;
use crate::wire::error::Failure;
use crate::wire::repositories::{RepositoryOperationRequest, RepositoryRequest};
use crate::wire::unreleased::Unreleased;

impl App {
    /// Interim.
    pub fn unreleased(&self, _: RepositoryRequest) -> Result<Unreleased, Failure> {
        Err(Failure::new("interim", "Interim."))
    }

    /// Interim.
    pub fn count_unreleased(&self, _: RepositoryOperationRequest) -> Result<Unreleased, Failure> {
        Err(Failure::new("interim", "Interim."))
    }
}
