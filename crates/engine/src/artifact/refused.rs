//! Why an archive, or a part of it, is not read.

use manifold_domain::layout::TreePath;

use super::limits::{MAX_ENTRIES, MAX_ENTRY_SIZE, MAX_RATIO, MAX_TOTAL_SIZE};
use super::name::NameProblem;

/// Why an archive is refused. Archives come from other people; each of these could mislead a reader.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ArchiveRefused {
    /// No zip at all.
    #[error("This is not a zip archive.")]
    NotAZip,
    /// What Git LFS left in place of the archive.
    #[error("This is a Git LFS pointer: the archive itself is not in the repository.")]
    LfsPointer,
    /// It begins as a zip, but does not end as one, or says to be longer than it is.
    #[error("The archive is cut off or damaged: its directory is not where it should be.")]
    Truncated,
    /// Two ends that both fit: programs would see different archives.
    #[error("The archive can be read in two ways: it has more than one end.")]
    AmbiguousEnd,
    /// A part of an archive of several files.
    #[error("The archive is one part of several.")]
    SeveralParts,
    /// Zip64, which only archives need that are far above the limits.
    #[error("The archive is in the zip64 format, which no release needs.")]
    Zip64,
    /// The directory does not hold the entries that it should.
    #[error("The archive's directory is damaged.")]
    DirectoryDamaged,
    /// More than [`MAX_ENTRIES`].
    #[error("The archive has {count} entries; at most {MAX_ENTRIES} are read.")]
    TooManyEntries {
        /// How many it has.
        count: usize,
    },
    /// An entry above [`MAX_ENTRY_SIZE`].
    #[error("'{path}' has {size} bytes unpacked; at most {MAX_ENTRY_SIZE} are read.")]
    EntryTooLarge {
        /// The entry.
        path: TreePath,
        /// Its size, unpacked, in bytes.
        size: u64,
    },
    /// All entries together are above [`MAX_TOTAL_SIZE`].
    #[error("The archive has more than {MAX_TOTAL_SIZE} bytes unpacked, the most that are read.")]
    TooLarge,
    /// An entry is packed more tightly than [`MAX_RATIO`].
    #[error(
        "'{path}' unpacks to more than {MAX_RATIO} times its packed size, which real files do not. \
         It may be made to fill the memory."
    )]
    RatioTooHigh {
        /// The entry.
        path: TreePath,
    },
    /// An unsafe name.
    #[error("'{path}' is refused: {problem}.")]
    Name {
        /// The name; cut where it is too long.
        path: TreePath,
        /// What is wrong with it.
        problem: NameProblem,
    },
    /// Two entries with one name, perhaps one a file and one a folder.
    #[error("'{path}' is in the archive twice.")]
    Twice {
        /// The name of both.
        path: TreePath,
    },
    /// A file that has files below it.
    #[error("'{path}' is both a file and a folder.")]
    FileAndFolder {
        /// The name.
        path: TreePath,
    },
    /// A folder with bytes of its own.
    #[error("'{path}/' is a folder, but has content.")]
    FolderWithContent {
        /// The folder.
        path: TreePath,
    },
    /// Two entries that share bytes.
    #[error("'{first}' and '{second}' overlap in the archive.")]
    Overlap {
        /// The entry that begins first.
        first: TreePath,
        /// The entry that begins before the first one ends.
        second: TreePath,
    },
    /// Bytes that no entry owns: some programs would find entries in them.
    #[error("The archive hides {length} bytes at byte {offset}, which belong to no entry.")]
    HiddenBytes {
        /// Where they begin.
        offset: usize,
        /// How many they are.
        length: usize,
    },
    /// A password is needed.
    #[error("'{path}' is encrypted.")]
    Encrypted {
        /// The entry.
        path: TreePath,
    },
    /// A symbolic link, device, pipe or socket.
    #[error("'{path}' is a symbolic link or another special file.")]
    SpecialFile {
        /// The entry.
        path: TreePath,
    },
    /// A flag of the format that changes how the entry is to be read.
    #[error("'{path}' needs a feature of the zip format that is not supported (flags {flags:#06x}).")]
    UnknownFlags {
        /// The entry.
        path: TreePath,
        /// All its flags.
        flags: u16,
    },
    /// Neither stored nor deflated.
    #[error("'{path}' is compressed by the unknown method {method}.")]
    UnknownMethod {
        /// The entry.
        path: TreePath,
        /// The method's number in the zip format.
        method: u16,
    },
    /// The entry's own header and the directory differ.
    #[error("'{path}' is described twice, and differently: its {field} differs.")]
    Disagreement {
        /// The entry, as the directory names it.
        path: TreePath,
        /// What differs.
        field: Field,
    },
    /// The data is longer or shorter than the header says.
    #[error("'{path}' does not unpack to the {declared} bytes that the archive says.")]
    SizeLies {
        /// The entry.
        path: TreePath,
        /// The size in its header.
        declared: u64,
    },
    /// The packed data is damaged.
    #[error("'{path}' is damaged: it cannot be unpacked.")]
    DataDamaged {
        /// The entry.
        path: TreePath,
    },
    /// The content does not match its checksum.
    #[error("'{path}' is damaged: its checksum differs.")]
    ChecksumDiffers {
        /// The entry.
        path: TreePath,
    },
    /// No file of this name.
    #[error("The archive has no file '{path}'.")]
    NoSuchFile {
        /// The name asked for.
        path: TreePath,
    },
}

/// What an entry's two descriptions say differently.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// The local header is not where the directory says.
    Place,
    /// The name, or a second name in an extra field.
    Name,
    /// The compression method.
    Method,
    /// The flags.
    Flags,
    /// The packed or unpacked size.
    Size,
    /// The checksum.
    Checksum,
    /// What follows the data.
    Descriptor,
}

impl std::fmt::Display for Field {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Place => "place",
            Self::Name => "name",
            Self::Method => "compression method",
            Self::Flags => "flags",
            Self::Size => "size",
            Self::Checksum => "checksum",
            Self::Descriptor => "trailing description",
        })
    }
}
