use super::*;
use crate::fixture::{Fixture, app};

fn prod(release: &str) -> Snapshot {
    Fixture::new().manifest("prod", &[(app(1), release)]).snapshot()
}

fn choice(release: Option<&str>) -> ManifestChange {
    ManifestChange {
        manifest: ManifestName::existing("prod"),
        element: app(1),
        release: release.map(|text| text.parse().unwrap()),
    }
}

fn chosen(release: Option<&str>, snapshot: &Snapshot) -> Draft {
    let mut draft = Draft::default();
    draft.set(choice(release), snapshot);
    draft
}

#[test]
fn a_choice_remembers_what_the_entry_named() {
    let draft = chosen(Some("1.0.3"), &prod("1.0.2"));
    assert_eq!(draft.changes()[0].from, Some("1.0.2".parse().unwrap()));
    assert_eq!(draft.changes()[0].wanted(), choice(Some("1.0.3")));
}

#[test]
fn choosing_again_replaces_the_choice() {
    let snapshot = prod("1.0.2");
    let mut draft = chosen(Some("1.0.3"), &snapshot);
    draft.set(choice(Some("1.0.4")), &snapshot);
    assert_eq!(draft, chosen(Some("1.0.4"), &snapshot));
}

#[test]
fn choosing_what_the_manifest_says_takes_the_choice_back() {
    let snapshot = prod("1.0.2");
    let mut draft = chosen(Some("1.0.3"), &snapshot);
    draft.set(choice(Some("1.0.2")), &snapshot);
    assert!(draft.is_empty());
    let nothing_listed = Fixture::new().manifest("prod", &[]).snapshot();
    assert!(chosen(None, &nothing_listed).is_empty());
}

#[test]
fn a_choice_can_be_taken_back_by_its_place() {
    let mut draft = chosen(Some("1.0.3"), &prod("1.0.2"));
    draft.remove(&ManifestName::existing("prod"), &app(2));
    assert!(!draft.is_empty());
    draft.remove(&ManifestName::existing("prod"), &app(1));
    assert!(draft.is_empty());
}

#[test]
fn a_choice_whose_entry_stayed_is_kept() {
    let draft = chosen(Some("1.0.3"), &prod("1.0.2"));
    let rebased = draft.rebase(&prod("1.0.2"));
    assert_eq!(
        rebased,
        Rebased {
            kept: draft,
            dropped: Vec::new(),
            conflicts: Vec::new()
        }
    );
}

#[test]
fn a_choice_that_came_true_is_dropped() {
    let draft = chosen(Some("1.0.3"), &prod("1.0.2"));
    let rebased = draft.rebase(&prod("1.0.3"));
    assert_eq!(rebased.dropped, draft.changes());
    assert!(rebased.kept.is_empty() && rebased.conflicts.is_empty());
}

#[test]
fn a_choice_that_came_true_is_settled_once_and_does_not_come_back() {
    let before = prod("1.0.2");
    let mut draft = chosen(Some("1.0.3"), &before);
    let choice = draft.changes().to_vec();
    assert_eq!(draft.settle(&before), []);
    assert_eq!(draft.settle(&prod("1.0.3")), choice);
    // Rolled back by somebody: the old choice does not wait again.
    assert!(draft.is_empty() && draft.settle(&before).is_empty());
}

#[test]
fn a_choice_whose_entry_became_another_is_a_conflict() {
    let draft = chosen(Some("1.0.3"), &prod("1.0.2"));
    let conflict = |now| {
        vec![Conflict {
            change: draft.changes()[0].clone(),
            now,
        }]
    };
    let became = draft.rebase(&prod("1.0.4"));
    assert_eq!(
        became.conflicts,
        conflict(Now::Entry(Some("1.0.4".parse().unwrap())))
    );
    let unlisted = draft
        .clone()
        .rebase(&Fixture::new().manifest("prod", &[]).snapshot());
    assert_eq!(unlisted.conflicts, conflict(Now::Entry(None)));
    assert_eq!(
        became.conflicts[0].to_string(),
        "prod became 1.0.4 meanwhile; you chose 1.0.3 from 1.0.2"
    );
    assert!(became.kept.is_empty() && unlisted.kept.is_empty());
}

#[test]
fn a_conflict_says_what_became_of_the_entry_and_what_was_chosen() {
    let nothing_listed = Fixture::new().manifest("prod", &[]).snapshot();
    let said = |draft: &Draft, now: &Snapshot| draft.rebase(now).conflicts[0].to_string();
    assert_eq!(
        said(&chosen(Some("1.0.3"), &prod("1.0.2")), &nothing_listed),
        "prod no longer lists it; you chose 1.0.3 from 1.0.2"
    );
    assert_eq!(
        said(&chosen(Some("1.0.3"), &nothing_listed), &prod("1.0.4")),
        "prod became 1.0.4 meanwhile; you chose 1.0.3 when it was not listed"
    );
    assert_eq!(
        said(&chosen(None, &prod("1.0.2")), &Fixture::new().snapshot()),
        "prod was deleted meanwhile; you chose to remove it"
    );
}

#[test]
fn a_choice_for_a_manifest_that_is_gone_or_unreadable_is_a_conflict() {
    let draft = chosen(Some("1.0.3"), &prod("1.0.2"));
    let gone = draft.rebase(&Fixture::new().snapshot());
    assert_eq!(gone.conflicts[0].now, Now::ManifestGone);
    let unreadable = draft.rebase(&Fixture::new().unreadable("prod", Vec::new()).snapshot());
    assert_eq!(unreadable.conflicts[0].now, Now::ManifestUnreadable);
}

#[test]
fn a_stored_draft_reads_back() {
    let snapshot = Fixture::new()
        .manifest("prod", &[(app(1), "1.0.2"), (app(2), "latest")])
        .snapshot();
    let mut draft = chosen(Some("1.0.3"), &snapshot);
    draft.set(
        ManifestChange {
            element: app(2),
            ..choice(None)
        },
        &snapshot,
    );
    let stored = serde_json::to_string(&draft).unwrap();
    assert_eq!(serde_json::from_str::<Draft>(&stored).unwrap(), draft);
    assert!(stored.starts_with(r#"[{"manifest":"prod","element":{"kind":"app","id":"00000000-0000-4000-8000-000000000001"},"from":"1.0.2","to":"1.0.3"}"#), "{stored}");
}
