//! Writes: from the request until the branch is on the remote, look and push included.

use std::path::Path;
use std::time::{Duration, Instant};

use super::client::Connection;
use super::server::Server;
use super::{BASE, copy};
use crate::content::{self, uuid};
use crate::fixture::{self, COMMITS, MANIFESTS, manifest_name, manifest_path};
use crate::measurement::{Measurement, Reference, median};
use crate::{Result, git};

const SAMPLES: u32 = 31;
const REFERENCE_SAMPLES: u32 = 9;
/// What the entries are set to: no manifest names it yet.
const RELEASE: &str = "1.0.0";

/// Measures setting one entry of a manifest, again and again, each time of another one.
pub(super) fn measure(
    name: &str,
    at_most: f64,
    server: &Server,
    remote: &Path,
    home: &Path,
) -> Result<Measurement> {
    let before = branches(remote)?;
    let mut connection = Connection::open(&server.address)?;
    let mut ours = Vec::new();
    for number in 0..SAMPLES {
        let manifest = manifest_name(number % MANIFESTS);
        let path = format!("{BASE}/manifests/{manifest}/{}?elementType=PAGE", uuid(number));
        let body = format!(r#"{{"release":"{RELEASE}"}}"#);
        let begin = Instant::now();
        connection.ask("PUT", &path, &body)?;
        ours.push(begin.elapsed());
    }
    let pushed = branches(remote)? - before;
    if pushed != SAMPLES as usize {
        return Err(format!("{SAMPLES} writes pushed {pushed} branches").into());
    }
    Ok(Measurement {
        name: name.to_owned(),
        value: median(ours),
        unit: "ms".to_owned(),
        at_most: Some(at_most),
        reference: Some(Reference {
            name: "git fetch, git cat-file, git fast-import, git push".to_owned(),
            value: median(with_git(remote, home)?),
            at_least_times: None,
        }),
    })
}

fn branches(remote: &Path) -> Result<usize> {
    let listing = git::run(remote, ["for-each-ref", "refs/heads"])?;
    Ok(String::from_utf8(listing)?.lines().count())
}

/// The same with the Git command line, in a bare clone and without a checkout.
fn with_git(remote: &Path, home: &Path) -> Result<Vec<Duration>> {
    let folder = tempfile::tempdir_in(home)?;
    let clone = copy(remote, &folder.path().join("clone.git"))?;
    git::run(
        &clone,
        [
            "config",
            "remote.origin.fetch",
            "+refs/heads/*:refs/remotes/origin/*",
        ],
    )?;
    git::run(&clone, ["fetch", "--quiet", "--prune"])?;
    (0..REFERENCE_SAMPLES)
        .map(|sample| {
            let begin = Instant::now();
            git::run(&clone, ["fetch", "--quiet", "--prune"])?;
            let path = manifest_path(sample % MANIFESTS);
            let file = format!("refs/remotes/origin/main:{path}");
            let text = String::from_utf8(git::run(&clone, ["cat-file", "blob", &file])?)?;
            let entry = format!("{}\n    release: ", content::uuid(sample));
            let text = set_entry(&text, &entry).ok_or("the manifest does not list the element")?;
            let branch = format!("refs/heads/by-git-{sample}");
            commit(&clone, &branch, COMMITS + sample, &path, &text)?;
            git::run(
                &clone,
                ["push", "--quiet", "origin", &format!("{branch}:{branch}")],
            )?;
            Ok(begin.elapsed())
        })
        .collect()
}

/// A manifest's text with another release in the line after this beginning of an entry.
fn set_entry(text: &str, entry: &str) -> Option<String> {
    let start = text.find(entry)? + entry.len();
    let end = start + text[start..].find('\n')?;
    Some([&text[..start], RELEASE, &text[end..]].concat())
}

/// Makes a branch with one commit that changes one file.
fn commit(repository: &Path, branch: &str, number: u32, path: &str, text: &str) -> Result<()> {
    git::import(repository, &[], |stream| {
        fixture::begin_commit(stream, branch, number)?;
        writeln!(stream, "from refs/remotes/origin/main")?;
        fixture::write_file(stream, path, text.as_bytes())
    })
}
