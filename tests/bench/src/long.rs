//! The long history: 20,000 commits over 1,000 elements, a third of them on branches that were merged; packed.

use std::io::Write;
use std::path::{Path, PathBuf};

use crate::content::{self, ELEMENTS};
use crate::fixture::{MANIFESTS, begin_commit, copied, manifest_name, manifest_path, prepared, write_file};
use crate::{Result, git};

/// Counts up when the generator changes, so that older fixtures are not used.
const GENERATOR: u32 = 1;
const RELEASED_GENERATOR: u32 = 1;
const COMMITS: u32 = 20_000;
/// The elements of 200 KB come first; all others have one small file.
pub(crate) const LARGE_ELEMENTS: u32 = 100;
/// How many files a large element has, and how many bytes each of them.
const FILES: u32 = 10;
const FILE_SIZE: usize = 20_000;
/// Of so many commits the last is a merge, and those before it are on its branch from this one on.
const ROUND: u32 = 10;
const BRANCH: u32 = 6;

/// The repository with the long history, bare.
pub(crate) struct LongHistory {
    pub(crate) repository: PathBuf,
    /// The first-parent line of `main`, oldest first.
    pub(crate) main: Vec<String>,
}

impl LongHistory {
    /// Opens the repository in this folder, or makes it.
    pub(crate) fn prepare(folder: &Path) -> Result<Self> {
        let repository = prepared(
            folder,
            &format!("long-{GENERATOR}"),
            "a repository of 20,000 commits (once, about a minute)",
            make,
        )?;
        let main = git::run(&repository, ["rev-list", "--first-parent", "--reverse", "main"])?;
        Ok(Self {
            main: String::from_utf8(main)?.lines().map(str::to_owned).collect(),
            repository,
        })
    }

    /// The commit that the newest release of an element was taken from: another one for each, spread over all of them.
    pub(crate) fn source_of(&self, element: u32) -> &str {
        &self.main[element as usize * (self.main.len() - 1) / ELEMENTS as usize]
    }

    /// A copy in which one commit more adds those releases, and manifests that name them: a repository to look at.
    pub(crate) fn prepare_released(&self, folder: &Path) -> Result<PathBuf> {
        copied(
            &self.repository,
            folder,
            &format!("long-{GENERATOR}-released-{RELEASED_GENERATOR}"),
            "a copy of that repository with a release of each element (once, a few seconds)",
            |stream| {
                begin_commit(stream, MAIN, COMMITS)?;
                writeln!(stream, "from {MAIN}^0")?;
                write_file(stream, ".retool/protected-apps.yaml", b"version: 2.0.0")?;
                for element in 0..ELEMENTS {
                    let (name, marker) = content::marker(element);
                    let path = format!("{}/{name}", content::folder(element));
                    write_file(stream, &path, marker.as_bytes())?;
                    let artifact = content::artifact_from(element, 0, self.source_of(element))?;
                    write_file(stream, &content::artifact_path(element, 0), &artifact)?;
                }
                (0..MANIFESTS).try_for_each(|number| {
                    let text = content::manifest(&manifest_name(number), 0);
                    write_file(stream, &manifest_path(number), text.as_bytes())
                })
            },
        )
    }

    /// The newest commit.
    pub(crate) fn tip(&self) -> Result<&str> {
        Ok(self.main.last().ok_or("the history is empty")?)
    }
}

const MAIN: &str = "refs/heads/main";
const SIDE: &str = "refs/heads/side";

fn make(stream: &mut dyn Write) -> Result<()> {
    begin_commit(stream, MAIN, 0)?;
    for element in 0..ELEMENTS {
        for file in 0..if element < LARGE_ELEMENTS { FILES } else { 0 } {
            let path = format!("{}/src/page{file}.rsx", content::folder(element));
            let seed = u64::from(element * FILES + file);
            write_file(stream, &path, content::text(seed, FILE_SIZE).as_bytes())?;
        }
        change(stream, element, 0)?;
    }
    for number in 1..COMMITS {
        match number % ROUND {
            BRANCH => {
                begin_commit(stream, SIDE, number)?;
                writeln!(stream, "from {MAIN}")?;
                change(stream, changed(number), number)?;
            }
            0 => {
                begin_commit(stream, MAIN, number)?;
                writeln!(stream, "merge {SIDE}")?;
                for merged in number - (ROUND - BRANCH)..number {
                    change(stream, changed(merged), merged)?;
                }
            }
            place => {
                let branch = if place < BRANCH { MAIN } else { SIDE };
                begin_commit(stream, branch, number)?;
                change(stream, changed(number), number)?;
            }
        }
    }
    Ok(())
}

/// The element that a commit changes: another one each time, in no simple order.
fn changed(number: u32) -> u32 {
    number * 7_919 % ELEMENTS
}

fn change(stream: &mut dyn Write, element: u32, number: u32) -> Result<()> {
    let path = format!("{}/main.rsx", content::folder(element));
    write_file(stream, &path, format!("Changed by {number}\n").as_bytes())
}
