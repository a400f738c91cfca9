//! The rules of multi-instance releases.
//!
//! Pure functions over immutable values: no Git library, no zip, no clock, no disk, no network. Time,
//! randomness and identity are passed in. `docs/formats.md` is the glossary of every name used here.

mod difference;
pub mod draft;
pub mod element;
#[cfg(test)]
mod fixture;
mod index;
pub mod layout;
pub mod manifest;
pub mod matrix;
pub mod object;
pub mod plan;
pub mod problem;
pub mod promote;
pub mod release;
pub mod roll_back;
pub mod snapshot;
pub mod text;
pub mod version;
pub mod waiting;
