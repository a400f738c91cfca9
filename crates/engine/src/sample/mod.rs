//! The sample repository: a shop's apps, their releases and what three instances take of them.
//!
//! Made on the spot, so that every job can be tried without a Git host. The script ([`history`]) is data; the
//! builder turns it into commits. The same `now` gives the same object ids.

mod builder;
mod elements;
mod history;
mod toolscript;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use git2::{Buf, Repository, RepositoryInitOptions};
use manifold_domain::object::Timestamp;

use crate::{Error, Result, libgit2_options};
use builder::Builder;

/// The name of the bare repository in the folder that is given to [`create`].
pub const FOLDER_NAME: &str = "sample.git";

/// Before the stores of loose and packed objects, whose priorities are 1 and 2.
const FIRST: i32 = 1_000;

/// Makes the sample, a bare repository that is its own remote, as `sample.git` in `folder`; answers where it is.
///
/// Its history ends at `now`. It appears complete or not at all. Fails where something of that name is there.
pub fn create(folder: &Path, now: Timestamp) -> Result<PathBuf> {
    let failed = |source| Error::io(format!("Making the sample in {}", folder.display()))(source);
    fs::create_dir_all(folder).map_err(failed)?;
    let unfinished = tempfile::Builder::new()
        .prefix(".sample")
        .tempdir_in(folder)
        .map_err(failed)?;
    let made = unfinished.path().join(FOLDER_NAME);
    write(&made, now)?;
    let finished = folder.join(FOLDER_NAME);
    fs::rename(made, &finished).map_err(failed)?;
    Ok(finished)
}

fn write(folder: &Path, now: Timestamp) -> Result<()> {
    libgit2_options::apply()?;
    let repository = Repository::init_opts(
        folder,
        RepositoryInitOptions::new()
            .bare(true)
            .external_template(false)
            .initial_head("main"),
    )?;
    // Objects are gathered in memory and written as one pack: hundreds of files, each flushed, would take seconds.
    let objects = repository.odb()?;
    let gathered = objects.add_new_mempack_backend(FIRST)?;
    let mut builder = Builder::begin(&repository, now, history::BEGINNING)?;
    let mut open = history::OPEN.iter().peekable();
    for request in history::MERGED {
        while let Some(older) = open.next_if(|open| open.minutes_ago > request.minutes_ago) {
            builder.leave_open(older)?;
        }
        builder.merge(request)?;
    }
    for request in open {
        builder.leave_open(request)?;
    }
    let mut pack = Buf::new();
    gathered.dump(&repository, &mut pack)?;
    let mut writer = objects.packwriter()?;
    writer.write_all(&pack).map_err(Error::io("Writing the sample"))?;
    writer.commit()?;
    Ok(())
}
