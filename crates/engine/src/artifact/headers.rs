//! The one pass over a zip's headers, after which nothing in them is believed again.
//!
//! Programs differ in what they make of a zip that contradicts itself: which of two equal names they take, which of
//! two headers they trust, whether they see what lies between entries. A reviewer must see what every instance will see,
//! so an archive is read only where there is one way to read it: one end, entries that fill the file without a gap or
//! an overlap, and both descriptions of each entry alike.

use std::collections::HashMap;
use std::ops::Range;

use manifold_domain::layout::TreePath;
use manifold_domain::object::Timestamp;

use super::directory::{Central, Directory};
use super::limits::{MAX_ENTRY_SIZE, MAX_RATIO, MAX_TOTAL_SIZE, RATIO_MATTERS_ABOVE};
use super::record::{
    Common, DEFLATED, DESCRIPTOR, FLAG_DESCRIPTOR, FLAG_UTF8, LOCAL, LOCAL_SIZE, STORED, u32_at,
};
use super::refused::{ArchiveRefused, Field};

/// How an entry is packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Method {
    Stored,
    Deflated,
}

/// An entry whose two headers agree.
#[derive(Debug)]
pub(super) struct Entry {
    /// Without the slash that ends a folder's name.
    pub(super) path: TreePath,
    pub(super) is_folder: bool,
    pub(super) method: Method,
    /// Where its packed data is in the archive.
    pub(super) data: Range<usize>,
    pub(super) size: u64,
    pub(super) crc: u32,
    pub(super) time: Option<Timestamp>,
}

/// All entries in the directory's order, or the first reason to refuse the archive.
pub(super) fn read(bytes: &[u8]) -> Result<Vec<Entry>, ArchiveRefused> {
    let directory = Directory::find(bytes)?;
    let headers = directory.headers(bytes)?;
    let mut entries = Vec::with_capacity(headers.len());
    let mut spans = Vec::with_capacity(headers.len());
    for header in &headers {
        let (entry, span) = read_entry(&bytes[..directory.range.start], header)?;
        entries.push(entry);
        spans.push(span);
    }
    check_total(&entries)?;
    check_names(&entries)?;
    check_layout(bytes, spans, directory.range.start)?;
    Ok(entries)
}

/// Where an entry lies in the archive: its local header begins, its data ends.
struct Span<'a> {
    header: &'a Central<'a>,
    start: usize,
    end: usize,
}

fn read_entry<'a>(bytes: &[u8], header: &'a Central<'a>) -> Result<(Entry, Span<'a>), ArchiveRefused> {
    let Central { common, path, .. } = header;
    check_kind(header)?;
    let method = match common.method {
        STORED => Method::Stored,
        DEFLATED => Method::Deflated,
        method => {
            return Err(ArchiveRefused::UnknownMethod {
                path: path.clone(),
                method,
            });
        }
    };
    check_size(header, method)?;
    let data = local_data(bytes, header)?;
    let span = Span {
        header,
        start: header.offset,
        end: data.end,
    };
    let entry = Entry {
        path: path.clone(),
        is_folder: header.is_folder,
        method,
        data,
        size: common.size.into(),
        crc: common.crc,
        time: common.time.moment(),
    };
    Ok((entry, span))
}

/// Encryption, features that are not known, and whatever is neither a file nor a folder.
fn check_kind(header: &Central<'_>) -> Result<(), ArchiveRefused> {
    /// Encrypted; strongly; with masked headers.
    const ENCRYPTED: u16 = 1 | 1 << 6 | 1 << 13;
    /// How hard deflate tried.
    const DEFLATE_EFFORT: u16 = 1 << 1 | 1 << 2;
    /// `S_IFMT`, and what it says of files and folders; the upper half of the attributes is a Unix mode, or 0.
    const FILE_TYPE: u32 = 0o170_000;
    const FILE: u32 = 0o100_000;
    const FOLDER: u32 = 0o040_000;

    let path = || header.path.clone();
    let flags = header.common.flags;
    if flags & ENCRYPTED != 0 {
        return Err(ArchiveRefused::Encrypted { path: path() });
    }
    if flags & !(DEFLATE_EFFORT | FLAG_DESCRIPTOR | FLAG_UTF8) != 0 {
        return Err(ArchiveRefused::UnknownFlags { path: path(), flags });
    }
    if !matches!((header.attributes >> 16) & FILE_TYPE, 0 | FILE | FOLDER) {
        return Err(ArchiveRefused::SpecialFile { path: path() });
    }
    Ok(())
}

fn check_size(header: &Central<'_>, method: Method) -> Result<(), ArchiveRefused> {
    let path = || header.path.clone();
    let (size, packed_size) = (
        u64::from(header.common.size),
        u64::from(header.common.packed_size),
    );
    if header.is_folder && size > 0 {
        return Err(ArchiveRefused::FolderWithContent { path: path() });
    }
    if size > MAX_ENTRY_SIZE {
        return Err(ArchiveRefused::EntryTooLarge { path: path(), size });
    }
    if size > RATIO_MATTERS_ABOVE && size > packed_size * MAX_RATIO {
        return Err(ArchiveRefused::RatioTooHigh { path: path() });
    }
    if method == Method::Stored && size != packed_size {
        return Err(ArchiveRefused::SizeLies {
            path: path(),
            declared: size,
        });
    }
    Ok(())
}

