//! What becomes of what a branch changed, case by case; then for any history.

mod artifacts;
mod entries;
mod lookups;
mod manifests;
mod properties;

use super::{Artifacts, Changes, EntryWaits, Objection, Side};
use crate::fixture::{app, manifest};
use crate::manifest::{Manifest, ManifestName};
use crate::object::ObjectId;
use crate::version::Release;

const NOTHING: (Changes, Vec<Objection>) = (
    Changes {
        entries: Vec::new(),
        releases: Vec::new(),
        manifests: Vec::new(),
    },
    Vec::new(),
);

fn prod() -> ManifestName {
    ManifestName::existing("prod")
}

fn release(text: &str) -> Release {
    text.parse().unwrap()
}

/// What a branch would change in prod, where every side has it and can be read.
fn between(base: &Manifest, branch: &Manifest, main: &Manifest) -> (Changes, Vec<Objection>) {
    super::entries(
        &prod(),
        Side::Readable(base),
        Side::Readable(branch),
        Side::Readable(main),
    )
}

/// Prod with two apps.
fn two(first: &str, second: &str) -> Manifest {
    manifest(&[(app(1), first), (app(2), second)])
}

fn waits(element: u32, from: Option<&str>, to: Option<&str>) -> EntryWaits {
    EntryWaits {
        manifest: prod(),
        element: app(element),
        from: from.map(release),
        to: to.map(release),
    }
}

/// Artifacts of one app, with the byte that makes up the id of their content.
fn artifacts(of: &[(&str, u8)]) -> Artifacts {
    of.iter()
        .map(|(version, byte)| {
            let key = (app(1), version.parse().unwrap());
            (key, ObjectId::from_bytes([*byte; 20]))
        })
        .collect()
}
