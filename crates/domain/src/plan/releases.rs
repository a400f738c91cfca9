//! Plans that create releases.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::choices::{highest_taken, in_place_of};
use super::entries::{self, Wanted};
use super::findings::Findings;
use super::subject::Subject;
use super::taken::place;
use super::{
    BranchPurpose, EditContent, Meaning, NewRelease, PlanAnswer, PlanContext, PlannedCommit, RefusalCode,
    TreeEdit, WarningCode,
};
use crate::element::{Element, ElementKey};
use crate::layout::{TreePath, artifact_path};
use crate::manifest::ManifestName;
use crate::release::ReleaseMetadata;
use crate::text::{sentence_list, shown, tidy};
use crate::version::{Release, ReleaseVersion};

/// A release that can be created.
struct Accepted<'a> {
    element: &'a Element,
    key: ElementKey,
    version: ReleaseVersion,
    path: TreePath,
}

pub(super) fn create(
    releases: &[NewRelease],
    description: &str,
    set_on: &[ManifestName],
    accept_unchanged: bool,
    context: &PlanContext<'_>,
) -> PlanAnswer {
    let mut findings = Findings::new(context);
    let unchanged: HashSet<&TreePath> = if accept_unchanged {
        HashSet::new()
    } else {
        context.unchanged.iter().collect()
    };
    let mut accepted = accept(releases, &unchanged, &mut findings);
    accepted.sort_by_key(|release| (release.element.kind, &release.element.folder));

    let description = tidy(description);
    let subject = Subject::create_releases(
        accepted
            .iter()
            .map(|release| (release.element.name.as_str(), &release.version)),
    );
    findings.meaning.extend(accepted.iter().map(Accepted::meaning));
    let edits = accepted
        .iter()
        .map(|release| release.edit(&description, context))
        .collect();
    let mut commits = vec![PlannedCommit {
        subject: subject.plain(),
        body: String::new(),
        edits,
    }];

    let of_each_manifest: BTreeMap<_, _> = accepted
        .iter()
        .map(|release| (&release.key, Some(Release::Version(release.version.clone()))))
        .collect();
    let wanted: Wanted<'_> = set_on
        .iter()
        .map(|manifest| (manifest, of_each_manifest.clone()))
        .collect();
    let created = accepted
        .iter()
        .map(|release| (&release.key, &release.version))
        .collect();
    let edited = entries::change(&wanted, "setOn", &created, &mut findings);
    if !edited.edits.is_empty() {
        let subject = edited.subject().plain();
        commits.push(PlannedCommit {
            subject,
            body: String::new(),
            edits: edited.edits,
        });
    }
    findings.answer(BranchPurpose::CreateRelease, &subject, &description, commits)
}

/// The releases that nothing stands against; what stands against the others goes to the findings.
fn accept<'a>(
    releases: &[NewRelease],
    unchanged: &HashSet<&TreePath>,
    findings: &mut Findings<'a>,
) -> Vec<Accepted<'a>> {
    if releases.is_empty() {
        findings.refuse(
            RefusalCode::NoChange,
            "version",
            "Choose at least one app or workflow to release.",
        );
    }
    let mut folders = BTreeSet::new();
    let mut accepted = Vec::with_capacity(releases.len());
    for release in releases {
        if !folders.insert(&release.folder) {
            let message = "Two releases of one element cannot be created at once. Choose one version.";
            findings.refuse_element(
                RefusalCode::Contradictory,
                Some("version"),
                &release.folder,
                message,
            );
            continue;
        }
        let element = releasable(&release.folder, findings);
        if unchanged.contains(&release.folder) {
            let name = element.map_or_else(
                || shown(&release.folder.to_string()),
                |element| shown(&element.name),
            );
            let message =
                format!("Nothing changed in {name} since its newest release. Release it all the same?");
            findings.refuse_element(RefusalCode::NothingChanged, None, &release.folder, message);
        }
        let version = free_version(release, element, findings);
        if let (Some(element), Some(version)) = (element, version)
            && let Some(path) = artifact_path(&element.key(), &version)
        {
            accepted.push(Accepted {
                element,
                key: element.key(),
                version,
                path,
            });
        }
    }
    accepted
}

/// The element in this folder, where it can be released.
fn releasable<'a>(folder: &TreePath, findings: &mut Findings<'a>) -> Option<&'a Element> {
    let Some(element) = findings.elements.at(folder) else {
        let message = format!(
            "There is no app or workflow in {} on {} any more.",
            shown(&folder.to_string()),
            findings.context.default_branch
        );
        findings.refuse_element(RefusalCode::NotFound, None, folder, message);
        return None;
    };
    let name = shown(&element.name);
    if !element.kind.is_releasable() {
        let message = format!("{name} is a new-style app. Its releases are made in Retool.");
        findings.refuse_element(RefusalCode::NotReleasable, None, folder, message);
        return None;
    }
    let others: Vec<String> = findings
        .elements
        .all(&element.key())
        .iter()
        .filter(|other| other.folder != *folder)
        .map(|other| shown(&other.folder.to_string()))
        .collect();
    if !others.is_empty() {
        // Both folders' releases would go to the same place, and no instance could tell whose they are.
        let message = format!(
            "{name} shares its uuid with {}, so its releases could be either's. Give one of them a new uuid in Retool first.",
            sentence_list(&others)
        );
        findings.refuse_element(RefusalCode::NotReleasable, None, folder, message);
        return None;
    }
    Some(element)
}

/// The version as asked for, where it is well-formed and nobody has it.
fn free_version(
    release: &NewRelease,
    element: Option<&Element>,
    findings: &mut Findings<'_>,
) -> Option<ReleaseVersion> {
    let context = findings.context;
    let folder = &release.folder;
    let Ok(version) = release.version.parse::<ReleaseVersion>() else {
        let message = format!(
            "'{}' is not a version. Write three numbers like 1.0.3, without 'v' and without leading zeros.",
            shown(&release.version)
        );
        findings.refuse_element(RefusalCode::VersionMalformed, Some("version"), folder, message);
        return None;
    };
    let element = element?;
    let (key, name) = (element.key(), shown(&element.name));
    if let Some(place) = place(
        &key,
        &version,
        context.snapshot,
        context.default_branch,
        context.elsewhere,
    ) {
        let free = in_place_of(&version, &key, context.snapshot, context.elsewhere);
        let free = free.map_or_else(|| "another version".to_owned(), |free| free.to_string());
        let message = format!("{name} {version} is {place}. Use {free}.");
        findings.refuse_element(RefusalCode::VersionTaken, Some("version"), folder, message);
        return None;
    }
    let highest = highest_taken(&key, context.snapshot, context.elsewhere);
    if let Some(highest) = highest.filter(|highest| **highest > version) {
        let message = format!("{version} is lower than {highest}, the highest release of {name}.");
        findings.warn(WarningCode::VersionLower, message);
    }
    Some(version)
}

impl Accepted<'_> {
    fn meaning(&self) -> Meaning {
        Meaning::ReleaseCreated {
            element: self.key.clone(),
            name: self.element.name.clone(),
            folder: self.element.folder.clone(),
            version: self.version.clone(),
        }
    }

    fn edit(&self, description: &str, context: &PlanContext<'_>) -> TreeEdit {
        TreeEdit {
            path: self.path.clone(),
            content: EditContent::Artifact {
                folder: self.element.folder.clone(),
                tree: self.element.tree,
                metadata: ReleaseMetadata {
                    version: self.version.clone(),
                    description: description.to_owned(),
                    source: context.snapshot.commit,
                    kind: self.element.kind,
                },
            },
        }
    }
}
