//! Since when the entries of a manifest name what they name, and what they named before.

use std::collections::{HashMap, HashSet};

use git2::Repository;
use manifold_domain::element::ElementKey;
use manifold_domain::manifest::{EntryDifference, ManifestName};
use manifold_domain::object::CommitId;

use super::History;
use super::change::{EntryBefore, Landed};
use super::line::{Line, Point};
use crate::Result;
use crate::ids::ToGit;
use crate::operation::Watch;

impl History {
    /// How the entries of these elements came to name what they name at `tip`. An element is missing from the answer
    /// where the manifest is not there, cannot be read or does not list it, or where the change lies deeper than 50,000
    /// commits.
    pub fn entries_since(
        &self,
        repository: &Repository,
        tip: CommitId,
        manifest: &ManifestName,
        elements: &[ElementKey],
        watch: &dyn Watch,
    ) -> Result<HashMap<ElementKey, Landed>> {
        let mut wanted: HashSet<&ElementKey> = elements.iter().collect();
        let mut since = HashMap::new();
        let mut is_newest = true;
        self.visit_line(repository, tip, manifest, watch, |line, point| {
            if std::mem::take(&mut is_newest) && point.change.is_unreadable {
                return Ok(true);
            }
            for entry in &point.change.entries {
                // What its last change took away is not listed.
                if wanted.remove(&entry.element) && entry.to.is_some() {
                    since.insert(entry.element.clone(), landed(line, point, entry)?);
                }
            }
            Ok(wanted.is_empty())
        })?;
        Ok(since)
    }

    /// What this instance had before the last change of an entry at `tip`: not the next lower version, but what its
    /// manifest named. Nothing where the manifest never listed the element, or where the change lies deeper than 50,000
    /// commits.
    pub fn entry_before(
        &self,
        repository: &Repository,
        tip: CommitId,
        manifest: &ManifestName,
        element: &ElementKey,
        watch: &dyn Watch,
    ) -> Result<Option<EntryBefore>> {
        let mut before = None;
        self.visit_line(repository, tip, manifest, watch, |line, point| {
            let entry = point
                .change
                .entries
                .iter()
                .find(|entry| entry.element == *element);
            if let Some(entry) = entry {
                before = Some(EntryBefore {
                    release: entry.from.clone(),
                    until: landed(line, point, entry)?,
                });
            }
            Ok(before.is_some())
        })?;
        Ok(before)
    }
}

/// How one entry of a change came: a merge may bring those of several authors.
fn landed(line: &mut Line<'_>, point: &Point, entry: &EntryDifference) -> Result<Landed> {
    line.landed(point.change.landed.commit.to_git()?, |line, commit| {
        line.names(commit, &point.name, entry)
    })
}
