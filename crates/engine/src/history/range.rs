//! `git log <from>..<to> -- <folder>`, as Git does it.
//!
//! Where a merge took one parent's folder as it was, Git follows that parent alone: the other side's commits did not come
//! to be. Whether a parent lies outside of the range, and is therefore not followed, Git only knows once it has met it on its
//! way through time. To list what Git lists, this takes the same way (`limit_list` in Git's `revision.c`).

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};

use super::go_on;
use super::graph::Graph;
use crate::Result;
use crate::operation::Watch;

/// It is in the queue, or was.
const SEEN: u8 = 1;
/// It was read, so that its parents are known.
const READ: u8 = 1 << 1;
/// It is `from` or before it, as far as is known yet.
const OUTSIDE: u8 = 1 << 2;
/// It has the folder as its parents have it.
const SAME: u8 = 1 << 3;
/// It is a merge that took the folder of one parent, the only one that is followed.
const TOOK: u8 = 1 << 4;

/// How many more commits Git looks at when all that wait are outside: their dates may be wrong.
const SLOP: u32 = 5;

/// One walk.
struct Range<'a, 'r> {
    graph: &'a mut Graph<'r>,
    folder: usize,
    from: usize,
    marks: &'a mut Marks,
    queue: BinaryHeap<(i64, Reverse<usize>, usize)>,
    /// Counts up, so that commits of one time leave the queue as they came.
    queued: usize,
    came_to_from: bool,
}

/// What a walk knows of commits. It is used again by the next one: to make it anew would take longer than a short walk.
#[derive(Default)]
pub(super) struct Marks {
    flags: Vec<u8>,
    touched: Vec<usize>,
    /// The parent that is followed, of those that are `TOOK`.
    followed: HashMap<usize, usize>,
}

/// What a walk found.
pub(super) struct Found {
    /// The commits that `to` has and `from` has not, and that touched the folder; newest first.
    pub(super) commits: Vec<usize>,
    /// Whether the walk came to `from`, so that `to` is a descendant of it. It may be one without that.
    pub(super) came_to_from: bool,
}

/// Walks from `to` back to `from`.
pub(super) fn walk(
    graph: &mut Graph<'_>,
    marks: &mut Marks,
    folder: usize,
    from: usize,
    to: usize,
    watch: &dyn Watch,
) -> Result<Found> {
    marks.clear();
    let mut range = Range {
        graph,
        folder,
        from,
        marks,
        queue: BinaryHeap::new(),
        queued: 0,
        came_to_from: from == to,
    };
    let mut commits = range.walk(to, watch)?;
    commits.retain(|commit| range.marks.of(*commit) & (OUTSIDE | SAME) == 0);
    Ok(Found {
        commits,
        came_to_from: range.came_to_from,
    })
}

impl Marks {
    fn clear(&mut self) {
        for commit in self.touched.drain(..) {
            self.flags[commit] = 0;
        }
        self.followed.clear();
    }

    fn of(&self, commit: usize) -> u8 {
        self.flags.get(commit).copied().unwrap_or_default()
    }

    /// Sets a flag; answers whether it was not set before.
    fn set(&mut self, commit: usize, flag: u8) -> bool {
        if self.flags.len() <= commit {
            self.flags.resize(commit + 1, 0);
        }
        let flags = &mut self.flags[commit];
        if *flags == 0 {
            self.touched.push(commit);
        }
        let is_new = *flags & flag == 0;
        *flags |= flag;
        is_new
    }
}

