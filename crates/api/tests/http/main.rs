//! The interface over real HTTP on loopback, on repositories that real `git` makes and checks.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that cannot go on has failed"
)]

mod access;
mod contract;
mod description;
mod examples;
mod limits;
mod many;
mod model;
mod network;
mod properties;
mod reads;
mod refusals;
mod repeated;
mod requests;
mod shop;
mod support;
mod window;
mod writes;
