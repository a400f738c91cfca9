//! The matrix: elements against instances, as the manifests of one snapshot say.

use std::collections::BTreeSet;

use crate::element::{Element, ElementKey, ElementKind};
use crate::index::{ElementIndex, releases_by_element};
use crate::layout::TreePath;
use crate::snapshot::{ArtifactFile, Snapshot};
use crate::version::{Release, ReleaseVersion};

/// One row: an element, or a uuid that manifests list and no element has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The element's key.
    pub element: ElementKey,
    /// The element's name; nothing where the repository does not have the element.
    pub name: Option<String>,
    /// The element's folder; nothing where the repository does not have the element.
    pub folder: Option<TreePath>,
    /// The highest release that has an artifact.
    pub newest: Option<ReleaseVersion>,
    /// One cell per manifest of the snapshot, in its order.
    pub cells: Vec<Cell>,
}

/// What one manifest says of one element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// The release; nothing where the manifest does not list the element or cannot be read.
    pub release: Option<Release>,
    /// How many releases are newer than the one named; 0 for `latest` and for new-style apps.
    pub behind: usize,
    /// Whether the named release has no artifact; never for new-style apps, which have none.
    pub is_missing: bool,
}

/// The rows of the matrix: elements by kind, by the folder that holds theirs, and by name; a folder comes before the
/// folders in it, and case does not matter. Then uuids that no element has, by kind and uuid.
pub fn rows(snapshot: &Snapshot) -> Vec<Row> {
    let listed: Vec<_> = snapshot
        .manifests
        .iter()
        .map(|file| file.content.as_ref().map(releases_by_element).unwrap_or_default())
        .collect();
    let index = ElementIndex::new(&snapshot.elements);
    let unknown: BTreeSet<&ElementKey> = listed
        .iter()
        .flat_map(|releases| releases.keys().copied())
        .filter(|key| index.get(key).is_none())
        .collect();

    let row = |key: ElementKey, name, folder| {
        let versions = newest_first(snapshot.artifacts_of(&key));
        let cells = listed
            .iter()
            .map(|releases| cell(&key, releases.get(&key).copied(), &versions))
            .collect();
        Row {
            newest: versions.first().copied().cloned(),
            element: key,
            name,
            folder,
            cells,
        }
    };
    let mut elements: Vec<_> = snapshot.elements.iter().collect();
    elements.sort_by_cached_key(|element| place(element));
    let of_elements = elements.into_iter().map(|element| {
        row(
            element.key(),
            Some(element.name.clone()),
            Some(element.folder.clone()),
        )
    });
    of_elements
        .chain(unknown.into_iter().map(|key| row(key.clone(), None, None)))
        .collect()
}

/// Where the matrix lists an element, next to others: as [`rows`] says.
pub(crate) fn row_order(key: &ElementKey, elements: &ElementIndex<'_>) -> impl Ord + use<> {
    let element = elements.get(key);
    (element.is_none(), element.map(place), key.clone())
}

/// Where people look for an element: its kind, the folders around it, its name, and for what is equal then its path.
fn place(element: &Element) -> (ElementKind, Vec<String>, String, TreePath) {
    let folded = |bytes: &[u8]| String::from_utf8_lossy(bytes).to_lowercase();
    let mut around: Vec<String> = element.folder.segments().map(folded).collect();
    around.pop();
    (
        element.kind,
        around,
        element.name.to_lowercase(),
        element.folder.clone(),
    )
}

/// The versions of these artifacts, each once: one may stand in `dist/` and at the legacy location.
fn newest_first(artifacts: &[ArtifactFile]) -> Vec<&ReleaseVersion> {
    let mut versions: Vec<_> = artifacts.iter().map(|artifact| &artifact.version).collect();
    versions.sort_unstable_by(|a, b| b.cmp(a));
    versions.dedup();
    versions
}

