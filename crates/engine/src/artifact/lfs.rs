//! What Git LFS leaves in a repository in place of a file's content.

/// A pointer is smaller than this (the LFS specification).
const POINTER_BELOW: u64 = 1024;

/// Whether a file of this size, in bytes, is small enough for a Git LFS pointer.
pub(super) const fn may_be_lfs_pointer(size: u64) -> bool {
    size < POINTER_BELOW
}

/// Whether the content is a Git LFS pointer. Older clients named the specification after their first maker.
pub(super) fn is_lfs_pointer(content: &[u8]) -> bool {
    may_be_lfs_pointer(content.len() as u64)
        && [
            &b"version https://git-lfs.github.com/spec/"[..],
            b"version https://hawser.github.com/spec/",
        ]
        .iter()
        .any(|start| content.starts_with(start))
}
