//! Plans that write a manifest as a program gives it, whether it is there or not.

use std::collections::{BTreeMap, BTreeSet};

use super::findings::Findings;
use super::found::readable;
use super::{ManifestChange, ManifestContent, NamedRelease, PlanAnswer, PlanContext, RefusalCode, manifests};
use crate::element::{ElementKey, ElementKind};
use crate::manifest::{Manifest, ManifestName};
use crate::text::shown;
use crate::version::Release;

/// What other branches create is not looked at: a program that writes entry by entry into a manifest which is not there
/// yet makes a branch each time.
pub(super) fn write(
    name: &str,
    wanted: &ManifestContent,
    why: &str,
    context: &PlanContext<'_>,
) -> PlanAnswer {
    let known = ManifestName::existing(name);
    if context.snapshot.manifest(&known).is_none() {
        return create(name, wanted, why, context);
    }
    let mut findings = Findings::new(context);
    let changes = match wanted {
        ManifestContent::New => {
            manifests::refuse_taken_name(&known, &mut findings);
            return findings.refused();
        }
        ManifestContent::Exactly { entries } => {
            let Some((_, manifest)) = findings.accept(readable(context.snapshot, &known, "manifest")) else {
                return findings.refused();
            };
            replacing(&known, manifest, entries)
        }
        ManifestContent::With { entry } => vec![change(&known, entry)],
    };
    manifests::change(&changes, why, false, context)
}

fn create(name: &str, wanted: &ManifestContent, why: &str, context: &PlanContext<'_>) -> PlanAnswer {
    let given = match wanted {
        ManifestContent::New => &[],
        ManifestContent::Exactly { entries } => entries.as_slice(),
        ManifestContent::With { entry } => std::slice::from_ref(entry),
    };
    let mut findings = Findings::new(context);
    let mut entries: BTreeMap<ElementKey, Release> = BTreeMap::new();
    for NamedRelease { element, release } in given {
        let earlier = entries.insert(element.clone(), release.clone());
        if earlier.is_some_and(|earlier| earlier != *release) {
            let message = format!(
                "Two different releases are given for {} on {}. Give one.",
                element.id,
                shown(name)
            );
            findings.refuse(RefusalCode::Contradictory, "manifest", message);
        }
    }
    manifests::create_with(name, entries, why, findings)
}

/// What makes the apps and workflows of a manifest these alone.
fn replacing(name: &ManifestName, manifest: &Manifest, entries: &[NamedRelease]) -> Vec<ManifestChange> {
    let kept: BTreeSet<&ElementKey> = entries.iter().map(|entry| &entry.element).collect();
    let listed = manifest.entries.iter().map(|entry| &entry.element);
    let gone = listed
        .filter(|element| element.kind != ElementKind::NewStyleApp && !kept.contains(element))
        .map(|element| ManifestChange {
            manifest: name.clone(),
            element: element.clone(),
            release: None,
        });
    let set = entries.iter().map(|entry| change(name, entry));
    gone.chain(set).collect()
}

fn change(manifest: &ManifestName, entry: &NamedRelease) -> ManifestChange {
    ManifestChange {
        manifest: manifest.clone(),
        element: entry.element.clone(),
        release: Some(entry.release.clone()),
    }
}
