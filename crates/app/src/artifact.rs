//! Artifacts, files and differences.

use manifold_domain::element::ElementKey;
use manifold_domain::layout::{TreePath, artifact_file_name};
use manifold_domain::release::METADATA_FILE;
use manifold_domain::snapshot::{ArtifactFile, Snapshot};
use manifold_domain::version::ReleaseVersion;
use manifold_engine::artifact::{self, Archive, Context, FileSet, FileStatus, LineStatus, stored};
use manifold_engine::repository::Mirror;

use crate::App;
use crate::failure::not_found;
use crate::open::OpenRepository;
use crate::wire::artifact::{
    ArtifactReply, ArtifactRequest, ChangeStatus, Changes, ChangesRequest, Difference, DifferenceRequest,
    FileChange, FileEntry, FileRequest, FileView, Hunk, Line, MetadataView, Saved, Source,
};
use crate::wire::error::Failure;

/// The largest file that is sent to a window to be looked at, in bytes.
const LARGEST_SHOWN: usize = 2 << 20;

impl App {
    /// What an artifact holds.
    pub fn artifact(&self, request: ArtifactRequest) -> Result<ArtifactReply, Failure> {
        let open = self.opened(&request.repository)?;
        let snapshot = open.snapshot()?;
        let file = find(&snapshot, &request.element, &request.version)?;
        let bytes = open.with_mirror(|mirror| Ok(stored(mirror.git(), file.blob)?))?;
        let size = bytes.len() as u64;
        Ok(match Archive::open(bytes) {
            Ok(archive) => opened(&archive, size),
            Err(refused) => ArtifactReply::Refused {
                reason: refused.to_string(),
                size,
            },
        })
    }

    /// One file to look at.
    pub fn file(&self, request: FileRequest) -> Result<FileView, Failure> {
        let bytes = self.file_bytes(&request)?;
        let size = bytes.len() as u64;
        Ok(if bytes.len() > LARGEST_SHOWN {
            FileView::TooLarge { size }
        } else if bytes.contains(&0) {
            FileView::Binary { size }
        } else {
            String::from_utf8(bytes).map_or(FileView::Binary { size }, |text| FileView::Text { text })
        })
    }

    /// The files that differ between two sources.
    pub fn changes(&self, request: ChangesRequest) -> Result<Changes, Failure> {
        let open = self.opened(&request.repository)?;
        let files = open.with_files(&request.before, &request.after, |before, after| {
            Ok(artifact::changes(before, after)?
                .into_iter()
                .map(file_change)
                .collect())
        })?;
        Ok(Changes { files })
    }

    /// How one file differs.
    pub fn difference(&self, request: DifferenceRequest) -> Result<Difference, Failure> {
        let path = tree_path(&request.path)?;
        let open = self.opened(&request.repository)?;
        open.with_files(&request.before, &request.after, |before, after| {
            Ok(difference_view(artifact::file_difference(
                before,
                after,
                &path,
                Context::Lines(3),
            )?))
        })
    }

    /// Saves one file where a person chooses.
    pub fn save_file(&self, request: FileRequest) -> Result<Saved, Failure> {
        let bytes = self.file_bytes(&request)?;
        let path = tree_path(&request.path)?;
        let name = path.file_name().map(String::from_utf8_lossy).unwrap_or_default();
        self.save(&name, &bytes)
    }

    /// Saves an artifact's zip where a person chooses.
    pub fn save_zip(&self, request: ArtifactRequest) -> Result<Saved, Failure> {
        let open = self.opened(&request.repository)?;
        let snapshot = open.snapshot()?;
        let file = find(&snapshot, &request.element, &request.version)?;
        let bytes = open.with_mirror(|mirror| Ok(stored(mirror.git(), file.blob)?))?;
        let name = snapshot
            .element(&request.element)
            .map_or("release", |element| element.name.trim());
        self.save(&format!("{name} {}", artifact_file_name(&file.version)), &bytes)
    }

    /// The bytes of one file.
    pub fn file_bytes(&self, request: &FileRequest) -> Result<Vec<u8>, Failure> {
        let path = tree_path(&request.path)?;
        let open = self.opened(&request.repository)?;
        let read = |files: &FileSet<'_>| Ok(files.read(&path)?);
        open.with_files(&request.source, &Source::Nothing, |files, _| read(files))?
            .ok_or_else(|| not_found("The file", &request.path))
    }

    fn save(&self, name: &str, bytes: &[u8]) -> Result<Saved, Failure> {
        let Some(path) = self.host().pick_save_path(&safe_file_name(name)) else {
            return Ok(Saved { path: None });
        };
        std::fs::write(&path, bytes).map_err(|error| {
            Failure::new("io", format!("The file could not be saved: {error}."))
                .with_hint("Choose another folder, or make room on the disk.")
        })?;
        Ok(Saved {
            path: Some(path.display().to_string()),
        })
    }
}

