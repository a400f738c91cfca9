//! `release-metadata.json`: what an artifact says of itself.

use serde::{Deserialize, Serialize};

use crate::element::ElementKind;
use crate::object::CommitId;
use crate::version::ReleaseVersion;

/// The name of the metadata's entry, the last one of an artifact.
pub const METADATA_FILE: &str = "release-metadata.json";

/// The metadata of a release that Manifold creates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReleaseMetadata {
    /// The version.
    pub version: ReleaseVersion,
    /// What a person wrote about it; may be empty.
    pub description: String,
    /// The commit that the folder was taken from: the default branch's tip.
    pub source: CommitId,
    /// The kind of the element; never a new-style app.
    pub kind: ElementKind,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Written<'a> {
    release_version: String,
    release_description: &'a str,
    git_sha: String,
    element_type: &'static str,
    metadata_version: &'static str,
}

impl ReleaseMetadata {
    /// The metadata as Retool writes it: one compact line, keys in this order, no final newline.
    ///
    /// ```
    /// use manifold_domain::{element::ElementKind, object::CommitId, release::ReleaseMetadata, version::ReleaseVersion};
    /// let metadata = ReleaseMetadata {
    ///     version: ReleaseVersion::new(1, 0, 3),
    ///     description: "Added more dogs".to_owned(),
    ///     source: CommitId("4e984198544ceda6374719a8848b61dce277c56e".parse().unwrap()),
    ///     kind: ElementKind::App,
    /// };
    /// assert_eq!(
    ///     metadata.to_json(),
    ///     concat!(
    ///         r#"{"releaseVersion":"1.0.3","releaseDescription":"Added more dogs","#,
    ///         r#""gitSha":"4e984198544ceda6374719a8848b61dce277c56e","elementType":"PAGE","metadataVersion":"1.0.0"}"#,
    ///     ),
    /// );
    /// ```
    pub fn to_json(&self) -> String {
        let written = Written {
            release_version: self.version.to_string(),
            release_description: &self.description,
            git_sha: self.source.to_string(),
            element_type: self.kind.element_type().unwrap_or_default(),
            metadata_version: "1.0.0",
        };
        // Strings alone always serialise.
        serde_json::to_string(&written).unwrap_or_default()
    }
}

/// What an artifact's metadata says, read tolerantly: older artifacts lack keys, or the whole file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct FoundMetadata {
    /// `releaseVersion`.
    pub release_version: Option<String>,
    /// `releaseDescription`; may be empty.
    pub release_description: Option<String>,
    /// `gitSha`.
    pub git_sha: Option<String>,
    /// `elementType`.
    pub element_type: Option<String>,
    /// `metadataVersion`.
    pub metadata_version: Option<String>,
}

impl FoundMetadata {
    /// Reads the bytes of `release-metadata.json`. The error is serde's sentence with line and column.
    pub fn read(bytes: &[u8]) -> Result<Self, String> {
        serde_json::from_slice(bytes).map_err(|error| error.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn older_metadata_without_an_element_type_is_read() {
        let found =
            FoundMetadata::read(br#"{"releaseVersion":"0.0.1","releaseDescription":"","gitSha":"abc"}"#)
                .unwrap();
        assert_eq!(found.release_version.as_deref(), Some("0.0.1"));
        assert_eq!(found.element_type, None);
    }

    #[test]
    fn metadata_that_is_not_json_says_where() {
        assert!(
            FoundMetadata::read(b"{,")
                .unwrap_err()
                .contains("line 1 column 2")
        );
    }
}
