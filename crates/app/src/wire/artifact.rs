//! Artifacts, files and differences.

use manifold_domain::element::ElementKey;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::repositories::RepositoryId;

/// Where files come from.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Source {
    /// A release artifact on the default branch.
    Release {
        /// The element.
        element: ElementKey,
        /// The version.
        version: String,
    },
    /// An element's folder as the default branch has it.
    Folder {
        /// The folder.
        folder: String,
    },
    /// No files at all.
    Nothing,
}

/// Asks for an artifact, or saves it as a zip.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ArtifactRequest {
    /// The repository.
    pub repository: RepositoryId,
    /// The element.
    pub element: ElementKey,
    /// The version.
    pub version: String,
}

/// An artifact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum ArtifactReply {
    /// It can be shown.
    Opened {
        /// What it says of itself; nothing where it says nothing.
        metadata: Option<MetadataView>,
        /// Why its metadata cannot be read, where it cannot.
        metadata_problem: Option<String>,
        /// Its files, in path order, without folders.
        files: Vec<FileEntry>,
        /// The size of the zip in bytes.
        size: u64,
        /// When it was created.
        created: Option<i64>,
    },
    /// It is refused.
    Refused {
        /// Why, one sentence.
        reason: String,
        /// The size of the zip in bytes.
        size: u64,
    },
}

/// What an artifact says of itself, as it stands there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct MetadataView {
    /// The version.
    pub version: Option<String>,
    /// The description.
    pub description: Option<String>,
    /// The commit that the files were taken from.
    pub git_sha: Option<String>,
    /// `PAGE` or `WORKFLOW`.
    pub element_type: Option<String>,
}

/// A file of an artifact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FileEntry {
    /// Its path inside the artifact.
    pub path: String,
    /// Its size in bytes.
    pub size: u64,
}

/// Asks for one file.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FileRequest {
    /// The repository.
    pub repository: RepositoryId,
    /// Where the file is.
    pub source: Source,
    /// Its path in there.
    pub path: String,
}

/// A file to look at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum FileView {
    /// Text.
    Text {
        /// All of it.
        text: String,
    },
    /// Not text.
    Binary {
        /// Its size in bytes.
        size: u64,
    },
    /// Too large to show.
    TooLarge {
        /// Its size in bytes.
        size: u64,
    },
}

/// Where a person saved a file; nothing where they cancelled.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Saved {
    /// The path.
    pub path: Option<String>,
}

/// Asks which files differ.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ChangesRequest {
    /// The repository.
    pub repository: RepositoryId,
    /// What was.
    pub before: Source,
    /// What is.
    pub after: Source,
}

/// The files that differ.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Changes {
    /// In path order.
    pub files: Vec<FileChange>,
}

/// One file that differs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FileChange {
    /// Its path inside the element.
    pub path: String,
    /// What happened to it.
    pub status: ChangeStatus,
    /// Whether it only says where components stand on the canvas.
    pub is_layout_only: bool,
}

/// What happened to a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum ChangeStatus {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// It has other content.
    Changed,
}

/// Asks how one file differs.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DifferenceRequest {
    /// The repository.
    pub repository: RepositoryId,
    /// What was.
    pub before: Source,
    /// What is.
    pub after: Source,
    /// The file's path inside the element.
    pub path: String,
}

/// How a file differs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Difference {
    /// Line by line.
    Text {
        /// Groups of changed lines, each with a few lines around it.
        hunks: Vec<Hunk>,
        /// How many lines are new.
        added: usize,
        /// How many lines are gone.
        removed: usize,
    },
    /// At least one side is not text.
    Binary {
        /// Bytes before; nothing where the file was not there.
        before: Option<u64>,
        /// Bytes after; nothing where the file is gone.
        after: Option<u64>,
    },
    /// At least one side is too large to compare here.
    TooLarge {
        /// Bytes before; nothing where the file was not there.
        before: Option<u64>,
        /// Bytes after; nothing where the file is gone.
        after: Option<u64>,
    },
}

/// A group of lines.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Hunk {
    /// The lines.
    pub lines: Vec<Line>,
}

/// One line of a difference.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Line {
    /// Its number before; nothing for a new line.
    pub before: Option<usize>,
    /// Its number after; nothing for a line that is gone.
    pub after: Option<usize>,
    /// Its text, without the line break.
    pub text: String,
    /// Whether it is the last line and has no line break.
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    #[ts(as = "Option<bool>", optional)]
    pub no_newline: bool,
}
