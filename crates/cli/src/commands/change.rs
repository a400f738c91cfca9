//! What every command that pushes does: show the plan, ask, publish exactly that.

use manifold_app::wire::change::{
    MeaningView, PlanReply, PlanView, PlannedFile, PublishReply, PublishRequest, PushedBranch, WarningView,
};
use manifold_app::wire::error::Failure;
use manifold_domain::plan::Intent;
use serde_json::{Value, json};

use crate::arguments::Change;
use crate::ask;
use crate::beside::Beside;
use crate::output::{
    ADDED, Answer, ERROR, HEAD, HINT, PLAIN, Page, REMOVED, Table, WARNING, add_difference, change_mark,
    print,
};
use crate::session::{Session, operation, short};
use crate::stop::Stop;

/// Shows what an intent would push and, unless that is all that is wanted, pushes it.
pub(crate) fn carry_out(
    session: &Session,
    intent: Intent,
    change: Change,
    is_json: bool,
) -> Result<Answer, Stop> {
    let mut plan = match session.plan(intent)? {
        PlanReply::Planned { plan } => plan,
        PlanReply::Refused { refusals } => return Err(Stop::Refused(refusals)),
    };
    loop {
        if change.dry_run {
            let mut page = plan_page(&plan);
            page.text(HINT, "Nothing was pushed: this was a dry run.").end();
            return Ok(Answer::done(page, answer_json(&plan, None)));
        }
        if !is_json {
            print(&plan_page(&plan))?;
        }
        if !change.yes && !agrees(is_json)? {
            let mut page = Page::default();
            page.plain("Nothing was pushed.").end();
            return Ok(Answer::done(page, answer_json(&plan, None)));
        }
        match publish(session, &plan, is_json)? {
            Published::Pushed(pushed) => {
                return Ok(Answer::done(
                    pushed_page(&pushed),
                    answer_json(&plan, Some(&pushed)),
                ));
            }
            Published::MovedOn(now, changed) if change.yes => {
                // What was agreed to is not what would be pushed now.
                return Err(moved_on(&now, &changed));
            }
            Published::MovedOn(now, changed) => {
                let mut page = Page::default();
                page.text(WARNING, "The repository changed meanwhile.").end();
                for sentence in &changed {
                    page.spaces(2).plain(sentence).end();
                }
                print(page.end())?;
                plan = now;
            }
        }
    }
}

enum Published {
    Pushed(PushedBranch),
    MovedOn(PlanView, Vec<String>),
}

fn publish(session: &Session, plan: &PlanView, is_json: bool) -> Result<Published, Stop> {
    let progress = Beside::progress(&session.app, is_json)?;
    // A window offers to push a kept branch again; here that is to call the command again, which the branch would hinder.
    let reply = session.app.publish_or_discard(PublishRequest {
        repository: session.repository(),
        plan: plan.id.clone(),
        operation: operation("publish"),
    });
    drop(progress);
    match reply? {
        PublishReply::Pushed { pushed } => Ok(Published::Pushed(pushed)),
        PublishReply::MovedOn { plan, changed } => Ok(Published::MovedOn(plan, changed)),
        PublishReply::Refused { refusals } => Err(Stop::Refused(refusals)),
        PublishReply::Kept { failure, .. } => Err(failure.into()),
    }
}

/// A failure: what was agreed to is no longer what would be pushed.
fn moved_on(now: &PlanView, changed: &[String]) -> Stop {
    let failure = Failure::new(
        "refused",
        format!("The repository changed meanwhile. {}", changed.join(" ")),
    )
    .with_unchanged("Nothing was pushed.")
    .with_hint(format!("Call the command again to push: {}.", now.title));
    Stop::Failed(Box::new(failure))
}

/// Asks whoever sits at the terminal.
fn agrees(is_json: bool) -> Result<bool, Stop> {
    ask::agrees("Push this branch?", is_json)?.ok_or_else(|| {
        Stop::Usage(
            "Nothing was pushed: there is nobody to ask. Add --yes to push, or --dry-run to only look."
                .to_owned(),
        )
    })
}

