//! Which of many folders differ between two trees.

use std::cmp::Ordering;
use std::collections::HashMap;

use git2::{ObjectType, Oid, Repository, Tree, TreeEntry};
use manifold_domain::layout::TreePath;

use crate::{Result, objects};

/// Folders to look at, as a tree of their names, so that whatever is equal above them is looked at once for all.
#[derive(Default)]
pub(super) struct Folders {
    numbers: HashMap<TreePath, usize>,
    root: Node,
}

/// A path on the way to some of the folders.
#[derive(Default)]
struct Node {
    /// The folder that is here.
    folder: Option<usize>,
    below: HashMap<Box<[u8]>, Node>,
}

impl Folders {
    pub(super) fn new<'a>(folders: impl IntoIterator<Item = &'a TreePath>) -> Self {
        let mut numbers = HashMap::new();
        let mut root = Node::default();
        for folder in folders {
            let next = numbers.len();
            let number = *numbers.entry(folder.clone()).or_insert(next);
            let mut node = &mut root;
            for segment in folder.segments() {
                node = node.below.entry(segment.into()).or_default();
            }
            node.folder = Some(number);
        }
        Self { numbers, root }
    }

    pub(super) fn number(&self, folder: &TreePath) -> Option<usize> {
        self.numbers.get(folder).copied()
    }

    /// The folders that differ between two trees, in the order of their numbers; also those that only one has.
    pub(super) fn that_differ(
        &self,
        repository: &Repository,
        one: Option<Oid>,
        other: Option<Oid>,
    ) -> Result<Box<[usize]>> {
        let mut differ = Vec::new();
        if one != other {
            compare(repository, &self.root, one, other, &mut differ)?;
        }
        differ.sort_unstable();
        // A file in the place of a folder stands elsewhere in Git's order, and is met apart from it.
        differ.dedup();
        Ok(differ.into())
    }
}

/// Compares what is below a node, where two trees differ.
fn compare(
    repository: &Repository,
    node: &Node,
    one: Option<Oid>,
    other: Option<Oid>,
    differ: &mut Vec<usize>,
) -> Result<()> {
    differ.extend(node.folder);
    if node.below.is_empty() {
        return Ok(());
    }
    let read = |tree: Option<Oid>| tree.map(|tree| objects::tree(repository, tree)).transpose();
    let (one, other) = (read(one)?, read(other)?);
    let mut ours = one.iter().flat_map(Tree::iter).peekable();
    let mut theirs = other.iter().flat_map(Tree::iter).peekable();
    loop {
        let order = match (ours.peek(), theirs.peek()) {
            (None, None) => return Ok(()),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (Some(one), Some(other)) => one.cmp(other),
        };
        let one = ours.next_if(|_| order.is_le());
        let other = theirs.next_if(|_| order.is_ge());
        let is_same = one.as_ref().map(content) == other.as_ref().map(content);
        let Some(entry) = one.as_ref().or(other.as_ref()).filter(|_| !is_same) else {
            continue;
        };
        if let Some(node) = node.below.get(entry.name_bytes()) {
            let [one, other] = [&one, &other].map(|entry| entry.as_ref().and_then(tree_of));
            compare(repository, node, one, other, differ)?;
        }
    }
}

/// What makes two entries of one name equal.
fn content(entry: &TreeEntry<'_>) -> (Oid, i32) {
    (entry.id(), entry.filemode())
}

fn tree_of(entry: &TreeEntry<'_>) -> Option<Oid> {
    (entry.kind() == Some(ObjectType::Tree)).then(|| entry.id())
}
