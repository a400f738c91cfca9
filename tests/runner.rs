//! Tests of the whole, as it is shipped.

#![allow(
    clippy::unwrap_used,
    reason = "where something is missing, the test fails, which is what it is for"
)]

mod boundaries;
mod generated_requests;
mod licences;
mod real_host;
mod real_window;
mod support;
