//! Warnings of branches that are not merged and change the same things.

use super::findings::Findings;
use super::{Warning, WarningCode, entries};
use crate::element::ElementKey;
use crate::manifest::ManifestName;
use crate::text::shown;
use crate::version::Release;
use crate::waiting::WaitingBranch;

/// Warns of every branch that changes an entry which is to name `to`.
pub(super) fn warn_of_entry(
    manifest: &ManifestName,
    element: &ElementKey,
    to: Option<&Release>,
    findings: &mut Findings<'_>,
) {
    let name = entries::name_of(element, findings);
    for (branch, waits) in findings.context.waiting.on_entry(manifest, element) {
        let (whose, manifest) = (branch.whose(), shown(manifest.as_str()));
        let also = if waits.to.is_some() == to.is_some() {
            "also "
        } else {
            ""
        };
        let message = match &waits.to {
            Some(release) => format!("{whose} {also}sets {name} on {manifest}, to {release}."),
            None => format!("{whose} {also}removes {name} from {manifest}."),
        };
        warn(branch, message, findings);
    }
}

/// Warns of every branch that deletes a manifest which is to change.
pub(super) fn warn_of_deletion(manifest: &ManifestName, findings: &mut Findings<'_>) {
    for (branch, waits) in findings.context.waiting.on_manifest(manifest) {
        if !waits.is_created {
            let message = format!("{} deletes {}.", branch.whose(), shown(manifest.as_str()));
            warn(branch, message, findings);
        }
    }
}

/// Warns of every branch that changes or deletes a manifest which is to be deleted.
pub(super) fn warn_of_manifest(manifest: &ManifestName, findings: &mut Findings<'_>) {
    for branch in findings.context.waiting.branches() {
        let changes = &branch.changes;
        let verb = if changes.entries.iter().any(|waits| waits.manifest == *manifest) {
            "changes"
        } else if changes.manifests.iter().any(|waits| waits.manifest == *manifest) {
            "also deletes"
        } else {
            continue;
        };
        let message = format!("{} {verb} {}.", branch.whose(), shown(manifest.as_str()));
        warn(branch, message, findings);
    }
}

fn warn(branch: &WaitingBranch, message: String, findings: &mut Findings<'_>) {
    findings.warnings.push(Warning {
        code: WarningCode::AlsoWaiting,
        message,
        branch: Some(branch.branch.clone()),
    });
}
