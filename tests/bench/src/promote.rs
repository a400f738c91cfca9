//! What of an instance goes along when it is promoted.

use std::time::Instant;

use git2::Repository;
use manifold_domain::manifest::ManifestName;
use manifold_domain::object::CommitId;
use manifold_domain::promote;
use manifold_domain::waiting::Waiting;
use manifold_engine::reader::Reader;

use crate::fixture::{Fixture, manifest_name, manifest_path};
use crate::measurement::{Measurement, Reference, median};
use crate::{Result, git};

const SAMPLES: usize = 25;

/// Comparing two manifests of 1,000 entries, of which hundreds differ, and judging each difference.
pub(crate) fn measure(fixture: &Fixture) -> Result<Measurement> {
    let repository = Repository::open_bare(&fixture.repository)?;
    let snapshot = Reader::new().snapshot(&repository, CommitId(fixture.main.parse()?))?;
    let [source, target] = [0, 1].map(|number| ManifestName::existing(&manifest_name(number)));
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
        let [one, other] = [0, 1].map(|number| format!("main:{}", manifest_path(number)));
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
