//! Tests of the whole, as it is shipped.

mod licences;
mod real_window;
mod support;
