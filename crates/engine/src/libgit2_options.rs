//! The process-wide options of libgit2, set once, before its first use.
//!
//! The one file that may use `unsafe`: git2 marks these setters unsafe because libgit2 does not guard them against
//! threads, and does not wrap the flushing option at all. They are called under a lock, and once.
#![allow(unsafe_code)]

use std::collections::BTreeSet;
use std::ffi::c_int;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, OnceLock, PoisonError};

use git2::{Config, ConfigLevel, opts};
use libgit2_sys as raw;

use crate::{Error, Result};

/// How long a host may take to accept a connection, in milliseconds.
const CONNECT_TIMEOUT: c_int = 15_000;
/// How long a host may stay silent in the middle of an operation, in milliseconds.
const SILENCE_TIMEOUT: c_int = 60_000;

/// How much of a pack is mapped at once, and of all packs together, in bytes. By itself libgit2 maps packs whole, and then a
/// program that serves for long holds every page that it ever read.
const WINDOW: usize = 8 << 20;
const MAPPED: usize = 48 << 20;

/// What turns an option on.
const ENABLED: c_int = 1;

/// The levels of configuration that lie outside a repository.
const OUTER_LEVELS: [ConfigLevel; 4] = [
    ConfigLevel::ProgramData,
    ConfigLevel::System,
    ConfigLevel::XDG,
    ConfigLevel::Global,
];

/// The files of Git's configuration outside any repository, as they were found before they were hidden.
static OUTER_CONFIGURATION: OnceLock<Vec<(PathBuf, ConfigLevel)>> = OnceLock::new();

/// Sets the options, the first time it is called: objects and refs are flushed to disk, no configuration is read but
/// a repository's own, a silent host ends an operation, and packs are mapped a part at a time.
///
/// Returns the files of the user's and the system's configuration, which libgit2 no longer reads by itself.
pub(crate) fn apply() -> Result<&'static [(PathBuf, ConfigLevel)]> {
    static APPLYING: Mutex<()> = Mutex::new(());
    let _applying = APPLYING.lock().unwrap_or_else(PoisonError::into_inner);
    if OUTER_CONFIGURATION.get().is_none() {
        let files = outer_configuration();
        set_options()?;
        return Ok(OUTER_CONFIGURATION.get_or_init(|| files));
    }
    Ok(OUTER_CONFIGURATION.get().map_or(&[], Vec::as_slice))
}

fn outer_configuration() -> Vec<(PathBuf, ConfigLevel)> {
    let found = [
        (Config::find_system(), ConfigLevel::System),
        (Config::find_xdg(), ConfigLevel::XDG),
        (Config::find_global(), ConfigLevel::Global),
    ];
    // A file that is not found is a configuration that is not there.
    found
        .into_iter()
        .filter_map(|(path, level)| path.ok().map(|path| (path, level)))
        .collect()
}

fn set_options() -> Result<()> {
    for level in OUTER_LEVELS {
        // SAFETY: called once, under the lock in `apply`, before any repository of this process is opened.
        unsafe { opts::set_search_path(level, "")? };
    }
    // SAFETY: as above.
    unsafe {
        opts::set_server_connect_timeout_in_milliseconds(CONNECT_TIMEOUT)?;
        opts::set_server_timeout_in_milliseconds(SILENCE_TIMEOUT)?;
        opts::set_mwindow_size(WINDOW)?;
        opts::set_mwindow_mapped_limit(MAPPED)?;
    }
    // SAFETY: the option takes one `int`, which is what is passed; the library is initialised by the calls above.
    let answer = unsafe { raw::git_libgit2_opts(raw::GIT_OPT_ENABLE_FSYNC_GITDIR.cast_signed(), ENABLED) };
    if answer < 0 {
        return Err(git2::Error::last_error(answer).into());
    }
    Ok(())
}

/// Trusts the certificate authorities in a PEM file, beside the system's, for the rest of the process.
pub(crate) fn trust_authorities(file: &Path) -> Result<()> {
    static TRUSTED: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());
    let mut trusted = TRUSTED.lock().unwrap_or_else(PoisonError::into_inner);
    if trusted.contains(file) {
        return Ok(());
    }
    // SAFETY: calls are serialised by the lock above, and the library is initialised by `apply`.
    unsafe { opts::set_ssl_cert_file(file) }.map_err(|error| Error::CertificateFile {
        file: file.to_owned(),
        reason: error.message().to_owned(),
    })?;
    trusted.insert(file.to_owned());
    Ok(())
}
