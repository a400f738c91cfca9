//! A small repository that most tests start from.

use manifold_test_support::{Files, Sandbox};

pub(crate) const DASHBOARD: &str = "6e69709c-198c-11f1-835a-73d4870770bb";
pub(crate) const REFUNDS: &str = "e42fc3d8-19a2-11f1-8c9e-c387ca253214";
pub(crate) const NIGHTLY: &str = "32c3311f-cbf3-4344-b7d5-026ed93bb52e";
/// A uuid that no element has.
pub(crate) const NOBODY: &str = "00000000-0000-4000-8000-000000000000";

/// Two apps, a workflow and two manifests. Dashboard has one release.
pub(crate) fn files() -> Files {
    Files::toolscript()
        .app("apps/Orders/Dashboard", DASHBOARD)
        .release("apps/Orders/Dashboard", DASHBOARD, "1.0.0")
        .app("apps/Refunds", REFUNDS)
        .workflow("workflows/Nightly", "Nightly", NIGHTLY)
        .manifest("dev", &[(DASHBOARD, "latest")])
        .manifest("prod", &[(DASHBOARD, "1.0.0"), (REFUNDS, "latest")])
}

/// A remote that holds these files.
pub(crate) fn sandbox() -> Sandbox {
    Sandbox::holding(&files())
}
