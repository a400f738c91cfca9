//! Zips written field by field, so that each field can be wrong.

use manifold_domain::layout::TreePath;
use manifold_engine::artifact::{Archive, ArchiveRefused};

/// What a sound entry holds.
pub(crate) const CONTENT: &[u8] = b"select * from orders;\n";

/// One of the two headers of an entry.
#[derive(Clone)]
pub(crate) struct Header {
    pub(crate) flags: u16,
    pub(crate) method: u16,
    pub(crate) crc: u32,
    pub(crate) packed_size: u32,
    pub(crate) size: u32,
    pub(crate) name: Vec<u8>,
    pub(crate) extra: Vec<u8>,
}

/// An entry: two headers, and what lies between.
#[derive(Clone)]
pub(crate) struct Entry {
    pub(crate) local: Header,
    pub(crate) data: Vec<u8>,
    pub(crate) descriptor: Vec<u8>,
    pub(crate) central: Header,
    pub(crate) made_by: u16,
    pub(crate) attributes: u32,
    pub(crate) disk: u16,
    /// In place of where the local header really is.
    pub(crate) offset: Option<u32>,
    /// Whether only the directory is to hold it.
    pub(crate) is_only_listed: bool,
}

impl Entry {
    /// A sound entry, stored.
    pub(crate) fn stored(name: impl AsRef<[u8]>, content: &[u8]) -> Self {
        Self::new(name.as_ref(), content, content.to_vec(), 0)
    }

    /// A sound entry, deflated.
    pub(crate) fn deflated(name: &str, content: &[u8]) -> Self {
        Self::new(name.as_bytes(), content, deflate(content), 8)
    }

    /// An entry with this deflated data, whatever it may inflate to.
    pub(crate) fn deflated_as(name: &str, data: Vec<u8>) -> Self {
        Self::new(name.as_bytes(), b"", data, 8)
    }

    fn new(name: &[u8], content: &[u8], data: Vec<u8>, method: u16) -> Self {
        let header = Header {
            flags: 0,
            method,
            crc: crc(content),
            packed_size: u32::try_from(data.len()).unwrap(),
            size: u32::try_from(content.len()).unwrap(),
            name: name.to_vec(),
            extra: Vec::new(),
        };
        Self {
            local: header.clone(),
            data,
            descriptor: Vec::new(),
            central: header,
            made_by: 20,
            attributes: 0,
            disk: 0,
            offset: None,
            is_only_listed: false,
        }
    }

    /// The entry after the same change to both of its headers.
    pub(crate) fn with(mut self, change: impl Fn(&mut Header)) -> Self {
        change(&mut self.local);
        change(&mut self.central);
        self
    }

    /// The entry as a program writes it that cannot seek: what it is follows the data.
    pub(crate) fn streamed(self, signature: &[u8]) -> Self {
        let mut entry = self.with(|header| header.flags |= 1 << 3);
        let Header {
            crc,
            packed_size,
            size,
            ..
        } = entry.central;
        entry.descriptor = signature.to_vec();
        for field in [crc, packed_size, size] {
            entry.descriptor.extend(field.to_le_bytes());
        }
        (entry.local.crc, entry.local.packed_size, entry.local.size) = (0, 0, 0);
        entry
    }
}

/// The record that ends a zip.
#[derive(Clone)]
pub(crate) struct End {
    pub(crate) disk: u16,
    pub(crate) first_disk: u16,
    pub(crate) count_here: u16,
    pub(crate) count: u16,
    pub(crate) size: u32,
    pub(crate) offset: u32,
    pub(crate) comment: Vec<u8>,
}

/// The zip of these entries.
pub(crate) fn zip(entries: &[Entry]) -> Vec<u8> {
    zip_with(entries, |_| {})
}

/// The zip of these entries after a change to its end.
pub(crate) fn zip_with(entries: &[Entry], change: impl FnOnce(&mut End)) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut directory = Vec::new();
    for entry in entries {
        let offset = u32::try_from(bytes.len()).unwrap();
        if !entry.is_only_listed {
            bytes.extend(local(entry));
        }
        directory.extend(b"PK\x01\x02");
        directory.extend(entry.made_by.to_le_bytes());
        common(&mut directory, &entry.central);
        directory.extend([0, 0]);
        directory.extend(entry.disk.to_le_bytes());
        directory.extend([0, 0]);
        directory.extend(entry.attributes.to_le_bytes());
        directory.extend(entry.offset.unwrap_or(offset).to_le_bytes());
        directory.extend(&entry.central.name);
        directory.extend(&entry.central.extra);
    }
    let count = u16::try_from(entries.len()).unwrap();
    let mut end = End {
        disk: 0,
        first_disk: 0,
        count_here: count,
        count,
        size: u32::try_from(directory.len()).unwrap(),
        offset: u32::try_from(bytes.len()).unwrap(),
        comment: Vec::new(),
    };
    change(&mut end);
    bytes.extend(directory);
    bytes.extend(b"PK\x05\x06");
    for field in [end.disk, end.first_disk, end.count_here, end.count] {
        bytes.extend(field.to_le_bytes());
    }
    bytes.extend(end.size.to_le_bytes());
    bytes.extend(end.offset.to_le_bytes());
    bytes.extend(u16::try_from(end.comment.len()).unwrap().to_le_bytes());
    bytes.extend(end.comment);
    bytes
}

/// An entry without its header in the directory.
pub(crate) fn local(entry: &Entry) -> Vec<u8> {
    let mut bytes = b"PK\x03\x04".to_vec();
    common(&mut bytes, &entry.local);
    for part in [
        &entry.local.name,
        &entry.local.extra,
        &entry.data,
        &entry.descriptor,
    ] {
        bytes.extend(part);
    }
    bytes
}

fn common(bytes: &mut Vec<u8>, header: &Header) {
    // Version 2.0; 2026-11-17 14:30:06.
    for field in [20, header.flags, header.method, 0x73c3, 0x5d71] {
        bytes.extend(u16::to_le_bytes(field));
    }
    for field in [header.crc, header.packed_size, header.size] {
        bytes.extend(field.to_le_bytes());
    }
    for text in [&header.name, &header.extra] {
        bytes.extend(u16::try_from(text.len()).unwrap().to_le_bytes());
    }
}

/// An extra field.
pub(crate) fn extra(id: u16, data: &[u8]) -> Vec<u8> {
    let length = u16::try_from(data.len()).unwrap();
    [&id.to_le_bytes()[..], &length.to_le_bytes(), data].concat()
}

pub(crate) fn crc(content: &[u8]) -> u32 {
    let mut crc = flate2::Crc::new();
    crc.update(content);
    crc.sum()
}

pub(crate) fn deflate(content: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::best());
    std::io::Write::write_all(&mut encoder, content).unwrap();
    encoder.finish().unwrap()
}

pub(crate) fn path(text: &str) -> TreePath {
    TreePath::from_bytes(text.as_bytes())
}

/// An entry with which nothing is wrong.
pub(crate) fn sound() -> Entry {
    Entry::stored("main.rsx", CONTENT)
}

/// The reason why an archive of these entries is not even opened.
pub(crate) fn refusal(entries: &[Entry]) -> ArchiveRefused {
    Archive::open(zip(entries)).expect_err("it is opened")
}
