//! Settings on this machine.
