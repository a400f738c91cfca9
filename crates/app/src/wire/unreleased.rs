//! What changed in an element's folder since its newest release.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The elements whose folder differs from what their newest release was taken from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Unreleased {
    /// The commit that was looked at.
    pub commit: String,
    /// The elements, by folder.
    pub elements: Vec<UnreleasedElement>,
    /// Whether the commits are counted; else `count_unreleased` does so.
    pub is_counted: bool,
}

/// An element with changes that no release has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct UnreleasedElement {
    /// Its folder.
    pub folder: String,
    /// How many commits changed it since; nothing while they are not counted, or where the history does not tell.
    pub commits: Option<usize>,
}
