//! Release artifacts: what is written, what is read, what is refused.

// Clippy counts only functions marked as tests among tests, not what they call.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod compare;
mod difference;
mod git;
mod hostile;
mod limits;
mod pack;
mod zip_bytes;
