//! `manifold manifest`: what each instance takes.

use manifold_app::wire::manifest::ManifestRequest;
use manifold_app::wire::releases::ReleasesPage;
use manifold_domain::element::{ElementKey, ElementKind};
use manifold_domain::manifest::ManifestName;
use manifold_domain::plan::{Intent, ManifestChange, StartFrom};
use manifold_domain::version::Release;
use serde_json::{Value, json};

use super::change::carry_out;
use super::status::{cell_json, counted};
use super::{doctor, status};
use crate::arguments::ManifestCommand;
use crate::output::{Answer, ERROR, HEAD, HINT, PLAIN, Page, Table, date, timestamp};
use crate::session::{Session, element_json, find_row};
use crate::stop::Stop;

/// Carries one of them out.
pub(crate) fn run(session: &Session, command: ManifestCommand, is_json: bool) -> Result<Answer, Stop> {
    let (intent, change) = match command {
        ManifestCommand::List => return list(session),
        ManifestCommand::Show { manifest } => return show(session, manifest),
        ManifestCommand::Create {
            name,
            copy_of,
            every_element_at_latest,
            why,
            change,
        } => {
            let start = match copy_of {
                Some(manifest) => StartFrom::CopyOf { manifest },
                None if every_element_at_latest => StartFrom::EveryElementAtLatest,
                None => StartFrom::Empty,
            };
            (Intent::CreateManifest { name, start, why }, change)
        }
        ManifestCommand::Set {
            manifest,
            assignments,
            why,
            change,
        } => {
            let wanted = assignments
                .iter()
                .map(|assignment| (assignment.element.as_str(), Some(assignment.release.clone())));
            (change_entries(session, &manifest, wanted, why)?, change)
        }
        ManifestCommand::Remove {
            manifest,
            elements,
            why,
            change,
        } => {
            let wanted = elements.iter().map(|element| (element.as_str(), None));
            (change_entries(session, &manifest, wanted, why)?, change)
        }
        ManifestCommand::Delete {
            manifest,
            why,
            change,
        } => (Intent::DeleteManifest { manifest, why }, change),
    };
    carry_out(session, intent, change, is_json)
}

fn change_entries<'a>(
    session: &Session,
    manifest: &ManifestName,
    wanted: impl Iterator<Item = (&'a str, Option<Release>)>,
    why: String,
) -> Result<Intent, Stop> {
    let page = session.releases()?;
    let changes = wanted
        .map(|(element, release)| {
            let element = if release.is_some() {
                find_to_list(&page, element)?
            } else {
                find_row(&page, element)?.element.clone()
            };
            Ok(ManifestChange {
                manifest: manifest.clone(),
                element,
                release,
            })
        })
        .collect::<Result<_, Stop>>()?;
    Ok(Intent::ChangeManifests {
        changes,
        why,
        is_roll_back: false,
    })
}

/// The element that a manifest should list. A uuid that nothing here has is an app's: a manifest may name one before the
/// repository has it, and the plan warns of it.
fn find_to_list(page: &ReleasesPage, text: &str) -> Result<ElementKey, Stop> {
    match (find_row(page, text), text.parse()) {
        (Err(_), Ok(id)) if page.rows.iter().all(|row| row.element.id != id) => Ok(ElementKey {
            kind: ElementKind::App,
            id,
        }),
        (found, _) => Ok(found?.element.clone()),
    }
}

fn list(session: &Session) -> Result<Answer, Stop> {
    let releases = session.releases()?;
    let mut table = Table::default();
    for column in &releases.columns {
        table.row([
            (PLAIN, column.manifest.to_string()),
            (HINT, counted(column.entries, "entry", "entries")),
            (
                PLAIN,
                if column.is_production {
                    "◆ production"
                } else {
                    ""
                }
                .to_owned(),
            ),
            (ERROR, column.unreadable.clone().unwrap_or_default()),
        ]);
    }
    let mut page = Page::default();
    table.add_to(&mut page, 0);
    Ok(Answer::done(
        page,
        json!({ "manifests": status::columns_json(&releases) }),
    ))
}

fn show(session: &Session, manifest: ManifestName) -> Result<Answer, Stop> {
    let shown = session.app.manifest(ManifestRequest {
        repository: session.repository(),
        manifest,
    })?;
    let releases = session.releases()?;
    let column = releases
        .columns
        .iter()
        .position(|column| column.manifest == shown.manifest);
    let mut page = Page::default();
    page.text(HEAD, &shown.manifest);
    if shown.is_production {
        page.plain(" ◆ production");
    }
    page.text(HINT, format!("  {}", shown.path)).end();
    if let Some(since) = &shown.last_change {
        let changed = format!("Last changed on {} by {}", date(since.time), since.author);
        page.text(HINT, changed).end();
    }
    page.end();
    let mut entries: Vec<Value> = Vec::new();
    if let Some(column) = column {
        entries = entries_json(&releases, column);
        entries_table(&releases, column).add_to(&mut page, 0);
    }
    if !shown.problems.is_empty() {
        page.end().page(&doctor::page(&shown.problems));
    }
    Ok(Answer::done(
        page,
        json!({
            "name": shown.manifest,
            "path": shown.path,
            "isProduction": shown.is_production,
            "lastChange": shown.last_change.map(|since| json!({
                "time": timestamp(since.time),
                "author": since.author,
                "commit": since.commit,
            })),
            "entries": entries,
            "text": shown.text,
            "problems": doctor::problems_json(&shown.problems),
        }),
    ))
}

fn entries_table(releases: &ReleasesPage, column: usize) -> Table {
    let mut table = Table::default();
    for row in releases
        .rows
        .iter()
        .filter(|row| row.cells[column].release.is_some())
    {
        let newest = row
            .newest
            .as_ref()
            .map_or_else(String::new, |newest| format!("newest {newest}"));
        table.row([
            (PLAIN, status::name(row)),
            status::cell(&row.cells[column]),
            (HINT, newest),
        ]);
    }
    table
}

fn entries_json(releases: &ReleasesPage, column: usize) -> Vec<Value> {
    let listed = releases
        .rows
        .iter()
        .filter(|row| row.cells[column].release.is_some());
    listed
        .map(|row| {
            let mut entry = cell_json(releases, &row.cells[column]);
            entry["element"] = element_json(row);
            entry["newest"] = json!(row.newest);
            entry
        })
        .collect()
}
