//! A pack of new objects with its index, as Git's `gitformat-pack` describes both.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::Path;

use flate2::write::ZlibEncoder;
use flate2::{Compression, Crc};
use git2::{ObjectType, Oid};
use sha1::{Digest, Sha1};
use tempfile::TempPath;

use crate::journal::flush_folder;

/// The length of a pack's header: `PACK`, the format's version, the number of objects.
const HEADER: usize = 12;
/// How an index of version 2 begins.
const INDEX_HEADER: [u8; 8] = *b"\xfftOc\0\0\0\x02";
/// From here on, offsets would need a table of their own in the index.
const LARGEST_OFFSET: u32 = (1 << 31) - 1;

/// Objects for one pack, compressed as they come.
pub(super) struct Pack {
    bytes: Vec<u8>,
    /// In the order of the index.
    objects: BTreeMap<Oid, Place>,
}

/// Where an object is in the pack, and the checksum of its bytes there.
struct Place {
    offset: u32,
    checksum: u32,
}

impl Pack {
    pub(super) fn new() -> Self {
        Self {
            bytes: vec![0; HEADER],
            objects: BTreeMap::new(),
        }
    }

    /// Whether no object was added.
    pub(super) fn is_empty(&self) -> bool {
        self.objects.is_empty()
    }

    /// Adds an object, where it is not there yet.
    ///
    /// Compressed as quickly as possible: with the usual effort, an artifact of 2 MB takes longer than all else that a
    /// publish does.
    pub(super) fn add(&mut self, id: Oid, kind: ObjectType, content: &[u8]) -> io::Result<()> {
        if self.objects.contains_key(&id) {
            return Ok(());
        }
        let start = self.bytes.len();
        let offset = u32::try_from(start)
            .ok()
            .filter(|offset| *offset <= LARGEST_OFFSET)
            .ok_or_else(|| io::Error::other("the new objects have more than 2 GiB"))?;
        self.bytes.extend(object_header(kind, content.len())?);
        let mut compressed = ZlibEncoder::new(&mut self.bytes, Compression::fast());
        compressed.write_all(content)?;
        compressed.finish()?;
        let mut crc = Crc::new();
        crc.update(&self.bytes[start..]);
        let checksum = crc.sum();
        self.objects.insert(id, Place { offset, checksum });
        Ok(())
    }

    /// Writes the pack and its index into an `objects/pack` folder, flushed to disk. Both go again when the answer is dropped;
    /// it is empty where the same pack was there before.
    pub(super) fn write(mut self, folder: &Path) -> io::Result<Vec<TempPath>> {
        let count = u32::try_from(self.objects.len()).map_err(io::Error::other)?;
        self.bytes[..4].copy_from_slice(b"PACK");
        self.bytes[4..8].copy_from_slice(&2_u32.to_be_bytes());
        self.bytes[8..HEADER].copy_from_slice(&count.to_be_bytes());
        let checksum: [u8; 20] = Sha1::digest(&self.bytes).into();
        self.bytes.extend(checksum);

        let name = Oid::from_bytes(&checksum).map_err(io::Error::other)?;
        let index = folder.join(format!("pack-{name}.idx"));
        let mut written = Vec::new();
        // The same objects may have been written before, for a branch that was discarded.
        if !index.exists() {
            // The index last: a pack without one is not looked at.
            written.push(put(&index.with_extension("pack"), folder, &self.bytes)?);
            written.push(put(&index, folder, &self.index(&checksum))?);
            // And the first to go.
            written.reverse();
        }
        flush_folder(folder)?;
        Ok(written)
    }

    fn index(&self, pack_checksum: &[u8; 20]) -> Vec<u8> {
        let mut index = INDEX_HEADER.to_vec();
        let mut ids = self.objects.keys().peekable();
        let mut so_far = 0_u32;
        for first in 0..=u8::MAX {
            while ids.next_if(|id| id.as_bytes()[0] == first).is_some() {
                so_far += 1;
            }
            index.extend(so_far.to_be_bytes());
        }
        index.extend(self.objects.keys().flat_map(Oid::as_bytes));
        index.extend(
            self.objects
                .values()
                .flat_map(|place| place.checksum.to_be_bytes()),
        );
        index.extend(self.objects.values().flat_map(|place| place.offset.to_be_bytes()));
        index.extend(pack_checksum);
        let checksum: [u8; 20] = Sha1::digest(&index).into();
        index.extend(checksum);
        index
    }
}

