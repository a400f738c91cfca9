//! Loose objects are read once by us before libgit2 reads them: libgit2 1.9.7 spins for ever on a truncated one.

use std::collections::HashMap;
use std::fs::{self, File, Metadata};
use std::io::{self, BufReader, Read};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::SystemTime;

use flate2::bufread::ZlibDecoder;
use manifold_domain::object::ObjectId;

use crate::operation::{Phase, Watch};
use crate::{Error, Result};

/// No header of a loose object is longer: the longest kind, a space, 20 digits and the zero byte.
const LONGEST_HEADER: usize = 32;

/// The loose objects that were found whole, remembered by size and time of their files.
#[derive(Debug, Default)]
pub struct CheckedObjects {
    whole: Mutex<HashMap<PathBuf, Stamp>>,
}

/// What tells whether a file is still the one that was checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Stamp {
    size: u64,
    modified: Option<SystemTime>,
}

impl Stamp {
    fn of(metadata: &Metadata) -> Self {
        Self {
            size: metadata.len(),
            // A system without file times has its objects checked by their size alone.
            modified: metadata.modified().ok(),
        }
    }
}

impl CheckedObjects {
    /// Nothing is known yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Inflates every loose object in an `objects` folder that was not found whole before, and names the first that
    /// is damaged.
    pub fn check(&self, objects: &Path, watch: &dyn Watch) -> Result<()> {
        let mut whole = self.whole.lock().unwrap_or_else(PoisonError::into_inner);
        for (id, path) in loose_objects(objects)? {
            if watch.is_cancelled() {
                return Err(Error::Cancelled);
            }
            let Some(stamp) = stamp(&path)? else { continue };
            if whole.get(&path) == Some(&stamp) {
                continue;
            }
            match read_whole(&path) {
                Ok(()) => whole.insert(path, stamp),
                // Packed and pruned meanwhile.
                Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
                Err(error) => {
                    return Err(Error::ObjectDamaged {
                        id,
                        reason: error.to_string(),
                    });
                }
            };
            watch.progress(Phase::Connecting, 0, 0);
        }
        Ok(())
    }
}

fn stamp(path: &Path) -> Result<Option<Stamp>> {
    match fs::metadata(path) {
        Ok(metadata) => Ok(Some(Stamp::of(&metadata))),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Error::io(format!("Reading {}", path.display()))(error)),
    }
}

/// The loose objects in an `objects` folder: `<2 hex>/<38 hex>`. Other files there are not objects.
pub(super) fn loose_objects(objects: &Path) -> Result<Vec<(ObjectId, PathBuf)>> {
    let mut found = Vec::new();
    for first in 0..=u8::MAX {
        let prefix = format!("{first:02x}");
        let folder = objects.join(&prefix);
        let entries = match fs::read_dir(&folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            Err(error) => return Err(Error::io(format!("Reading {}", folder.display()))(error)),
        };
        for entry in entries {
            let entry = entry.map_err(Error::io(format!("Reading {}", folder.display())))?;
            let name = entry.file_name();
            let id = name
                .to_str()
                .and_then(|rest| format!("{prefix}{rest}").parse().ok());
            if let Some(id) = id {
                found.push((id, entry.path()));
            }
        }
    }
    Ok(found)
}

/// Inflates a loose object to its end and compares its length with its header's.
fn read_whole(path: &Path) -> io::Result<()> {
    let mut object = ZlibDecoder::new(BufReader::with_capacity(1 << 16, File::open(path)?));
    let announced = read_header(&mut object)?;
    let length = io::copy(&mut object, &mut io::sink())?;
    if length == announced {
        Ok(())
    } else {
        Err(damaged(&format!(
            "it holds {length} bytes and should hold {announced}"
        )))
    }
}

/// Reads `<kind> <length>\0`.
fn read_header(object: &mut impl Read) -> io::Result<u64> {
    let mut header = Vec::with_capacity(LONGEST_HEADER);
    let mut byte = [0];
    loop {
        object.read_exact(&mut byte)?;
        match byte {
            [0] => break,
            _ if header.len() == LONGEST_HEADER => return Err(damaged("it has no header")),
            [byte] => header.push(byte),
        }
    }
    std::str::from_utf8(&header)
        .ok()
        .and_then(|header| header.split_once(' '))
        .and_then(|(_, length)| length.parse().ok())
        .ok_or_else(|| damaged("its header is malformed"))
}

fn damaged(reason: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, reason)
}
