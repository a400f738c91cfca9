//! The Releases page: the matrix and the popover of a cell.

use std::collections::HashMap;

use manifold_domain::element::ElementKey;
use manifold_domain::layout::TreePath;
use manifold_domain::matrix;
use manifold_domain::snapshot::Snapshot;
use manifold_engine::operation::Unwatched;

use crate::App;
use crate::failure::not_found;
use crate::open::OpenRepository;
use crate::view;
use crate::wire::Nothing;
use crate::wire::error::Failure;
use crate::wire::releases::{
    Cell, CellDetails, CellRequest, Column, Instance, ProblemView, ReleaseChoice, ReleasesPage, Row,
    SetInstancesRequest, Since,
};
use crate::wire::repositories::RepositoryRequest;

impl App {
    /// The Releases page.
    pub fn releases(&self, request: RepositoryRequest) -> Result<ReleasesPage, Failure> {
        let open = self.opened(&request.repository)?;
        let snapshot = open.snapshot()?;
        let instances = open.instances(&snapshot);
        let problems: Vec<ProblemView> = snapshot.problems.iter().map(view::problem).collect();
        Ok(ReleasesPage {
            header: open.header(&snapshot)?,
            columns: columns(&snapshot, &instances),
            rows: rows(&snapshot, &instances, &problems),
            problems,
            draft: open.draft(&snapshot)?,
            kept_branches: open.kept_branches()?,
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
                locked: Some(view::unreadable(file)),
            });
        };
        let release = manifest.release_of(&request.element);
        let since = match release {
            Some(_) => open.with_mirror(|mirror| {
                Ok(manifold_engine::history::entry_since(
                    mirror.git(),
                    snapshot.commit,
                    &file.path,
                    &request.element,
                    &Unwatched,
                )?)
            })?,
            None => None,
        };
        Ok(CellDetails {
            release: view::release(release),
            since: since.map(|since| Since {
                time: since.time.0,
                author: since.author,
                commit: since.commit.to_string(),
            }),
            choices: choices(&open, &snapshot, &request.element)?,
            locked: open.read_only(),
        })
    }

    /// Sets the order of the columns, and which are *Production*.
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
            entries: file.content.as_ref().map_or(0, |manifest| manifest.entries.len()),
            unreadable: file.content.is_err().then(|| view::unreadable(file)),
        })
        .collect()
}

fn rows(snapshot: &Snapshot, instances: &[Instance], problems: &[ProblemView]) -> Vec<Row> {
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
            cells: order.iter().map(|&column| cell(&row.cells[column])).collect(),
            newest: row.newest.as_ref().map(ToString::to_string),
            folder: row.folder.map(Into::into),
            name: row.name,
            element: row.element,
        })
        .collect()
}

fn cell(cell: &matrix::Cell) -> Cell {
    Cell {
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
    let waiting = elsewhere.versions.iter().filter(|((key, _), _)| key == element);
    choices.extend(waiting.map(|((_, version), branch)| {
        let choice = ReleaseChoice {
            version: version.to_string(),
            created: None,
            description: String::new(),
            on: Vec::new(),
            waiting_on: Some(branch.clone()),
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
