//! What the tests of the whole share.

pub(crate) mod desktop;
pub(crate) mod webdriver;
pub(crate) mod workspace;
