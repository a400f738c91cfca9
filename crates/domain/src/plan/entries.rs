//! Changing entries of manifests, as part of a plan.

use std::collections::{BTreeMap, BTreeSet};

use super::findings::Findings;
use super::found::readable;
use super::subject::Subject;
use super::{EditContent, Meaning, RefusalCode, TreeEdit, WarningCode, also};
use crate::element::{ElementKey, ElementKind};
use crate::index::{listed_again, releases_by_element};
use crate::manifest::{EntryChange, Manifest, ManifestName, edit};
use crate::text::shown;
use crate::version::{Release, ReleaseVersion};

/// What each manifest should name for each element; nothing removes an entry.
pub(super) type Wanted<'a> = BTreeMap<&'a ManifestName, BTreeMap<&'a ElementKey, Option<Release>>>;

/// Releases that the same plan creates: their artifacts are not missing.
pub(super) type Created<'a> = BTreeSet<(&'a ElementKey, &'a ReleaseVersion)>;

/// Manifests with changed entries.
#[derive(Default)]
pub(super) struct Edited {
    names: Vec<ManifestName>,
    pub(super) edits: Vec<TreeEdit>,
}

impl Edited {
    /// The subject of the commit that holds them.
    pub(super) fn subject(&self) -> Subject {
        Subject::update_manifests(self.names.iter().map(ManifestName::as_str))
    }
}

/// Changes the entries that do not yet say what is wanted, and adds what that means to the findings.
pub(super) fn change(
    wanted: &Wanted<'_>,
    field: &'static str,
    created: &Created<'_>,
    findings: &mut Findings<'_>,
) -> Edited {
    let mut edited = Edited::default();
    for (name, releases) in wanted {
        let Some((file, manifest)) = findings.accept(readable(findings.context.snapshot, name, field)) else {
            continue;
        };
        let changes = effective(manifest, releases);
        if changes.is_empty() {
            continue;
        }
        refuse_guessed_list(name, manifest, &changes, field, findings);
        also::warn_of_deletion(name, findings);
        explain(name, &changes, created, findings);
        let entries: Vec<_> = changes
            .into_iter()
            .map(|(element, _, to)| EntryChange {
                element: element.clone(),
                release: to.cloned(),
            })
            .collect();
        match edit(&file.bytes, &entries) {
            Ok(bytes) => {
                edited.edits.push(TreeEdit {
                    path: file.path.clone(),
                    content: EditContent::File(bytes),
                });
                edited.names.push(file.name.clone());
            }
            Err(refused) => {
                let message = format!("{} cannot be changed. {refused}", shown(name.as_str()));
                findings.refuse(RefusalCode::ManifestUnreadable, field, message);
            }
        }
    }
    edited
}

/// An element with what its entry names now and what it should name.
type Change<'a> = (&'a ElementKey, Option<&'a Release>, Option<&'a Release>);

/// The changes that change something, by kind and uuid, and those about which a manifest says more than one thing.
fn effective<'a>(
    manifest: &'a Manifest,
    wanted: &'a BTreeMap<&ElementKey, Option<Release>>,
) -> Vec<Change<'a>> {
    let named = releases_by_element(manifest);
    let twice = listed_again(manifest);
    wanted
        .iter()
        .map(|(element, to)| (*element, named.get(element).copied(), to.as_ref()))
        .filter(|(element, from, to)| from != to || twice.contains(element))
        .collect()
}

/// Where the list of new-style apps stands in a manifest is not known, so none is begun.
fn refuse_guessed_list(
    name: &ManifestName,
    manifest: &Manifest,
    changes: &[Change<'_>],
    field: &'static str,
    findings: &mut Findings<'_>,
) {
    let is_new_style = |element: &ElementKey| element.kind == ElementKind::NewStyleApp;
    if changes.iter().any(|(element, ..)| is_new_style(element))
        && manifest.entries_of(ElementKind::NewStyleApp).next().is_none()
    {
        let message = format!(
            "{} lists no new-style apps yet. Add the first one in Retool.",
            shown(name.as_str())
        );
        findings.refuse(RefusalCode::NotReleasable, field, message);
    }
}

/// Adds the meaning and the warnings of these changes, in the order in which the matrix lists elements.
fn explain(name: &ManifestName, changes: &[Change<'_>], created: &Created<'_>, findings: &mut Findings<'_>) {
    let mut in_order: Vec<_> = changes
        .iter()
        .map(|change| (findings.elements.get(change.0), change))
        .collect();
    in_order.sort_by_key(|(element, change)| {
        (
            element.is_none(),
            element.map(|element| (element.kind, &element.folder)),
            change.0,
        )
    });
    for (element, (key, from, to)) in in_order {
        findings.meaning.push(Meaning::EntryChanged {
            manifest: name.clone(),
            element: (*key).clone(),
            name: element.map(|element| element.name.clone()),
            from: from.cloned(),
            to: to.cloned(),
        });
        also::warn_of_entry(name, key, *to, findings);
        let Some(to) = to else { continue };
        if let (Some(Release::Latest), Release::Version(version)) = (from, to) {
            let message = format!(
                "{} on {} follows {} now. It would stay at {version}.",
                name_of(key, findings),
                shown(name.as_str()),
                findings.context.default_branch
            );
            findings.warn(WarningCode::NoLongerLatest, message);
        }
        warn_if_dangling(name, key, to, created, findings);
    }
}

/// Warns where a manifest would name an element or artifact that is not there: allowed when asked for.
pub(super) fn warn_if_dangling(
    name: &ManifestName,
    key: &ElementKey,
    release: &Release,
    created: &Created<'_>,
    findings: &mut Findings<'_>,
) {
    let context = findings.context;
    let manifest = shown(name.as_str());
    if findings.elements.get(key).is_none() {
        let message = format!(
            "{manifest} would list {}, which no {} here has.",
            key.id,
            key.kind.word()
        );
        return findings.warn(WarningCode::ElementUnknown, message);
    }
    let Release::Version(version) = release else {
        return;
    };
    let is_there = !key.kind.is_releasable()
        || created.contains(&(key, version))
        || context.snapshot.artifact(key, version).is_some();
    if is_there {
        return;
    }
    let artifact = match context.elsewhere.versions.get(&(key.clone(), version.clone())) {
        Some(holder) => format!("whose artifact is only on {}", holder.whose()),
        None => "which has no artifact".to_owned(),
    };
    let message = format!(
        "{manifest} would name {} {version}, {artifact}.",
        name_of(key, findings)
    );
    findings.warn(WarningCode::ArtifactMissing, message);
}

/// The name of an element for a sentence; its uuid where the repository does not have it.
pub(super) fn name_of(key: &ElementKey, findings: &Findings<'_>) -> String {
    findings
        .elements
        .get(key)
        .map_or_else(|| key.id.to_string(), |element| shown(&element.name))
}
