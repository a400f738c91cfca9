//! Writing a large blob quickly.

use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use git2::{ObjectType, Oid, Repository};
use tempfile::NamedTempFile;

use crate::journal::flush_folder;
use crate::{Error, Result};

/// From this size on, compressing costs more than everything else that a publish does.
const LARGE: usize = 64 * 1024;

/// Writes a blob, flushed to disk.
///
/// libgit2 compresses every loose object, which for an artifact of 2 MB takes longer than all else together. A large blob
/// is therefore written here, as a zlib stream of stored blocks; Git compresses it when it is packed, at the latest to be
/// pushed.
pub(super) fn write(git: &Repository, bytes: &[u8]) -> Result<Oid> {
    if bytes.len() < LARGE {
        return Ok(git.blob(bytes)?);
    }
    let id = Oid::hash_object(ObjectType::Blob, bytes)?;
    if !git.odb()?.exists(id) {
        let objects = git.commondir().join("objects");
        write_loose(&objects, &id.to_string(), bytes).map_err(Error::io(format!("Writing object {id}")))?;
    }
    Ok(id)
}

fn write_loose(objects: &Path, id: &str, bytes: &[u8]) -> io::Result<()> {
    let (prefix, name) = id.split_at(2);
    let folder = objects.join(prefix);
    let is_new = !folder.is_dir();
    fs::create_dir_all(&folder)?;
    // Named as Git names unfinished objects, so that `git gc` clears it after a crash.
    let mut file = tempfile::Builder::new().prefix("tmp_obj_").tempfile_in(&folder)?;
    stored(&mut file, bytes)?;
    make_read_only(&file)?;
    file.as_file().sync_all()?;
    file.persist(folder.join(name))?;
    flush_folder(&folder)?;
    if is_new {
        flush_folder(objects)?;
    }
    Ok(())
}

fn stored(file: &mut NamedTempFile, bytes: &[u8]) -> io::Result<()> {
    let mut object = ZlibEncoder::new(BufWriter::with_capacity(1 << 16, file), Compression::none());
    write!(object, "blob {}\0", bytes.len())?;
    object.write_all(bytes)?;
    object.finish()?.flush()
}

fn make_read_only(file: &NamedTempFile) -> io::Result<()> {
    let mut permissions = file.as_file().metadata()?.permissions();
    permissions.set_readonly(true);
    file.as_file().set_permissions(permissions)
}
