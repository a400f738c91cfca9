//! `manifold status`: the matrix.

use std::collections::BTreeMap;

use anstyle::Style;
use manifold_app::wire::problems::Inspected;
use manifold_app::wire::releases::{Cell, Column, ProblemView, ReleasesPage, Row};
use manifold_domain::problem::Severity;
use serde_json::{Value, json};

use crate::output::{ADDED, Answer, ERROR, HEAD, HINT, PLAIN, Page, Table, WARNING, timestamp};
use crate::session::{Session, add_header, element_json, header_json};
use crate::stop::Stop;

/// Which release each instance takes of every element.
pub(crate) fn status(session: &Session) -> Result<Answer, Stop> {
    let releases = session.releases()?;
    Ok(Answer::done(page(&releases), json(&releases)))
}

fn page(releases: &ReleasesPage) -> Page {
    let mut page = Page::default();
    add_header(&mut page, &Inspected::from(&releases.header));
    page.end();
    let mut table = Table::default();
    let heads = ["element".to_owned(), "newest".to_owned()]
        .into_iter()
        .chain(releases.columns.iter().map(instance));
    table.row(heads.map(|head| (HEAD, head)));
    for row in &releases.rows {
        let newest = row.newest.clone().unwrap_or_else(none);
        let cells = row.cells.iter().map(cell);
        table.row([(PLAIN, name(row)), (PLAIN, newest)].into_iter().chain(cells));
    }
    table.add_to(&mut page, 0);
    page.end();
    for column in &releases.columns {
        if let Some(reason) = &column.unreadable {
            page.text(ERROR, format!("{} cannot be read: ", column.manifest))
                .plain(reason)
                .end();
        }
    }
    let waiting = releases.waiting.iter().filter(|branch| !branch.is_old).count();
    if waiting > 0 {
        page.plain(counted(waiting, "branch waits", "branches wait"))
            .plain(" to be merged.")
            .end();
    }
    let (broken, attention) = severities(&releases.problems);
    let style = if broken > 0 { ERROR } else { ADDED };
    page.text(style, findings(broken, attention));
    if broken + attention > 0 {
        page.plain(": manifold doctor");
    }
    page.end();
    add_legend(&mut page);
    page
}

/// Explains the marks that a page shows.
fn add_legend(page: &mut Page) {
    let marks = [
        ("↓", "releases behind the newest"),
        ("✗", "without an artifact"),
        ("⇢", "waits on a branch"),
        ("◆", "production"),
    ];
    let shown = marks.iter().filter(|(mark, _)| page.as_str().contains(mark));
    let legend: Vec<String> = shown.map(|(mark, meaning)| format!("{mark} {meaning}")).collect();
    if !legend.is_empty() {
        page.text(HINT, legend.join("   ")).end();
    }
}

/// A number of things.
pub(crate) fn counted(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// How many problems break something, and how many do not.
pub(crate) fn severities(problems: &[ProblemView]) -> (usize, usize) {
    let broken = problems
        .iter()
        .filter(|problem| problem.severity == Severity::Broken)
        .count();
    (broken, problems.len() - broken)
}

/// What was found, in words.
pub(crate) fn findings(broken: usize, attention: usize) -> String {
    if broken + attention == 0 {
        return "No problems".to_owned();
    }
    format!(
        "{}, {}",
        counted(broken, "error", "errors"),
        counted(attention, "warning", "warnings")
    )
}

fn instance(column: &Column) -> String {
    let mark = if column.is_production { "◆ " } else { "" };
    format!("{mark}{}", column.manifest)
}

/// An element as the table calls it: by its place, or by its uuid where no folder is it.
pub(crate) fn name(row: &Row) -> String {
    let name = row.name.as_deref().unwrap_or_else(|| row.element.id.as_str());
    if row.group.is_empty() {
        name.to_owned()
    } else {
        format!("{}/{name}", row.group)
    }
}

fn none() -> String {
    "–".to_owned()
}

/// What a manifest says of an element.
pub(crate) fn cell(cell: &Cell) -> (Style, String) {
    let mut text = cell.release.clone().unwrap_or_else(none);
    let mut style = if cell.release.is_some() { PLAIN } else { HINT };
    if cell.behind > 0 {
        text = format!("{text} ↓{}", cell.behind);
    }
    if cell.missing {
        style = ERROR;
        text.push_str(" ✗");
    }
    if let Some(waits) = cell.waits.first() {
        style = WARNING;
        text = format!("{text} ⇢ {}", waits.to.clone().unwrap_or_else(none));
    }
    (style, text)
}

fn json(releases: &ReleasesPage) -> Value {
    let (broken, attention) = severities(&releases.problems);
    json!({
        "repository": header_json(&Inspected::from(&releases.header)),
        "manifests": columns_json(releases),
        "elements": releases.rows.iter().map(|row| row_json(releases, row)).collect::<Vec<_>>(),
        "waiting": releases.waiting.iter().map(|waiting| json!({
            "branch": waiting.branch.name,
            "author": waiting.branch.author,
            "time": timestamp(waiting.branch.time),
            "pullRequest": waiting.branch.pull_request,
            "url": waiting.branch.url,
            "title": waiting.title,
            "isOld": waiting.is_old,
        })).collect::<Vec<_>>(),
        "problems": { "errors": broken, "warnings": attention },
    })
}

/// The manifests, for JSON.
pub(crate) fn columns_json(releases: &ReleasesPage) -> Value {
    releases
        .columns
        .iter()
        .map(|column| {
            json!({
                "name": column.manifest,
                "isProduction": column.is_production,
                "entries": column.entries,
                "unreadable": column.unreadable,
            })
        })
        .collect()
}

fn row_json(releases: &ReleasesPage, row: &Row) -> Value {
    let cells: BTreeMap<&str, Value> = releases
        .columns
        .iter()
        .zip(&row.cells)
        .filter(|(_, cell)| cell.release.is_some() || !cell.waits.is_empty())
        .map(|(column, cell)| (column.manifest.as_str(), cell_json(releases, cell)))
        .collect();
    let mut element = element_json(row);
    element["newest"] = json!(row.newest);
    element["manifests"] = json!(cells);
    element
}

/// What a manifest says of an element, for JSON.
pub(crate) fn cell_json(releases: &ReleasesPage, cell: &Cell) -> Value {
    let waits: Vec<Value> = cell
        .waits
        .iter()
        .map(|waits| json!({ "release": waits.to, "branch": releases.waiting[waits.branch].branch.name }))
        .collect();
    json!({
        "release": cell.release,
        "behind": cell.behind,
        "isArtifactMissing": cell.missing,
        "waits": waits,
    })
}
