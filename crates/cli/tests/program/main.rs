//! The program, called as people and pipelines call it.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "whatever goes wrong here fails the test"
)]

mod asking;
mod changing;
mod examples;
mod generated;
mod golden;
mod interrupting;
mod outside;
mod pipelines;
mod reading;
mod serving;
mod support;
mod verifying;