impl Range<'_, '_> {
    /// All commits that Git looks at before it knows that it has met those of the range, which are among them.
    fn walk(&mut self, to: usize, watch: &dyn Watch) -> Result<Vec<usize>> {
        for end in [self.from, to] {
            self.marks.set(end, READ);
        }
        self.marks.set(self.from, OUTSIDE);
        self.mark_parents_outside(self.from)?;
        for end in [self.from, to] {
            self.queue(end)?;
        }
        let mut met = Vec::new();
        let mut last = i64::MAX;
        let mut slop = SLOP;
        while let Some((time, _, commit)) = self.queue.pop() {
            go_on(watch)?;
            self.go_on_from(commit)?;
            if self.is_outside(commit) {
                self.mark_parents_outside(commit)?;
                slop = self.slop_after(last, slop);
                if slop == 0 {
                    break;
                }
            } else {
                last = time;
                met.push(commit);
            }
        }
        Ok(met)
    }

    /// How many commits are still to be looked at, after one that is outside.
    fn slop_after(&self, last: i64, slop: u32) -> u32 {
        match self.queue.peek() {
            None => 0,
            Some((time, ..)) if last <= *time => SLOP,
            Some(_) if self.queue.iter().any(|(.., commit)| !self.is_outside(*commit)) => SLOP,
            Some(_) => slop - 1,
        }
    }

    /// Queues the parents whose history made the folder of this commit.
    fn go_on_from(&mut self, commit: usize) -> Result<()> {
        let is_outside = self.is_outside(commit);
        if !is_outside {
            self.simplify(commit)?;
        }
        for nth in 0.. {
            let Some(parent) = self.parent(commit, nth)? else {
                break;
            };
            self.marks.set(parent, READ);
            if is_outside {
                self.marks.set(parent, OUTSIDE);
                self.mark_parents_outside(parent)?;
            }
            self.queue(parent)?;
        }
        Ok(())
    }

    /// Finds out whether a commit has the folder as its parents have it, and which of these are to be followed.
    fn simplify(&mut self, commit: usize) -> Result<()> {
        let mut relevant = 0;
        let mut differs_from = [false, false];
        let parents = self.graph.parents(commit)?.len();
        for nth in 0..parents {
            let parent = self.graph.parents(commit)?[nth];
            self.marks.set(parent, READ);
            // A parent outside never hides the others, but for the range's very beginning.
            self.came_to_from |= parent == self.from;
            let is_relevant = parent == self.from || !self.is_outside(parent);
            relevant += usize::from(is_relevant);
            if !self.graph.is_same(commit, nth, self.folder)? {
                differs_from[usize::from(is_relevant)] = true;
            } else if is_relevant {
                self.marks.set(commit, SAME);
                if parents > 1 {
                    self.marks.set(commit, TOOK);
                    self.marks.followed.insert(commit, parent);
                }
                return Ok(());
            }
        }
        let is_same = if parents == 0 {
            self.graph.is_same(commit, 0, self.folder)?
        } else {
            !differs_from[usize::from(relevant > 0)]
        };
        if is_same {
            self.marks.set(commit, SAME);
        }
        Ok(())
    }

    fn mark_parents_outside(&mut self, commit: usize) -> Result<()> {
        let mut waiting = vec![commit];
        while let Some(commit) = waiting.pop() {
            for nth in 0.. {
                let Some(parent) = self.parent(commit, nth)? else {
                    break;
                };
                if self.marks.set(parent, OUTSIDE) {
                    waiting.push(parent);
                }
            }
        }
        Ok(())
    }

    /// The nth parent that is followed, of a commit that was read.
    fn parent(&mut self, commit: usize, nth: usize) -> Result<Option<usize>> {
        let marks = self.marks.of(commit);
        if marks & READ == 0 {
            return Ok(None);
        }
        if marks & TOOK != 0 {
            return Ok(self.marks.followed.get(&commit).copied().filter(|_| nth == 0));
        }
        Ok(self.graph.parents(commit)?.get(nth).copied())
    }

    fn queue(&mut self, commit: usize) -> Result<()> {
        if self.marks.set(commit, SEEN) {
            let time = self.graph.time(commit)?;
            self.queue.push((time, Reverse(self.queued), commit));
            self.queued += 1;
        }
        Ok(())
    }

    fn is_outside(&self, commit: usize) -> bool {
        self.marks.of(commit) & OUTSIDE != 0
    }
}
