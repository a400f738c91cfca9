//! Mirrors and the folders that people pick.
