//! The Releases page: the matrix and the popover of a cell.

use std::collections::HashMap;

use manifold_domain::element::ElementKey;
use manifold_domain::layout::TreePath;
use manifold_domain::manifest::ManifestName;
use manifold_domain::matrix;
use manifold_domain::snapshot::Snapshot;
use manifold_domain::waiting::Waiting;
use manifold_engine::operation::Unwatched;

use crate::App;
use crate::app::now;
use crate::failure::not_found;
use crate::open::OpenRepository;
use crate::view;
use crate::waiting::{self, Links};
use crate::wire::Nothing;
use crate::wire::error::Failure;
use crate::wire::releases::{
    Before, Cell, CellDetails, CellRequest, Column, Instance, ProblemView, ReleaseChoice, ReleasesPage, Row,
    SetInstancesRequest,
};
use crate::wire::repositories::RepositoryRequest;
use crate::wire::waiting::CellWaits;

impl App {
    /// The Releases page.
    pub fn releases(&self, request: RepositoryRequest) -> Result<ReleasesPage, Failure> {
        let open = self.opened(&request.repository)?;
        let snapshot = open.snapshot()?;
        let waiting = open.waiting()?;
        let instances = open.instances(&snapshot)?;
        let problems: Vec<ProblemView> = snapshot.problems.iter().map(view::problem).collect();
        Ok(ReleasesPage {
            header: open.header(&snapshot)?,
            columns: columns(&snapshot, &instances),
            rows: rows(&snapshot, &waiting, &instances, &problems),
            problems,
            draft: open.draft(&snapshot)?,
            kept_branches: open.kept_branches()?,
            waiting: waiting::branches(&snapshot, &waiting, &Links::new(&open)?),
            ignored_folders: snapshot.ignored_folders,
        })
    }

    /// The popover of a cell.
    pub fn cell(&self, request: CellRequest) -> Result<CellDetails, Failure> {
        let open = self.opened(&request.repository)?;
        let snapshot = open.snapshot()?;
        let file = snapshot
            .manifest(&request.manifest)
            .ok_or_else(|| not_found("The manifest", request.manifest.as_str()))?;
        let Ok(manifest) = &file.content else {
            return Ok(CellDetails {
                release: None,
                since: None,
                choices: Vec::new(),
                before: None,
                locked: Some(view::unreadable(file)),
            });
        };
        let release = manifest.release_of(&request.element);
        // What ended the time of the one release began the time of the other.
        let before = open.with_mirror(|mirror| {
            Ok(open.history().entry_before(
                mirror.git(),
                snapshot.commit,
                &file.name,
                &request.element,
                &Unwatched,
            )?)
        })?;
        Ok(CellDetails {
            release: view::release(release),
            since: before
                .as_ref()
                .filter(|_| release.is_some())
                .map(|before| view::since(&before.until)),
            choices: choices(&open, &snapshot, &request.element)?,
            before: before.map(|before| Before {
                release: view::release(before.release.as_ref()),
                until: view::since(&before.until),
            }),
            locked: open.read_only()?,
        })
    }

    /// Sets the order of the columns, where they stand, and which are *Production*.
    pub fn set_instances(&self, request: SetInstancesRequest) -> Result<Nothing, Failure> {
        self.opened(&request.repository)?
            .set_instances(request.instances)?;
        self.tell_changed(&request.repository);
        Ok(Nothing {})
    }
}

fn columns(snapshot: &Snapshot, instances: &[Instance]) -> Vec<Column> {
    instances
        .iter()
        .filter_map(|instance| Some((instance, snapshot.manifest(&instance.manifest)?)))
        .map(|(instance, file)| Column {
            manifest: instance.manifest.clone(),
            is_production: instance.is_production,
            place: instance.place,
            entries: file.content.as_ref().map_or(0, |manifest| manifest.entries.len()),
            unreadable: file.content.is_err().then(|| view::unreadable(file)),
        })
        .collect()
}

