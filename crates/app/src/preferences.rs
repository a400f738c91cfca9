//! The Preferences page.

use manifold_engine::settings;

use crate::App;
use crate::wire::Nothing;
use crate::wire::error::Failure;
use crate::wire::preferences::{self as wire, SetPreferencesRequest};

impl App {
    /// Replaces the preferences.
    pub fn set_preferences(&self, request: SetPreferencesRequest) -> Result<Nothing, Failure> {
        self.settings.set_preferences(request.preferences.into())?;
        Ok(Nothing {})
    }
}

impl From<settings::Preferences> for wire::Preferences {
    fn from(preferences: settings::Preferences) -> Self {
        Self {
            theme: match preferences.theme {
                settings::Theme::System => wire::Theme::System,
                settings::Theme::Light => wire::Theme::Light,
                settings::Theme::Dark => wire::Theme::Dark,
            },
            density: match preferences.density {
                settings::Density::Comfortable => wire::Density::Comfortable,
                settings::Density::Compact => wire::Density::Compact,
            },
            fetch_interval_minutes: preferences.fetch_interval_minutes,
        }
    }
}

impl From<wire::Preferences> for settings::Preferences {
    fn from(preferences: wire::Preferences) -> Self {
        Self {
            theme: match preferences.theme {
                wire::Theme::System => settings::Theme::System,
                wire::Theme::Light => settings::Theme::Light,
                wire::Theme::Dark => settings::Theme::Dark,
            },
            density: match preferences.density {
                wire::Density::Comfortable => settings::Density::Comfortable,
                wire::Density::Compact => settings::Density::Compact,
            },
            fetch_interval_minutes: preferences.fetch_interval_minutes,
        }
    }
}
