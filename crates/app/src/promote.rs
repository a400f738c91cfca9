//! Promote one instance to another, and compare two.

use std::cmp::Reverse;

use manifold_domain::promote::{self, Choice};
use manifold_engine::operation::Unwatched;

use crate::App;
use crate::change::direction;
use crate::failure::refused;
use crate::view;
use crate::waiting::Links;
use crate::wire::error::Failure;
use crate::wire::promote::{LineChoice, PromoteLine, PromotePage, PromoteRequest};

impl App {
    /// How two instances' manifests differ, and what of it goes along when one is promoted to the other.
    pub fn promote(&self, request: PromoteRequest) -> Result<PromotePage, Failure> {
        let PromoteRequest { source, target, .. } = request;
        let open = self.opened(&request.repository)?;
        let snapshot = open.snapshot()?;
        let (waiting, host) = (open.waiting()?, Links::new(&open)?);
        let lines = promote::lines(&snapshot, &waiting, &source, &target).map_err(refused)?;
        let default_branch = open.default_branch()?;
        let elements: Vec<_> = lines
            .iter()
            .filter(|line| line.incoming.is_some())
            .map(|line| line.element.clone())
            .collect();
        let since = open.with_mirror(|mirror| {
            Ok(open
                .history()
                .entries_since(mirror.git(), snapshot.commit, &source, &elements, &Unwatched)?)
        })?;
        let listed = snapshot
            .manifest(&source)
            .and_then(|file| file.content.as_ref().ok())
            .map_or(0, |manifest| manifest.entries.len());
        let mut lines: Vec<_> = lines
            .into_iter()
            .map(|line| PromoteLine {
                direction: direction(line.current.as_ref(), line.incoming.as_ref()),
                choice: match line.choice {
                    Choice::Upgrade => LineChoice::Ticked,
                    Choice::Left(_) => LineChoice::Left,
                    Choice::ArtifactMissing => LineChoice::Blocked,
                },
                reason: match line.choice {
                    Choice::Upgrade => None,
                    Choice::Left(reason) => Some(reason.in_words(&source, &target, &default_branch)),
                    Choice::ArtifactMissing => Some("Artifact missing".to_owned()),
                },
                since: since.get(&line.element).map(view::since),
                waits: host.entry(&waiting, &target, &line.element),
                current: view::release(line.current.as_ref()),
                incoming: view::release(line.incoming.as_ref()),
                folder: line.folder.map(Into::into),
                name: line.name,
                element: line.element,
            })
            .collect();
        lines.sort_by_key(|line| match line.choice {
            LineChoice::Ticked => (false, line.since.as_ref().map(|since| Reverse(since.time))),
            LineChoice::Left | LineChoice::Blocked => (true, None),
        });
        Ok(PromotePage {
            header: open.header(&snapshot)?,
            source: open.instance(&snapshot, source)?,
            target: open.instance(&snapshot, target)?,
            same: listed.saturating_sub(elements.len()),
            lines,
        })
    }
}