fn rows(
    snapshot: &Snapshot,
    waiting: &Waiting,
    instances: &[Instance],
    problems: &[ProblemView],
) -> Vec<Row> {
    let waits = waits_by_cell(waiting);
    let order: Vec<usize> = instances
        .iter()
        .filter_map(|instance| {
            snapshot
                .manifests
                .iter()
                .position(|manifest| manifest.name == instance.manifest)
        })
        .collect();
    let mut about: HashMap<&ElementKey, Vec<usize>> = HashMap::new();
    for (index, problem) in problems.iter().enumerate() {
        if let (Some(element), None) = (&problem.element, &problem.manifest) {
            about.entry(element).or_default().push(index);
        }
    }
    matrix::rows(snapshot)
        .into_iter()
        .map(|row| Row {
            problems: about.get(&row.element).cloned().unwrap_or_default(),
            group: row.folder.as_ref().map(group).unwrap_or_default(),
            cells: order
                .iter()
                .map(|&column| {
                    let manifest = &snapshot.manifests[column].name;
                    cell(&row.cells[column], waits.get(&(manifest, &row.element)))
                })
                .collect(),
            newest: row.newest.as_ref().map(ToString::to_string),
            folder: row.folder.map(Into::into),
            name: row.name,
            element: row.element,
        })
        .collect()
}

/// The changes of each entry that wait, the newest branch first; those of branches that have long stood still are left out.
fn waits_by_cell(waiting: &Waiting) -> HashMap<(&ManifestName, &ElementKey), Vec<CellWaits>> {
    let mut waits: HashMap<_, Vec<CellWaits>> = HashMap::new();
    let now = now();
    let young = waiting
        .branches()
        .iter()
        .enumerate()
        .filter(|(_, branch)| !branch.is_old(now));
    for (index, branch) in young {
        for change in &branch.changes.entries {
            waits
                .entry((&change.manifest, &change.element))
                .or_default()
                .push(CellWaits {
                    to: view::release(change.to.as_ref()),
                    branch: index,
                });
        }
    }
    waits
}

fn cell(cell: &matrix::Cell, waits: Option<&Vec<CellWaits>>) -> Cell {
    Cell {
        waits: waits.cloned().unwrap_or_default(),
        release: view::release(cell.release.as_ref()),
        behind: cell.behind,
        missing: cell.is_missing,
    }
}

/// The folder that holds an element's folder, without the `apps` that all share.
fn group(folder: &TreePath) -> String {
    let segments: Vec<&[u8]> = folder.segments().collect();
    let between = segments
        .get(1..segments.len().saturating_sub(1))
        .unwrap_or_default();
    TreePath::from_bytes(between.join(&b'/')).to_string()
}

/// The releases of an element, newest first, and those that wait on another branch.
fn choices(
    open: &OpenRepository,
    snapshot: &Snapshot,
    element: &ElementKey,
) -> Result<Vec<ReleaseChoice>, Failure> {
    let on = view::manifests_by_release(snapshot, element);
    let mut choices = open.with_mirror(|mirror| {
        snapshot
            .artifacts_of(element)
            .iter()
            .map(|artifact| {
                let details = open.reader().release_details(mirror.git(), artifact.blob)?;
                let choice = ReleaseChoice {
                    version: artifact.version.to_string(),
                    created: details.created.map(|time| time.0),
                    description: details.description,
                    on: on.get(&artifact.version).cloned().unwrap_or_default(),
                    waiting_on: None,
                };
                Ok((artifact.version.clone(), choice))
            })
            .collect::<Result<Vec<_>, Failure>>()
    })?;
    let elsewhere = open.elsewhere()?;
    let (links, among) = (Links::new(open)?, open.waiting()?);
    let waiting = elsewhere.versions.iter().filter(|((key, _), _)| key == element);
    choices.extend(waiting.map(|((_, version), holder)| {
        let choice = ReleaseChoice {
            version: version.to_string(),
            created: None,
            description: String::new(),
            on: Vec::new(),
            waiting_on: Some(links.holder(holder, &among)),
        };
        (version.clone(), choice)
    }));
    choices.sort_by(|(one, _), (other, _)| other.cmp(one));
    Ok(choices.into_iter().map(|(_, choice)| choice).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_element_is_grouped_under_the_folders_between_its_kind_and_itself() {
        let group_of = |folder: &str| group(&folder.parse().unwrap());
        assert_eq!(group_of("apps/Orders/EU/Refunds"), "Orders/EU");
        assert_eq!(group_of("apps/Refunds"), "");
    }
}
