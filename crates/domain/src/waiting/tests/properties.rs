use std::collections::BTreeMap;

use proptest::collection::{btree_map, vec};
use proptest::prelude::*;
use proptest::sample::select;

use super::super::{Artifacts, Changes, Objection, Side, entries, releases};
use crate::element::ElementKey;
use crate::fixture::app;
use crate::manifest::{Entry, Manifest, ManifestName};
use crate::object::ObjectId;
use crate::problem::Position;
use crate::version::Release;

type Entries = BTreeMap<ElementKey, Release>;

/// What a commit says: by manifest its entries.
type State = BTreeMap<ManifestName, Entries>;

/// Few enough of everything that two histories meet.
fn state() -> impl Strategy<Value = State> {
    let release = select(vec!["1.0.0", "1.0.1", "latest"]).prop_map(|text| text.parse().unwrap());
    let entries = btree_map((0..4u32).prop_map(app), release, 0..4);
    btree_map(name(), entries, 0..3)
}

fn name() -> impl Strategy<Value = ManifestName> {
    select(vec!["dev", "prod"]).prop_map(ManifestName::existing)
}

/// One commit: an entry that is set or removed, or a manifest that is created or deleted.
#[derive(Clone, Debug)]
enum Step {
    Entry(ManifestName, ElementKey, Option<Release>),
    Create(ManifestName),
    Delete(ManifestName),
}

fn steps(most: usize) -> impl Strategy<Value = Vec<Step>> {
    let release = select(vec!["1.0.0", "1.0.1", "latest"]).prop_map(|text| text.parse().unwrap());
    let entry = (name(), (0..4u32).prop_map(app), proptest::option::of(release))
        .prop_map(|(manifest, element, release)| Step::Entry(manifest, element, release));
    let step = prop_oneof![
        8 => entry,
        1 => name().prop_map(Step::Create),
        1 => name().prop_map(Step::Delete),
    ];
    vec(step, 0..most)
}

fn after(mut state: State, steps: &[Step]) -> State {
    for step in steps {
        match step {
            Step::Entry(manifest, element, release) => {
                let Some(entries) = state.get_mut(manifest) else {
                    continue;
                };
                match release {
                    Some(release) => entries.insert(element.clone(), release.clone()),
                    None => entries.remove(element),
                };
            }
            Step::Create(manifest) => {
                state.entry(manifest.clone()).or_default();
            }
            Step::Delete(manifest) => {
                state.remove(manifest);
            }
        }
    }
    state
}

/// What a manifest means that has these entries.
fn manifest(entries: &Entries) -> Manifest {
    let entry = |(element, release): (&ElementKey, &Release)| Entry {
        element: element.clone(),
        release: release.clone(),
        position: Position { line: 1, column: 1 },
    };
    Manifest {
        version: "1.0.0".to_owned(),
        name: String::new(),
        entries: entries.iter().map(entry).collect(),
        is_canonical: true,
    }
}

/// What a branch would change, and what stands against it.
fn waiting(base: &State, branch: &State, main: &State) -> (Changes, Vec<Objection>) {
    let mut changes = Changes::default();
    let mut objections = Vec::new();
    for name in ["dev", "prod"].map(ManifestName::existing) {
        let manifests = [base, branch, main].map(|state| state.get(&name).map(manifest));
        let [base, branch, main] = manifests
            .each_ref()
            .map(|manifest| manifest.as_ref().map_or(Side::Absent, Side::Readable));
        let (more, against) = entries(&name, base, branch, main);
        changes.extend(more);
        objections.extend(against);
    }
    (changes, objections)
}

fn nothing_waits(base: &State, branch: &State, main: &State) -> bool {
    waiting(base, branch, main) == (Changes::default(), Vec::new())
}

/// The default branch with what waits on a branch.
fn with(changes: &Changes, branch: &State, main: &State) -> State {
    let mut merged = main.clone();
    for waits in &changes.entries {
        let entries = merged.get_mut(&waits.manifest).unwrap();
        assert_eq!(entries.get(&waits.element), waits.from.as_ref());
        match &waits.to {
            Some(release) => entries.insert(waits.element.clone(), release.clone()),
            None => entries.remove(&waits.element),
        };
    }
    for waits in &changes.manifests {
        if waits.is_created {
            merged.insert(waits.manifest.clone(), branch[&waits.manifest].clone());
        } else {
            merged.remove(&waits.manifest);
        }
    }
    merged
}

/// The one of two sides that changed something, where not both did and otherwise: how Git merges.
fn merged<T: PartialEq + Clone>(base: &T, one: &T, other: &T) -> Option<T> {
    if one == base || one == other {
        Some(other.clone())
    } else if other == base {
        Some(one.clone())
    } else {
        None
    }
}

