//! Plans that change manifests.

use std::collections::{BTreeMap, BTreeSet};

use super::entries::{self, Wanted};
use super::findings::Findings;
use super::found::{found, readable};
use super::subject::Subject;
use super::{
    BranchPurpose, EditContent, ManifestChange, Meaning, PlanAnswer, PlanContext, PlannedCommit, RefusalCode,
    StartFrom, TreeEdit, also,
};
use crate::element::ElementKey;
use crate::layout::manifest_path;
use crate::manifest::{ManifestName, canonical};
use crate::text::{shown, tidy};
use crate::version::Release;

pub(super) fn create(name: &str, start: &StartFrom, why: &str, context: &PlanContext<'_>) -> PlanAnswer {
    let mut findings = Findings::new(context);
    let entries = starting_entries(start, &mut findings);
    refuse_name_on_other_branches(name, &mut findings);
    create_with(name, entries, why, findings)
}

/// The plan of a manifest with these entries, which no other of the default branch may be named as.
pub(super) fn create_with(
    name: &str,
    entries: BTreeMap<ElementKey, Release>,
    why: &str,
    mut findings: Findings<'_>,
) -> PlanAnswer {
    let subject = Subject::create_manifest(name);
    let mut edits = Vec::new();
    match ManifestName::new(name) {
        Err(refused) => findings.refuse(RefusalCode::NameNotAllowed, "name", refused.to_string()),
        Ok(name) => {
            refuse_taken_name(&name, &mut findings);
            for (key, release) in &entries {
                entries::warn_if_dangling(&name, key, release, &BTreeSet::new(), &mut findings);
            }
            let entries: Vec<_> = entries.into_iter().collect();
            edits.push(TreeEdit {
                path: manifest_path(&name),
                content: EditContent::File(canonical(&name, &entries).into_bytes()),
            });
            findings.meaning.push(Meaning::ManifestCreated {
                manifest: name,
                entries: entries.len(),
            });
        }
    }
    one_commit(findings, &subject, why, edits)
}

/// The entries that a new manifest opens with.
fn starting_entries(start: &StartFrom, findings: &mut Findings<'_>) -> BTreeMap<ElementKey, Release> {
    let snapshot = findings.context.snapshot;
    match start {
        StartFrom::Empty => BTreeMap::new(),
        StartFrom::EveryElementAtLatest => snapshot
            .elements
            .iter()
            .filter(|element| element.kind.is_releasable())
            .map(|element| (element.key(), Release::Latest))
            .collect(),
        StartFrom::CopyOf { manifest } => {
            let Some((_, copied)) = findings.accept(readable(snapshot, manifest, "start")) else {
                return BTreeMap::new();
            };
            let mut entries = BTreeMap::new();
            for entry in &copied.entries {
                let earlier = entries.insert(entry.element.clone(), entry.release.clone());
                if earlier.is_some_and(|earlier| earlier != entry.release) {
                    let message = format!(
                        "{} lists {} twice with different releases. Remove one of the entries first.",
                        shown(manifest.as_str()),
                        entry.element.id
                    );
                    findings.refuse(RefusalCode::ManifestUnreadable, "start", message);
                }
            }
            entries
        }
    }
}

/// Refuses a name that some manifest of the default branch already has. Case does not tell names apart: the files of two
/// such manifests are one on many people's disks.
pub(super) fn refuse_taken_name(name: &ManifestName, findings: &mut Findings<'_>) {
    let context = findings.context;
    let here = context
        .snapshot
        .manifests
        .iter()
        .map(|file| &file.name)
        .find(|other| name.equals_ignoring_case(other));
    if let Some(taken) = here {
        let message = format!(
            "There is already a manifest {} on {}.",
            shown(taken.as_str()),
            context.default_branch
        );
        findings.refuse(RefusalCode::NameTaken, "name", message);
    }
}

/// Refuses a name that a manifest of another branch already has.
fn refuse_name_on_other_branches(name: &str, findings: &mut Findings<'_>) {
    let name = ManifestName::existing(name);
    let mut others = findings.context.elsewhere.manifests.iter();
    if let Some((taken, holder)) = others.find(|(other, _)| name.equals_ignoring_case(other)) {
        let message = format!(
            "{} already creates a manifest {}.",
            holder.whose(),
            shown(taken.as_str())
        );
        findings.refuse(RefusalCode::NameTaken, "name", message);
    }
}

pub(super) fn change(
    changes: &[ManifestChange],
    why: &str,
    is_roll_back: bool,
    context: &PlanContext<'_>,
) -> PlanAnswer {
    let mut findings = Findings::new(context);
    if is_roll_back && tidy(why).is_empty() {
        findings.refuse(
            RefusalCode::WhyMissing,
            "why",
            "Say why, for those who ask later what happened.",
        );
    }
    let mut wanted = Wanted::new();
    for change in changes {
        let of_manifest = wanted.entry(&change.manifest).or_default();
        let earlier = of_manifest.insert(&change.element, change.release.clone());
        if earlier.is_some_and(|earlier| earlier != change.release) {
            let message = format!(
                "Two different releases are chosen for {} on {}. Choose one.",
                entries::name_of(&change.element, &findings),
                shown(change.manifest.as_str())
            );
            findings.refuse(RefusalCode::Contradictory, "manifest", message);
        }
    }
    let edited = entries::change(&wanted, "manifest", &BTreeSet::new(), &mut findings);
    one_commit(findings, &edited.subject(), why, edited.edits)
}

pub(super) fn delete(manifest: &ManifestName, why: &str, context: &PlanContext<'_>) -> PlanAnswer {
    let mut findings = Findings::new(context);
    let subject = Subject::delete_manifest(manifest.as_str());
    let mut edits = Vec::new();
    // One that cannot be read may go: deleting it is a way to mend it.
    if let Some(file) = findings.accept(found(context.snapshot, manifest, "manifest")) {
        edits.push(TreeEdit {
            path: file.path.clone(),
            content: EditContent::Nothing,
        });
        also::warn_of_manifest(manifest, &mut findings);
        let entries = file.content.as_ref().map_or(0, |content| content.entries.len());
        findings.meaning.push(Meaning::ManifestDeleted {
            manifest: manifest.clone(),
            entries,
        });
    }
    one_commit(findings, &subject, why, edits)
}

/// The answer of a plan that changes manifests alone, in one commit.
fn one_commit(findings: Findings<'_>, subject: &Subject, why: &str, edits: Vec<TreeEdit>) -> PlanAnswer {
    let why = tidy(why);
    let commit = PlannedCommit {
        subject: subject.plain(),
        body: why.clone(),
        edits,
    };
    findings.answer(BranchPurpose::UpdateManifest, subject, &why, vec![commit])
}
