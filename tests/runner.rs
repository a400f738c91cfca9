//! Tests of the whole, as it is shipped.

mod boundaries;
mod licences;
mod real_window;
mod support;
