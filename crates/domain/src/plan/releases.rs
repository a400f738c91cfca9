//! Plans that create releases.

use super::{NewRelease, PlanAnswer, PlanContext};
use crate::manifest::ManifestName;

pub(super) fn create(
    releases: &[NewRelease],
    description: &str,
    set_on: &[ManifestName],
    accept_unchanged: bool,
    context: &PlanContext<'_>,
) -> PlanAnswer {
    let _ = (releases, description, set_on, accept_unchanged, context);
    todo!()
}
