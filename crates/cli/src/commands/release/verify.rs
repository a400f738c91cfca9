//! `manifold release verify`: whether artifacts hold what their source has.

use anstyle::Style;
use manifold_app::wire::artifact::ArtifactRequest;
use manifold_app::wire::releases::Row;
use manifold_app::wire::verify::Verification;
use manifold_domain::version::ReleaseVersion;
use serde_json::{Value, json};

use super::super::status::counted;
use super::releases_of;
use crate::output::{ADDED, Answer, Body, ERROR, HINT, PLAIN, Page, WARNING, change_mark};
use crate::session::{Session, element_json, find_folder, short};
use crate::stop::{Exit, Stop};

/// Compares releases with their sources. It ends with 1 unless every one matches.
pub(super) fn verify(
    session: &Session,
    element: Option<&str>,
    versions: &[ReleaseVersion],
) -> Result<Answer, Stop> {
    let page = session.releases()?;
    let rows: Vec<(&Row, &str)> = match element {
        Some(element) => vec![find_folder(&page, element)?],
        None => page
            .rows
            .iter()
            .filter_map(|row| Some((row, row.folder.as_deref()?)))
            .collect(),
    };
    let mut shown = Page::default();
    let (mut matching, mut releases) = (0, Vec::new());
    for (row, folder) in rows {
        let versions: Vec<String> = if versions.is_empty() {
            let all = releases_of(session, folder)?;
            all.into_iter().map(|release| release.version).collect()
        } else {
            versions.iter().map(ToString::to_string).collect()
        };
        for version in versions {
            let verification = session.app.verify(ArtifactRequest {
                repository: session.repository(),
                element: row.element.clone(),
                version: version.clone(),
            })?;
            matching += usize::from(matches!(verification, Verification::Matches { .. }));
            let name = row.name.as_deref().unwrap_or(folder);
            add(&mut shown, &format!("{name} {version}"), &verification);
            releases.push(as_json(row, &version, &verification));
        }
    }
    let is_good = matching == releases.len();
    let total = counted(releases.len(), "release", "releases");
    shown
        .text(
            if is_good { ADDED } else { ERROR },
            format!("Compared {total} with their source: {matching} matching."),
        )
        .end();
    Ok(Answer {
        body: Body::Page(shown),
        json: json!({ "releases": releases }),
        exit: if is_good { Exit::Done } else { Exit::Refused },
    })
}

/// What came of it: how it looks, what JSON calls it, and why.
fn told(verification: &Verification) -> (Style, &'static str, &'static str, String) {
    match verification {
        Verification::Matches { source } => (ADDED, "matches", "matches", short(source).to_owned()),
        Verification::Differs { source, .. } => {
            (WARNING, "differs", "differs from", short(source).to_owned())
        }
        Verification::SourceNotFound { reason } => {
            (WARNING, "sourceNotFound", "source not found:", reason.clone())
        }
        Verification::Damaged { reason } => (ERROR, "damaged", "damaged:", reason.clone()),
    }
}

fn add(page: &mut Page, release: &str, verification: &Verification) {
    let (style, _, words, detail) = told(verification);
    page.plain(release)
        .plain("  ")
        .text(style, words)
        .plain(" ")
        .text(
            if matches!(verification, Verification::Matches { .. }) {
                HINT
            } else {
                PLAIN
            },
            detail,
        )
        .end();
    if let Verification::Differs { files, .. } = verification {
        for file in files {
            let (style, mark) = change_mark(file.status);
            page.spaces(2)
                .text(style, mark)
                .plain(" ")
                .plain(&file.path)
                .end();
        }
    }
}

fn as_json(row: &Row, version: &str, verification: &Verification) -> Value {
    let (_, result, ..) = told(verification);
    let mut release = json!({ "element": element_json(row), "version": version, "result": result });
    match verification {
        Verification::Matches { source } => release["source"] = json!(source),
        Verification::Differs { source, files } => {
            release["source"] = json!(source);
            release["files"] = json!(files);
        }
        Verification::SourceNotFound { reason } | Verification::Damaged { reason } => {
            release["reason"] = json!(reason);
        }
    }
    release
}
