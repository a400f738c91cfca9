//! Promoting one instance to another: what goes along, since when, and the branch for it.

use std::sync::Arc;
use std::time::Instant;

use git2::Repository;
use manifold_domain::manifest::{self, ManifestName};
use manifold_domain::object::CommitId;
use manifold_domain::plan::{BranchToken, Elsewhere, Intent, PlanAnswer, PlanContext, plan};
use manifold_domain::promote;
use manifold_domain::snapshot::{ManifestFile, Snapshot};
use manifold_domain::waiting::Waiting;
use manifold_engine::history::History;
use manifold_engine::operation::Unwatched;
use manifold_engine::reader::Reader;

use crate::content::ELEMENTS;
use crate::fixture::{Fixture, manifest_name, manifest_path};
use crate::measurement::{Measurement, Reference, median};
use crate::{Result, git};

const SAMPLES: usize = 25;
/// What the target names for every element: older than all that the source names.
const OLDER: &str = "release: 0.9.0";

/// From the wish to promote until the plan is there: comparing two manifests of 1,000 entries that all differ, judging each
/// difference, since when the source names each release, and the branch that would be pushed.
pub(crate) fn measure(fixture: &Fixture) -> Result<Measurement> {
    let repository = Repository::open_bare(&fixture.repository)?;
    let reader = Reader::new();
    let main = CommitId(fixture.main.parse()?);
    let mut snapshot = (*reader.snapshot(&repository, main)?).clone();
    let [source, target] = [0, 1].map(|number| ManifestName::existing(&manifest_name(number)));
    let place = snapshot.manifests.iter().position(|file| file.name == target);
    let place = place.ok_or("the target has no manifest")?;
    snapshot.manifests[place] = Arc::new(older(&snapshot.manifests[place])?);
    let mut ours = Vec::new();
    let mut reference = Vec::new();
    for _ in 0..SAMPLES {
        let begin = Instant::now();
        let edits = plan_promotion(&repository, &snapshot, &source, &target)?;
        ours.push(begin.elapsed());
        if edits != 1 {
            return Err(format!("{edits} files change").into());
        }
        let begin = Instant::now();
        let earlier = format!("main~500:{}", manifest_path(1));
        git::run(
            &fixture.repository,
            ["diff", &format!("main:{}", manifest_path(0)), &earlier],
        )?;
        reference.push(begin.elapsed());
    }
    Ok(Measurement {
        name: "promote plan of 1,000 entries".to_owned(),
        value: median(ours),
        unit: "ms".to_owned(),
        at_most: Some(50.0),
        reference: Some(Reference {
            name: "git diff of two manifests".to_owned(),
            value: median(reference),
            at_least_times: None,
        }),
    })
}

/// The manifest with an older release in every entry.
fn older(file: &ManifestFile) -> Result<ManifestFile> {
    let text: Vec<String> = std::str::from_utf8(&file.bytes)?
        .lines()
        .map(|line| match line.split_once("release: ") {
            Some((indent, _)) => format!("{indent}{OLDER}\n"),
            None => format!("{line}\n"),
        })
        .collect();
    let bytes = text.concat().into_bytes();
    Ok(ManifestFile {
        content: manifest::read(&bytes),
        bytes: bytes.into(),
        ..file.clone()
    })
}

/// How many files the plan edits. Nothing is remembered from one time to the next.
fn plan_promotion(
    repository: &Repository,
    snapshot: &Snapshot,
    source: &ManifestName,
    target: &ManifestName,
) -> Result<usize> {
    let waiting = Waiting::default();
    let lines = promote::lines(snapshot, &waiting, source, target).map_err(|refusal| refusal.message)?;
    let elements: Vec<_> = lines.iter().map(|line| line.element.clone()).collect();
    if elements.len() != ELEMENTS as usize {
        return Err(format!("{} entries differ", elements.len()).into());
    }
    History::new().entries_since(repository, snapshot.commit, source, &elements, &Unwatched)?;
    let intent = Intent::ChangeManifests {
        changes: lines.iter().map(|line| line.wanted(target)).collect(),
        why: String::new(),
        is_roll_back: false,
    };
    let context = PlanContext {
        snapshot,
        default_branch: &"main".parse()?,
        elsewhere: &Elsewhere::default(),
        waiting: &waiting,
        unchanged: &[],
        email: "builder@example.com",
        token: BranchToken([0; 4]),
        branch: None,
        message: None,
        template: "{changes}",
    };
    match plan(&intent, &context) {
        PlanAnswer::Planned(plan) => Ok(plan.commits.iter().map(|commit| commit.edits.len()).sum()),
        PlanAnswer::Refused(refusals) => Err(format!("{refusals:?}").into()),
    }
}
