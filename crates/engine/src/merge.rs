//! Merging a branch where the remote has no web page to do it on.
