//! An opened artifact.

use std::collections::HashMap;

use flate2::{Decompress, FlushDecompress, Status};
use manifold_domain::layout::TreePath;
use manifold_domain::object::Timestamp;
use manifold_domain::release::{FoundMetadata, METADATA_FILE};

use super::headers::{self, Entry, Method};
use super::limits::MAX_METADATA_SIZE;
use super::record::crc32;
use super::refused::ArchiveRefused;

/// A release artifact whose headers have been found sound. Contents are unpacked one by one, when asked for.
#[derive(Debug)]
pub struct Archive {
    bytes: Vec<u8>,
    entries: Vec<ArchiveEntry>,
    by_path: HashMap<TreePath, usize>,
}

/// A file or folder in an archive.
#[derive(Debug)]
pub struct ArchiveEntry(Entry);

/// Why an artifact's metadata cannot be read. That it is missing is no problem: older artifacts lack it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MetadataProblem {
    /// The file cannot be unpacked.
    #[error(transparent)]
    Refused(#[from] ArchiveRefused),
    /// The file is above [`MAX_METADATA_SIZE`].
    #[error("'{METADATA_FILE}' has {size} bytes; at most {MAX_METADATA_SIZE} are read.")]
    TooLarge {
        /// Its size in bytes.
        size: u64,
    },
    /// The file is not the JSON it should be.
    #[error("'{METADATA_FILE}' cannot be read: {reason}.")]
    Invalid {
        /// What is wrong, with line and column.
        reason: String,
    },
}

impl ArchiveEntry {
    /// Its path in the element's folder; a folder's ends without a slash.
    pub fn path(&self) -> &TreePath {
        &self.0.path
    }

    /// Its size, unpacked, in bytes, as the archive says; reading it checks that.
    pub fn size(&self) -> u64 {
        self.0.size
    }

    /// Whether it is a folder.
    pub fn is_folder(&self) -> bool {
        self.0.is_folder
    }

    /// Its content's CRC-32, as the archive says; reading it checks that.
    pub(super) fn crc(&self) -> u32 {
        self.0.crc
    }
}

impl Archive {
    /// Opens an archive after a pass over all its headers. Reads no content.
    pub fn open(bytes: Vec<u8>) -> Result<Self, ArchiveRefused> {
        let entries: Vec<_> = headers::read(&bytes)?.into_iter().map(ArchiveEntry).collect();
        let by_path = entries
            .iter()
            .enumerate()
            .map(|(at, entry)| (entry.path().clone(), at))
            .collect();
        Ok(Self {
            bytes,
            entries,
            by_path,
        })
    }

    /// All entries in the archive's order, the metadata's included.
    pub fn entries(&self) -> &[ArchiveEntry] {
        &self.entries
    }

    /// The archive as it was opened.
    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The size of all entries, unpacked, in bytes.
    pub fn total_size(&self) -> u64 {
        self.entries.iter().map(ArchiveEntry::size).sum()
    }

    /// The content of a file: exactly as long as its header says, and with its checksum.
    pub fn read(&self, path: &TreePath) -> Result<Vec<u8>, ArchiveRefused> {
        let entry = self
            .entry(path)
            .filter(|entry| !entry.is_folder())
            .ok_or_else(|| ArchiveRefused::NoSuchFile { path: path.clone() })?;
        self.unpack(entry)
    }

    /// What the artifact says of itself; nothing where it has no metadata.
    pub fn metadata(&self) -> Result<Option<FoundMetadata>, MetadataProblem> {
        let Some(entry) = self.metadata_entry() else {
            return Ok(None);
        };
        if entry.size() > MAX_METADATA_SIZE {
            return Err(MetadataProblem::TooLarge { size: entry.size() });
        }
        FoundMetadata::read(&self.unpack(entry)?)
            .map(Some)
            .map_err(|reason| MetadataProblem::Invalid { reason })
    }

    /// When the release was made: the time of its metadata, else of its newest entry; nothing where none has a time.
    pub fn time(&self) -> Option<Timestamp> {
        self.metadata_entry()
            .and_then(|entry| entry.0.time)
            .or_else(|| self.entries.iter().filter_map(|entry| entry.0.time).max())
    }

    fn entry(&self, path: &TreePath) -> Option<&ArchiveEntry> {
        self.by_path.get(path).map(|at| &self.entries[*at])
    }

    fn metadata_entry(&self) -> Option<&ArchiveEntry> {
        self.entry(&TreePath::from_bytes(METADATA_FILE.as_bytes()))
            .filter(|entry| !entry.is_folder())
    }

    /// The content of an entry of this archive.
    pub(super) fn unpack(&self, ArchiveEntry(entry): &ArchiveEntry) -> Result<Vec<u8>, ArchiveRefused> {
        let packed = &self.bytes[entry.data.clone()];
        let content = match entry.method {
            Method::Stored => packed.to_vec(),
            Method::Deflated => inflate(packed, entry)?,
        };
        if crc32(&content) == entry.crc {
            Ok(content)
        } else {
            Err(ArchiveRefused::ChecksumDiffers {
                path: entry.path.clone(),
            })
        }
    }
}

/// Inflates to exactly the declared size; never writes more than one byte above it.
fn inflate(packed: &[u8], entry: &Entry) -> Result<Vec<u8>, ArchiveRefused> {
    let path = || entry.path.clone();
    let size_lies = || ArchiveRefused::SizeLies {
        path: path(),
        declared: entry.size,
    };
    let size = usize::try_from(entry.size).map_err(|_| size_lies())?;
    // The byte above is where a longer stream shows itself.
    let mut content = Vec::with_capacity(size + 1);
    let mut stream = Decompress::new(false);
    let status = stream
        .decompress_vec(packed, &mut content, FlushDecompress::Finish)
        .map_err(|_| ArchiveRefused::DataDamaged { path: path() })?;
    if content.len() > size {
        Err(size_lies())
    } else if status != Status::StreamEnd || stream.total_in() != packed.len() as u64 {
        Err(ArchiveRefused::DataDamaged { path: path() })
    } else if content.len() < size {
        Err(size_lies())
    } else {
        Ok(content)
    }
}
