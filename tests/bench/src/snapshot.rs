//! Reading a snapshot: cold, after one manifest changed, and how much memory it takes.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use manifold_domain::object::CommitId;
use manifold_engine::reader::Reader;
use serde::{Deserialize, Serialize};

use crate::fixture::Fixture;
use crate::measurement::{Measurement, Reference, median};
use crate::{Result, git, machine};

const SAMPLES: usize = 9;

/// What a process of its own measured.
#[derive(Serialize, Deserialize)]
struct Sample {
    cold: Duration,
    after_a_change: Duration,
    /// The most memory that it ever held, in MiB.
    peak: f64,
}

/// Reads a snapshot, then the next one, and prints how that went. A process of its own has nothing in memory, and its
/// peak is the reader's.
pub(crate) fn read_in_this_process(repository: &str, first: &str, second: &str) -> Result<()> {
    let [first, second] = [CommitId(first.parse()?), CommitId(second.parse()?)];
    let begin = Instant::now();
    let repository = git2::Repository::open_bare(repository)?;
    let reader = Reader::new();
    let snapshot = reader.snapshot(&repository, first)?;
    let cold = begin.elapsed();
    let artifacts: usize = snapshot.artifacts.values().map(|artifacts| artifacts.len()).sum();
    let counts = (snapshot.elements.len(), artifacts, snapshot.manifests.len());
    if counts != (1_000, 20_000, 20) || !snapshot.problems.is_empty() {
        return Err(format!("the snapshot is not what was made: {counts:?}").into());
    }
    drop(snapshot);

    let begin = Instant::now();
    reader.snapshot(&repository, second)?;
    let after_a_change = begin.elapsed();
    let sample = Sample {
        cold,
        after_a_change,
        peak: machine::peak_memory(std::process::id())?,
    };
    println!("{}", serde_json::to_string(&sample)?);
    Ok(())
}

/// Measures all of it.
pub(crate) fn measure(fixture: &Fixture) -> Result<Vec<Measurement>> {
    let mut samples = Vec::new();
    let mut references = Vec::new();
    let mut references_after_a_change = Vec::new();
    for _ in 0..SAMPLES {
        samples.push(sample(fixture)?);
        references.push(reference(fixture)?);
        references_after_a_change.push(reference_after_a_change(fixture)?);
    }
    let peak = samples.iter().map(|sample| sample.peak).fold(0.0, f64::max);
    let duration = |pick: fn(&Sample) -> Duration| median(samples.iter().map(pick).collect());
    let git = |name: &str, samples| {
        Some(Reference {
            name: name.to_owned(),
            value: median(samples),
            at_least_times: None,
        })
    };
    Ok(vec![
        Measurement {
            name: "snapshot, cold".to_owned(),
            value: duration(|sample| sample.cold),
            unit: "ms".to_owned(),
            at_most: Some(250.0),
            reference: git("git ls-tree -r, git cat-file --batch", references),
        },
        Measurement {
            name: "snapshot after one manifest changed".to_owned(),
            value: duration(|sample| sample.after_a_change),
            unit: "ms".to_owned(),
            at_most: Some(20.0),
            reference: git("git diff-tree -r, git cat-file blob", references_after_a_change),
        },
        Measurement {
            name: "memory while reading it, peak".to_owned(),
            value: peak,
            unit: "MiB".to_owned(),
            at_most: Some(150.0),
            reference: None,
        },
    ])
}

fn sample(fixture: &Fixture) -> Result<Sample> {
    let mut child = Command::new(std::env::current_exe()?);
    child
        .arg("read")
        .arg(&fixture.repository)
        .args([&fixture.main, &fixture.next]);
    Ok(serde_json::from_slice(&git::finish(&mut child)?.stdout)?)
}

/// Lists all files and reads those that a snapshot reads, with the Git command line.
fn reference(fixture: &Fixture) -> Result<Duration> {
    let begin = Instant::now();
    let listing = String::from_utf8(git::run(&fixture.repository, ["ls-tree", "-r", &fixture.main])?)?;
    let blobs: String = listing
        .lines()
        .filter_map(|line| line.split_once('\t'))
        .filter(|(_, path)| {
            path.ends_with("/metadata.json")
                || path.ends_with("/workflow.yml")
                || path.starts_with("manifests/")
        })
        .filter_map(|(entry, _)| entry.split(' ').nth(2))
        .flat_map(|id| [id, "\n"])
        .collect();
    read_blobs(&fixture.repository, blobs)?;
    Ok(begin.elapsed())
}

fn read_blobs(repository: &Path, blobs: String) -> Result<()> {
    let mut child = git::command(repository)
        .args(["cat-file", "--batch"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    let mut input = child.stdin.take().ok_or("git cat-file has no input")?;
    let writing = thread::spawn(move || input.write_all(blobs.as_bytes()));
    let output = child.wait_with_output()?;
    writing.join().map_err(|_| "writing to git cat-file failed")??;
    if output.status.success() {
        Ok(())
    } else {
        Err("git cat-file failed".into())
    }
}

/// Finds what changed and reads it, with the Git command line.
fn reference_after_a_change(fixture: &Fixture) -> Result<Duration> {
    let begin = Instant::now();
    let changes = git::run(
        &fixture.repository,
        ["diff-tree", "-r", &fixture.main, &fixture.next],
    )?;
    let changes = String::from_utf8(changes)?;
    for id in changes.lines().filter_map(|line| line.split(' ').nth(3)) {
        git::run(&fixture.repository, ["cat-file", "blob", id])?;
    }
    Ok(begin.elapsed())
}
