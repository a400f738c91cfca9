//! Settings files: JSON, read tolerantly and written atomically.

use std::fs::{self, DirBuilder, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::{Error, Result};

/// What a settings file holds.
pub(super) enum Content<T> {
    /// There is none.
    Missing,
    /// This.
    Read(T),
    /// It could not be understood and now has another name; nothing of it is lost.
    SetAside {
        /// One or two sentences for the user.
        notice: String,
    },
}

/// Reads a file; keys that are not known are passed over.
pub(super) fn read<T: DeserializeOwned>(path: &Path) -> Result<Content<T>> {
    let bytes = match fs::read(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Content::Missing),
        read => read.map_err(Error::io(format!("Reading {}", path.display())))?,
    };
    match serde_json::from_slice(&bytes) {
        Ok(value) => Ok(Content::Read(value)),
        Err(problem) => {
            let aside = set_aside(path)?;
            Ok(Content::SetAside {
                notice: format!(
                    "{} could not be understood ({problem}) and is not used. It is now called {}.",
                    path.display(),
                    aside.display()
                ),
            })
        }
    }
}

/// Writes a file so that a crash at any moment leaves the old one or the new one, whole.
pub(super) fn write<T: Serialize>(path: &Path, value: &T) -> Result<()> {
    write_atomically(path, value).map_err(Error::io(format!("Writing {}", path.display())))
}

fn write_atomically<T: Serialize>(path: &Path, value: &T) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let mut text = serde_json::to_vec_pretty(value)?;
    text.push(b'\n');
    let mut unfinished = tempfile::NamedTempFile::new_in(folder)?;
    unfinished.write_all(&text)?;
    unfinished.as_file().sync_all()?;
    unfinished.persist(path)?;
    sync_folder(folder)
}

/// Makes a rename last: on Unix it is part of the folder's content.
#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

#[cfg(not(unix))]
fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}

/// Renames a file to the first free one of `x.json.damaged`, `x.json.damaged-2`…
fn set_aside(path: &Path) -> Result<PathBuf> {
    let name = |number: u32| {
        let mut name = path.as_os_str().to_owned();
        name.push(".damaged");
        if number > 1 {
            name.push(format!("-{number}"));
        }
        PathBuf::from(name)
    };
    let mut number = 1;
    while name(number).exists() {
        number += 1;
    }
    let aside = name(number);
    fs::rename(path, &aside).map_err(Error::io(format!("Setting {} aside", path.display())))?;
    Ok(aside)
}

/// Makes a folder, and those above it, that only this user may read: mirrors hold private code.
pub(super) fn create_private_folder(folder: &Path) -> Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder
        .create(folder)
        .map_err(Error::io(format!("Making {}", folder.display())))
}

/// The names of the folders in a folder; names that are not text are passed over.
pub(super) fn folder_names(folder: &Path) -> Result<Vec<String>> {
    let list = || -> io::Result<Vec<String>> {
        let mut names = Vec::new();
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            if entry.file_type()?.is_dir() {
                names.extend(entry.file_name().into_string().ok());
            }
        }
        Ok(names)
    };
    list().map_err(Error::io(format!("Listing {}", folder.display())))
}
