//! Interim.

use crate::App;
use crate::wire::error::Failure;
use crate::wire::promote::{PromotePage, PromoteRequest};

impl App {
    /// Interim.
    pub fn promote(&self, _: PromoteRequest) -> Result<PromotePage, Failure> {
        Err(Failure::new("interim", "Interim."))
    }
}
