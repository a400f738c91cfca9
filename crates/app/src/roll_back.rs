//! Roll back an instance: its manifest's recent changes, and what taking each back would do.

use std::collections::HashMap;

use manifold_domain::manifest::{EntryDifference, ManifestName};
use manifold_domain::object::CommitId;
use manifold_domain::roll_back::{self, Choice};
use manifold_domain::snapshot::Snapshot;
use manifold_domain::waiting::Waiting;
use manifold_engine::history::{Cursor, ManifestChange, Step};
use manifold_engine::operation::Unwatched;

use crate::App;
use crate::failure::{not_found, refused};
use crate::view;
use crate::waiting::Links;
use crate::wire::error::Failure;
use crate::wire::promote::LineChoice;
use crate::wire::roll_back::{PastChange, PastEntry, RollBackPage, RollBackRequest};

/// How many changes are shown at once.
const PAGE: usize = 20;

impl App {
    /// The recent changes of a manifest, newest first.
    pub fn roll_back(&self, request: RollBackRequest) -> Result<RollBackPage, Failure> {
        let open = self.opened(&request.repository)?;
        let snapshot = open.snapshot()?;
        let after = request.after.as_deref().map(cursor).transpose()?;
        let page = open.with_mirror(|mirror| {
            Ok(open.history().manifest_changes(
                mirror.git(),
                snapshot.commit,
                &request.manifest,
                after.as_ref(),
                PAGE,
                &Unwatched,
            )?)
        })?;
        let (waiting, links) = (open.waiting()?, Links::new(&open)?);
        let changes = page
            .changes
            .iter()
            .map(|change| past_change(change, &snapshot, &waiting, &request.manifest, &links))
            .collect::<Result<_, Failure>>()?;
        Ok(RollBackPage {
            header: open.header(&snapshot)?,
            instance: open.instance(&snapshot, request.manifest)?,
            changes,
            next: page
                .next
                .map(|cursor| format!("{} {}", cursor.commit, cursor.manifest)),
        })
    }
}

fn past_change(
    change: &ManifestChange,
    snapshot: &Snapshot,
    waiting: &Waiting,
    manifest: &ManifestName,
    links: &Links,
) -> Result<PastChange, Failure> {
    // Taking back that it was created is deleting it, which is another job.
    let entries: &[EntryDifference] = match change.step {
        Step::Created => &[],
        _ => &change.entries,
    };
    let made: HashMap<_, _> = entries
        .iter()
        .map(|entry| (&entry.element, entry.to.as_ref()))
        .collect();
    let entries = roll_back::lines(snapshot, waiting, manifest, entries)
        .map_err(refused)?
        .into_iter()
        .map(|line| PastEntry {
            reason: line.objection(manifest),
            waits: links.entry(waiting, manifest, &line.element),
            choice: match line.choice {
                Choice::Ticked => LineChoice::Ticked,
                Choice::Left(_) => LineChoice::Left,
                Choice::ArtifactMissing | Choice::BackAlready => LineChoice::Blocked,
            },
            before: view::release(line.before.as_ref()),
            after: view::release(made.get(&line.element).copied().flatten()),
            now: view::release(line.now.as_ref()),
            folder: line.folder.map(Into::into),
            name: line.name,
            element: line.element,
        })
        .collect();
    Ok(PastChange {
        commit: change.landed.commit.to_string(),
        time: change.landed.time.0,
        author: change.landed.author.clone(),
        title: change.title.clone(),
        pull_request: change.pull_request,
        url: change.pull_request.and_then(|number| links.pull_request(number)),
        entries,
        note: note(change),
    })
}

/// What else to know of a change.
fn note(change: &ManifestChange) -> Option<String> {
    if change.is_unreadable {
        return Some("The manifest could not be read afterwards.".to_owned());
    }
    match &change.step {
        Step::Created => {
            Some("The manifest was created with it. To take that back, delete the manifest.".to_owned())
        }
        Step::Deleted => Some("The manifest was deleted with it.".to_owned()),
        Step::Mended => Some("The manifest could not be read before.".to_owned()),
        Step::Renamed { from } => Some(format!("The manifest was named {from} before.")),
        Step::Changed if change.entries.is_empty() => {
            Some("No entry changed, only how the file is written.".to_owned())
        }
        Step::Changed => None,
    }
}

/// Where an earlier page ended: a commit and the manifest's name then.
fn cursor(text: &str) -> Result<Cursor, Failure> {
    let parse = || {
        let (commit, manifest) = text.split_once(' ')?;
        Some(Cursor {
            commit: CommitId(commit.parse().ok()?),
            manifest: ManifestName::existing(manifest),
        })
    };
    parse().ok_or_else(|| not_found("The place in the history", text))
}
