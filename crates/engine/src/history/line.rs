//! The changes of one manifest along the first parents, newest first.

use std::collections::HashMap;
use std::sync::Arc;

use git2::{Oid, Repository};
use manifold_domain::layout::MANIFESTS;
use manifold_domain::manifest::{EntryDifference, ManifestName};
use manifold_domain::object::{CommitId, Timestamp};

use super::authors::author_behind;
use super::change::{Cursor, Landed, ManifestChange, Page, Step};
use super::go_on;
use super::manifests::{Entries, Manifests};
use super::title::Title;
use super::{History, LONGEST_WALK, held};
use crate::ids::{ToDomain, ToGit};
use crate::operation::{Phase, Watch};
use crate::reader::manifest_files;
use crate::{Result, objects};

/// How many commits are remembered, and how many entries of changes: some 15 MB each.
const MOST_COMMITS: usize = 100_000;
const MOST_ENTRIES: usize = 100_000;
/// How many manifests that one commit removed are read to find one that it renamed.
const MOST_COMPARED: usize = 50;

/// What was read of the manifests' past.
#[derive(Default)]
pub(super) struct Memory {
    manifests: Manifests,
    commits: HashMap<Oid, Known>,
    /// By where one began to look, and the manifest's name there.
    points: HashMap<(Oid, ManifestName), Option<Arc<Point>>>,
    entries: usize,
}

/// What matters of a commit.
#[derive(Clone, Copy)]
struct Known {
    first_parent: Option<Oid>,
    /// The tree of `manifests/`.
    folder: Option<Oid>,
}

/// A change, and where what came before it begins.
pub(super) struct Point {
    pub(super) change: ManifestChange,
    /// The manifest's name afterwards.
    pub(super) name: ManifestName,
    before: Option<Oid>,
    older: Option<(Oid, ManifestName)>,
}

/// A commit that changed a manifest's blob.
struct Transition {
    commit: Oid,
    after: Option<Oid>,
    before: Option<Oid>,
    /// Where the history goes on, with the name there; nothing at the first commit.
    older: Option<(Oid, ManifestName)>,
}

/// What is found from a commit on, towards older ones.
enum Found {
    Change(Arc<Point>),
    /// The beginning of history.
    Nothing,
    /// The walk was as long as one may be; this commit would be the next.
    TooFar(Oid),
}

impl History {
    /// Up to `limit` changes of a manifest on the first-parent line of `tip`, newest first; those that `before` names
    /// where it is given, which came as [`Page::next`] of the page before. A page is shorter where the walk has read 50,000
    /// commits; its `next` goes on.
    ///
    /// A manifest that was renamed is followed under its old name: see [`Step::Renamed`].
    pub fn manifest_changes(
        &self,
        repository: &Repository,
        tip: CommitId,
        manifest: &ManifestName,
        before: Option<&Cursor>,
        limit: usize,
        watch: &dyn Watch,
    ) -> Result<Page> {
        let (commit, name) = before.map_or((tip, manifest), |cursor| (cursor.commit, &cursor.manifest));
        let mut memory = held(&self.manifests);
        let mut line = Line::new(repository, &mut memory, watch);
        let mut page = Page {
            changes: Vec::new(),
            next: None,
        };
        let mut at = Some((commit.to_git()?, name.clone()));
        while let Some((commit, name)) = at.take() {
            let next = |commit: Oid| {
                Some(Cursor {
                    commit: CommitId(commit.to_domain()),
                    manifest: name.clone(),
                })
            };
            if page.changes.len() == limit {
                page.next = next(commit);
                break;
            }
            match line.newest(commit, &name)? {
                Found::Change(point) => {
                    page.changes.push(point.change.clone());
                    at.clone_from(&point.older);
                }
                Found::Nothing => break,
                Found::TooFar(commit) => {
                    page.next = next(commit);
                    break;
                }
            }
        }
        Ok(page)
    }

    /// The changes of a manifest's line, newest first, until `visit` answers that it has seen enough.
    pub(super) fn visit_line(
        &self,
        repository: &Repository,
        tip: CommitId,
        manifest: &ManifestName,
        watch: &dyn Watch,
        mut visit: impl FnMut(&mut Line<'_>, &Point) -> Result<bool>,
    ) -> Result<()> {
        let mut memory = held(&self.manifests);
        let mut line = Line::new(repository, &mut memory, watch);
        let mut at = Some((tip.to_git()?, manifest.clone()));
        while let Some((commit, name)) = &at {
            let Found::Change(point) = line.newest(*commit, name)? else {
                break;
            };
            if visit(&mut line, &point)? {
                break;
            }
            at.clone_from(&point.older);
        }
        Ok(())
    }
}

/// One look at the past of a manifest.
pub(super) struct Line<'a> {
    repository: &'a Repository,
    memory: &'a mut Memory,
    watch: &'a dyn Watch,
    walked: usize,
}

