//! From a Git tree to a snapshot.
