//! What waits on 500 branches: cold, and after one of them changed.

use std::collections::HashMap;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use git2::Repository;
use manifold_domain::object::CommitId;
use manifold_domain::plan::BranchName;
use manifold_engine::operation::Unwatched;
use manifold_engine::reader::Reader;
use serde::{Deserialize, Serialize};

use crate::fixture::{self, COMMITS, Fixture, MANIFESTS};
use crate::measurement::{Measurement, Reference, median};
use crate::{Result, content, git};

/// Counts up when the branches change, so that older ones are not used.
const GENERATOR: u32 = 1;
const BRANCHES: u32 = 500;
/// How many commits of `main` lie between where two branches left it.
const APART: u32 = 3;
/// Where the branches are, and the one that is later found changed.
const FOLDER: &str = "refs/heads/waiting/";
const CHANGED: &str = "refs/bench/changed";
const SAMPLES: usize = 9;
const REFERENCE_SAMPLES: usize = 3;

/// What a process of its own measured.
#[derive(Serialize, Deserialize)]
struct Sample {
    cold: Duration,
    after_a_change: Duration,
}

/// Measures both.
pub(crate) fn measure(fixture: &Fixture, folder: &Path) -> Result<Vec<Measurement>> {
    let repository = prepare(fixture, folder)?;
    let mut samples = Vec::new();
    for _ in 0..SAMPLES {
        let mut child = Command::new(std::env::current_exe()?);
        child.arg("wait").arg(&repository);
        samples.push(serde_json::from_slice::<Sample>(
            &git::finish(&mut child)?.stdout,
        )?);
    }
    let mut references = Vec::new();
    let mut references_after_a_change = Vec::new();
    for _ in 0..REFERENCE_SAMPLES {
        let listing = git::run(&repository, ["for-each-ref", "--format=%(objectname)", FOLDER])?;
        let begin = Instant::now();
        for tip in String::from_utf8(listing)?.lines() {
            reference(&repository, tip)?;
        }
        references.push(begin.elapsed());
        let begin = Instant::now();
        reference(&repository, CHANGED)?;
        references_after_a_change.push(begin.elapsed());
    }
    let measurement = |name: &str, pick: fn(&Sample) -> Duration, at_most, references| Measurement {
        name: name.to_owned(),
        value: median(samples.iter().map(pick).collect()),
        unit: "ms".to_owned(),
        at_most: Some(at_most),
        reference: Some(Reference {
            name: "git merge-base, git diff-tree for each".to_owned(),
            value: median(references),
            at_least_times: None,
        }),
    };
    Ok(vec![
        measurement(
            "what waits on 500 branches, cold",
            |sample| sample.cold,
            1_000.0,
            references,
        ),
        measurement(
            "what waits after one branch changed",
            |sample| sample.after_a_change,
            50.0,
            references_after_a_change,
        ),
    ])
}

/// Reads what waits, then again with one branch changed, and prints how long each took.
pub(crate) fn read_in_this_process(path: &str) -> Result<()> {
    let repository = Repository::open_bare(path)?;
    let commit_of = |reference: &str| -> Result<CommitId> {
        Ok(CommitId(
            repository.refname_to_id(reference)?.to_string().parse()?,
        ))
    };
    let mut branches: Vec<(BranchName, CommitId)> = (0..BRANCHES)
        .map(|number| {
            let reference = reference_name(number);
            let name = reference.trim_start_matches("refs/heads/").to_owned();
            Ok((name.try_into()?, commit_of(&reference)?))
        })
        .collect::<Result<_>>()?;
    let reader = Reader::new();
    let snapshot = reader.snapshot(&repository, commit_of("refs/heads/main")?)?;
    let look = |branches: &[(BranchName, CommitId)]| -> Result<Duration> {
        let begin = Instant::now();
        let waiting = reader.waiting(&repository, branches, &HashMap::new(), &snapshot, &Unwatched)?;
        let took = begin.elapsed();
        let with_a_change = waiting
            .branches()
            .iter()
            .filter(|branch| !branch.changes.is_empty());
        match with_a_change.count() {
            500 => Ok(took),
            count => Err(format!("{count} branches wait, and not all of them").into()),
        }
    };
    let cold = look(&branches)?;
    branches[0].1 = commit_of(CHANGED)?;
    let after_a_change = look(&branches)?;
    let sample = Sample { cold, after_a_change };
    println!("{}", serde_json::to_string(&sample)?);
    Ok(())
}

/// Says what a branch changed, with the Git command line.
fn reference(repository: &Path, tip: &str) -> Result<()> {
    let base = git::run(repository, ["merge-base", "main", tip])?;
    let base = String::from_utf8(base)?;
    let arguments = [
        "diff-tree",
        "-r",
        "-p",
        base.trim_end(),
        tip,
        "--",
        "dist",
        "manifests",
    ];
    git::run(repository, arguments).map(drop)
}

/// A copy of the large repository with the branches.
pub(crate) fn prepare(fixture: &Fixture, folder: &Path) -> Result<PathBuf> {
    fixture::copied(
        &fixture.repository,
        folder,
        &format!("generator-{}-branches-{GENERATOR}", fixture::GENERATOR),
        &format!("a copy of the repository with {BRANCHES} branches (once, a few seconds)"),
        |stream| {
            for number in 0..BRANCHES {
                write_branch(stream, &reference_name(number), number, "1.0.0")?;
            }
            write_branch(stream, CHANGED, 0, "1.0.1")
        },
    )
}

/// A branch that left `main` a while ago. It sets one entry, and every other branch adds an artifact.
fn write_branch(stream: &mut dyn Write, reference: &str, number: u32, release: &str) -> Result<()> {
    // The last commit that `main` has, less those after which this branch began.
    let after = COMMITS - 1 - number * APART;
    fixture::begin_commit(stream, reference, COMMITS + number)?;
    writeln!(stream, "from refs/heads/main~{}", number * APART)?;
    let manifest = number % MANIFESTS;
    let written_by = after - (after + MANIFESTS - manifest) % MANIFESTS;
    let text = content::manifest(&fixture::manifest_name(manifest), fixture::newest(written_by));
    // The entry that follows the default branch, which no commit of `main` changes.
    let entry = number % 100 * 7;
    let line = format!("{}\n    release: ", content::uuid(entry));
    let text = text.replacen(&format!("{line}latest"), &format!("{line}{release}"), 1);
    fixture::write_file(stream, &fixture::manifest_path(manifest), text.as_bytes())?;
    if number.is_multiple_of(2) {
        let artifact = content::artifact(number, 100)?;
        fixture::write_file(stream, &content::artifact_path(number, 100), &artifact)?;
    }
    Ok(())
}

/// The name of one of the branches on the remote.
pub(crate) fn reference_name(number: u32) -> String {
    format!("{FOLDER}{number:03}")
}