impl<'a> Line<'a> {
    fn new(repository: &'a Repository, memory: &'a mut Memory, watch: &'a dyn Watch) -> Self {
        Self {
            repository,
            memory,
            watch,
            walked: 0,
        }
    }

    /// The newest change that `start` or a commit before it made.
    fn newest(&mut self, start: Oid, name: &ManifestName) -> Result<Found> {
        let mut at = start;
        let found = loop {
            if let Some(known) = self.memory.points.get(&(at, name.clone())) {
                break known.clone();
            }
            if self.walked == LONGEST_WALK {
                return Ok(Found::TooFar(at));
            }
            self.walked += 1;
            self.tell()?;
            let known = self.known(at)?;
            let parent = known.first_parent.map(|parent| self.known(parent)).transpose()?;
            if let Some(transition) = self.transition(at, known, parent, name)? {
                break Some(Arc::new(self.describe(transition, name)?));
            }
            match known.first_parent {
                None => break None,
                Some(parent) => at = parent,
            }
        };
        self.remember(start, name, found.clone());
        Ok(found.map_or(Found::Nothing, Found::Change))
    }

    /// What a commit did to the manifest's blob, if anything.
    fn transition(
        &mut self,
        commit: Oid,
        known: Known,
        parent: Option<Known>,
        name: &ManifestName,
    ) -> Result<Option<Transition>> {
        let folder_before = parent.and_then(|parent| parent.folder);
        if known.folder == folder_before {
            return Ok(None);
        }
        let after = self.file(known.folder, name)?;
        let before = self.file(folder_before, name)?;
        if after == before {
            return Ok(None);
        }
        let older = known.first_parent.map(|parent| (parent, name.clone()));
        let mut transition = Transition {
            commit,
            after,
            before,
            older,
        };
        if let (Some(after), None, Some(parent)) = (after, before, known.first_parent)
            && let Some((from, blob)) = self.renamed_from(known.folder, folder_before, after)?
        {
            transition.before = Some(blob);
            transition.older = Some((parent, from));
        }
        Ok(Some(transition))
    }

    /// The manifest that went away where one with this blob came: of the same bytes, or naming the same.
    fn renamed_from(
        &mut self,
        folder: Option<Oid>,
        folder_before: Option<Oid>,
        blob: Oid,
    ) -> Result<Option<(ManifestName, Oid)>> {
        let (Some(folder), Some(folder_before)) = (folder, folder_before) else {
            return Ok(None);
        };
        let folder = objects::tree(self.repository, folder)?;
        let gone: Vec<_> = manifest_files(&objects::tree(self.repository, folder_before)?)
            .filter(|(name, _)| objects::file_in(&folder, &file_name(name)).is_none())
            .collect();
        if let Some(same) = gone.iter().find(|(_, before)| *before == blob) {
            return Ok(Some(same.clone()));
        }
        let Some(entries) = self.says(Some(blob))?.filter(|entries| !entries.is_empty()) else {
            return Ok(None);
        };
        for (name, before) in gone.into_iter().take(MOST_COMPARED) {
            if self.says(Some(before))?.as_deref() == Some(&*entries) {
                return Ok(Some((name, before)));
            }
        }
        Ok(None)
    }

    fn describe(&mut self, transition: Transition, name: &ManifestName) -> Result<Point> {
        let Transition {
            commit,
            after,
            before,
            older,
        } = transition;
        let (now, then) = (self.says(after)?, self.says(before)?);
        let entries = match &now {
            Some(now) => self.last_readable(before, older.clone())?.differences_to(now),
            None => Vec::new(),
        };
        let step = match (before, after, &older) {
            (None, _, _) => Step::Created,
            (_, None, _) => Step::Deleted,
            (_, _, Some((_, from))) if from != name => Step::Renamed { from: from.clone() },
            _ if then.is_none() && now.is_some() => Step::Mended,
            _ => Step::Changed,
        };
        let git_commit = objects::commit(self.repository, CommitId(commit.to_domain()))?;
        let title = Title::of(git_commit.message_bytes());
        Ok(Point {
            change: ManifestChange {
                landed: self.landed(commit, |line, commit| {
                    line.has_made(commit, name, after, &entries)
                })?,
                title: title.text,
                pull_request: title.pull_request,
                step,
                is_unreadable: now.is_none(),
                entries,
            },
            name: name.clone(),
            before,
            older,
        })
    }

