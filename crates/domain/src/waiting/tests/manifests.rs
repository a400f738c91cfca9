//! Manifests that come, go, change their name or cannot be read.

use super::{NOTHING, between, prod, two, waits};
use crate::fixture::{app, manifest};
use crate::object::ObjectId;
use crate::waiting::{Changes, ManifestWaits, Objection, Side, entries};

/// A manifest that a branch creates or deletes, and how many entries that is.
fn whole(is_created: bool, entries: usize) -> (Changes, Vec<Objection>) {
    let changes = Changes {
        manifests: vec![ManifestWaits {
            manifest: prod(),
            is_created,
            entries,
        }],
        ..Changes::default()
    };
    (changes, Vec::new())
}

fn objects(objection: Objection) -> (Changes, Vec<Objection>) {
    (Changes::default(), vec![objection])
}

#[test]
fn a_manifest_that_comes_or_goes_on_either_side_waits_or_was_overtaken() {
    let (old, new, more) = (
        manifest(&[(app(1), "1.0.2")]),
        manifest(&[(app(1), "1.0.3")]),
        manifest(&[(app(1), "1.0.2"), (app(2), "2.0.0")]),
    );
    let (none, old, new, more) = (
        Side::Absent,
        Side::Readable(&old),
        Side::Readable(&new),
        Side::Readable(&more),
    );
    let overtaken = || objects(Objection::ManifestOvertaken { manifest: prod() });
    for (case, [base, branch, main], expected) in [
        ("created", [none, more, none], whole(true, 2)),
        ("created and merged", [none, old, old], NOTHING),
        (
            "created, squashed, and then more came",
            [none, old, more],
            NOTHING,
        ),
        (
            "created, squashed, and then changed",
            [none, old, new],
            overtaken(),
        ),
        (
            "created otherwise on the default branch",
            [none, more, old],
            overtaken(),
        ),
        ("deleted", [more, none, more], whole(false, 2)),
        ("deleted and merged", [old, none, none], NOTHING),
        (
            "deleted, while the default branch changed it",
            [old, none, new],
            overtaken(),
        ),
        (
            "changed, while the default branch deleted it",
            [old, new, none],
            overtaken(),
        ),
        (
            "left alone, while the default branch deleted it",
            [old, old, none],
            NOTHING,
        ),
        ("left out of both", [none, none, none], NOTHING),
        ("only on the default branch", [none, none, new], NOTHING),
        (
            "deleted, and re-created alike on the default branch",
            [old, none, old],
            whole(false, 1),
        ),
    ] {
        assert_eq!(entries(&prod(), base, branch, main), expected, "{case}");
    }
}

#[test]
fn a_manifest_that_was_re_created_is_compared_by_its_entries() {
    let (old, re_created) = (two("1.0.2", "2.0.0"), manifest(&[(app(3), "1.0.0")]));
    let (changes, objections) = between(&old, &re_created, &old);
    assert_eq!(
        changes.entries,
        [
            waits(1, Some("1.0.2"), None),
            waits(2, Some("2.0.0"), None),
            waits(3, None, Some("1.0.0"))
        ]
    );
    assert_eq!(objections, []);
    assert_eq!(between(&old, &old, &re_created), NOTHING);
}

#[test]
fn a_renamed_manifest_goes_at_one_place_and_comes_at_the_other() {
    let entries_of = manifest(&[(app(1), "1.0.2")]);
    let (there, gone) = (Side::Readable(&entries_of), Side::Absent);
    assert_eq!(entries(&prod(), there, gone, there), whole(false, 1));
    assert_eq!(entries(&prod(), gone, there, gone), whole(true, 1));
    // Renamed on the default branch, while the branch changed it at the old place.
    let changed = manifest(&[(app(1), "1.0.3")]);
    assert_eq!(
        entries(&prod(), there, Side::Readable(&changed), gone),
        objects(Objection::ManifestOvertaken { manifest: prod() })
    );
}

#[test]
fn a_manifest_that_cannot_be_read_objects_only_where_the_branch_touched_it() {
    let old = manifest(&[(app(1), "1.0.2")]);
    let new = manifest(&[(app(1), "1.0.3")]);
    let (none, old, new) = (Side::Absent, Side::Readable(&old), Side::Readable(&new));
    let [bad, worse] = [1, 2].map(|byte| Side::Unreadable(ObjectId::from_bytes([byte; 20])));
    let unreadable = || Objection::ManifestUnreadable { manifest: prod() };
    let overtaken = || objects(Objection::ManifestOvertaken { manifest: prod() });
    for (case, [base, branch, main], expected) in [
        ("unreadable everywhere", [bad, bad, bad], NOTHING),
        ("the branch left it alone", [bad, bad, old], NOTHING),
        (
            "the branch left it alone, and it broke since",
            [old, old, bad],
            NOTHING,
        ),
        ("the branch broke it", [old, bad, old], objects(unreadable())),
        ("both broke it alike", [old, bad, bad], NOTHING),
        ("both broke it", [old, bad, worse], objects(unreadable())),
        ("the branch mends it", [bad, old, bad], objects(unreadable())),
        ("mended alike", [bad, old, old], NOTHING),
        ("mended otherwise", [bad, old, new], objects(unreadable())),
        (
            "the default branch broke it",
            [old, new, bad],
            objects(unreadable()),
        ),
        ("deleted as it is", [bad, none, bad], whole(false, 0)),
        ("deleted, while it broke", [old, none, bad], overtaken()),
        ("deleted, while it was mended", [bad, none, old], overtaken()),
        ("broken, while it was deleted", [old, bad, none], overtaken()),
        ("created otherwise", [none, bad, old], overtaken()),
        (
            "created unreadable",
            [none, bad, none],
            (whole(true, 0).0, vec![unreadable()]),
        ),
    ] {
        assert_eq!(entries(&prod(), base, branch, main), expected, "{case}");
    }
}
