//! The page of an app or workflow, and Create release.

use manifold_domain::element::{Element, ElementKey};
use manifold_domain::manifest::ManifestName;
use manifold_domain::plan::{Elsewhere, VersionChoices, version_choices};
use manifold_domain::snapshot::{ArtifactFile, Snapshot};
use manifold_domain::version::Bump;
use manifold_domain::waiting::Waiting;
use manifold_engine::operation::Unwatched;
use manifold_engine::{artifact as zip, history};

use crate::App;
use crate::artifact::{file_change, tree_path};
use crate::failure::not_found;
use crate::open::OpenRepository;
use crate::view;
use crate::waiting::Links;
use crate::wire::artifact::{FileChange, Source};
use crate::wire::element::{
    CommitLine, CommitsSince, CreateReleasePage, ElementPage, ElementRequest, OnInstance, ReleaseRow,
    TakenVersion, VersionChoice,
};
use crate::wire::error::Failure;

impl App {
    /// The page of an app or workflow.
    pub fn element(&self, request: ElementRequest) -> Result<ElementPage, Failure> {
        let open = self.opened(&request.repository)?;
        let snapshot = open.snapshot()?;
        let element = find(&snapshot, &request.folder)?;
        let key = element.key();
        Ok(ElementPage {
            header: open.header(&snapshot)?,
            name: element.name.clone(),
            folder: request.folder,
            on: on_instances(&open, &snapshot, element)?,
            releases: release_rows(&open, &snapshot, element)?,
            not_releasable: not_releasable(&open, element)?,
            problems: snapshot
                .problems
                .iter()
                .filter(|problem| problem.element.as_ref() == Some(&key))
                .map(view::problem)
                .collect(),
            element: key,
        })
    }

    /// The Create release page.
    pub fn create_release(&self, request: ElementRequest) -> Result<CreateReleasePage, Failure> {
        let open = self.opened(&request.repository)?;
        let snapshot = open.snapshot()?;
        let element = find(&snapshot, &request.folder)?;
        let elsewhere = open.elsewhere()?;
        let choices = version_choices(&element.key(), &snapshot, &elsewhere);
        let newest = snapshot.artifacts_of(&element.key()).first();
        let (changes, changes_problem) = match changes_since(&open, element, newest) {
            Ok(changes) => (changes, None),
            Err(failure) => (Vec::new(), Some(failure.message)),
        };
        Ok(CreateReleasePage {
            header: open.header(&snapshot)?,
            element: element.key(),
            name: element.name.clone(),
            versions: version_views(&choices),
            chosen: choices.proposed(),
            newest: newest.map(|artifact| artifact.version.to_string()),
            taken_elsewhere: taken_elsewhere(
                &element.key(),
                &elsewhere,
                &*open.waiting()?,
                &Links::new(&open)?,
            ),
            commits: commits_since(&open, &snapshot, element, newest)?,
            is_unchanged: newest.is_some() && changes.is_empty() && changes_problem.is_none(),
            changes,
            changes_problem,
            on: on_instances(&open, &snapshot, element)?,
            not_releasable: not_releasable(&open, element)?,
            folder: request.folder,
        })
    }
}

/// The versions to choose from, the smallest step first.
pub(crate) fn version_views(choices: &VersionChoices) -> Vec<VersionChoice> {
    [Bump::Patch, Bump::Minor, Bump::Major]
        .into_iter()
        .filter_map(|bump| {
            Some(VersionChoice {
                bump,
                version: choices.of(bump)?.to_string(),
            })
        })
        .collect()
}

fn find<'a>(snapshot: &'a Snapshot, folder: &str) -> Result<&'a Element, Failure> {
    snapshot
        .element_at(&tree_path(folder)?)
        .ok_or_else(|| not_found("The folder", folder))
}

/// Why no release of an element can be created here, where none can.
pub(crate) fn not_releasable(open: &OpenRepository, element: &Element) -> Result<Option<String>, Failure> {
    if element.kind.is_releasable() {
        open.read_only()
    } else {
        Ok(Some("Releases of new-style apps are made in Retool.".to_owned()))
    }
}