/// Where the entry's data is, after its local header has been found to say what the directory says.
fn local_data(bytes: &[u8], header: &Central<'_>) -> Result<Range<usize>, ArchiveRefused> {
    let differs = |field| ArchiveRefused::Disagreement {
        path: header.path.clone(),
        field,
    };
    let record = bytes
        .get(header.offset..)
        .and_then(|rest| rest.first_chunk::<LOCAL_SIZE>())
        .filter(|record| record.starts_with(&LOCAL))
        .ok_or_else(|| differs(Field::Place))?;
    let local = Common::read(record, LOCAL.len());
    let central = &header.common;
    // With a descriptor after the data, the local header may leave out what was not known yet.
    let left_out = |field: u32| central.flags & FLAG_DESCRIPTOR != 0 && field == 0;
    let same = |local: u32, central: u32| local == central || left_out(local);
    if local.flags != central.flags {
        return Err(differs(Field::Flags));
    }
    if local.method != central.method {
        return Err(differs(Field::Method));
    }
    if !same(local.packed_size, central.packed_size) || !same(local.size, central.size) {
        return Err(differs(Field::Size));
    }
    if !same(local.crc, central.crc) {
        return Err(differs(Field::Checksum));
    }

    let name_start = header.offset + LOCAL_SIZE;
    let extra_start = name_start + usize::from(local.name_length);
    let start = extra_start + usize::from(local.extra_length);
    let end = start + central.packed_size as usize;
    if end > bytes.len() {
        return Err(differs(Field::Place));
    }
    if bytes[name_start..extra_start] != *header.name {
        return Err(differs(Field::Name));
    }
    header.check_extra(&bytes[extra_start..start])?;
    Ok(start..end)
}

fn check_total(entries: &[Entry]) -> Result<(), ArchiveRefused> {
    if entries.iter().map(|entry| entry.size).sum::<u64>() > MAX_TOTAL_SIZE {
        return Err(ArchiveRefused::TooLarge);
    }
    Ok(())
}

/// No name twice, and nothing below a file.
fn check_names(entries: &[Entry]) -> Result<(), ArchiveRefused> {
    let mut is_folder = HashMap::with_capacity(entries.len());
    for entry in entries {
        if is_folder.insert(entry.path.as_bytes(), entry.is_folder).is_some() {
            return Err(ArchiveRefused::Twice {
                path: entry.path.clone(),
            });
        }
    }
    for entry in entries {
        let path = entry.path.as_bytes();
        let slashes = path.iter().enumerate().filter(|(_, byte)| **byte == b'/');
        for (at, _) in slashes {
            if is_folder.get(&path[..at]) == Some(&false) {
                return Err(ArchiveRefused::FileAndFolder {
                    path: TreePath::from_bytes(&path[..at]),
                });
            }
        }
    }
    Ok(())
}

/// The entries and their descriptors fill everything before the directory.
fn check_layout(bytes: &[u8], mut spans: Vec<Span<'_>>, directory: usize) -> Result<(), ArchiveRefused> {
    spans.sort_by_key(|span| span.start);
    let first = spans.first().map_or(directory, |span| span.start);
    if first > 0 {
        return Err(ArchiveRefused::HiddenBytes {
            offset: 0,
            length: first,
        });
    }
    for (at, span) in spans.iter().enumerate() {
        let next = spans.get(at + 1);
        let end = next.map_or(directory, |next| next.start);
        if let Some(next) = next.filter(|_| end < span.end) {
            return Err(ArchiveRefused::Overlap {
                first: span.header.path.clone(),
                second: next.header.path.clone(),
            });
        }
        check_descriptor(&bytes[span.end..end], span)?;
    }
    Ok(())
}

/// What lies between an entry's data and the next entry: its descriptor where it has one, else nothing.
fn check_descriptor(between: &[u8], span: &Span<'_>) -> Result<(), ArchiveRefused> {
    let common = &span.header.common;
    if common.flags & FLAG_DESCRIPTOR == 0 {
        if between.is_empty() {
            return Ok(());
        }
        return Err(ArchiveRefused::HiddenBytes {
            offset: span.end,
            length: between.len(),
        });
    }
    let fields = match between.len() {
        16 => between.strip_prefix(&DESCRIPTOR),
        12 => Some(between),
        _ => None,
    };
    let agrees = fields.is_some_and(|fields| {
        [u32_at(fields, 0), u32_at(fields, 4), u32_at(fields, 8)]
            == [common.crc, common.packed_size, common.size]
    });
    if agrees {
        Ok(())
    } else {
        Err(ArchiveRefused::Disagreement {
            path: span.header.path.clone(),
            field: Field::Descriptor,
        })
    }
}
