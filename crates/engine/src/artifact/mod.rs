//! Release artifacts: packing, opening, comparing and verifying zips. The format: docs/formats.md; the limits: docs/security.md.

mod archive;
mod compare;
mod difference;
mod directory;
mod dos_time;
mod headers;
mod lfs;
pub mod limits;
mod name;
mod pack;
mod record;
mod refused;
mod stored;
mod tree;
mod verify;
mod write;

pub use archive::{Archive, ArchiveEntry, MetadataProblem};
pub use compare::{CompareError, FileChange, FileSet, FileStatus, changes, file_difference, is_same};
pub use difference::{Context, Difference, Hunk, Line, LineStatus, TextDifference, difference};
pub use name::NameProblem;
pub use pack::{PackError, pack, packed_size};
pub use refused::{ArchiveRefused, Field};
pub use stored::stored;
pub use tree::TreeRefused;
pub use verify::{Verification, verify};
