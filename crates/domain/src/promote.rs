//! From one instance to the next: how two manifests differ, and what of that should go along.

use crate::element::ElementKey;
use crate::index::ElementIndex;
use crate::layout::TreePath;
use crate::manifest::{EntryDifference, ManifestName};
use crate::matrix::row_order;
use crate::plan::{BranchName, ManifestChange, Refusal, readable};
use crate::snapshot::Snapshot;
use crate::text::shown;
use crate::version::Release;
use crate::waiting::Waiting;

/// One element that two instances' manifests say different things of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The element.
    pub element: ElementKey,
    /// Its name, where the repository has it.
    pub name: Option<String>,
    /// Its folder, where the repository has it.
    pub folder: Option<TreePath>,
    /// What the target's manifest names; nothing where it does not list the element.
    pub current: Option<Release>,
    /// What the source's manifest names; nothing where it does not list the element.
    pub incoming: Option<Release>,
    /// Whether it goes along.
    pub choice: Choice,
}

/// Whether an element goes along when an instance is promoted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// Ticked: a higher version, whose artifact is there.
    Upgrade,
    /// Not ticked, but may be.
    Left(Reason),
    /// Cannot be ticked: the source names a release that has no artifact.
    ArtifactMissing,
}

/// Why an element does not go along unasked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The target does not list it.
    NewOnTarget,
    /// The target names a higher version.
    TargetIsAhead,
    /// The source names `latest`: the target would follow the default branch.
    SourceFollows,
    /// The target names `latest`: it would stop to follow the default branch.
    TargetFollows,
    /// The source does not list it: the entry would be removed.
    OnlyOnTarget,
    /// A branch that is not merged changes this entry of the target already ([`Waiting::on_entry`] says which).
    Waits,
    /// The repository does not have the element.
    ElementUnknown,
}

/// What would go from the manifest `source` to the manifest `target`, in the order of the matrix: only elements of which
/// they say different things. Comparing two instances is the same question.
///
/// Refused where one of the manifests is not there or cannot be read.
pub fn lines(
    snapshot: &Snapshot,
    waiting: &Waiting,
    source: &ManifestName,
    target: &ManifestName,
) -> Result<Vec<Line>, Refusal> {
    let (_, from) = readable(snapshot, source, "source")?;
    let (_, to) = readable(snapshot, target, "target")?;
    let elements = ElementIndex::new(&snapshot.elements);
    let mut differences = to.differences_to(from);
    differences.sort_by_cached_key(|difference| row_order(&difference.element, &elements));
    let line = |EntryDifference {
                    element,
                    from: current,
                    to: incoming,
                }| {
        let known = elements.get(&element);
        let choice = match (&current, &incoming) {
            (_, Some(incoming)) if snapshot.is_missing(&element, incoming) => Choice::ArtifactMissing,
            _ if waiting.on_entry(target, &element).next().is_some() => Choice::Left(Reason::Waits),
            (_, Some(_)) if known.is_none() => Choice::Left(Reason::ElementUnknown),
            (current, incoming) => by_release(current.as_ref(), incoming.as_ref()),
        };
        Line {
            name: known.map(|element| element.name.clone()),
            folder: known.map(|element| element.folder.clone()),
            element,
            current,
            incoming,
            choice,
        }
    };
    Ok(differences.into_iter().map(line).collect())
}

/// What the two releases alone say.
fn by_release(current: Option<&Release>, incoming: Option<&Release>) -> Choice {
    Choice::Left(match (current, incoming) {
        (_, None) => Reason::OnlyOnTarget,
        (None, _) => Reason::NewOnTarget,
        (_, Some(Release::Latest)) => Reason::SourceFollows,
        (Some(Release::Latest), _) => Reason::TargetFollows,
        (Some(Release::Version(current)), Some(Release::Version(incoming))) if incoming > current => {
            return Choice::Upgrade;
        }
        _ => Reason::TargetIsAhead,
    })
}

impl Line {
    /// The change of the target that this line is, as an intent has it.
    pub fn wanted(&self, target: &ManifestName) -> ManifestChange {
        ManifestChange {
            manifest: target.clone(),
            element: self.element.clone(),
            release: self.incoming.clone(),
        }
    }
}

