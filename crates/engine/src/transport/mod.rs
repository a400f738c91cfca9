//! Fetching and pushing.