/// The merge of two commits, entry by entry; nothing where it conflicts.
fn merge(base: &State, branch: &State, main: &State) -> Option<State> {
    let mut result = State::new();
    for name in ["dev", "prod"].map(ManifestName::existing) {
        let [base, branch, main] = [base, branch, main].map(|state| state.get(&name));
        let manifest = match (base, branch, main) {
            (Some(base), Some(branch), Some(main)) => {
                let mut entries = Entries::new();
                for element in (0..4).map(app) {
                    let [base, branch, main] = [base, branch, main].map(|side| side.get(&element));
                    if let Some(release) = merged(&base, &branch, &main)? {
                        entries.insert(element, release.clone());
                    }
                }
                Some(entries)
            }
            // Both created it, and the default branch has all that the branch wrote into it.
            (None, Some(branch), Some(main))
                if branch
                    .iter()
                    .all(|(element, release)| main.get(element) == Some(release)) =>
            {
                Some(main.clone())
            }
            sides => merged(&sides.0, &sides.1, &sides.2)?.cloned(),
        };
        result.extend(manifest.map(|entries| (name, entries)));
    }
    Some(result)
}

fn artifacts() -> impl Strategy<Value = Artifacts> {
    let version = select(vec!["1.0.0", "1.0.1"]).prop_map(|text| text.parse().unwrap());
    let id = (0..3u8).prop_map(|byte| ObjectId::from_bytes([byte; 20]));
    btree_map(((0..2u32).prop_map(app), version), id, 0..4)
}

proptest! {
    #[test]
    fn a_merge_gives_the_default_branch_with_what_waits_or_conflicts_where_something_objects(
        base in state(), branch in steps(6), main in steps(6),
    ) {
        let (branch, main) = (after(base.clone(), &branch), after(base.clone(), &main));
        let (changes, objections) = waiting(&base, &branch, &main);
        let expected = objections.is_empty().then(|| with(&changes, &branch, &main));
        prop_assert_eq!(merge(&base, &branch, &main), expected);
    }

    #[test]
    fn nothing_waits_once_a_branch_is_merged_and_the_default_branch_may_go_on_with_other_entries(
        base in state(), branch in steps(6), main in steps(6), later in steps(4),
    ) {
        let (branch, main) = (after(base.clone(), &branch), after(base.clone(), &main));
        let (changes, objections) = waiting(&base, &branch, &main);
        prop_assume!(objections.is_empty());
        let main = with(&changes, &branch, &main);
        prop_assert!(nothing_waits(&base, &branch, &main), "squashed or rebased");
        prop_assert!(nothing_waits(&branch, &branch, &main), "merged");
        prop_assert!(nothing_waits(&branch, &branch, &after(main, &later)), "merged, and then more");
    }

    #[test]
    fn branches_that_do_not_contradict_one_another_merge_in_any_order_to_what_was_read_at_first(
        base in state(),
        main in steps(4),
        branches in vec(steps(4), 1..5),
        order in Just(vec![0, 1, 2, 3]).prop_shuffle(),
    ) {
        let main = after(base.clone(), &main);
        let mut agreeing: Vec<State> = Vec::new();
        for branch in branches {
            let branch = after(base.clone(), &branch);
            let fits = |one: &State, other: &State| {
                let (changes, objections) = waiting(&base, one, &main);
                objections.is_empty() && waiting(&base, other, &with(&changes, one, &main)).1.is_empty()
            };
            if fits(&base, &branch) && agreeing.iter().all(|other| fits(&branch, other) && fits(other, &branch)) {
                agreeing.push(branch);
            }
        }
        // What was read before any merge, all of it.
        let read = agreeing.iter().fold(main.clone(), |read, branch| {
            let (mut changes, _) = waiting(&base, branch, &main);
            for waits in &mut changes.entries {
                // Two may want the same.
                waits.from = read[&waits.manifest].get(&waits.element).cloned();
            }
            with(&changes, branch, &read)
        });
        let merged = order.iter().filter_map(|index| agreeing.get(*index)).try_fold(main.clone(), |main, branch| {
            let (changes, objections) = waiting(&base, branch, &main);
            objections.is_empty().then(|| with(&changes, branch, &main))
        });
        prop_assert_eq!(merged.as_ref(), Some(&read));
        prop_assert!(agreeing.iter().all(|branch| nothing_waits(&base, branch, &read)));
    }

    #[test]
    fn nothing_waits_of_artifacts_once_what_waited_is_there(
        base in artifacts(), branch in artifacts(), main in artifacts(),
    ) {
        let (waits, objections) = releases(&base, &branch, &main);
        let mut merged = main;
        for waits in waits {
            let key = (waits.element, waits.version);
            match waits.artifact {
                Some(artifact) => merged.insert(key, artifact),
                None => merged.remove(&key),
            };
        }
        prop_assert_eq!(releases(&base, &branch, &merged), (Vec::new(), objections));
    }
}
