//! Names of manifests.

use std::fmt;

use serde::{Deserialize, Serialize};

/// The name of a manifest: its file's stem, which is the instance's name.
///
/// Any stem that exists is a name ([`ManifestName::existing`]); a new one keeps to a stricter rule
/// ([`ManifestName::new`]).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(type = "string"))]
pub struct ManifestName(Box<str>);

/// Why a name is not allowed for a new manifest.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NameRefused {
    /// Nothing was typed.
    #[error("A manifest needs a name.")]
    Empty,
}

impl ManifestName {
    /// The name for a new manifest.
    pub fn new(text: &str) -> Result<Self, NameRefused> {
        let _ = text;
        todo!()
    }

    /// The name of a manifest that exists under this stem.
    pub fn existing(stem: &str) -> Self {
        Self(stem.into())
    }

    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ManifestName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
