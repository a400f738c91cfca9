//! The rule: what a branch changed since it left the default branch, and what of that the default branch lacks.

use std::collections::BTreeMap;

use super::{Changes, EntryWaits, ManifestWaits, Objection, ReleaseWaits};
use crate::difference::differences;
use crate::element::ElementKey;
use crate::manifest::{Manifest, ManifestName};
use crate::object::ObjectId;
use crate::version::ReleaseVersion;

/// The contents of artifacts, by element and version.
pub type Artifacts = BTreeMap<(ElementKey, ReleaseVersion), ObjectId>;

/// What one side has at the place of a manifest.
#[derive(Clone, Copy, Debug)]
pub enum Side<'a> {
    /// No file.
    Absent,
    /// A file that means this.
    Readable(&'a Manifest),
    /// A file that means nothing: it can only be told from another by its content's id.
    Unreadable(ObjectId),
}

/// What becomes of something that a branch changed, when the branch is merged.
#[derive(Debug, PartialEq, Eq)]
enum Fate<'a, V> {
    /// It changes.
    Waits { from: Option<&'a V>, to: Option<&'a V> },
    /// The default branch changed it as well, and otherwise.
    Overtaken {
        wanted: Option<&'a V>,
        now: Option<&'a V>,
    },
}

/// The rule itself. What the default branch already has as the branch wants it has no fate: it neither waits nor was
/// overtaken. The sides are sorted by key.
fn three_way<'a, K: Ord, V: PartialEq>(
    base: &[(&'a K, &'a V)],
    branch: &[(&'a K, &'a V)],
    main: &[(&'a K, &'a V)],
) -> Vec<(&'a K, Fate<'a, V>)> {
    let on_main: BTreeMap<_, _> = differences(base, main)
        .into_iter()
        .map(|difference| (difference.key, difference.after))
        .collect();
    differences(base, branch)
        .into_iter()
        .filter_map(|wanted| {
            let fate = match on_main.get(wanted.key) {
                None => Fate::Waits {
                    from: wanted.before,
                    to: wanted.after,
                },
                Some(now) if *now == wanted.after => return None,
                Some(now) => Fate::Overtaken {
                    wanted: wanted.after,
                    now: *now,
                },
            };
            Some((wanted.key, fate))
        })
        .collect()
}

/// What a branch would change in one manifest: `base` is what the merge base has, `branch` the branch's tip, `main` the
/// tip of the default branch. Manifests are compared by what they mean.
///
/// ```
/// use manifold_domain::manifest::{ManifestName, read};
/// use manifold_domain::waiting::{Side, entries};
/// let manifest = |release: &str| {
///     let entry = format!("  - uuid: 6e69709c-198c-11f1-835a-73d4870770bb\n    release: {release}\n");
///     read(format!("version: 1.0.0\nname: prod\napps:\n{entry}").as_bytes()).unwrap()
/// };
/// let (old, new) = (manifest("1.0.2"), manifest("1.0.3"));
/// let prod = ManifestName::existing("prod");
///
/// let (waits, _) = entries(&prod, Side::Readable(&old), Side::Readable(&new), Side::Readable(&old));
/// assert_eq!(waits.entries[0].to, Some("1.0.3".parse().unwrap()));
/// // Merged, squashed or rebased: the default branch has it.
/// let (waits, _) = entries(&prod, Side::Readable(&old), Side::Readable(&new), Side::Readable(&new));
/// assert!(waits.is_empty());
/// ```
pub fn entries(
    manifest: &ManifestName,
    base: Side<'_>,
    branch: Side<'_>,
    main: Side<'_>,
) -> (Changes, Vec<Objection>) {
    if branch.says_the_same_as(base) || branch.says_the_same_as(main) {
        return Default::default();
    }
    let whole = |is_created, of: Side<'_>| Changes {
        manifests: vec![ManifestWaits {
            manifest: manifest.clone(),
            is_created,
            entries: of.entries(),
        }],
        ..Changes::default()
    };
    let unreadable = || {
        vec![Objection::ManifestUnreadable {
            manifest: manifest.clone(),
        }]
    };
    let overtaken = || {
        vec![Objection::ManifestOvertaken {
            manifest: manifest.clone(),
        }]
    };
    match (base, branch, main) {
        (Side::Readable(base), Side::Readable(branch), Side::Readable(main)) => {
            in_one(manifest, base, branch, main)
        }
        (Side::Absent, Side::Unreadable(_), Side::Absent) => (whole(true, branch), unreadable()),
        (Side::Absent, _, Side::Absent) => (whole(true, branch), Vec::new()),
        (_, Side::Absent, _) if main.says_the_same_as(base) => (whole(false, main), Vec::new()),
        (Side::Absent, Side::Readable(created), Side::Readable(main)) if holds(main, created) => {
            Default::default()
        }
        (Side::Absent, ..) | (_, Side::Absent, _) | (.., Side::Absent) => (Changes::default(), overtaken()),
        _ => (Changes::default(), unreadable()),
    }
}

