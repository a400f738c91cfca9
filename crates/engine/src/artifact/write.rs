//! Writing a zip as Retool writes it.
//!
//! The zip crate cannot: it says "made by 4.5" at least, whatever an entry needs, and seeks back to mend each header.
//! A zip of stored entries is two headers an entry, so the bytes are written here.

use super::dos_time::DosTime;
use super::record::{self, CENTRAL, CENTRAL_SIZE, Common, END, FLAG_UTF8, LOCAL, LOCAL_SIZE, STORED, crc32};

/// Version 2.0 of the format, on DOS.
const MADE_BY: u16 = 20;
/// Version 1.0 of the format.
const NEEDED: u16 = 10;
/// The DOS attribute of a folder.
const FOLDER: u32 = 0x10;

/// How many bytes a zip takes beside its entries.
pub(super) const END_SIZE: u64 = record::END_SIZE as u64;

/// How many bytes an entry takes, with both headers; its name's length as written, and its content's.
pub(super) const fn entry_size(name: usize, content: u64) -> u64 {
    (LOCAL_SIZE + CENTRAL_SIZE + 2 * name) as u64 + content
}

/// A number does not fit its field.
#[derive(Debug)]
pub(super) struct DoesNotFit;

/// A zip in the making: every entry stored, all with one time.
pub(super) struct Writer {
    bytes: Vec<u8>,
    directory: Vec<u8>,
    count: u16,
    time: DosTime,
}

impl Writer {
    pub(super) fn new(time: DosTime) -> Self {
        Self {
            bytes: Vec::new(),
            directory: Vec::new(),
            count: 0,
            time,
        }
    }

    /// Adds a folder; its path has no slash at the end.
    pub(super) fn folder(&mut self, path: &[u8]) -> Result<(), DoesNotFit> {
        self.entry(&[path, b"/"].concat(), &[], FOLDER)
    }

    /// Adds a file.
    pub(super) fn file(&mut self, path: &[u8], content: &[u8]) -> Result<(), DoesNotFit> {
        self.entry(path, content, 0)
    }

    fn entry(&mut self, name: &[u8], content: &[u8], attributes: u32) -> Result<(), DoesNotFit> {
        let offset = fit(self.bytes.len())?;
        let size = fit(content.len())?;
        let common = Common {
            version_needed: NEEDED,
            flags: if name.is_ascii() { 0 } else { FLAG_UTF8 },
            method: STORED,
            time: self.time,
            crc: crc32(content),
            packed_size: size,
            size,
            name_length: fit(name.len())?,
            extra_length: 0,
        };
        self.count = self.count.checked_add(1).ok_or(DoesNotFit)?;

        self.bytes.extend(LOCAL);
        common.write(&mut self.bytes);
        self.bytes.extend(name);
        self.bytes.extend(content);

        self.directory.extend(CENTRAL);
        self.directory.extend(MADE_BY.to_le_bytes());
        common.write(&mut self.directory);
        self.directory.extend([0; 6]); // comment's length, disk, internal attributes
        self.directory.extend(attributes.to_le_bytes());
        self.directory.extend(u32::to_le_bytes(offset));
        self.directory.extend(name);
        Ok(())
    }

    /// Ends the zip with its directory.
    pub(super) fn finish(mut self) -> Result<Vec<u8>, DoesNotFit> {
        let offset: u32 = fit(self.bytes.len())?;
        let size: u32 = fit(self.directory.len())?;
        self.bytes.append(&mut self.directory);
        self.bytes.extend(END);
        self.bytes.extend([0; 4]); // this disk, the directory's disk
        self.bytes.extend(self.count.to_le_bytes()); // entries on this disk
        self.bytes.extend(self.count.to_le_bytes()); // entries
        self.bytes.extend(size.to_le_bytes());
        self.bytes.extend(offset.to_le_bytes());
        self.bytes.extend([0; 2]); // comment's length
        Ok(self.bytes)
    }
}

fn fit<T: TryFrom<usize>>(number: usize) -> Result<T, DoesNotFit> {
    T::try_from(number).map_err(|_| DoesNotFit)
}
