//! What of an instance goes along when it is promoted.

use std::sync::Arc;
use std::time::Instant;

use git2::Repository;
use manifold_domain::manifest::ManifestName;
use manifold_domain::object::CommitId;
use manifold_domain::promote;
use manifold_domain::snapshot::ManifestFile;
use manifold_domain::waiting::Waiting;
use manifold_engine::reader::Reader;

use crate::fixture::{Fixture, manifest_name, manifest_path};
use crate::measurement::{Measurement, Reference, median};
use crate::{Result, git};

const SAMPLES: usize = 25;
/// Where the target still names older releases.
const EARLIER: &str = "main~500";

/// Comparing two manifests of 1,000 entries, of which hundreds differ, and judging each difference.
pub(crate) fn measure(fixture: &Fixture) -> Result<Measurement> {
    let repository = Repository::open_bare(&fixture.repository)?;
    let reader = Reader::new();
    let mut snapshot = (*reader.snapshot(&repository, CommitId(fixture.main.parse()?))?).clone();
    // All manifests say the same, so the target is as it was a while ago.
    let earlier = git::run(&fixture.repository, ["rev-parse", EARLIER])?;
    let earlier = CommitId(String::from_utf8(earlier)?.trim().parse()?);
    let before = reader.snapshot(&repository, earlier)?;
    let [source, target] = [0, 1].map(|number| ManifestName::existing(&manifest_name(number)));
    let at = |manifests: &[Arc<ManifestFile>]| manifests.iter().position(|file| file.name == target);
    let (Some(now), Some(then)) = (at(&snapshot.manifests), at(&before.manifests)) else {
        return Err("the target has no manifest".into());
    };
    snapshot.manifests[now] = Arc::clone(&before.manifests[then]);
    let waiting = Waiting::default();
    let mut ours = Vec::new();
    let mut reference = Vec::new();
    for _ in 0..SAMPLES {
        let begin = Instant::now();
        let lines =
            promote::lines(&snapshot, &waiting, &source, &target).map_err(|refusal| refusal.message)?;
        ours.push(begin.elapsed());
        if lines.is_empty() {
            return Err("the manifests say the same".into());
        }
        let begin = Instant::now();
        let one = format!("main:{}", manifest_path(0));
        let other = format!("{EARLIER}:{}", manifest_path(1));
        git::run(&fixture.repository, ["diff", &one, &other])?;
        reference.push(begin.elapsed());
    }
    Ok(Measurement {
        name: "promote plan of 1,000 entries".to_owned(),
        value: median(ours),
        unit: "ms".to_owned(),
        at_most: Some(50.0),
        reference: Some(Reference {
            name: "git diff of the two manifests".to_owned(),
            value: median(reference),
            at_least_times: None,
        }),
    })
}
