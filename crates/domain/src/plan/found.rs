//! Manifests that an intent names, or why it cannot have them.

use super::{Refusal, RefusalCode};
use crate::manifest::{Manifest, ManifestName};
use crate::snapshot::{ManifestFile, Snapshot};
use crate::text::shown;

/// The manifest of this name, or a refusal that is about `field`.
pub(crate) fn found<'a>(
    snapshot: &'a Snapshot,
    name: &ManifestName,
    field: &'static str,
) -> Result<&'a ManifestFile, Refusal> {
    snapshot.manifest(name).ok_or_else(|| Refusal {
        code: RefusalCode::NotFound,
        message: format!(
            "There is no manifest {} on the default branch.",
            shown(name.as_str())
        ),
        field: Some(field),
        folder: None,
    })
}

/// The manifest of this name and what it means, or a refusal with everything that is wrong with it.
pub(crate) fn readable<'a>(
    snapshot: &'a Snapshot,
    name: &ManifestName,
    field: &'static str,
) -> Result<(&'a ManifestFile, &'a Manifest), Refusal> {
    let file = found(snapshot, name, field)?;
    let content = file.content.as_ref().map_err(|problems| {
        let problems: Vec<_> = problems.iter().map(|problem| format!(" {problem}")).collect();
        Refusal {
            code: RefusalCode::ManifestUnreadable,
            message: format!(
                "{} cannot be read, so it is not changed.{}",
                shown(name.as_str()),
                problems.concat()
            ),
            field: Some(field),
            folder: None,
        }
    })?;
    Ok((file, content))
}
