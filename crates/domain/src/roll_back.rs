//! Taking a change of a manifest back: which of its entries can go back, and which changed since.

use crate::element::ElementKey;
use crate::index::{ElementIndex, releases_by_element};
use crate::layout::TreePath;
use crate::manifest::{EntryDifference, ManifestName};
use crate::matrix::row_order;
use crate::plan::{ManifestChange, Refusal, readable};
use crate::snapshot::Snapshot;
use crate::text::shown;
use crate::version::Release;
use crate::waiting::Waiting;

/// One entry of a change that may be taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The element.
    pub element: ElementKey,
    /// Its name, where the repository has it.
    pub name: Option<String>,
    /// Its folder, where the repository has it.
    pub folder: Option<TreePath>,
    /// What the manifest names now; nothing where it does not list the element.
    pub now: Option<Release>,
    /// What it named before the change; nothing where it did not list the element, so that going back removes the entry.
    pub before: Option<Release>,
    /// Whether it goes back.
    pub choice: Choice,
}

/// Whether an entry goes back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// Ticked: the entry still names what the change made it name.
    Ticked,
    /// Not ticked, but may be.
    Left(Reason),
    /// Cannot be ticked: what it named before has no artifact any more.
    ArtifactMissing,
    /// Cannot be ticked: the entry names again what it named before.
    BackAlready,
}

/// Why an entry does not go back unasked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// A later change made it name something else.
    ChangedSince,
    /// A branch that is not merged changes this entry already ([`Waiting::on_entry`] says which).
    Waits,
    /// The repository does not have the element any more.
    ElementUnknown,
}

/// What taking a change of a manifest back would do, in the order of the matrix. `change` is what the manifest's
/// entries named before it and after it.
///
/// Refused where the manifest is gone or cannot be read.
pub fn lines(
    snapshot: &Snapshot,
    waiting: &Waiting,
    manifest: &ManifestName,
    change: &[EntryDifference],
) -> Result<Vec<Line>, Refusal> {
    let (_, content) = readable(snapshot, manifest, "manifest")?;
    let named = releases_by_element(content);
    let elements = ElementIndex::new(&snapshot.elements);
    let mut change: Vec<_> = change.iter().collect();
    change.sort_by_cached_key(|difference| row_order(&difference.element, &elements));
    let line = |EntryDifference {
                    element,
                    from: before,
                    to: made,
                }: &EntryDifference| {
        let known = elements.get(element);
        let now = named.get(element).copied();
        let choice = match before {
            _ if now == before.as_ref() => Choice::BackAlready,
            Some(before) if snapshot.is_missing(element, before) => Choice::ArtifactMissing,
            _ if now != made.as_ref() => Choice::Left(Reason::ChangedSince),
            _ if waiting.on_entry(manifest, element).next().is_some() => Choice::Left(Reason::Waits),
            Some(_) if known.is_none() => Choice::Left(Reason::ElementUnknown),
            _ => Choice::Ticked,
        };
        Line {
            element: element.clone(),
            name: known.map(|element| element.name.clone()),
            folder: known.map(|element| element.folder.clone()),
            now: now.cloned(),
            before: before.clone(),
            choice,
        }
    };
    Ok(change.into_iter().map(line).collect())
}

impl Line {
    /// The change of the manifest that this line is, as an intent has it.
    pub fn wanted(&self, manifest: &ManifestName) -> ManifestChange {
        ManifestChange {
            manifest: manifest.clone(),
            element: self.element.clone(),
            release: self.before.clone(),
        }
    }

