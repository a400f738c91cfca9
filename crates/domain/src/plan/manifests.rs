//! Plans that change manifests.

use super::{ManifestChange, PlanAnswer, PlanContext, StartFrom};
use crate::manifest::ManifestName;

pub(super) fn create(name: &str, start: &StartFrom, why: &str, context: &PlanContext<'_>) -> PlanAnswer {
    let _ = (name, start, why, context);
    todo!()
}

pub(super) fn change(changes: &[ManifestChange], why: &str, context: &PlanContext<'_>) -> PlanAnswer {
    let _ = (changes, why, context);
    todo!()
}

pub(super) fn delete(manifest: &ManifestName, why: &str, context: &PlanContext<'_>) -> PlanAnswer {
    let _ = (manifest, why, context);
    todo!()
}
