//! Creating a release of a 2 MB app in a repository of 50,000 files.

use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use manifold_domain::element::ElementKind;
use manifold_domain::layout::TreePath;
use manifold_domain::object::{CommitId, ObjectId, Timestamp};
use manifold_domain::plan::{BranchName, EditContent, Plan, PlannedCommit, TreeEdit};
use manifold_domain::release::ReleaseMetadata;
use manifold_domain::version::ReleaseVersion;
use manifold_engine::journal::Journal;
use manifold_engine::operation::Unwatched;
use manifold_engine::publish;
use manifold_engine::repository::{Identity, Mirror, RemoteAddress};
use manifold_engine::transport::NoCredentials;

use crate::fixture::Fixture;
use crate::measurement::{Measurement, Reference, median};
use crate::{Result, content, git};

const SAMPLES: u32 = 15;
const REFERENCE_SAMPLES: u32 = 5;
/// The element of 2 MB.
const LARGE: u32 = 0;

/// Measures it, in folders below `folder` so that both write to the same disk.
pub(crate) fn measure(fixture: &Fixture, folder: &Path) -> Result<Vec<Measurement>> {
    let home = tempfile::tempdir_in(folder)?;
    let ours = with_manifold(fixture, home.path())?;
    let reference = with_git(fixture, home.path())?;
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

fn with_manifold(fixture: &Fixture, home: &Path) -> Result<Vec<Duration>> {
    let remote = RemoteAddress::Path(fixture.repository.clone());
    let mirror = Mirror::create_or_open(
        &home.join("mirror"),
        &remote,
        Some(&fixture.repository),
        &Unwatched,
    )?;
    mirror.fetch(&NoCredentials, &Unwatched)?;
    let journal = Journal::open(&home.join("journal"))?;
    let identity = Identity {
        name: "Sample builder".to_owned(),
        email: "builder@example.com".to_owned(),
    };
    let tree = git::run(
        &fixture.repository,
        ["rev-parse", &format!("main:{}", content::folder(LARGE))],
    )?;
    let tree: ObjectId = String::from_utf8(tree)?.trim_end().parse()?;
    let base = CommitId(fixture.main.parse()?);
    (0..SAMPLES)
        .map(|sample| {
            let plan = plan(base, tree, sample)?;
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

fn plan(base: CommitId, tree: ObjectId, sample: u32) -> Result<Plan> {
    let version = ReleaseVersion::new(2, 0, u64::from(sample));
    let subject = format!("Creating release for App 0000 (v{version})");
    let folder = TreePath::from_bytes(content::folder(LARGE).into_bytes());
    let path = format!("dist/apps/{}/{version}.zip", content::uuid(LARGE));
    Ok(Plan {
        base,
        branch: BranchName::try_from(format!("builder/createReleaseArtifact-commit-{sample:08x}"))?,
        commits: vec![PlannedCommit {
            subject: subject.clone(),
            body: String::new(),
            edits: vec![TreeEdit {
                path: TreePath::from_bytes(path.into_bytes()),
                content: EditContent::Artifact {
                    folder,
                    tree,
                    metadata: ReleaseMetadata {
                        version,
                        description: "Measured".to_owned(),
                        source: base,
                        kind: ElementKind::App,
                    },
                },
            }],
        }],
        title: subject,
        body: String::new(),
        meaning: Vec::new(),
        warnings: Vec::new(),
    })
}

/// The same with the Git command line, in a clone with a checkout.
fn with_git(fixture: &Fixture, home: &Path) -> Result<Vec<Duration>> {
    let clone = home.join("clone");
    let from = fixture.repository.as_os_str();
    git::run(
        home,
        ["clone".as_ref(), "--quiet".as_ref(), from, clone.as_os_str()],
    )?;
    let app = clone.join(content::folder(LARGE));
    let artifacts = clone.join("dist/apps").join(content::uuid(LARGE));
    (0..REFERENCE_SAMPLES)
        .map(|sample| {
            let artifact = artifacts.join(format!("2.0.{sample}.zip"));
            let begin = Instant::now();
            git::run(
                &clone,
                ["checkout", "--quiet", "-b", &format!("release-{sample}")],
            )?;
            let mut zip = Command::new("zip");
            zip.args(["-0", "-q", "-r"])
                .arg(&artifact)
                .arg(".")
                .current_dir(&app);
            git::finish(&mut zip)?;
            git::run(&clone, ["add".as_ref(), artifact.as_os_str()])?;
            git::run(&clone, ["commit", "--quiet", "-m", "Creating release"])?;
            git::run(&clone, ["checkout", "--quiet", "main"])?;
            Ok(begin.elapsed())
        })
        .collect()
}