    /// What the manifest said when it could last be read, at `blob` or before.
    fn last_readable(
        &mut self,
        mut blob: Option<Oid>,
        mut older: Option<(Oid, ManifestName)>,
    ) -> Result<Arc<Entries>> {
        loop {
            if let Some(entries) = self.says(blob)? {
                return Ok(entries);
            }
            let Some((commit, name)) = &older else {
                return Ok(Arc::default());
            };
            // That change made it unreadable, so its own description does not come back here.
            let Found::Change(point) = self.newest(*commit, name)? else {
                return Ok(Arc::default());
            };
            blob = point.before;
            older.clone_from(&point.older);
        }
    }

    /// How what `holds` at a commit of the line, and not before it, came there.
    pub(super) fn landed(
        &mut self,
        commit: Oid,
        mut holds: impl FnMut(&mut Self, Oid) -> Result<bool>,
    ) -> Result<Landed> {
        let repository = self.repository;
        let landing = objects::commit(repository, CommitId(commit.to_domain()))?;
        Ok(Landed {
            commit: CommitId(commit.to_domain()),
            time: Timestamp(landing.time().seconds()),
            author: author_behind(repository, landing, self.watch, |commit| holds(self, commit.id()))?,
        })
    }

    /// Whether a commit has made all of a change.
    fn has_made(
        &mut self,
        commit: Oid,
        name: &ManifestName,
        blob: Option<Oid>,
        entries: &[EntryDifference],
    ) -> Result<bool> {
        let folder = self.known(commit)?.folder;
        let found = self.file(folder, name)?;
        if found == blob || entries.is_empty() {
            return Ok(found == blob);
        }
        let says = self.says(found)?;
        Ok(says.is_some_and(|says| {
            let mut entries = entries.iter();
            entries.all(|entry| says.release_of(&entry.element) == entry.to.as_ref())
        }))
    }

    /// Whether the manifest names this for an entry, at a commit.
    pub(super) fn names(
        &mut self,
        commit: Oid,
        name: &ManifestName,
        entry: &EntryDifference,
    ) -> Result<bool> {
        let folder = self.known(commit)?.folder;
        let blob = self.file(folder, name)?;
        let says = self.says(blob)?;
        Ok(says.is_some_and(|says| says.release_of(&entry.element) == entry.to.as_ref()))
    }

    /// What a manifest with this blob says; without one, that is nothing at all. `None` where it cannot be read.
    fn says(&mut self, blob: Option<Oid>) -> Result<Option<Arc<Entries>>> {
        match blob {
            Some(blob) => self.memory.manifests.of(self.repository, blob),
            None => Ok(Some(Arc::default())),
        }
    }

    fn file(&self, folder: Option<Oid>, name: &ManifestName) -> Result<Option<Oid>> {
        // libgit2 takes names as C strings; a tree holds no name with a zero byte.
        let Some(folder) = folder.filter(|_| !name.as_str().contains('\0')) else {
            return Ok(None);
        };
        let folder = objects::tree(self.repository, folder)?;
        Ok(objects::file_in(&folder, &file_name(name)))
    }

    fn known(&mut self, commit: Oid) -> Result<Known> {
        if let Some(known) = self.memory.commits.get(&commit) {
            return Ok(*known);
        }
        let git_commit = objects::commit(self.repository, CommitId(commit.to_domain()))?;
        let known = Known {
            first_parent: git_commit.parent_ids().next(),
            folder: objects::folder_in(&objects::tree(self.repository, git_commit.tree_id())?, MANIFESTS),
        };
        if self.memory.commits.len() >= MOST_COMMITS {
            self.memory.commits.clear();
        }
        self.memory.commits.insert(commit, known);
        Ok(known)
    }

    fn remember(&mut self, start: Oid, name: &ManifestName, point: Option<Arc<Point>>) {
        let size = 1 + point.as_ref().map_or(0, |point| point.change.entries.len());
        if self.memory.entries + size > MOST_ENTRIES {
            self.memory.points.clear();
            self.memory.entries = 0;
        }
        self.memory.entries += size;
        self.memory.points.insert((start, name.clone()), point);
    }

    fn tell(&self) -> Result<()> {
        go_on(self.watch)?;
        self.watch.progress(Phase::Reading, self.walked as u64, 0);
        Ok(())
    }
}

fn file_name(name: &ManifestName) -> String {
    format!("{name}.yaml")
}
