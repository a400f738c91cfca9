//! The journal of branches about to be written.