impl Reason {
    /// The reason in a few words, such as `prod is ahead`.
    ///
    /// ```
    /// use manifold_domain::manifest::ManifestName;
    /// use manifold_domain::promote::Reason;
    /// let [staging, prod] = ["staging", "prod"].map(ManifestName::existing);
    /// let main = "main".parse().unwrap();
    /// assert_eq!(Reason::NewOnTarget.in_words(&staging, &prod, &main), "New on prod");
    /// assert_eq!(Reason::SourceFollows.in_words(&staging, &prod, &main), "staging follows main");
    /// ```
    pub fn in_words(
        self,
        source: &ManifestName,
        target: &ManifestName,
        default_branch: &BranchName,
    ) -> String {
        let (source, target) = (shown(source.as_str()), shown(target.as_str()));
        let main = shown(default_branch.as_str());
        match self {
            Self::NewOnTarget => format!("New on {target}"),
            Self::TargetIsAhead => format!("{target} is ahead"),
            Self::SourceFollows => format!("{source} follows {main}"),
            Self::TargetFollows => format!("{target} follows {main}"),
            Self::OnlyOnTarget => format!("Only on {target}"),
            Self::Waits => "On the way".to_owned(),
            Self::ElementUnknown => format!("Not on {main}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::collection::btree_set;
    use proptest::prelude::*;
    use proptest::sample::select;

    use super::*;
    use crate::fixture::{
        Fixture, Named, any_named, app, entries, named_after, new_style_app, waiting_branch, workflow,
    };
    use crate::plan::RefusalCode;

    fn names() -> [ManifestName; 2] {
        ["staging", "prod"].map(ManifestName::existing)
    }

    fn promoted(fixture: &Fixture, waiting: &Waiting) -> Vec<Line> {
        let [staging, prod] = names();
        lines(&fixture.snapshot(), waiting, &staging, &prod).unwrap()
    }

    /// Dashboard with three releases.
    fn dashboard() -> Fixture {
        ["1.0.0", "1.9.0", "1.10.0"].into_iter().fold(
            Fixture::new().element(&app(1), "Dashboard", "apps/Dashboard"),
            |fixture, version| fixture.artifact(&app(1), version),
        )
    }

    /// What becomes of Dashboard, where staging and prod name it so.
    fn choice(staging: Option<&str>, prod: Option<&str>) -> Choice {
        let [staging, prod] = [staging, prod].map(|named| named.map(|release| (app(1), release)));
        let fixture = dashboard()
            .manifest("staging", staging.as_slice())
            .manifest("prod", prod.as_slice());
        promoted(&fixture, &Waiting::default())[0].choice
    }

    #[test]
    fn a_higher_version_goes_along_and_the_rest_is_left_with_its_reason() {
        assert_eq!(choice(Some("1.10.0"), Some("1.9.0")), Choice::Upgrade);
        for (staging, prod, reason) in [
            (Some("1.10.0"), None, Reason::NewOnTarget),
            (Some("latest"), None, Reason::NewOnTarget),
            (Some("1.9.0"), Some("1.10.0"), Reason::TargetIsAhead),
            (Some("latest"), Some("1.10.0"), Reason::SourceFollows),
            (Some("1.10.0"), Some("latest"), Reason::TargetFollows),
            (None, Some("1.10.0"), Reason::OnlyOnTarget),
            (None, Some("9.0.0"), Reason::OnlyOnTarget),
        ] {
            assert_eq!(
                choice(staging, prod),
                Choice::Left(reason),
                "{staging:?} {prod:?}"
            );
        }
    }

    #[test]
    fn a_release_without_an_artifact_never_goes_along() {
        for prod in [Some("1.0.0"), Some("latest"), None] {
            assert_eq!(choice(Some("2.0.0"), prod), Choice::ArtifactMissing);
        }
    }

    #[test]
    fn an_entry_that_waits_on_a_branch_is_left_unless_it_is_another_instances() {
        let fixture = dashboard()
            .manifest("staging", &[(app(1), "1.10.0")])
            .manifest("prod", &[(app(1), "1.9.0")]);
        let waiting = |manifest: &str| {
            Waiting::new(vec![waiting_branch("reviewer/x").entry(
                manifest,
                app(1),
                Some("1.10.0"),
            )])
        };
        assert_eq!(
            promoted(&fixture, &waiting("prod"))[0].choice,
            Choice::Left(Reason::Waits)
        );
        assert_eq!(promoted(&fixture, &waiting("staging"))[0].choice, Choice::Upgrade);
    }

    #[test]
    fn only_differences_come_in_the_order_of_the_matrix_and_unknown_elements_last() {
        let fixture = Fixture::new()
            .element(&app(1), "Zebra", "apps/b/Zebra")
            .element(&app(2), "Alpha", "apps/B/Alpha")
            .element(&app(3), "Same", "apps/Same")
            .element(&app(4), "Top", "apps/Top")
            .element(&workflow(1), "Nightly", "workflows/Nightly")
            .element(&new_style_app(1), "Portal", "apps-v2/Portal")
            .artifact(&app(9), "1.0.0")
            .manifest(
                "staging",
                &[
                    (app(1), "latest"),
                    (app(2), "latest"),
                    (app(3), "latest"),
                    (app(4), "latest"),
                    (app(9), "1.0.0"),
                    (workflow(1), "latest"),
                    (new_style_app(1), "1.1.0"),
                ],
            )
            .manifest("prod", &[(app(3), "latest"), (new_style_app(1), "1.0.0")]);
        let lines = promoted(&fixture, &Waiting::default());
        let named: Vec<_> = lines.iter().filter_map(|line| line.name.as_deref()).collect();
        assert_eq!(named, ["Top", "Alpha", "Zebra", "Nightly", "Portal"]);
        assert_eq!(
            lines[4].choice,
            Choice::Upgrade,
            "its artifacts are not in the tree"
        );
        assert_eq!(lines[5].choice, Choice::Left(Reason::ElementUnknown));

        let rows = crate::matrix::rows(&fixture.snapshot());
        let of_the_matrix = rows
            .into_iter()
            .map(|row| row.element)
            .filter(|key| *key != app(3));
        assert!(of_the_matrix.eq(lines.into_iter().map(|line| line.element)));
    }

    #[test]
    fn a_line_is_the_change_of_the_target() {
        let fixture = dashboard()
            .manifest("staging", &[])
            .manifest("prod", &[(app(1), "1.9.0")]);
        let [_, prod] = names();
        let line = &promoted(&fixture, &Waiting::default())[0];
        assert_eq!(
            line.wanted(&prod),
            ManifestChange {
                manifest: prod,
                element: app(1),
                release: None
            }
        );
    }

    #[test]
    fn a_manifest_that_is_gone_or_cannot_be_read_is_refused_by_its_side() {
        let fixture = Fixture::new().manifest("dev", &[]).unreadable("prod", Vec::new());
        let refused = |source: &str, target: &str| {
            let [source, target] = [source, target].map(ManifestName::existing);
            let refusal = lines(&fixture.snapshot(), &Waiting::default(), &source, &target).unwrap_err();
            (refusal.code, refusal.field)
        };
        assert_eq!(
            refused("dev", "prod"),
            (RefusalCode::ManifestUnreadable, Some("target"))
        );
        assert_eq!(refused("gone", "dev"), (RefusalCode::NotFound, Some("source")));
    }

    #[test]
    fn names_of_instances_show_themselves_alone() {
        let hostile = ManifestName::existing("pr\u{202e}od");
        let main = "main".parse().unwrap();
        assert_eq!(
            Reason::TargetIsAhead.in_words(&hostile, &hostile, &main),
            r"pr\u{202e}od is ahead"
        );
    }

    /// A repository with these releases, where some apps are known and some entries of prod wait.
    fn repository(
        [staging, prod]: [&Named; 2],
        artifacts: &BTreeSet<(u32, &str)>,
        known: &BTreeSet<u32>,
    ) -> Fixture {
        let fixture = known.iter().fold(Fixture::new(), |fixture, number| {
            fixture.element(&app(*number), &format!("App {number}"), &format!("apps/{number}"))
        });
        artifacts
            .iter()
            .fold(fixture, |fixture, (number, version)| {
                fixture.artifact(&app(*number), version)
            })
            .manifest("staging", &entries(staging))
            .manifest("prod", &entries(prod))
    }

    proptest! {
        #[test]
        fn with_every_line_that_may_go_along_the_target_says_what_the_source_says(
            staging in any_named(),
            prod in any_named(),
            artifacts in btree_set((0..6_u32, select(vec!["1.0.0", "1.9.0", "1.10.0"])), 0..18),
            known in btree_set(0..6_u32, 0..6),
            waits in btree_set(0..6_u32, 0..3),
        ) {
            let fixture = repository([&staging, &prod], &artifacts, &known);
            let waiting = waits.iter().fold(waiting_branch("reviewer/x"), |branch, number| {
                branch.entry("prod", app(*number), None)
            });
            let lines = promoted(&fixture, &Waiting::new(vec![waiting]));

            let of = |number: u32| lines.iter().filter(move |line| line.element == app(number));
            for number in 0..6 {
                let differs = staging.get(&number) != prod.get(&number);
                prop_assert_eq!(of(number).count(), usize::from(differs));
                let has = |release: &str| release == "latest" || artifacts.contains(&(number, release));
                let is_missing = staging.get(&number).is_some_and(|release| !has(release));
                let is_blocked = of(number).any(|line| line.choice == Choice::ArtifactMissing);
                prop_assert_eq!(is_blocked, differs && is_missing);
                for line in of(number).filter(|line| line.choice == Choice::Upgrade) {
                    prop_assert!(line.incoming > line.current && line.current.is_some());
                    prop_assert!(known.contains(&number) && !waits.contains(&number));
                }
            }

            let [_, target] = names();
            let along = lines.iter().filter(|line| line.choice != Choice::ArtifactMissing);
            let after = named_after(&fixture.snapshot(), &target, along.map(|line| line.wanted(&target)));
            for number in 0..6 {
                let is_blocked = of(number).any(|line| line.choice == Choice::ArtifactMissing);
                let expected = if is_blocked { &prod } else { &staging }.get(&number);
                let named = after.get(&app(number)).map(ToString::to_string);
                prop_assert_eq!(named.as_deref(), expected.copied());
            }
        }
    }
}