fn cell(key: &ElementKey, release: Option<&Release>, versions: &[&ReleaseVersion]) -> Cell {
    let (behind, is_missing) = match release {
        Some(Release::Version(named)) if key.kind.is_releasable() => {
            let newer = versions.partition_point(|version| *version > named);
            (newer, versions.get(newer) != Some(&named))
        }
        _ => (0, false),
    };
    Cell {
        release: release.cloned(),
        behind,
        is_missing,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::{Fixture, app, new_style_app, workflow};

    #[test]
    fn a_folder_comes_before_the_folders_in_it_whatever_the_case() {
        let snapshot = Fixture::new()
            .element(&app(1), "Zebra", "apps/b/Zebra")
            .element(&app(2), "Refunds", "apps/Orders/EU/Refunds")
            .element(&app(3), "dashboard", "apps/Orders/dashboard")
            .element(&app(4), "Top", "apps/Top")
            .element(&app(5), "apple", "apps/B/apple")
            .snapshot();
        assert_eq!(
            labels(&rows(&snapshot)),
            ["Top", "apple", "Zebra", "dashboard", "Refunds"]
        );
    }

    fn labels(rows: &[Row]) -> Vec<String> {
        rows.iter()
            .map(|row| row.name.clone().unwrap_or_else(|| row.element.id.to_string()))
            .collect()
    }

    #[test]
    fn rows_come_by_kind_and_folder_and_unknown_uuids_come_last() {
        let snapshot = Fixture::new()
            .element(&workflow(1), "Nightly", "workflows/Nightly")
            .element(&app(2), "Refunds", "apps/Orders/Refunds")
            .element(&app(3), "Alpha", "apps/Alpha")
            .manifest("prod", &[(app(9), "1.0.0"), (app(2), "latest")])
            .manifest("dev", &[(app(9), "1.0.0"), (app(8), "1.0.0")])
            .snapshot();
        let last_two = [app(8).id.to_string(), app(9).id.to_string()];
        assert_eq!(
            labels(&rows(&snapshot)),
            ["Alpha", "Refunds", "Nightly", &last_two[0], &last_two[1]]
        );
    }

    #[test]
    fn cells_stand_in_the_order_of_the_manifests() {
        let snapshot = Fixture::new()
            .element(&app(1), "Dashboard", "apps/Dashboard")
            .manifest("prod", &[(app(1), "1.0.0")])
            .manifest("dev", &[(app(1), "latest")])
            .unreadable("qa", Vec::new())
            .snapshot();
        let named: Vec<_> = rows(&snapshot)[0]
            .cells
            .iter()
            .map(|cell| cell.release.clone())
            .collect();
        assert_eq!(
            named,
            [Some(Release::Latest), Some("1.0.0".parse().unwrap()), None]
        );
    }

    #[test]
    fn a_cell_counts_the_releases_that_are_newer_each_once() {
        let snapshot = Fixture::new()
            .element(&app(1), "Dashboard", "apps/Dashboard")
            .artifact(&app(1), "1.9.0")
            .artifact(&app(1), "1.10.0")
            .legacy_artifact(&app(1), "1.10.0", "apps/Dashboard")
            .artifact(&app(1), "1.2.0")
            .manifest("dev", &[(app(1), "latest")])
            .manifest("prod", &[(app(1), "1.2.0")])
            .snapshot();
        let row = &rows(&snapshot)[0];
        assert_eq!(row.newest, Some(ReleaseVersion::new(1, 10, 0)));
        assert_eq!(
            row.cells.iter().map(|cell| cell.behind).collect::<Vec<_>>(),
            [0, 2]
        );
        assert!(row.cells.iter().all(|cell| !cell.is_missing));
    }

    #[test]
    fn a_release_without_an_artifact_is_missing_and_still_counts_what_is_newer() {
        let snapshot = Fixture::new()
            .element(&app(1), "Dashboard", "apps/Dashboard")
            .artifact(&app(1), "2.0.0")
            .manifest("prod", &[(app(1), "1.0.0")])
            .snapshot();
        let cell = &rows(&snapshot)[0].cells[0];
        assert!(cell.is_missing);
        assert_eq!(cell.behind, 1);
    }

    #[test]
    fn a_new_style_app_is_neither_missing_nor_behind() {
        let snapshot = Fixture::new()
            .element(&new_style_app(1), "Portal", "apps-v2/Portal")
            .manifest("prod", &[(new_style_app(1), "1.0.0")])
            .snapshot();
        let row = &rows(&snapshot)[0];
        assert_eq!(row.newest, None);
        assert_eq!(
            row.cells,
            [Cell {
                release: Some("1.0.0".parse().unwrap()),
                behind: 0,
                is_missing: false
            }]
        );
    }

    #[test]
    fn two_folders_with_one_uuid_are_two_rows_that_say_the_same() {
        let snapshot = Fixture::new()
            .element(&app(1), "Dashboard", "apps/Dashboard")
            .element(&app(1), "Copy", "apps/Copy")
            .manifest("prod", &[(app(1), "latest")])
            .snapshot();
        let rows = rows(&snapshot);
        assert_eq!(labels(&rows), ["Copy", "Dashboard"]);
        assert_eq!(rows[0].cells, rows[1].cells);
    }
}
