//! What only one branch can create, and who has it.

use super::{BranchName, Elsewhere};
use crate::element::ElementKey;
use crate::snapshot::Snapshot;
use crate::text::shown;
use crate::version::ReleaseVersion;

/// Where a version of an element is: "already on branch main", "on Sample reviewer's branch reviewer/next"; nothing where nobody
/// has it.
pub(super) fn place(
    element: &ElementKey,
    version: &ReleaseVersion,
    snapshot: &Snapshot,
    default_branch: &BranchName,
    elsewhere: &Elsewhere,
) -> Option<String> {
    if snapshot.artifact(element, version).is_some() {
        return Some(already_on(default_branch));
    }
    let place = (element.clone(), version.clone());
    elsewhere
        .versions
        .get(&place)
        .map(|holder| format!("on {}", holder.whose()))
}

fn already_on(default_branch: &BranchName) -> String {
    format!("already on branch {default_branch}")
}

/// What a branch creates that others have by now, a sentence each. `created` is what the branch has and the commit that
/// it started from has not; `snapshot` and `elsewhere` say what the default branch and the other branches have.
pub fn taken_meanwhile(
    created: &Elsewhere,
    snapshot: &Snapshot,
    default_branch: &BranchName,
    elsewhere: &Elsewhere,
) -> Vec<String> {
    let releases = created.versions.keys().filter_map(|(element, version)| {
        let place = place(element, version, snapshot, default_branch, elsewhere)?;
        let name = snapshot
            .element(element)
            .map_or(element.id.as_str(), |element| &element.name);
        Some(format!("{} {version} is {place} by now.", shown(name)))
    });
    let here = snapshot
        .manifests
        .iter()
        .map(|file| (&file.name, already_on(default_branch)));
    let there = elsewhere
        .manifests
        .iter()
        .map(|(name, holder)| (name, format!("on {}", holder.whose())));
    let names: Vec<_> = here.chain(there).collect();
    let manifests = created.manifests.keys().filter_map(|name| {
        let (taken, place) = names.iter().find(|(other, _)| name.equals_ignoring_case(other))?;
        Some(format!("A manifest {} is {place} by now.", shown(taken.as_str())))
    });
    releases.chain(manifests).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::{Fixture, app};
    use crate::manifest::ManifestName;
    use crate::object::Timestamp;
    use crate::plan::Holder;

    fn elsewhere(version: &str, manifest: &str, branch: &str) -> Elsewhere {
        let mut elsewhere = Elsewhere::default();
        let holder = Holder {
            branch: branch.parse().unwrap(),
            author: "Sample reviewer".to_owned(),
            time: Timestamp(0),
        };
        let place = (app(1), version.parse().unwrap());
        elsewhere.versions.insert(place, holder.clone());
        let name = ManifestName::existing(manifest);
        elsewhere.manifests.insert(name, holder);
        elsewhere
    }

    #[test]
    fn a_branch_is_told_who_has_meanwhile_what_it_creates() {
        let main: BranchName = "main".parse().unwrap();
        let ours = elsewhere("1.0.1", "qa", "ours");
        let before = Fixture::new().element(&app(1), "Dashboard", "apps/Dashboard");
        let before = before.artifact(&app(1), "1.0.0").snapshot();
        let taken = |snapshot: &Snapshot, others: &Elsewhere| taken_meanwhile(&ours, snapshot, &main, others);

        assert_eq!(taken(&before, &Elsewhere::default()), [""; 0]);
        assert_eq!(taken(&before, &elsewhere("1.0.2", "demo", "theirs")), [""; 0]);
        assert_eq!(
            taken(&before, &elsewhere("1.0.1", "QA", "theirs")),
            [
                "Dashboard 1.0.1 is on Sample reviewer's branch theirs by now.",
                "A manifest QA is on Sample reviewer's branch theirs by now."
            ]
        );
        let after = Fixture::new()
            .artifact(&app(1), "1.0.1")
            .manifest("qa", &[])
            .snapshot();
        assert_eq!(
            taken(&after, &Elsewhere::default()),
            [
                format!("{} 1.0.1 is already on branch main by now.", app(1).id.as_str()),
                "A manifest qa is already on branch main by now.".to_owned()
            ]
        );
    }
}
