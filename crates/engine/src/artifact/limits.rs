//! How much an artifact may hold. A refusal above these comes before any memory is spent on it.

/// Entries in one archive, folders included.
pub const MAX_ENTRIES: usize = 20_000;
/// One entry, unpacked, in bytes.
pub const MAX_ENTRY_SIZE: u64 = 64 * MIB;
/// All entries, unpacked, in bytes.
pub const MAX_TOTAL_SIZE: u64 = 512 * MIB;
/// How many times its packed size an entry may have, unpacked; asked of entries above [`RATIO_MATTERS_ABOVE`].
pub const MAX_RATIO: u64 = 200;
/// Up to this size, in bytes, an entry may be packed as tightly as it likes.
pub const RATIO_MATTERS_ABOVE: u64 = MIB;
/// The path of an entry, in bytes.
pub const MAX_PATH_LENGTH: usize = 1_024;
/// The segments of an entry's path.
pub const MAX_PATH_DEPTH: usize = 64;
/// `release-metadata.json`, in bytes.
pub const MAX_METADATA_SIZE: u64 = MIB;
/// Either side of a text difference, in bytes.
pub const MAX_DIFFERENCE_SIZE: u64 = 2 * MIB;
/// Either side of a text difference, in lines.
pub const MAX_DIFFERENCE_LINES: usize = 100_000;

const MIB: u64 = 1024 * 1024;
