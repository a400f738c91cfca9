//! The Git command line, apart from the user's configuration.

use std::ffi::OsStr;
use std::io::{BufWriter, Write};
use std::path::Path;
use std::process::{Command, Output, Stdio};

use crate::Result;

/// `git` in a folder, with a fixed identity and no configuration but the repository's own.
pub(crate) fn command(folder: &Path) -> Command {
    let mut command = Command::new("git");
    command
        .current_dir(folder)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("GIT_AUTHOR_NAME", "Sample builder")
        .env("GIT_AUTHOR_EMAIL", "builder@example.com")
        .env("GIT_COMMITTER_NAME", "Sample builder")
        .env("GIT_COMMITTER_EMAIL", "builder@example.com");
    command
}

/// Runs `git` and returns what it prints.
pub(crate) fn run<A: AsRef<OsStr>>(folder: &Path, arguments: impl IntoIterator<Item = A>) -> Result<Vec<u8>> {
    Ok(finish(command(folder).args(arguments))?.stdout)
}

/// Runs `git fast-import` with these options of `git` on what `write` writes.
pub(crate) fn import(
    folder: &Path,
    options: &[&str],
    write: impl FnOnce(&mut dyn Write) -> Result<()>,
) -> Result<()> {
    let mut import = command(folder)
        .args(options)
        .args(["fast-import", "--quiet", "--force"])
        .stdin(Stdio::piped())
        .spawn()?;
    let input = import.stdin.take().ok_or("git fast-import has no input")?;
    let mut stream = BufWriter::new(input);
    write(&mut stream)?;
    drop(stream.into_inner()?);
    if import.wait()?.success() {
        Ok(())
    } else {
        Err("git fast-import failed".into())
    }
}

/// Runs a command to its end; an error where it fails.
pub(crate) fn finish(command: &mut Command) -> Result<Output> {
    let output = command
        .stdin(Stdio::null())
        .output()
        .map_err(|error| format!("{}: {error}", command.get_program().display()))?;
    if output.status.success() {
        return Ok(output);
    }
    let message = String::from_utf8_lossy(&output.stderr);
    Err(format!("{command:?}: {message}").into())
}
