//! Artifacts that come, change or go.

use super::artifacts;
use crate::fixture::app;
use crate::object::ObjectId;
use crate::waiting::{Artifacts, Objection, releases};

fn differs(version: &str) -> Objection {
    Objection::ArtifactDiffers {
        element: app(1),
        version: version.parse().unwrap(),
    }
}

#[test]
fn an_artifact_that_a_branch_adds_replaces_or_removes_waits() {
    let base = artifacts(&[("1.0.0", 1), ("1.0.1", 1)]);
    let branch = artifacts(&[("1.0.1", 2), ("1.0.2", 3)]);
    let (waits, objections) = releases(&base, &branch, &base);
    let waits: Vec<_> = waits
        .iter()
        .map(|waits| (waits.version.to_string(), waits.artifact))
        .collect();
    let id = |byte| Some(ObjectId::from_bytes([byte; 20]));
    assert_eq!(
        waits,
        [
            ("1.0.0".to_owned(), None),
            ("1.0.1".to_owned(), id(2)),
            ("1.0.2".to_owned(), id(3))
        ]
    );
    assert_eq!(objections, []);
}

#[test]
fn two_branches_that_add_one_artifact_both_wait_and_then_only_equal_content_is_done() {
    let (none, one) = (Artifacts::new(), artifacts(&[("1.0.4", 1)]));
    let (equal, different) = (one.clone(), artifacts(&[("1.0.4", 2)]));
    for branch in [&one, &equal, &different] {
        assert_eq!(releases(&none, branch, &none).0.len(), 1);
    }
    assert_eq!(releases(&none, &equal, &one), (Vec::new(), Vec::new()));
    assert_eq!(
        releases(&none, &different, &one),
        (Vec::new(), vec![differs("1.0.4")])
    );
}

#[test]
fn an_artifact_that_the_default_branch_changed_or_removed_since_does_not_wait() {
    let base = artifacts(&[("1.0.0", 1)]);
    for (branch, main) in [
        (artifacts(&[("1.0.0", 2)]), Artifacts::new()),
        (Artifacts::new(), artifacts(&[("1.0.0", 2)])),
        (artifacts(&[("1.0.0", 3)]), artifacts(&[("1.0.0", 2)])),
    ] {
        assert_eq!(
            releases(&base, &branch, &main),
            (Vec::new(), vec![differs("1.0.0")])
        );
    }
    assert_eq!(
        releases(&base, &base, &Artifacts::new()),
        (Vec::new(), Vec::new())
    );
}
