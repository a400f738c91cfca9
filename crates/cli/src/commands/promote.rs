//! `manifold promote`: from one instance to the next.

use manifold_app::wire::promote::{LineChoice, PromoteLine, PromoteRequest};
use manifold_domain::manifest::ManifestName;
use manifold_domain::plan::{Intent, ManifestChange};
use manifold_domain::version::Release;
use serde_json::{Value, json};

use super::change::carry_out;
use crate::arguments::Change;
use crate::output::{Answer, HEAD, HINT, PLAIN, Page, Table, print};
use crate::session::{Session, find_row};
use crate::stop::Stop;

/// What to promote.
pub(crate) struct Wanted {
    /// Where releases come from.
    pub(crate) from: ManifestName,
    /// Where they go.
    pub(crate) to: ManifestName,
    /// Only these elements; all that go along by themselves where there are none.
    pub(crate) elements: Vec<String>,
    /// Why.
    pub(crate) why: String,
}

/// Lets one manifest name what another names.
pub(crate) fn promote(
    session: &Session,
    wanted: Wanted,
    change: Change,
    is_json: bool,
) -> Result<Answer, Stop> {
    let lines = session
        .app
        .promote(PromoteRequest {
            repository: session.repository(),
            source: wanted.from.clone(),
            target: wanted.to.clone(),
        })?
        .lines;
    let (chosen, left) = choose(session, lines, &wanted)?;
    let changes = chosen
        .iter()
        .map(|line| as_change(line, &wanted.to))
        .collect::<Result<Vec<_>, _>>()?;
    if !is_json {
        print(&left_page(&left))?;
    }
    if changes.is_empty() {
        let mut page = Page::default();
        page.plain(format!(
            "Nothing goes along from {} to {}.",
            wanted.from, wanted.to
        ))
        .end();
        return Ok(Answer::done(
            page,
            json!({ "plan": null, "pushed": null, "left": left_json(&left) }),
        ));
    }
    let intent = Intent::ChangeManifests {
        changes,
        why: wanted.why,
        is_roll_back: false,
    };
    let mut answer = carry_out(session, intent, change, is_json)?;
    answer.json["left"] = left_json(&left);
    Ok(answer)
}

/// The lines that go along, and those that do not.
fn choose(
    session: &Session,
    lines: Vec<PromoteLine>,
    wanted: &Wanted,
) -> Result<(Vec<PromoteLine>, Vec<PromoteLine>), Stop> {
    if wanted.elements.is_empty() {
        return Ok(lines
            .into_iter()
            .partition(|line| line.choice == LineChoice::Ticked));
    }
    let page = session.releases()?;
    let mut named = Vec::new();
    for text in &wanted.elements {
        named.push((text, find_row(&page, text)?.element.clone()));
    }
    for (text, element) in &named {
        let line = lines.iter().find(|line| line.element == *element);
        let refused = match line {
            None => Some(format!(
                "{} and {} say the same of '{text}'.",
                wanted.from, wanted.to
            )),
            Some(line) if line.choice == LineChoice::Blocked => {
                Some(format!("'{text}' cannot be promoted: {}.", reason(line)))
            }
            Some(_) => None,
        };
        if let Some(message) = refused {
            return Err(Stop::not_found("element", message));
        }
    }
    let (chosen, _) = lines
        .into_iter()
        .partition(|line| named.iter().any(|(_, element)| *element == line.element));
    Ok((chosen, Vec::new()))
}

fn as_change(line: &PromoteLine, to: &ManifestName) -> Result<ManifestChange, Stop> {
    // What a manifest names was read as a release, so that it reads as one again.
    let release = line.incoming.as_deref().map(str::parse::<Release>).transpose();
    Ok(ManifestChange {
        manifest: to.clone(),
        element: line.element.clone(),
        release: release.map_err(|error| Stop::Usage(error.to_string()))?,
    })
}

fn reason(line: &PromoteLine) -> String {
    line.reason.clone().unwrap_or_default()
}

fn name(line: &PromoteLine) -> String {
    line.name.clone().unwrap_or_else(|| line.element.id.to_string())
}

/// What does not go along, with the reasons.
fn left_page(left: &[PromoteLine]) -> Page {
    let mut page = Page::default();
    if left.is_empty() {
        return page;
    }
    page.text(HEAD, "Stays as it is").end();
    let release = |release: &Option<String>| release.clone().unwrap_or_else(|| "not listed".to_owned());
    let mut table = Table::default();
    for line in left {
        table.row([
            (PLAIN, name(line)),
            (
                PLAIN,
                format!("{} ← {}", release(&line.current), release(&line.incoming)),
            ),
            (HINT, reason(line)),
        ]);
    }
    table.add_to(&mut page, 2);
    page.end();
    page
}

fn left_json(left: &[PromoteLine]) -> Value {
    left.iter()
        .map(|line| {
            json!({
                "element": { "kind": line.element.kind, "uuid": line.element.id, "name": line.name, "folder": line.folder },
                "current": line.current,
                "incoming": line.incoming,
                "isBlocked": line.choice == LineChoice::Blocked,
                "reason": line.reason,
            })
        })
        .collect()
}
