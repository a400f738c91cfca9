//! Creating a release of a 2 MB app in a repository of 50,000 files, and many releases at once.

use std::fs;
use std::ops::RangeInclusive;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use manifold_domain::element::ElementKind;
use manifold_domain::layout::TreePath;
use manifold_domain::object::{CommitId, Timestamp};
use manifold_domain::plan::{BranchName, EditContent, Plan, PlannedCommit, TreeEdit};
use manifold_domain::release::ReleaseMetadata;
use manifold_domain::version::ReleaseVersion;
use manifold_engine::journal::Journal;
use manifold_engine::operation::Unwatched;
use manifold_engine::publish;
use manifold_engine::repository::{Identity, Mirror, RemoteAddress};
use manifold_engine::transport::NoCredentials;

use crate::fixture::Fixture;
use crate::long::{LARGE_ELEMENTS, LongHistory};
use crate::measurement::{Measurement, Reference, median};
use crate::{Result, content, git};

const SAMPLES: u32 = 15;
const REFERENCE_SAMPLES: u32 = 5;
/// The element of 2 MB.
const LARGE: u32 = 0;

/// Measures it, in folders below `folder` so that both write to the same disk.
pub(crate) fn measure(fixture: &Fixture, folder: &Path) -> Result<Vec<Measurement>> {
    let home = tempfile::tempdir_in(folder)?;
    let ours = with_manifold(
        &fixture.repository,
        &fixture.main,
        LARGE..=LARGE,
        SAMPLES,
        home.path(),
    )?;
    let reference = with_git(&fixture.repository, LARGE..=LARGE, home.path())?;
    Ok(vec![Measurement {
        name: "create a release of a 2 MB app".to_owned(),
        value: median(ours),
        unit: "ms".to_owned(),
        at_most: Some(60.0),
        reference: Some(Reference {
            name: "git checkout -b, zip -0, git add, git commit, git checkout".to_owned(),
            value: median(reference),
            at_least_times: Some(8.0),
        }),
    }])
}

/// Creating releases of all apps of 200 KB in one commit.
pub(crate) fn measure_many(long: &LongHistory, folder: &Path) -> Result<Measurement> {
    let home = tempfile::tempdir_in(folder)?;
    let elements = 0..=LARGE_ELEMENTS - 1;
    let ours = with_manifold(
        &long.repository,
        long.tip()?,
        elements.clone(),
        REFERENCE_SAMPLES,
        home.path(),
    )?;
    Ok(Measurement {
        name: "create 100 releases of 200 KB".to_owned(),
        value: median(ours),
        unit: "ms".to_owned(),
        at_most: Some(2_000.0),
        reference: Some(Reference {
            name: "git checkout -b, zip -0 each, git add, git commit, git checkout".to_owned(),
            value: median(with_git(&long.repository, elements, home.path())?),
            at_least_times: None,
        }),
    })
}

/// Publishes releases of these elements in one commit, again and again.
fn with_manifold(
    repository: &Path,
    base: &str,
    elements: RangeInclusive<u32>,
    samples: u32,
    home: &Path,
) -> Result<Vec<Duration>> {
    let remote = RemoteAddress::Path(repository.to_owned());
    let mirror = Mirror::create_or_open(&home.join("mirror"), &remote, Some(repository), &Unwatched)?;
    mirror.fetch(&NoCredentials, &Unwatched)?;
    let journal = Journal::open(&home.join("journal"))?;
    let identity = Identity {
        name: "Sample builder".to_owned(),
        email: "builder@example.com".to_owned(),
    };
    let base = CommitId(base.parse()?);
    (0..samples)
        .map(|sample| {
            let edits = elements
                .clone()
                .map(|element| edit(repository, base, element, sample))
                .collect::<Result<_>>()?;
            let plan = plan(base, edits, sample)?;
            let begin = Instant::now();
            publish::create_branch(
                &mirror,
                &journal,
                &plan,
                &identity,
                Timestamp(1_772_000_000),
                &Unwatched,
            )?;
            Ok(begin.elapsed())
        })
        .collect()
}

fn edit(repository: &Path, base: CommitId, element: u32, sample: u32) -> Result<TreeEdit> {
    let version = ReleaseVersion::new(2, 0, u64::from(sample));
    let tree = git::run(
        repository,
        ["rev-parse", &format!("{base}:{}", content::folder(element))],
    )?;
    let path = format!("dist/apps/{}/{version}.zip", content::uuid(element));
    Ok(TreeEdit {
        path: TreePath::from_bytes(path.into_bytes()),
        content: EditContent::Artifact {
            folder: TreePath::from_bytes(content::folder(element).into_bytes()),
            tree: String::from_utf8(tree)?.trim_end().parse()?,
            metadata: ReleaseMetadata {
                version,
                description: "Measured".to_owned(),
                source: base,
                kind: ElementKind::App,
            },
        },
    })
}

fn plan(base: CommitId, edits: Vec<TreeEdit>, sample: u32) -> Result<Plan> {
    let subject = format!("Creating releases (v2.0.{sample})");
    Ok(Plan {
        base,
        branch: BranchName::try_from(format!("builder/createReleaseArtifact-commit-{sample:08x}"))?,
        commits: vec![PlannedCommit {
            subject: subject.clone(),
            body: String::new(),
            edits,
        }],
        title: subject,
        body: String::new(),
        meaning: Vec::new(),
        warnings: Vec::new(),
    })
}

/// Releases of these elements in one commit with the Git command line, in a clone with a checkout, again and again.
fn with_git(repository: &Path, elements: RangeInclusive<u32>, home: &Path) -> Result<Vec<Duration>> {
    let clone = home.join("clone");
    let from = repository.as_os_str();
    git::run(
        home,
        ["clone".as_ref(), "--quiet".as_ref(), from, clone.as_os_str()],
    )?;
    (0..REFERENCE_SAMPLES)
        .map(|sample| {
            let begin = Instant::now();
            git::run(
                &clone,
                ["checkout", "--quiet", "-b", &format!("release-{sample}")],
            )?;
            for element in elements.clone() {
                let artifacts = clone.join("dist/apps").join(content::uuid(element));
                // A checkout removes folders that it leaves empty.
                fs::create_dir_all(&artifacts)?;
                let mut zip = Command::new("zip");
                zip.args(["-0", "-q", "-r"])
                    .arg(artifacts.join(format!("2.0.{sample}.zip")))
                    .arg(".")
                    .current_dir(clone.join(content::folder(element)));
                git::finish(&mut zip)?;
            }
            git::run(&clone, ["add", "dist"])?;
            git::run(&clone, ["commit", "--quiet", "-m", "Creating releases"])?;
            git::run(&clone, ["checkout", "--quiet", "main"])?;
            Ok(begin.elapsed())
        })
        .collect()
}
