//! The history of a manifest, and how many commits are unreleased.

use std::time::{Duration, Instant};

use git2::Repository;
use manifold_domain::layout::TreePath;
use manifold_domain::manifest::ManifestName;
use manifold_domain::object::CommitId;
use manifold_engine::history::History;
use manifold_engine::operation::Unwatched;

use crate::content::{self, ELEMENTS};
use crate::fixture::{Fixture, manifest_name, manifest_path};
use crate::long::LongHistory;
use crate::measurement::{Measurement, Reference, median};
use crate::{Result, git};

const SAMPLES: usize = 9;
const COUNT_SAMPLES: usize = 3;
const PAGE: usize = 20;
/// Git counts one folder at a time, and takes too long for all of them.
const COUNTED_BY_GIT: u32 = 20;

/// The first page of a manifest's history, with nothing remembered.
pub(crate) fn measure_page(fixture: &Fixture) -> Result<Measurement> {
    let tip = CommitId(fixture.main.parse()?);
    let name = ManifestName::existing(&manifest_name(0));
    let mut ours = Vec::new();
    let mut reference = Vec::new();
    for _ in 0..SAMPLES {
        let begin = Instant::now();
        let repository = Repository::open_bare(&fixture.repository)?;
        let page = History::new().manifest_changes(&repository, tip, &name, None, PAGE, &Unwatched)?;
        ours.push(begin.elapsed());
        let path = manifest_path(0);
        let begin = Instant::now();
        let log = git::run(
            &fixture.repository,
            [
                "log",
                "--first-parent",
                "-n20",
                "-p",
                "--format=%H",
                "main",
                "--",
                &path,
            ],
        )?;
        reference.push(begin.elapsed());
        let commits = String::from_utf8(log)?
            .lines()
            .filter(|line| line.len() == 40)
            .count();
        if page.changes.len() != commits {
            return Err(format!("{} changes, and Git has {commits}", page.changes.len()).into());
        }
    }
    Ok(Measurement {
        name: "history of a manifest, first page".to_owned(),
        value: median(ours),
        unit: "ms".to_owned(),
        at_most: Some(150.0),
        reference: Some(Reference {
            name: "git log --first-parent -n20 -p".to_owned(),
            value: median(reference),
            at_least_times: None,
        }),
    })
}

/// The counts of 1,000 folders over 20,000 commits: with nothing remembered, and after one commit more.
pub(crate) fn measure_counts(long: &LongHistory) -> Result<Vec<Measurement>> {
    let commit = |at: usize| -> Result<CommitId> { Ok(CommitId(long.main[at].parse()?)) };
    let last = long.main.len() - 1;
    let folders = (0..ELEMENTS)
        .map(|element| {
            let folder = TreePath::from_bytes(content::folder(element).into_bytes());
            Ok((folder, CommitId(long.source_of(element).parse()?)))
        })
        .collect::<Result<Vec<_>>>()?;
    let mut first = Vec::new();
    let mut again = Vec::new();
    let mut counts = Vec::new();
    for _ in 0..COUNT_SAMPLES {
        let repository = Repository::open_bare(&long.repository)?;
        let history = History::new();
        let begin = Instant::now();
        history.unreleased(&repository, commit(last - 1)?, &folders, &Unwatched)?;
        first.push(begin.elapsed());
        let begin = Instant::now();
        counts = history.unreleased(&repository, commit(last)?, &folders, &Unwatched)?;
        again.push(begin.elapsed());
    }
    let mut reference = Duration::ZERO;
    for element in (0..ELEMENTS).step_by((ELEMENTS / COUNTED_BY_GIT) as usize) {
        let at = element as usize;
        let range = format!("{}..{}", long.source_of(element), long.tip()?);
        let begin = Instant::now();
        let count = git::run(
            &long.repository,
            ["rev-list", "--count", &range, "--", &content::folder(element)],
        )?;
        reference += begin.elapsed();
        let count: usize = String::from_utf8(count)?.trim_end().parse()?;
        if counts[at] != Some(count) {
            return Err(format!("{:?} commits, and Git has {count}", counts[at]).into());
        }
    }
    let reference = reference * (ELEMENTS / COUNTED_BY_GIT);
    Ok(vec![
        Measurement {
            name: "unreleased commits of 1,000 apps, cold".to_owned(),
            value: median(first),
            unit: "ms".to_owned(),
            at_most: Some(5_000.0),
            reference: Some(Reference {
                name: "git rev-list --count, for 20 of them, times 50".to_owned(),
                value: median(vec![reference]),
                at_least_times: None,
            }),
        },
        Measurement {
            name: "the same after one commit more".to_owned(),
            value: median(again),
            unit: "ms".to_owned(),
            at_most: None,
            reference: None,
        },
    ])
}