/// Kind and size of an object: four bits of the size beside the kind, then seven a byte, the lowest first.
fn object_header(kind: ObjectType, size: usize) -> io::Result<Vec<u8>> {
    let kind: u8 = match kind {
        ObjectType::Commit => 1,
        ObjectType::Tree => 2,
        ObjectType::Blob => 3,
        other => return Err(io::Error::other(format!("a {other} is not written"))),
    };
    let low = |size: usize, bits: u32| size.to_le_bytes()[0] & ((1 << bits) - 1);
    let mut header = vec![kind << 4 | low(size, 4)];
    let mut rest = size >> 4;
    while rest > 0 {
        if let Some(last) = header.last_mut() {
            *last |= 0x80;
        }
        header.push(low(rest, 7));
        rest >>= 7;
    }
    Ok(header)
}

/// Puts a file in its place when it is whole and on disk.
fn put(path: &Path, folder: &Path, bytes: &[u8]) -> io::Result<TempPath> {
    // Named as Git names unfinished packs, so that `git gc` clears it after a crash.
    let mut file = tempfile::Builder::new().prefix("tmp_pack_").tempfile_in(folder)?;
    file.write_all(bytes)?;
    let mut permissions = file.as_file().metadata()?.permissions();
    permissions.set_readonly(true);
    fs::set_permissions(file.path(), permissions)?;
    file.as_file().sync_all()?;
    file.persist(path)?;
    TempPath::try_from_path(path)
}

#[cfg(test)]
mod tests {
    use git2::Repository;

    use super::*;

    fn keep(written: Vec<TempPath>) {
        for file in written {
            file.keep().unwrap();
        }
    }

    fn written(contents: &[Vec<u8>]) -> (tempfile::TempDir, Vec<Oid>) {
        let folder = tempfile::tempdir().unwrap();
        Repository::init_bare(folder.path()).unwrap();
        let mut pack = Pack::new();
        let mut ids = Vec::new();
        for content in contents {
            let id = Oid::hash_object(ObjectType::Blob, content).unwrap();
            pack.add(id, ObjectType::Blob, content).unwrap();
            ids.push(id);
        }
        keep(pack.write(&folder.path().join("objects/pack")).unwrap());
        (folder, ids)
    }

    #[test]
    fn objects_of_every_size_are_read_back() {
        let sizes = [0, 1, 15, 16, 2_047, 2_048, 262_143, 262_144, 3_000_000];
        let contents: Vec<Vec<u8>> = sizes
            .map(|size| {
                (0..size)
                    .map(|at: u32| at.to_le_bytes()[at as usize % 3])
                    .collect()
            })
            .into();
        let (folder, ids) = written(&contents);
        let git = Repository::open_bare(folder.path()).unwrap();
        for (id, content) in ids.iter().zip(&contents) {
            assert_eq!(git.find_blob(*id).unwrap().content(), content);
        }
    }

    #[test]
    fn git_finds_a_pack_of_many_objects_whole() {
        let mut contents: Vec<Vec<u8>> = (0..2_000_u32).map(|number| number.to_le_bytes().into()).collect();
        contents.push(contents[7].clone());
        let (folder, _) = written(&contents);
        let found = std::process::Command::new("git")
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .arg("-C")
            .arg(folder.path())
            .args(["fsck", "--strict", "--full", "--no-dangling"])
            .output()
            .unwrap();
        assert!(
            found.status.success(),
            "{}",
            String::from_utf8_lossy(&found.stderr)
        );
        let git = Repository::open_bare(folder.path()).unwrap();
        let mut count = 0;
        git.odb()
            .unwrap()
            .foreach(|_| {
                count += 1;
                true
            })
            .unwrap();
        assert_eq!(count, 2_000, "one of them is added twice");
    }

    #[test]
    fn the_same_objects_are_written_again_without_harm() {
        let contents = [b"one".to_vec(), b"two".to_vec()];
        let (folder, ids) = written(&contents);
        let mut again = Pack::new();
        for (id, content) in ids.iter().zip(&contents) {
            again.add(*id, ObjectType::Blob, content).unwrap();
        }
        let packs = folder.path().join("objects/pack");
        assert!(
            again.write(&packs).unwrap().is_empty(),
            "they are not its own to remove"
        );
        assert_eq!(fs::read_dir(packs).unwrap().count(), 2);
    }
}
