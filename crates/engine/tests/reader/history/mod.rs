//! Who changed what, and when, compared with what `git log` says.

mod entries;
mod manifests;
mod since;
mod unreleased;

use manifold_domain::manifest::ManifestName;

use crate::repository::uuid;

const PROD: &str = "manifests/prod.yaml";

fn prod() -> ManifestName {
    ManifestName::existing("prod")
}

fn manifest(releases: &[(u32, &str)]) -> String {
    named("prod", releases)
}

fn named(name: &str, releases: &[(u32, &str)]) -> String {
    let entries: Vec<String> = releases
        .iter()
        .map(|(number, release)| format!("  - uuid: {}\n    release: {release}\n", uuid(*number)))
        .collect();
    let entries = entries.concat();
    format!("version: 1.0.0\nname: {name}\napps:\n{entries}")
}
