//! The Preferences page.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What the user prefers, on this machine.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Preferences {
    /// The theme.
    pub theme: Theme,
    /// The height of rows.
    pub density: Density,
    /// Minutes between fetches while a repository is open; 0 switches them off.
    pub fetch_interval_minutes: u32,
}

/// The theme of the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Theme {
    /// As the system says.
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// The height of rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Density {
    /// 32 px.
    Comfortable,
    /// 28 px.
    Compact,
}

/// Replaces the preferences.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SetPreferencesRequest {
    /// The new ones.
    pub preferences: Preferences,
}