impl OpenRepository {
    /// Calls `work` with the files of two sources. Contents are read only where `work` needs them.
    pub(crate) fn with_files<T>(
        &self,
        before: &Source,
        after: &Source,
        work: impl FnOnce(&FileSet<'_>, &FileSet<'_>) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        let snapshot = self.snapshot()?;
        self.with_mirror(|mirror| {
            let archives = [
                open_archive(mirror, &snapshot, before)?,
                open_archive(mirror, &snapshot, after)?,
            ];
            let before = file_set(mirror, &snapshot, before, archives[0].as_ref())?;
            let after = file_set(mirror, &snapshot, after, archives[1].as_ref())?;
            work(&before, &after)
        })
    }
}

fn open_archive(mirror: &Mirror, snapshot: &Snapshot, source: &Source) -> Result<Option<Archive>, Failure> {
    let Source::Release { element, version } = source else {
        return Ok(None);
    };
    let file = find(snapshot, element, version)?;
    Ok(Some(Archive::open(stored(mirror.git(), file.blob)?)?))
}

fn file_set<'a>(
    mirror: &'a Mirror,
    snapshot: &Snapshot,
    source: &Source,
    archive: Option<&'a Archive>,
) -> Result<FileSet<'a>, Failure> {
    Ok(match (source, archive) {
        (Source::Folder { folder }, _) => {
            let path = tree_path(folder)?;
            let element = snapshot
                .element_at(&path)
                .ok_or_else(|| not_found("The folder", folder))?;
            FileSet::of_tree(mirror.git(), element.tree)?
        }
        (Source::Release { .. }, Some(archive)) => FileSet::of_archive(archive),
        (Source::Release { .. } | Source::Nothing, _) => FileSet::empty(),
    })
}

pub(crate) fn find<'a>(
    snapshot: &'a Snapshot,
    element: &ElementKey,
    version: &str,
) -> Result<&'a ArtifactFile, Failure> {
    version
        .parse::<ReleaseVersion>()
        .ok()
        .and_then(|version| snapshot.artifact(element, &version))
        .ok_or_else(|| not_found("The release", version))
}

/// A path that a client sent back.
pub(crate) fn tree_path(text: &str) -> Result<TreePath, Failure> {
    text.parse().map_err(|_| not_found("The path", text))
}

/// A name that is safe to suggest in a dialog: a repository may name a file anything.
fn safe_file_name(name: &str) -> String {
    let safe: String = name
        .chars()
        .map(|c| {
            if c.is_control() || r#"/\:*?"<>|"#.contains(c) {
                '_'
            } else {
                c
            }
        })
        .collect();
    safe.trim_matches(['.', ' ']).to_owned()
}

fn opened(archive: &Archive, size: u64) -> ArtifactReply {
    let (metadata, metadata_problem) = match archive.metadata() {
        Ok(metadata) => (metadata, None),
        Err(problem) => (None, Some(problem.to_string())),
    };
    ArtifactReply::Opened {
        metadata: metadata.map(|found| MetadataView {
            version: found.release_version,
            description: found.release_description,
            git_sha: found.git_sha,
            element_type: found.element_type,
        }),
        metadata_problem,
        files: files(archive),
        size,
        created: archive.time().map(|time| time.0),
    }
}

fn files(archive: &Archive) -> Vec<FileEntry> {
    let mut entries: Vec<_> = archive
        .entries()
        .iter()
        .filter(|entry| !entry.is_folder() && entry.path().as_bytes() != METADATA_FILE.as_bytes())
        .collect();
    entries.sort_by(|one, other| one.path().cmp(other.path()));
    entries
        .iter()
        .map(|entry| FileEntry {
            path: entry.path().to_string(),
            size: entry.size(),
        })
        .collect()
}

/// A changed file for the window.
pub(crate) fn file_change(change: artifact::FileChange) -> FileChange {
    FileChange {
        path: change.path.into(),
        status: match change.status {
            FileStatus::Added => ChangeStatus::Added,
            FileStatus::Removed => ChangeStatus::Removed,
            FileStatus::Changed => ChangeStatus::Changed,
        },
        is_layout_only: change.is_layout_only,
    }
}

/// A difference for the window.
pub(crate) fn difference_view(difference: artifact::Difference) -> Difference {
    match difference {
        artifact::Difference::Text(text) => Difference::Text {
            hunks: text.hunks.into_iter().map(hunk_view).collect(),
            added: text.added,
            removed: text.removed,
        },
        artifact::Difference::Binary { before, after } => Difference::Binary { before, after },
        artifact::Difference::TooLarge { before, after } => Difference::TooLarge { before, after },
    }
}

fn hunk_view(hunk: artifact::Hunk) -> Hunk {
    let line = |line: artifact::Line| Line {
        before: line.before.filter(|_| line.status != LineStatus::Added),
        after: line.after.filter(|_| line.status != LineStatus::Removed),
        text: line.text,
        no_newline: !line.has_newline,
    };
    Hunk {
        lines: hunk.lines.into_iter().map(line).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hostile_name_is_suggested_as_one_plain_file_name() {
        assert_eq!(safe_file_name("../../etc/passwd"), "_.._etc_passwd");
        assert_eq!(safe_file_name("a:b\n\"c\" 1.0.0.zip"), "a_b__c_ 1.0.0.zip");
    }
}
