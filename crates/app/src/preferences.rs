//! The Preferences page.

use crate::App;
use crate::wire::Nothing;
use crate::wire::error::Failure;
use crate::wire::preferences::SetPreferencesRequest;

impl App {
    /// Replaces the preferences.
    pub fn set_preferences(&self, request: SetPreferencesRequest) -> Result<Nothing, Failure> {
        self.settings.set_preferences(request.preferences.into())?;
        Ok(Nothing {})
    }
}
