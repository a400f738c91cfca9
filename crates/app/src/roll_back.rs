//! Interim.

use crate::App;
use crate::wire::error::Failure;
use crate::wire::roll_back::{RollBackPage, RollBackRequest};

impl App {
    /// Interim.
    pub fn roll_back(&self, _: RollBackRequest) -> Result<RollBackPage, Failure> {
        Err(Failure::new("interim", "Interim."))
    }
}
