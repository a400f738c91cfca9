//! The object folders of a repository, and how a mirror takes a copy of them.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use super::loose::{CheckedObjects, loose_objects};
use crate::operation::{Phase, Watch};
use crate::{Error, Result};

/// How many bytes are copied before it is asked again whether to go on.
const STEP: u64 = 1 << 22;

/// The `objects` folder of a repository and those that it borrows from (`info/alternates`), each once.
pub(super) fn object_folders(repository: &git2::Repository) -> Result<Vec<PathBuf>> {
    let mut seen = BTreeSet::new();
    let mut folders = Vec::new();
    let mut waiting = vec![repository.commondir().join("objects")];
    while let Some(folder) = waiting.pop() {
        let real = fs::canonicalize(&folder).map_err(Error::io(format!("Reading {}", folder.display())))?;
        if !seen.insert(real.clone()) {
            continue;
        }
        for line in read_if_there(&real.join("info/alternates"))?.lines() {
            if !line.is_empty() && !line.starts_with('#') {
                waiting.push(real.join(line));
            }
        }
        folders.push(real);
    }
    Ok(folders)
}

/// Copies every pack and loose object of `from` into the `objects` folder `to`.
///
/// All or nothing: libgit2 does not ask the remote for a commit that is there, whatever the commit lacks. So a copy is
/// answered with `false`, and nothing copied, where the repository has parts missing or damaged.
pub(super) fn copy_objects(from: &git2::Repository, to: &Path, watch: &dyn Watch) -> Result<bool> {
    if from.is_shallow() || super::folder::is_partial(from)? {
        return Ok(false);
    }
    let folders = object_folders(from)?;
    let checked = CheckedObjects::new();
    for folder in &folders {
        match checked.check(folder, watch) {
            Ok(()) => {}
            Err(Error::ObjectDamaged { .. }) => return Ok(false),
            Err(error) => return Err(error),
        }
        for pack in packs(folder)? {
            if !is_whole_pack(&pack).map_err(Error::io(format!("Reading {}", pack.display())))? {
                return Ok(false);
            }
        }
    }
    let mut files = Vec::new();
    for folder in &folders {
        files.extend(files_of(folder, to)?);
    }
    Copying::new(&files, watch)?.copy(&files)?;
    Ok(true)
}

/// A file to copy, and where to.
type Copy = (PathBuf, PathBuf);

/// The packs and loose objects of an `objects` folder, and where they go in the folder `to`.
fn files_of(from: &Path, to: &Path) -> Result<Vec<Copy>> {
    let mut files = Vec::new();
    for pack in packs(from)? {
        // The index last: a pack without one is not looked at.
        for file in [pack.clone(), pack.with_extension("idx")] {
            if let Some(name) = file.file_name() {
                let to = to.join("pack").join(name);
                files.push((file, to));
            }
        }
    }
    for (id, path) in loose_objects(from)? {
        let name = id.to_string();
        files.push((path, to.join(&name[..2]).join(&name[2..])));
    }
    Ok(files)
}

/// How much is copied, in bytes, and whether to go on.
struct Copying<'a> {
    watch: &'a dyn Watch,
    done: u64,
    total: u64,
}

impl<'a> Copying<'a> {
    fn new(files: &[Copy], watch: &'a dyn Watch) -> Result<Self> {
        let mut total = 0;
        for (from, _) in files {
            let metadata = fs::metadata(from).map_err(Error::io(format!("Reading {}", from.display())))?;
            total += metadata.len();
        }
        Ok(Self {
            watch,
            done: 0,
            total,
        })
    }

    fn copy(&mut self, files: &[Copy]) -> Result<()> {
        files.iter().try_for_each(|(from, to)| self.copy_file(from, to))
    }

    /// A copy, never a link: libgit2 renews the times of objects that it meets again, and the user's files are theirs.
    fn copy_file(&mut self, from: &Path, to: &Path) -> Result<()> {
        let failed = || format!("Copying {}", from.display());
        if let Some(folder) = to.parent() {
            fs::create_dir_all(folder).map_err(Error::io(failed()))?;
        }
        let mut source = File::open(from).map_err(Error::io(failed()))?;
        let mut copy = File::create(to).map_err(Error::io(failed()))?;
        loop {
            if self.watch.is_cancelled() {
                return Err(Error::Cancelled);
            }
            let copied = io::copy(&mut source.by_ref().take(STEP), &mut copy).map_err(Error::io(failed()))?;
            if copied == 0 {
                return Ok(());
            }
            self.done += copied;
            self.watch
                .progress(Phase::Copying, mebibytes(self.done), mebibytes(self.total));
        }
    }
}

fn mebibytes(bytes: u64) -> u64 {
    bytes.div_ceil(1 << 20)
}

fn packs(objects: &Path) -> Result<Vec<PathBuf>> {
    let folder = objects.join("pack");
    let entries = match fs::read_dir(&folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(Error::io(format!("Reading {}", folder.display()))(error)),
    };
    let mut packs = Vec::new();
    for entry in entries {
        let path = entry
            .map_err(Error::io(format!("Reading {}", folder.display())))?
            .path();
        let is_pack = path.extension().is_some_and(|extension| extension == "pack");
        if is_pack && path.with_extension("idx").exists() {
            packs.push(path);
        }
    }
    Ok(packs)
}

/// Whether a pack ends with the checksum that its index expects: a truncated one does not.
fn is_whole_pack(pack: &Path) -> io::Result<bool> {
    const CHECKSUM: usize = 20;
    let tail = |path: &Path, length: usize| -> io::Result<Option<Vec<u8>>> {
        let mut file = File::open(path)?;
        let size = file.metadata()?.len();
        let Some(start) = size.checked_sub(length as u64) else {
            return Ok(None);
        };
        file.seek(SeekFrom::Start(start))?;
        let mut bytes = Vec::with_capacity(length);
        file.read_to_end(&mut bytes)?;
        Ok(Some(bytes))
    };
    // An index ends with the pack's checksum and then its own.
    let expected = tail(&pack.with_extension("idx"), 2 * CHECKSUM)?;
    let found = tail(pack, CHECKSUM)?;
    Ok(expected.is_some_and(|expected| found.as_deref() == expected.get(..CHECKSUM)))
}

fn read_if_there(path: &Path) -> Result<String> {
    match fs::read_to_string(path) {
        Ok(text) => Ok(text),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(String::new()),
        Err(error) => Err(Error::io(format!("Reading {}", path.display()))(error)),
    }
}
