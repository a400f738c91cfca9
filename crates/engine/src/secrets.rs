//! Credentials in the OS keyring.
