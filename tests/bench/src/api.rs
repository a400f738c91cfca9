//! The Source Control API: the program `manifold serve`, started and asked over HTTP as scripts do.
//!
//! Everything happens on copies of the large repository that are thrown away, since writes push branches to them.

mod client;
mod plain;
mod reads;
mod server;
mod writes;

use std::path::{Path, PathBuf};

use crate::fixture::Fixture;
use crate::measurement::{Measurement, median};
use crate::{Result, git, waiting};
use server::Server;

pub(crate) use plain::answer_in_this_process;

/// What all calls begin with.
const BASE: &str = "/api/v2/source_control";
const STARTS: usize = 9;
/// How many branches the remote has where it has few, the default one among them.
const FEW: u32 = 10;

/// Measures starting, reading, writing with few and with many branches on the remote, and the memory of it all.
pub(crate) fn measure(fixture: &Fixture, folder: &Path) -> Result<Vec<Measurement>> {
    let many = waiting::prepare(fixture, folder)?;
    let home = tempfile::tempdir_in(folder)?;
    let with_few = copy(&fixture.repository, &home.path().join("few.git"))?;
    // `main` and `next` are there.
    let more = (2..FEW).map(|number| {
        let name = waiting::reference_name(number);
        format!("{name}:{name}")
    });
    let fetch = ["fetch", "--quiet"].map(str::to_owned).into_iter();
    git::run(&with_few, fetch.chain([many.display().to_string()]).chain(more))?;
    let with_many = copy(&many, &home.path().join("many.git"))?;

    let data = home.path().join("few");
    // The first start makes the mirror.
    drop(Server::start(&with_few, &data)?);
    let mut starts = Vec::new();
    for _ in 0..STARTS {
        starts.push(Server::start(&with_few, &data)?.ready_after);
    }
    let server = Server::start(&with_few, &data)?;
    let mut measurements = reads::measure(&server, home.path())?;
    let few = format!("API: a write, {FEW} branches on the remote");
    measurements.push(writes::measure(&few, 40.0, &server, &with_few, home.path())?);
    let mut peak = server.peak_memory()?;

    let data = home.path().join("many");
    drop(Server::start(&with_many, &data)?);
    let server = Server::start(&with_many, &data)?;
    let name = "API: a write, 500 branches on the remote";
    measurements.push(writes::measure(name, 120.0, &server, &with_many, home.path())?);
    peak = peak.max(server.peak_memory()?);

    measurements.push(Measurement {
        name: "API: memory after all of that, peak".to_owned(),
        value: peak,
        unit: "MiB".to_owned(),
        at_most: Some(150.0),
        reference: None,
    });
    measurements.push(Measurement {
        name: "API: start to ready".to_owned(),
        value: median(starts),
        unit: "ms".to_owned(),
        at_most: Some(600.0),
        reference: None,
    });
    Ok(measurements)
}

/// A bare copy, which shares packs with the original on disk.
fn copy(repository: &Path, to: &Path) -> Result<PathBuf> {
    let [from, path] = [repository, to].map(|path| path.display().to_string());
    let folder = to.parent().ok_or("a copy needs a folder")?;
    git::run(folder, ["clone", "--quiet", "--bare", &from, &path])?;
    Ok(to.to_owned())
}
