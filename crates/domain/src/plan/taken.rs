//! What only one branch can create, and who has it.

use super::subject::shown;
use super::{BranchName, Elsewhere};
use crate::element::ElementKey;
use crate::snapshot::Snapshot;
use crate::version::ReleaseVersion;

/// The branch that has a version of an element: the default branch, else the first other one that has it.
pub(super) fn holder<'a>(
    element: &ElementKey,
    version: &ReleaseVersion,
    snapshot: &Snapshot,
    default_branch: &'a BranchName,
    elsewhere: &'a Elsewhere,
) -> Option<&'a str> {
    if snapshot.artifact(element, version).is_some() {
        return Some(default_branch.as_str());
    }
    let place = (element.clone(), version.clone());
    elsewhere.versions.get(&place).map(String::as_str)
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
        let branch = holder(element, version, snapshot, default_branch, elsewhere)?;
        let name = snapshot
            .element(element)
            .map_or(element.id.as_str(), |element| &element.name);
        Some(format!(
            "{} {version} is on branch {} by now.",
            shown(name),
            shown(branch)
        ))
    });
    let here = snapshot
        .manifests
        .iter()
        .map(|file| (&file.name, default_branch.as_str()));
    let there = elsewhere
        .manifests
        .iter()
        .map(|(name, branch)| (name, branch.as_str()));
    let names: Vec<_> = here.chain(there).collect();
    let manifests = created.manifests.keys().filter_map(|name| {
        let (taken, branch) = names.iter().find(|(other, _)| name.equals_ignoring_case(other))?;
        Some(format!(
            "A manifest {} is on branch {} by now.",
            shown(taken.as_str()),
            shown(branch)
        ))
    });
    releases.chain(manifests).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::{Fixture, app};
    use crate::manifest::ManifestName;

    fn elsewhere(version: &str, manifest: &str, branch: &str) -> Elsewhere {
        let mut elsewhere = Elsewhere::default();
        let place = (app(1), version.parse().unwrap());
        elsewhere.versions.insert(place, branch.to_owned());
        let name = ManifestName::existing(manifest);
        elsewhere.manifests.insert(name, branch.to_owned());
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
                "Dashboard 1.0.1 is on branch theirs by now.",
                "A manifest QA is on branch theirs by now."
            ]
        );
        let after = Fixture::new()
            .artifact(&app(1), "1.0.1")
            .manifest("qa", &[])
            .snapshot();
        assert_eq!(
            taken(&after, &Elsewhere::default()),
            [
                format!("{} 1.0.1 is on branch main by now.", app(1).id.as_str()),
                "A manifest qa is on branch main by now.".to_owned()
            ]
        );
    }
}