impl Side<'_> {
    fn says_the_same_as(self, other: Side<'_>) -> bool {
        match (self, other) {
            (Side::Absent, Side::Absent) => true,
            (Side::Readable(one), Side::Readable(other)) => one.by_element() == other.by_element(),
            (Side::Unreadable(one), Side::Unreadable(other)) => one == other,
            _ => false,
        }
    }

    fn entries(self) -> usize {
        match self {
            Side::Readable(manifest) => manifest.entries.len(),
            Side::Absent | Side::Unreadable(_) => 0,
        }
    }
}

/// Whether a manifest names everything that another one names: a branch that created the other has nothing left to say.
fn holds(manifest: &Manifest, other: &Manifest) -> bool {
    three_way(&[], &other.by_element(), &manifest.by_element()).is_empty()
}

/// The rule for the entries of a manifest that all sides have.
fn in_one(
    manifest: &ManifestName,
    base: &Manifest,
    branch: &Manifest,
    main: &Manifest,
) -> (Changes, Vec<Objection>) {
    let mut changes = Changes::default();
    let mut objections = Vec::new();
    for (element, fate) in three_way(&base.by_element(), &branch.by_element(), &main.by_element()) {
        match fate {
            Fate::Waits { from, to } => changes.entries.push(EntryWaits {
                manifest: manifest.clone(),
                element: element.clone(),
                from: from.cloned(),
                to: to.cloned(),
            }),
            Fate::Overtaken { wanted, now } => objections.push(Objection::EntryOvertaken {
                manifest: manifest.clone(),
                element: element.clone(),
                wanted: wanted.cloned(),
                now: now.cloned(),
            }),
        }
    }
    (changes, objections)
}

/// What a branch would change of artifacts; the sides as in [`entries`]. An artifact that all three have alike may be
/// left out.
///
/// ```
/// use manifold_domain::element::{ElementKey, ElementKind};
/// use manifold_domain::object::ObjectId;
/// use manifold_domain::waiting::{Artifacts, releases};
/// let id = "6e69709c-198c-11f1-835a-73d4870770bb".parse().unwrap();
/// let key = (ElementKey { kind: ElementKind::App, id }, "1.0.4".parse().unwrap());
/// let added = Artifacts::from([(key, ObjectId::from_bytes([1; 20]))]);
/// let (none, nothing) = (Artifacts::new(), Vec::new());
/// assert_eq!(releases(&none, &added, &none).0[0].version.to_string(), "1.0.4");
/// assert_eq!(releases(&none, &added, &added), (Vec::new(), nothing));
/// ```
pub fn releases(
    base: &Artifacts,
    branch: &Artifacts,
    main: &Artifacts,
) -> (Vec<ReleaseWaits>, Vec<Objection>) {
    let mut waits = Vec::new();
    let mut objections = Vec::new();
    let sorted = |side| Artifacts::iter(side).collect::<Vec<_>>();
    for ((element, version), fate) in three_way(&sorted(base), &sorted(branch), &sorted(main)) {
        let (element, version) = (element.clone(), version.clone());
        match fate {
            Fate::Waits { to, .. } => waits.push(ReleaseWaits {
                element,
                version,
                artifact: to.copied(),
            }),
            Fate::Overtaken { .. } => objections.push(Objection::ArtifactDiffers { element, version }),
        }
    }
    (waits, objections)
}
