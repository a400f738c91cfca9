//! What Git LFS leaves in a repository in place of a file's content.

/// A pointer is smaller than this (the LFS specification).
const POINTER_BELOW: usize = 1024;

/// Whether the content is a Git LFS pointer. Older clients named the specification after their first maker.
pub(super) fn is_lfs_pointer(content: &[u8]) -> bool {
    content.len() < POINTER_BELOW
        && [
            &b"version https://git-lfs.github.com/spec/"[..],
            b"version https://hawser.github.com/spec/",
        ]
        .iter()
        .any(|start| content.starts_with(start))
}