    /// Why it is not ticked, in a few words; nothing where it is.
    ///
    /// ```
    /// use manifold_domain::element::{ElementKey, ElementKind};
    /// use manifold_domain::manifest::ManifestName;
    /// use manifold_domain::roll_back::{Choice, Line, Reason};
    /// let id = "6e69709c-198c-11f1-835a-73d4870770bb".parse().unwrap();
    /// let line = Line {
    ///     element: ElementKey { kind: ElementKind::App, id },
    ///     name: Some("Dashboard".to_owned()),
    ///     folder: None,
    ///     now: Some("1.0.4".parse().unwrap()),
    ///     before: Some("1.0.2".parse().unwrap()),
    ///     choice: Choice::Left(Reason::ChangedSince),
    /// };
    /// let objection = line.objection(&ManifestName::existing("prod"));
    /// assert_eq!(objection.unwrap(), "prod became 1.0.4 since, by a later change");
    /// ```
    pub fn objection(&self, manifest: &ManifestName) -> Option<String> {
        let manifest = shown(manifest.as_str());
        Some(match (self.choice, &self.now) {
            (Choice::Ticked, _) => return None,
            (Choice::Left(Reason::ChangedSince), Some(now)) => {
                format!("{manifest} became {now} since, by a later change")
            }
            (Choice::Left(Reason::ChangedSince), None) => format!("A later change took it off {manifest}"),
            (Choice::Left(Reason::Waits), _) => "On the way".to_owned(),
            (Choice::Left(Reason::ElementUnknown), _) => "No longer in the repository".to_owned(),
            (Choice::ArtifactMissing, _) => "The artifact is no longer there".to_owned(),
            (Choice::BackAlready, _) => format!("{manifest} is as before already"),
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::collection::btree_set;
    use proptest::prelude::*;
    use proptest::sample::select;

    use super::*;
    use crate::fixture::{Fixture, any_named, app, entries, manifest, named_after, waiting_branch};
    use crate::plan::RefusalCode;

    fn prod() -> ManifestName {
        ManifestName::existing("prod")
    }

    fn changed(element: u32, from: Option<&str>, to: Option<&str>) -> EntryDifference {
        EntryDifference {
            element: app(element),
            from: from.map(|release| release.parse().unwrap()),
            to: to.map(|release| release.parse().unwrap()),
        }
    }

    /// Dashboard with three releases, and what prod names for it.
    fn dashboard(now: Option<&str>) -> Snapshot {
        let artifacts = ["1.0.2", "1.0.3", "1.0.4"];
        let entry = now.map(|release| (app(1), release));
        artifacts
            .into_iter()
            .fold(
                Fixture::new().element(&app(1), "Dashboard", "apps/Dashboard"),
                |fixture, version| fixture.artifact(&app(1), version),
            )
            .manifest("prod", entry.as_slice())
            .snapshot()
    }

    fn line(change: EntryDifference, snapshot: &Snapshot, waiting: &Waiting) -> Line {
        lines(snapshot, waiting, &prod(), &[change]).unwrap().remove(0)
    }

    #[test]
    fn an_entry_goes_back_where_it_still_names_what_the_change_made_it_name() {
        for (from, to) in [
            (Some("1.0.2"), Some("1.0.3")),
            (Some("latest"), Some("1.0.3")),
            (None, Some("1.0.3")),
            (Some("1.0.2"), None),
        ] {
            let back = line(changed(1, from, to), &dashboard(to), &Waiting::default());
            assert_eq!(back.choice, Choice::Ticked, "{from:?} {to:?}");
            assert_eq!(back.objection(&prod()), None);
            let release = from.map(|release| release.parse().unwrap());
            assert_eq!(
                back.wanted(&prod()).release,
                release,
                "not listed before: it goes"
            );
        }
    }

    #[test]
    fn an_entry_that_changed_since_is_left_and_explained() {
        let change = || changed(1, Some("1.0.2"), Some("1.0.3"));
        let became = line(change(), &dashboard(Some("1.0.4")), &Waiting::default());
        assert_eq!(became.choice, Choice::Left(Reason::ChangedSince));
        assert_eq!(
            became.objection(&prod()).unwrap(),
            "prod became 1.0.4 since, by a later change"
        );
        let removed = line(change(), &dashboard(None), &Waiting::default());
        assert_eq!(removed.choice, Choice::Left(Reason::ChangedSince));
        assert_eq!(
            removed.objection(&prod()).unwrap(),
            "A later change took it off prod"
        );
    }

    #[test]
    fn an_entry_that_is_back_already_cannot_go_back() {
        for before in [Some("1.0.2"), None] {
            let change = changed(1, before, Some("1.0.3"));
            let back = line(change, &dashboard(before), &Waiting::default());
            assert_eq!(back.choice, Choice::BackAlready);
            assert_eq!(back.objection(&prod()).unwrap(), "prod is as before already");
        }
    }

    #[test]
    fn an_entry_whose_artifact_is_gone_cannot_go_back_whatever_became_of_it() {
        for now in ["1.0.3", "1.0.4"] {
            let change = changed(1, Some("1.0.1"), Some("1.0.3"));
            let back = line(change, &dashboard(Some(now)), &Waiting::default());
            assert_eq!(back.choice, Choice::ArtifactMissing);
        }
    }

    #[test]
    fn an_entry_that_waits_on_a_branch_is_left() {
        let waiting = Waiting::new(vec![waiting_branch("reviewer/x").entry("prod", app(1), None)]);
        let change = changed(1, Some("1.0.2"), Some("1.0.3"));
        let back = line(change, &dashboard(Some("1.0.3")), &waiting);
        assert_eq!(back.choice, Choice::Left(Reason::Waits));
    }

    #[test]
    fn an_element_that_is_gone_is_left_unless_its_entry_goes() {
        let snapshot = Fixture::new()
            .manifest("prod", &[(app(1), "1.0.3"), (app(2), "1.0.3")])
            .snapshot();
        let change = [
            changed(1, Some("latest"), Some("1.0.3")),
            changed(2, None, Some("1.0.3")),
        ];
        let lines = lines(&snapshot, &Waiting::default(), &prod(), &change).unwrap();
        assert_eq!(lines[0].choice, Choice::Left(Reason::ElementUnknown));
        assert_eq!(lines[1].choice, Choice::Ticked);
    }

    #[test]
    fn lines_come_in_the_order_of_the_matrix() {
        let snapshot = Fixture::new()
            .element(&app(1), "Zebra", "apps/Zebra")
            .element(&app(2), "alpha", "apps/alpha")
            .manifest("prod", &[])
            .snapshot();
        let change = [3, 1, 2].map(|element| changed(element, None, Some("1.0.0")));
        let lines = lines(&snapshot, &Waiting::default(), &prod(), &change).unwrap();
        let names: Vec<_> = lines.iter().map(|line| line.name.as_deref()).collect();
        assert_eq!(names, [Some("alpha"), Some("Zebra"), None]);
    }

    #[test]
    fn a_manifest_that_is_gone_or_cannot_be_read_is_refused() {
        let gone = Fixture::new().snapshot();
        let unreadable = Fixture::new().unreadable("prod", Vec::new()).snapshot();
        let code = |snapshot: &Snapshot| {
            lines(snapshot, &Waiting::default(), &prod(), &[])
                .unwrap_err()
                .code
        };
        assert_eq!(code(&gone), RefusalCode::NotFound);
        assert_eq!(code(&unreadable), RefusalCode::ManifestUnreadable);
    }

    proptest! {
        #[test]
        fn with_every_line_that_may_go_back_the_manifest_says_what_it_said_before(
            before in any_named(),
            made in any_named(),
            since in any_named(),
            changed_since in btree_set(0..6_u32, 0..3),
            artifacts in btree_set((0..6_u32, select(vec!["1.0.0", "1.9.0", "1.10.0"])), 0..18),
        ) {
            let [before_means, made_means] = [&before, &made].map(|named| manifest(&entries(named)));
            let change = before_means.differences_to(&made_means);
            let mut now = made.clone();
            for number in &changed_since {
                match since.get(number) {
                    Some(release) => now.insert(*number, *release),
                    None => now.remove(number),
                };
            }
            let fixture = (0..6).fold(Fixture::new(), |fixture, number| {
                fixture.element(&app(number), &format!("App {number}"), &format!("apps/{number}"))
            });
            let snapshot = artifacts
                .iter()
                .fold(fixture, |fixture, (number, version)| fixture.artifact(&app(*number), version))
                .manifest("prod", &entries(&now))
                .snapshot();

            let lines = lines(&snapshot, &Waiting::default(), &prod(), &change).unwrap();
            let back = lines
                .iter()
                .filter(|line| matches!(line.choice, Choice::Ticked | Choice::Left(_)));
            let after = named_after(&snapshot, &prod(), back.map(|line| line.wanted(&prod())));
            for number in 0..6 {
                let line = lines.iter().find(|line| line.element == app(number));
                let is_part = before.get(&number) != made.get(&number);
                prop_assert_eq!(line.is_some(), is_part);
                let has = |release: &str| release == "latest" || artifacts.contains(&(number, release));
                let can_go_back = before.get(&number).is_none_or(|release| has(release));
                let goes_back = is_part && can_go_back;
                let expected = if goes_back { &before } else { &now }.get(&number);
                let named = after.get(&app(number)).map(ToString::to_string);
                prop_assert_eq!(named.as_deref(), expected.copied());
                let is_ticked = line.is_some_and(|line| line.choice == Choice::Ticked);
                prop_assert_eq!(is_ticked, goes_back && now.get(&number) == made.get(&number));
            }
        }
    }
}
