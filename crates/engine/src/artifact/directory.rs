//! The directory at the end of a zip: where it is, and what it says of each entry.

use std::ops::Range;

use manifold_domain::layout::TreePath;

use super::lfs::is_lfs_pointer;
use super::limits::MAX_ENTRIES;
use super::name::{check, quotable};
use super::record::{
    CENTRAL, CENTRAL_SIZE, Common, END, END_SIZE, LOCAL, ZIP64_LOCATOR, ZIP64_LOCATOR_SIZE, crc32, u16_at,
    u32_at,
};
use super::refused::{ArchiveRefused, Field};

/// Where the directory is.
pub(super) struct Directory {
    pub(super) range: Range<usize>,
    count: usize,
}

/// What the directory says of an entry; its name has been checked.
pub(super) struct Central<'a> {
    pub(super) common: Common,
    /// The name's bytes, with the slash that ends a folder's name.
    pub(super) name: &'a [u8],
    pub(super) path: TreePath,
    pub(super) is_folder: bool,
    pub(super) attributes: u32,
    /// Where the local header begins.
    pub(super) offset: usize,
}

impl Directory {
    /// Finds the directory through the record that ends the archive.
    pub(super) fn find(bytes: &[u8]) -> Result<Self, ArchiveRefused> {
        let end = find_end(bytes)?;
        let record = &bytes[end..];
        let [disk, first_disk, count_here, count] = [4, 6, 8, 10].map(|at| u16_at(record, at));
        let [size, start] = [12, 16].map(|at| u32_at(record, at));
        let locator = end.checked_sub(ZIP64_LOCATOR_SIZE);
        if locator.is_some_and(|at| bytes[at..].starts_with(&ZIP64_LOCATOR))
            || [count_here, count].contains(&u16::MAX)
            || [size, start].contains(&u32::MAX)
        {
            return Err(ArchiveRefused::Zip64);
        }
        if disk != 0 || first_disk != 0 || count_here != count {
            return Err(ArchiveRefused::SeveralParts);
        }
        let count = usize::from(count);
        if count > MAX_ENTRIES {
            return Err(ArchiveRefused::TooManyEntries { count });
        }
        let start = start as usize;
        let range = start..start + size as usize;
        if range.end > end {
            return Err(ArchiveRefused::Truncated);
        }
        if range.end < end {
            return Err(ArchiveRefused::HiddenBytes {
                offset: range.end,
                length: end - range.end,
            });
        }
        Ok(Self { range, count })
    }

    /// The directory's headers in their order; exactly as many as there should be.
    pub(super) fn headers<'a>(&self, bytes: &'a [u8]) -> Result<Vec<Central<'a>>, ArchiveRefused> {
        let mut rest = &bytes[self.range.clone()];
        let mut headers = Vec::with_capacity(self.count.min(rest.len() / CENTRAL_SIZE));
        for _ in 0..self.count {
            let (header, after) = Central::read(rest)?;
            headers.push(header);
            rest = after;
        }
        if rest.is_empty() {
            Ok(headers)
        } else {
            Err(ArchiveRefused::DirectoryDamaged)
        }
    }
}

/// Where the record begins that ends the archive. A comment may follow it, up to the last byte.
fn find_end(bytes: &[u8]) -> Result<usize, ArchiveRefused> {
    let earliest = bytes.len().saturating_sub(END_SIZE + usize::from(u16::MAX));
    let latest = bytes.len().checked_sub(END_SIZE);
    let mut ends = latest
        .into_iter()
        .flat_map(|latest| earliest..=latest)
        .filter(|at| {
            let record = &bytes[*at..];
            record.starts_with(&END) && usize::from(u16_at(record, END_SIZE - 2)) == record.len() - END_SIZE
        });
    match (ends.next(), ends.next()) {
        (Some(end), None) => Ok(end),
        (Some(_), Some(_)) => Err(ArchiveRefused::AmbiguousEnd),
        (None, _) if bytes.starts_with(&LOCAL) => Err(ArchiveRefused::Truncated),
        (None, _) if is_lfs_pointer(bytes) => Err(ArchiveRefused::LfsPointer),
        (None, _) => Err(ArchiveRefused::NotAZip),
    }
}

impl<'a> Central<'a> {
    /// Reads the header that begins the bytes; also what is left after it.
    fn read(bytes: &'a [u8]) -> Result<(Self, &'a [u8]), ArchiveRefused> {
        let (record, rest) = bytes
            .split_first_chunk::<CENTRAL_SIZE>()
            .filter(|(record, _)| record.starts_with(&CENTRAL))
            .ok_or(ArchiveRefused::DirectoryDamaged)?;
        let common = Common::read(record, 6);
        let split = |bytes: &'a [u8], length: u16| {
            bytes
                .split_at_checked(length.into())
                .ok_or(ArchiveRefused::DirectoryDamaged)
        };
        let (name, rest) = split(rest, common.name_length)?;
        let (extra, rest) = split(rest, common.extra_length)?;
        let (_comment, rest) = split(rest, u16_at(record, 32))?;

        let folder = name.strip_suffix(b"/");
        let path = folder.unwrap_or(name);
        check(path).map_err(|problem| ArchiveRefused::Name {
            path: quotable(path),
            problem,
        })?;
        if u16_at(record, 34) != 0 {
            return Err(ArchiveRefused::SeveralParts);
        }
        let offset = u32_at(record, 42);
        if [common.size, common.packed_size, offset].contains(&u32::MAX) {
            return Err(ArchiveRefused::Zip64);
        }
        let header = Self {
            common,
            name,
            path: TreePath::from_bytes(path),
            is_folder: folder.is_some(),
            attributes: u32_at(record, 38),
            offset: offset as usize,
        };
        header.check_extra(extra)?;
        Ok((header, rest))
    }

    /// Refuses the extra fields that would change what was read: sizes (zip64) and another name.
    pub(super) fn check_extra(&self, mut extra: &[u8]) -> Result<(), ArchiveRefused> {
        const ZIP64: u16 = 0x0001;
        /// A version, the CRC-32 of the name in the header, and the name that takes its place.
        const UNICODE_PATH: u16 = 0x7075;

        // Padding that is too short for a field ends the list, as other readers have it.
        while let Some((head, rest)) = extra.split_first_chunk::<4>() {
            let Some((field, after)) = rest.split_at_checked(u16_at(head, 2).into()) else {
                break;
            };
            match u16_at(head, 0) {
                ZIP64 => return Err(ArchiveRefused::Zip64),
                UNICODE_PATH if !self.is_named_by(field) => {
                    return Err(ArchiveRefused::Disagreement {
                        path: self.path.clone(),
                        field: Field::Name,
                    });
                }
                _ => {}
            }
            extra = after;
        }
        Ok(())
    }

    fn is_named_by(&self, unicode_path: &[u8]) -> bool {
        unicode_path
            .get(5..)
            .is_some_and(|name| name == self.name && u32_at(unicode_path, 1) == crc32(self.name))
    }
}
