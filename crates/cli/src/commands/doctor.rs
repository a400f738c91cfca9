//! `manifold doctor`: everything that is wrong.

mod github;
mod sarif;

use std::path::Path;

use manifold_app::problems_at;
use manifold_app::wire::releases::ProblemView;
use manifold_domain::problem::Severity;
use serde_json::{Value, json};

use super::status::{findings, severities};
use crate::arguments::{Common, Format};
use crate::output::{ADDED, Answer, Body, ERROR, HINT, PLAIN, Page, Table, WARNING, json as text_of};
use crate::session::{Session, add_header, header_json, repository};
use crate::stop::{Exit, Stop};

/// Everything that is wrong in a repository: on its default branch as the remote has it, or at a commit of the folder at
/// hand. It ends with 1 where something is broken.
pub(crate) fn doctor(
    common: &Common,
    at: Option<&str>,
    format: Format,
    is_json: bool,
) -> Result<Answer, Stop> {
    let found = if let Some(revision) = at {
        problems_at(Path::new(&repository(common)?), revision)?
    } else {
        let session = Session::open(common, is_json)?;
        session.app.problems(session.request())?
    };
    let (broken, _) = severities(&found.problems);
    let body = match format {
        Format::Text | Format::Json => {
            let mut text = Page::default();
            add_header(&mut text, &found.inspected);
            text.end().page(&page(&found.problems));
            Body::Page(text)
        }
        Format::Sarif => Body::Text(text_of::pretty(&sarif::log(&found.problems))),
        Format::Github => Body::Text(github::annotations(&found.problems)),
    };
    Ok(Answer {
        body,
        json: json!({
            "repository": header_json(&found.inspected),
            "problems": problems_json(&found.problems),
        }),
        exit: if broken > 0 { Exit::Refused } else { Exit::Done },
    })
}

/// Problems for people, and how many.
pub(crate) fn page(problems: &[ProblemView]) -> Page {
    let mut page = Page::default();
    let mut table = Table::default();
    for problem in problems {
        let (style, word) = match problem.severity {
            Severity::Broken => (ERROR, "error"),
            Severity::Attention => (WARNING, "warning"),
        };
        table.row([
            (style, word.to_owned()),
            (HINT, place(problem)),
            (PLAIN, problem.message.clone()),
        ]);
    }
    table.add_to(&mut page, 0);
    let (broken, attention) = severities(problems);
    let style = if broken > 0 { ERROR } else { ADDED };
    page.text(style, findings(broken, attention)).plain(".").end();
    page
}

fn place(problem: &ProblemView) -> String {
    match problem.position {
        Some(position) => format!("{}:{}:{}", problem.path, position.line, position.column),
        None => problem.path.clone(),
    }
}

/// Problems for JSON.
pub(crate) fn problems_json(problems: &[ProblemView]) -> Value {
    problems
        .iter()
        .map(|problem| {
            json!({
                "code": problem.code,
                "severity": match problem.severity {
                    Severity::Broken => "error",
                    Severity::Attention => "warning",
                },
                "path": problem.path,
                "line": problem.position.map(|position| position.line),
                "column": problem.position.map(|position| position.column),
                "message": problem.message,
                "element": problem.element.as_ref().map(|element| json!({
                    "kind": element.kind,
                    "uuid": element.id,
                })),
                "manifest": problem.manifest,
            })
        })
        .collect()
}
