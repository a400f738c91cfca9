//! `manifold release diff`: what one release has that another has not.

use manifold_app::wire::artifact::{ChangesRequest, DifferenceRequest, Source};
use manifold_domain::element::ElementKey;
use manifold_domain::version::Release;
use serde_json::json;

use crate::output::{Answer, HEAD, HINT, Page, add_difference, change_mark};
use crate::session::{Session, element_json, find_folder};
use crate::stop::Stop;

/// The files that differ between two releases of an element, and how.
pub(super) fn diff(
    session: &Session,
    element: &str,
    before: &Release,
    after: &Release,
    name_only: bool,
) -> Result<Answer, Stop> {
    let page = session.releases()?;
    let (row, folder) = find_folder(&page, element)?;
    let source = |release: &Release| source(&row.element, folder, release);
    let changes = session.app.changes(ChangesRequest {
        repository: session.repository(),
        before: source(before),
        after: source(after),
    })?;
    let mut shown = Page::default();
    let mut files = Vec::new();
    for change in changes.files {
        let (style, mark) = change_mark(change.status);
        shown.text(style, mark).plain(" ").text(HEAD, &change.path).end();
        let mut file = json!({
            "path": change.path,
            "status": change.status,
            "isLayoutOnly": change.is_layout_only,
        });
        if !name_only {
            let difference = session.app.difference(DifferenceRequest {
                repository: session.repository(),
                before: source(before),
                after: source(after),
                path: change.path,
            })?;
            add_difference(&mut shown, &difference, 0);
            file["difference"] = json!(difference);
        }
        files.push(file);
    }
    if files.is_empty() {
        shown.text(HINT, "No file differs.").end();
    }
    let json = json!({
        "element": element_json(row),
        "before": before,
        "after": after,
        "files": files,
    });
    Ok(Answer::done(shown, json))
}

/// `latest` is the folder as the default branch has it.
fn source(element: &ElementKey, folder: &str, release: &Release) -> Source {
    match release {
        Release::Latest => Source::Folder {
            folder: folder.to_owned(),
        },
        Release::Version(version) => Source::Release {
            element: element.clone(),
            version: version.to_string(),
        },
    }
}
