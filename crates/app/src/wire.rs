//! What crosses between the application and its clients, one file per page.
//!
//! The TypeScript types in `ui/src/ipc/generated` are made from these. Times are seconds since 1970 in UTC.

pub mod api_access;
pub mod artifact;
pub mod change;
pub mod create_releases;
pub mod element;
pub mod error;
pub mod manifest;
pub mod operation;
pub mod preferences;
pub mod problems;
pub mod promote;
pub mod releases;
pub mod repositories;
pub mod roll_back;
pub mod source_control;
pub mod unreleased;
pub mod verify;
pub mod waiting;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A request that asks for nothing in particular, or an answer that says only: done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(type = "Record<string, never>")]
pub struct Nothing {}