fn on_instances(
    open: &OpenRepository,
    snapshot: &Snapshot,
    element: &Element,
) -> Result<Vec<OnInstance>, Failure> {
    let key = element.key();
    let on = |manifest: &ManifestName, is_production| {
        let file = snapshot.manifest(manifest)?;
        let release = file
            .content
            .as_ref()
            .ok()
            .and_then(|manifest| manifest.release_of(&key));
        Some(OnInstance {
            manifest: manifest.clone(),
            is_production,
            release: view::release(release),
            missing: release.is_some_and(|release| snapshot.is_missing(&key, release)),
            unreadable: file.content.is_err().then(|| view::unreadable(file)),
        })
    };
    let instances = open.instances(snapshot)?;
    let on = instances
        .iter()
        .filter_map(|instance| on(&instance.manifest, instance.is_production));
    Ok(on.collect())
}

fn release_rows(
    open: &OpenRepository,
    snapshot: &Snapshot,
    element: &Element,
) -> Result<Vec<ReleaseRow>, Failure> {
    let on = view::manifests_by_release(snapshot, &element.key());
    let artifacts = snapshot.artifacts_of(&element.key());
    open.with_mirror(|mirror| {
        let authors = open
            .reader()
            .artifact_authors(mirror.git(), snapshot.commit, artifacts, &Unwatched)?;
        artifacts
            .iter()
            .zip(authors)
            .map(|(artifact, author)| {
                let details = open.reader().release_details(mirror.git(), artifact.blob)?;
                Ok(ReleaseRow {
                    version: artifact.version.to_string(),
                    description: details.description,
                    author,
                    created: details.created.map(|time| time.0),
                    size: details.size,
                    on: on.get(&artifact.version).cloned().unwrap_or_default(),
                    is_legacy_location: artifact.is_legacy_location,
                    problem: details.problem,
                })
            })
            .collect()
    })
}

/// The versions of an element that other branches have taken, highest first.
fn taken_elsewhere(
    key: &ElementKey,
    elsewhere: &Elsewhere,
    waiting: &Waiting,
    links: &Links,
) -> Vec<TakenVersion> {
    let of_this = elsewhere.versions.iter().filter(|((of, _), _)| of == key);
    of_this
        .rev()
        .map(|((_, version), holder)| TakenVersion {
            version: version.to_string(),
            branch: links.holder(holder, waiting),
        })
        .collect()
}

/// The files that differ from the newest release; all files where there is none.
fn changes_since(
    open: &OpenRepository,
    element: &Element,
    newest: Option<&ArtifactFile>,
) -> Result<Vec<FileChange>, Failure> {
    let before = newest.map_or(Source::Nothing, |artifact| Source::Release {
        element: element.key(),
        version: artifact.version.to_string(),
    });
    let after = Source::Folder {
        folder: element.folder.to_string(),
    };
    open.with_files(&before, &after, |before, after| {
        Ok(zip::changes(before, after)?
            .into_iter()
            .map(file_change)
            .collect())
    })
}

/// The commits to the folder since the newest release was taken, where that can be told.
fn commits_since(
    open: &OpenRepository,
    snapshot: &Snapshot,
    element: &Element,
    newest: Option<&ArtifactFile>,
) -> Result<Option<CommitsSince>, Failure> {
    let Some(newest) = newest else { return Ok(None) };
    open.with_mirror(|mirror| {
        let details = open.reader().release_details(mirror.git(), newest.blob)?;
        let Some(source) = details.source else {
            return Ok(None);
        };
        let since =
            history::changes_since(mirror.git(), &element.folder, source, snapshot.commit, &Unwatched)?;
        Ok(since.map(|since| CommitsSince {
            count: since.count,
            newest: since
                .newest
                .into_iter()
                .map(|commit| CommitLine {
                    commit: commit.id.to_string(),
                    subject: commit.subject,
                    author: commit.author,
                    time: commit.time.0,
                })
                .collect(),
        }))
    })
}
