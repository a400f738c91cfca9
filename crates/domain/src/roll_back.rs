//! Taking a change of a manifest back: which of its entries can go back, and which changed since.

use crate::element::ElementKey;
use crate::index::{ElementIndex, releases_by_element};
use crate::layout::TreePath;
use crate::manifest::{EntryDifference, ManifestName};
use crate::matrix::row_order;
use crate::plan::{ManifestChange, Refusal, readable};
use crate::snapshot::Snapshot;
use crate::text::shown;
use crate::version::Release;
use crate::waiting::Waiting;

/// One entry of a change that may be taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The element.
    pub element: ElementKey,
    /// Its name, where the repository has it.
    pub name: Option<String>,
    /// Its folder, where the repository has it.
    pub folder: Option<TreePath>,
    /// What the manifest names now; nothing where it does not list the element.
    pub now: Option<Release>,
    /// What it named before the change; nothing where it did not list the element, so that going back removes the entry.
    pub before: Option<Release>,
    /// Whether it goes back.
    pub choice: Choice,
}

/// Whether an entry goes back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// Ticked: the entry still names what the change made it name.
    Ticked,
    /// Not ticked, but may be.
    Left(Reason),
    /// Cannot be ticked: what it named before has no artifact any more.
    ArtifactMissing,
    /// Cannot be ticked: the entry names again what it named before.
    BackAlready,
}

/// Why an entry does not go back unasked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// A later change made it name something else.
    ChangedSince,
    /// A branch that is not merged changes this entry already ([`Waiting::on_entry`] says which).
    Waits,
    /// The repository does not have the element any more.
    ElementUnknown,
}

/// What taking a change of a manifest back would do, in the order of the matrix. `change` is what the manifest's
/// entries named before it and after it.
///
/// Refused where the manifest is gone or cannot be read.
pub fn lines(
    snapshot: &Snapshot,
    waiting: &Waiting,
    manifest: &ManifestName,
    change: &[EntryDifference],
) -> Result<Vec<Line>, Refusal> {
    let (_, content) = readable(snapshot, manifest, "manifest")?;
    let named = releases_by_element(content);
    let elements = ElementIndex::new(&snapshot.elements);
    let mut change: Vec<_> = change.iter().collect();
    change.sort_by_cached_key(|difference| row_order(&difference.element, &elements));
    let line = |EntryDifference {
                    element,
                    from: before,
                    to: made,
                }: &EntryDifference| {
        let known = elements.get(element);
        let now = named.get(element).copied();
        let choice = match before {
            _ if now == before.as_ref() => Choice::BackAlready,
            Some(before) if snapshot.is_missing(element, before) => Choice::ArtifactMissing,
            _ if now != made.as_ref() => Choice::Left(Reason::ChangedSince),
            _ if waiting.on_entry(manifest, element).next().is_some() => Choice::Left(Reason::Waits),
            Some(_) if known.is_none() => Choice::Left(Reason::ElementUnknown),
            _ => Choice::Ticked,
        };
        Line {
            element: element.clone(),
            name: known.map(|element| element.name.clone()),
            folder: known.map(|element| element.folder.clone()),
            now: now.cloned(),
            before: before.clone(),
            choice,
        }
    };
    Ok(change.into_iter().map(line).collect())
}

impl Line {
    /// The change of the manifest that this line is, as an intent has it.
    pub fn wanted(&self, manifest: &ManifestName) -> ManifestChange {
        ManifestChange {
            manifest: manifest.clone(),
            element: self.element.clone(),
            release: self.before.clone(),
        }
    }

    /// Why it is not ticked, in a few words; nothing where it is.
    pub fn objection(&self, manifest: &ManifestName) -> Option<String> {
        let manifest = shown(manifest.as_str());
        Some(match (self.choice, &self.now) {
            (Choice::Ticked, _) => return None,
            (Choice::Left(Reason::ChangedSince), Some(now)) => {
                format!("{manifest} became {now} since, by a later change")
            }
            (Choice::Left(Reason::ChangedSince), None) => format!("A later change took it off {manifest}"),
            (Choice::Left(Reason::Waits), _) => "On the way".to_owned(),
            (Choice::Left(Reason::ElementUnknown), _) => "No longer in the repository".to_owned(),
            (Choice::ArtifactMissing, _) => "The artifact is no longer there".to_owned(),
            (Choice::BackAlready, _) => format!("{manifest} is as before already"),
        })
    }
}