fn plan_page(plan: &PlanView) -> Page {
    let mut page = Page::default();
    page.text(HEAD, &plan.title).end();
    let mut table = Table::default();
    for meaning in &plan.meaning {
        table.row(meaning_row(meaning));
    }
    table.add_to(&mut page, 2);
    page.end();
    for warning in &plan.warnings {
        add_warning(&mut page, warning);
    }
    page.text(HEAD, "Branch ").plain(&plan.branch).end();
    for commit in &plan.commits {
        page.text(HEAD, "Commit ").plain(&commit.subject).end();
        for line in commit.body.lines() {
            page.spaces(7).plain(line).end();
        }
        for file in &commit.files {
            add_file(&mut page, file);
        }
    }
    page.end();
    page
}

fn add_warning(page: &mut Page, warning: &WarningView) {
    page.text(WARNING, "warning: ").plain(&warning.message);
    if let Some(url) = warning.branch.as_ref().and_then(|branch| branch.url.as_ref()) {
        page.text(HINT, format!("  {url}"));
    }
    page.end();
}

fn add_file(page: &mut Page, file: &PlannedFile) {
    let (style, mark) = change_mark(file.status);
    page.spaces(2)
        .text(style, mark)
        .plain(" ")
        .plain(&file.path)
        .end();
    if let Some(difference) = &file.difference {
        add_difference(page, difference, 4);
    }
}

fn meaning_row(meaning: &MeaningView) -> Vec<(anstyle::Style, String)> {
    let place = |manifest: &dyn std::fmt::Display, is_production: &bool| {
        format!("{manifest}{}", if *is_production { " ◆" } else { "" })
    };
    let entries = |count: &usize| super::status::counted(*count, "entry", "entries");
    let release = |release: &Option<String>| release.clone().unwrap_or_else(|| "not listed".to_owned());
    match meaning {
        MeaningView::ManifestCreated {
            manifest,
            entries: count,
        } => vec![
            (PLAIN, manifest.to_string()),
            (ADDED, "new manifest".to_owned()),
            (HINT, entries(count)),
        ],
        MeaningView::ManifestDeleted {
            manifest,
            is_production,
            entries: count,
        } => vec![
            (PLAIN, place(manifest, is_production)),
            (REMOVED, "deleted".to_owned()),
            (HINT, entries(count)),
        ],
        MeaningView::ReleaseCreated { name, version, .. } => {
            vec![(PLAIN, name.clone()), (ADDED, format!("release {version}"))]
        }
        MeaningView::EntryChanged {
            manifest,
            is_production,
            element,
            name,
            from,
            to,
            ..
        } => vec![
            (
                if *is_production { ERROR } else { PLAIN },
                place(manifest, is_production),
            ),
            (PLAIN, name.clone().unwrap_or_else(|| element.id.to_string())),
            (PLAIN, format!("{} → {}", release(from), release(to))),
        ],
    }
}

fn pushed_page(pushed: &PushedBranch) -> Page {
    let mut page = Page::default();
    page.text(ADDED, "Pushed ")
        .plain(&pushed.branch)
        .text(HINT, format!("  {}", short(&pushed.commit)))
        .end();
    match &pushed.pull_request_url {
        Some(url) => page.plain("Open the pull request: ").plain(url).end(),
        None => page
            .plain("The remote has no web page: whoever looks after it merges the branch.")
            .end(),
    };
    if let Some(notice) = &pushed.notice {
        page.text(WARNING, "warning: ").plain(&notice.message).end();
    }
    page
}

fn answer_json(plan: &PlanView, pushed: Option<&PushedBranch>) -> Value {
    json!({
        "plan": {
            "branch": plan.branch,
            "title": plan.title,
            "body": plan.body,
            "meaning": plan.meaning,
            "warnings": plan.warnings,
            "commits": plan.commits,
        },
        "pushed": pushed.map(|pushed| json!({
            "branch": pushed.branch,
            "commit": pushed.commit,
            "pullRequestUrl": pushed.pull_request_url,
            "notice": pushed.notice,
        })),
    })
}
