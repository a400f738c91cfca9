//! What is wrong in a repository: values, never crashes.

mod find;

use serde::{Deserialize, Serialize};

use crate::element::ElementKey;
use crate::layout::TreePath;
use crate::manifest::ManifestName;

pub use find::of_snapshot_parts;

/// How much a problem matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum Severity {
    /// Something to know: nothing breaks because of it.
    Attention,
    /// An instance cannot do what its manifest says, or a file cannot be read.
    Broken,
}

/// What kind of problem it is. Codes are matched; texts are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum ProblemCode {
    /// A manifest that cannot be read: its syntax, a duplicate key, a bad uuid or a bad release.
    ManifestInvalid,
    /// A manifest whose `name` differs from its file's stem.
    ManifestNameDiffers,
    /// Two entries of one manifest name one element.
    EntryTwice,
    /// An entry names an element that the repository does not have.
    ElementUnknown,
    /// An entry names a release that has no artifact.
    ArtifactMissing,
    /// The file that should tell an element's uuid cannot be read, or the uuid is malformed.
    ElementInvalid,
    /// Two folders carry one uuid.
    UuidTwice,
    /// A file in `dist/` or `manifests/` that does not belong there.
    FileUnexpected,
    /// `.retool/protected-apps.yaml` is missing or cannot be read.
    FormatUnknown,
}

impl ProblemCode {
    /// How much such a problem matters.
    pub const fn severity(self) -> Severity {
        match self {
            Self::ManifestInvalid
            | Self::EntryTwice
            | Self::ElementUnknown
            | Self::ArtifactMissing
            | Self::ElementInvalid
            | Self::UuidTwice => Severity::Broken,
            Self::ManifestNameDiffers | Self::FileUnexpected | Self::FormatUnknown => Severity::Attention,
        }
    }
}

/// A place in a text file, both counted from one; columns count Unicode characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Position {
    /// The line.
    pub line: usize,
    /// The column.
    pub column: usize,
}

/// Something wrong in the repository.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Its kind.
    pub code: ProblemCode,
    /// The file or folder.
    pub path: TreePath,
    /// The place in the file, where it has one.
    pub position: Option<Position>,
    /// What is wrong, one sentence for people.
    pub message: String,
    /// The element it is about, where it is about one.
    pub element: Option<ElementKey>,
    /// The manifest it is about, where it is about one.
    pub manifest: Option<ManifestName>,
}
