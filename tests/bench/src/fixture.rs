//! The large repository: 1,000 elements of 30 files, 20,000 releases, 20 manifests, 2,000 commits, packed.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use crate::content::{self, ELEMENTS};
use crate::{Result, git};

/// Counts up when the generator changes, so that older fixtures are not used.
pub(crate) const GENERATOR: u32 = 1;
pub(crate) const COMMITS: u32 = 2_000;
/// Elements that one commit adds, until all are there; and releases that each commit adds.
const PER_COMMIT: u32 = 10;
/// How many commits it takes to add the elements, and one release of each.
const ROUND: u32 = ELEMENTS / PER_COMMIT;
pub(crate) const MANIFESTS: u32 = 20;
/// 2026-01-01T00:00:00Z; a commit comes every half hour.
const BEGINNING: u32 = 1_767_225_600;

/// The large repository, bare.
pub(crate) struct Fixture {
    pub(crate) repository: PathBuf,
    /// The tip of `main`.
    pub(crate) main: String,
    /// The tip of `next`: one entry of one manifest changed since.
    pub(crate) next: String,
}

impl Fixture {
    /// Opens the repository in this folder, or makes it.
    pub(crate) fn prepare(folder: &Path) -> Result<Self> {
        let repository = prepared(
            folder,
            &format!("generator-{GENERATOR}"),
            "a repository of 50,000 files and 2,000 commits (once, about a minute)",
            make,
        )?;
        let tip = |branch: &str| -> Result<String> {
            let id = git::run(&repository, ["rev-parse", branch])?;
            Ok(String::from_utf8(id)?.trim_end().to_owned())
        };
        Ok(Self {
            main: tip("main")?,
            next: tip("next")?,
            repository,
        })
    }
}

/// The bare repository of this name in a folder; made where it is not there, so that half of one is never used.
pub(crate) fn prepared(
    folder: &Path,
    name: &str,
    what: &str,
    make: impl FnOnce(&mut dyn Write) -> Result<()>,
) -> Result<PathBuf> {
    finished(folder, name, what, |unfinished| {
        fs::create_dir_all(unfinished)?;
        git::run(unfinished, ["init", "--quiet", "--bare", "--initial-branch=main"])?;
        git::import(unfinished, &["-c", "core.compression=1"], make)?;
        git::run(
            unfinished,
            ["repack", "--quiet", "-a", "-d", "-f", "--window=10", "--depth=50"],
        )?;
        Ok(())
    })
}

/// A copy of a repository that has more, so that whatever is measured on the first stays what it is.
pub(crate) fn copied(
    from: &Path,
    folder: &Path,
    name: &str,
    what: &str,
    add: impl FnOnce(&mut dyn Write) -> Result<()>,
) -> Result<PathBuf> {
    finished(folder, name, what, |unfinished| {
        let [from, to] = [from, unfinished].map(|path| path.display().to_string());
        git::run(folder, ["clone", "--quiet", "--bare", &from, &to])?;
        git::import(unfinished, &[], add)
    })
}

fn finished(
    folder: &Path,
    name: &str,
    what: &str,
    make: impl FnOnce(&Path) -> Result<()>,
) -> Result<PathBuf> {
    let repository = folder.join(format!("{name}.git"));
    if !repository.exists() {
        eprintln!("Making {what} …");
        let unfinished = folder.join("unfinished.git");
        if unfinished.exists() {
            fs::remove_dir_all(&unfinished)?;
        }
        make(&unfinished)?;
        fs::rename(&unfinished, &repository)?;
    }
    Ok(repository)
}

fn make(stream: &mut dyn Write) -> Result<()> {
    (0..COMMITS).try_for_each(|number| write_commit(stream, number))?;
    begin_commit(stream, "refs/heads/next", COMMITS)?;
    writeln!(stream, "from refs/heads/main")?;
    let last = content::manifest(&manifest_name(0), newest(COMMITS - MANIFESTS));
    write_file(
        stream,
        &manifest_path(0),
        last.replacen("latest", "1.0.0", 1).as_bytes(),
    )
}

/// Begins a commit that a reference will name; the number gives its time and message.
pub(crate) fn begin_commit(stream: &mut dyn Write, reference: &str, number: u32) -> Result<()> {
    let message = format!("Change {number}");
    let time = BEGINNING + number * 1_800;
    writeln!(stream, "commit {reference}")?;
    writeln!(
        stream,
        "committer Sample builder <builder@example.com> {time} +0000"
    )?;
    writeln!(stream, "data {}\n{message}", message.len())?;
    Ok(())
}

fn write_commit(stream: &mut dyn Write, number: u32) -> Result<()> {
    begin_commit(stream, "refs/heads/main", number)?;
    if number == 0 {
        write_file(stream, ".retool/protected-apps.yaml", b"version: 2.0.0")?;
    }
    let first = number * PER_COMMIT % ELEMENTS;
    for element in first..first + PER_COMMIT {
        if number < ROUND {
            for (path, text) in content::files(element) {
                let path = format!("{}/{path}", content::folder(element));
                write_file(stream, &path, text.as_bytes())?;
            }
        }
        let patch = number / ROUND;
        let artifact = content::artifact(element, patch)?;
        write_file(stream, &content::artifact_path(element, patch), &artifact)?;
    }
    if number >= ROUND {
        let element = number % ELEMENTS;
        let path = format!("{}/src/page1.rsx", content::folder(element));
        write_file(stream, &path, format!("Changed by {number}\n").as_bytes())?;
        let manifest = number % MANIFESTS;
        let text = content::manifest(&manifest_name(manifest), newest(number));
        write_file(stream, &manifest_path(manifest), text.as_bytes())?;
    }
    Ok(())
}

/// The newest release that every element has before this commit.
pub(crate) fn newest(number: u32) -> u32 {
    number / ROUND - 1
}

pub(crate) fn manifest_name(number: u32) -> String {
    format!("instance-{number:02}")
}

pub(crate) fn manifest_path(number: u32) -> String {
    format!("manifests/{}.yaml", manifest_name(number))
}

/// Puts a file into the commit that was begun.
pub(crate) fn write_file(stream: &mut dyn Write, path: &str, content: &[u8]) -> Result<()> {
    writeln!(stream, "M 100644 inline {path}\ndata {}", content.len())?;
    stream.write_all(content)?;
    writeln!(stream)?;
    Ok(())
}
