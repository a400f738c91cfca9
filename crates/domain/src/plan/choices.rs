//! Which version comes next.

use super::Elsewhere;
use crate::element::ElementKey;
use crate::snapshot::Snapshot;
use crate::version::{Bump, ReleaseVersion};

/// The versions that a new release of an element may be given by one choice.
///
/// None of them is taken: each is higher than every version on the default branch and on any other.
///
/// ```
/// use manifold_domain::plan::VersionChoices;
/// use manifold_domain::version::Bump;
/// let first = VersionChoices { highest: None };
/// assert_eq!(first.of(first.proposed()).unwrap().to_string(), "1.0.0");
/// let next = VersionChoices { highest: Some("1.0.2".parse().unwrap()) };
/// assert_eq!(next.of(next.proposed()).unwrap().to_string(), "1.0.3");
/// assert_eq!(next.of(Bump::Minor).unwrap().to_string(), "1.1.0");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VersionChoices {
    /// The highest version that is taken anywhere; nothing before the first release.
    pub highest: Option<ReleaseVersion>,
}

impl VersionChoices {
    /// The version where this number goes up; nothing where it would no longer fit.
    pub fn of(&self, bump: Bump) -> Option<ReleaseVersion> {
        bump.after(self.highest.as_ref())
    }

    /// What is chosen at first: `1.0.0` for a first release, else the next patch.
    pub const fn proposed(&self) -> Bump {
        match self.highest {
            None => Bump::Major,
            Some(_) => Bump::Patch,
        }
    }
}

/// The choices for the next release of an element (`docs/formats.md`, *The version that comes next*).
pub fn version_choices(element: &ElementKey, snapshot: &Snapshot, elsewhere: &Elsewhere) -> VersionChoices {
    VersionChoices {
        highest: highest_taken(element, snapshot, elsewhere).cloned(),
    }
}

/// The version to take in place of one that is taken: by the same bump after the highest of its line. In place of
/// `1.0.4` that is `1.0.5`, in place of `1.1.0` it is `1.2.0`, or the next that is free. Nothing where the number would no
/// longer fit.
pub(super) fn in_place_of(
    version: &ReleaseVersion,
    element: &ElementKey,
    snapshot: &Snapshot,
    elsewhere: &Elsewhere,
) -> Option<ReleaseVersion> {
    let bump = Bump::that_gave(version);
    let of_its_line = taken(element, snapshot, elsewhere).filter(|taken| bump.starts_alike(taken, version));
    bump.after(of_its_line.max())
}

/// The highest version of an element that is taken anywhere.
pub(super) fn highest_taken<'a>(
    element: &ElementKey,
    snapshot: &'a Snapshot,
    elsewhere: &'a Elsewhere,
) -> Option<&'a ReleaseVersion> {
    taken(element, snapshot, elsewhere).max()
}

/// The versions of an element that are taken anywhere.
fn taken<'a>(
    element: &ElementKey,
    snapshot: &'a Snapshot,
    elsewhere: &'a Elsewhere,
) -> impl Iterator<Item = &'a ReleaseVersion> {
    let here = snapshot
        .artifacts_of(element)
        .iter()
        .map(|artifact| &artifact.version);
    let first = (element.clone(), ReleaseVersion::new(0, 0, 0));
    let there = elsewhere
        .versions
        .range(first..)
        .map(|(taken, _)| taken)
        .take_while(move |(key, _)| key == element)
        .map(|(_, version)| version);
    here.chain(there)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::{Fixture, app};
    use crate::object::Timestamp;
    use crate::plan::Holder;

    fn elsewhere(element: u32, version: &str) -> Elsewhere {
        let holder = Holder {
            branch: "reviewer/next".parse().unwrap(),
            author: "Sample reviewer".to_owned(),
            time: Timestamp(1_790_000_000),
        };
        Elsewhere {
            versions: [((app(element), version.parse().unwrap()), holder)].into(),
            ..Elsewhere::default()
        }
    }

    fn texts(choices: &VersionChoices) -> [String; 3] {
        [Bump::Major, Bump::Minor, Bump::Patch].map(|bump| choices.of(bump).unwrap().to_string())
    }

    #[test]
    fn a_first_release_is_1_0_0_unless_one_chooses_less() {
        let choices = version_choices(&app(1), &Fixture::new().snapshot(), &Elsewhere::default());
        assert_eq!(texts(&choices), ["1.0.0", "0.1.0", "0.0.1"]);
        assert_eq!(choices.proposed(), Bump::Major);
    }

    #[test]
    fn the_next_version_follows_the_highest_by_number() {
        let snapshot = Fixture::new()
            .artifact(&app(1), "1.9.0")
            .artifact(&app(1), "1.10.2")
            .snapshot();
        let choices = version_choices(&app(1), &snapshot, &Elsewhere::default());
        assert_eq!(texts(&choices), ["2.0.0", "1.11.0", "1.10.3"]);
        assert_eq!(choices.proposed(), Bump::Patch);
    }

    #[test]
    fn a_version_on_another_branch_or_at_the_legacy_location_is_skipped() {
        let snapshot = Fixture::new()
            .artifact(&app(1), "1.0.2")
            .legacy_artifact(&app(1), "1.0.3", "apps/Dashboard")
            .snapshot();
        let choices = version_choices(&app(1), &snapshot, &Elsewhere::default());
        assert_eq!(choices.of(Bump::Patch).unwrap().to_string(), "1.0.4");
        let choices = version_choices(&app(1), &snapshot, &elsewhere(1, "1.0.4"));
        assert_eq!(choices.of(Bump::Patch).unwrap().to_string(), "1.0.5");
    }

    #[test]
    fn versions_of_other_elements_do_not_count() {
        for other in [0, 2] {
            let choices = version_choices(&app(1), &Fixture::new().snapshot(), &elsewhere(other, "3.0.0"));
            assert_eq!(choices.highest, None);
        }
    }

    #[test]
    fn in_place_of_a_taken_version_comes_the_next_of_its_line_that_is_free() {
        let snapshot = ["1.0.2", "1.0.4", "1.1.0", "2.3.0"]
            .into_iter()
            .fold(Fixture::new(), |fixture, version| {
                fixture.artifact(&app(1), version)
            })
            .snapshot();
        let instead = |version: &str| {
            in_place_of(
                &version.parse().unwrap(),
                &app(1),
                &snapshot,
                &elsewhere(1, "1.0.5"),
            )
            .unwrap()
            .to_string()
        };
        assert_eq!(instead("1.0.2"), "1.0.6");
        assert_eq!(instead("1.0.5"), "1.0.6");
        assert_eq!(instead("1.1.0"), "1.2.0");
        assert_eq!(instead("2.0.0"), "3.0.0");
        let last = ReleaseVersion::new(u64::MAX, 0, 0);
        let full = elsewhere(1, &last.to_string());
        assert_eq!(in_place_of(&last, &app(1), &snapshot, &full), None);
    }
}
