//! The records of a zip file, as APPNOTE.TXT 6.3.10 lays them out; all numbers are little-endian.

use super::dos_time::DosTime;

pub(super) const LOCAL: [u8; 4] = *b"PK\x03\x04";
pub(super) const CENTRAL: [u8; 4] = *b"PK\x01\x02";
pub(super) const END: [u8; 4] = *b"PK\x05\x06";
pub(super) const DESCRIPTOR: [u8; 4] = *b"PK\x07\x08";
pub(super) const ZIP64_LOCATOR: [u8; 4] = *b"PK\x06\x07";

pub(super) const LOCAL_SIZE: usize = 4 + Common::SIZE;
pub(super) const CENTRAL_SIZE: usize = 46;
pub(super) const END_SIZE: usize = 22;
pub(super) const ZIP64_LOCATOR_SIZE: usize = 20;

/// Flag: the sizes and the checksum follow the data.
pub(super) const FLAG_DESCRIPTOR: u16 = 1 << 3;
/// Flag: the name is UTF-8.
pub(super) const FLAG_UTF8: u16 = 1 << 11;

/// Method: as it is.
pub(super) const STORED: u16 = 0;
/// Method: deflate.
pub(super) const DEFLATED: u16 = 8;

/// What the local header of an entry and its header in the directory have in common, in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Common {
    pub(super) version_needed: u16,
    pub(super) flags: u16,
    pub(super) method: u16,
    pub(super) time: DosTime,
    pub(super) crc: u32,
    pub(super) packed_size: u32,
    pub(super) size: u32,
    pub(super) name_length: u16,
    pub(super) extra_length: u16,
}

impl Common {
    pub(super) const SIZE: usize = 26;

    /// Reads the fields that begin `at`.
    ///
    /// # Panics
    /// Where fewer than [`Self::SIZE`] bytes are left; the caller has measured the record.
    pub(super) fn read(record: &[u8], at: usize) -> Self {
        Self {
            version_needed: u16_at(record, at),
            flags: u16_at(record, at + 2),
            method: u16_at(record, at + 4),
            time: DosTime {
                time: u16_at(record, at + 6),
                date: u16_at(record, at + 8),
            },
            crc: u32_at(record, at + 10),
            packed_size: u32_at(record, at + 14),
            size: u32_at(record, at + 18),
            name_length: u16_at(record, at + 22),
            extra_length: u16_at(record, at + 24),
        }
    }

    /// Writes the fields.
    pub(super) fn write(&self, bytes: &mut Vec<u8>) {
        for half in [
            self.version_needed,
            self.flags,
            self.method,
            self.time.time,
            self.time.date,
        ] {
            bytes.extend(half.to_le_bytes());
        }
        for word in [self.crc, self.packed_size, self.size] {
            bytes.extend(word.to_le_bytes());
        }
        bytes.extend(self.name_length.to_le_bytes());
        bytes.extend(self.extra_length.to_le_bytes());
    }
}

/// The two bytes that begin `at`, as a number; the caller has measured the record.
pub(super) fn u16_at(record: &[u8], at: usize) -> u16 {
    u16::from_le_bytes([record[at], record[at + 1]])
}

/// The four bytes that begin `at`, as a number; the caller has measured the record.
pub(super) fn u32_at(record: &[u8], at: usize) -> u32 {
    u32::from_le_bytes([record[at], record[at + 1], record[at + 2], record[at + 3]])
}

/// The CRC-32 of the bytes.
pub(super) fn crc32(bytes: &[u8]) -> u32 {
    let mut crc = flate2::Crc::new();
    crc.update(bytes);
    crc.sum()
}
