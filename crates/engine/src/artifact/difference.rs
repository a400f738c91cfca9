//! The difference of two texts, by lines.

use std::ops::Range;
use std::time::{Duration, Instant};

use similar::{Algorithm, DiffOp, capture_diff_slices_deadline, group_diff_ops};

use super::limits::{MAX_DIFFERENCE_LINES, MAX_DIFFERENCE_SIZE};

/// After this the rest is matched roughly: a longer difference, never a wrong one.
const TIME_FOR_THE_SHORTEST: Duration = Duration::from_millis(500);

/// How many unchanged lines are shown around changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Context {
    /// So many before and after each change; Git shows 3.
    Lines(usize),
    /// Both texts in full, as one hunk.
    Everything,
}

/// How two contents differ. A content that is not there counts as empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Difference {
    /// Both are text.
    Text(TextDifference),
    /// One holds a NUL byte or is not UTF-8; sizes in bytes.
    Binary {
        /// The first one's size; nothing where it is not there.
        before: Option<u64>,
        /// The second one's size.
        after: Option<u64>,
    },
    /// One is above [`MAX_DIFFERENCE_SIZE`] or [`MAX_DIFFERENCE_LINES`]; sizes in bytes.
    TooLarge {
        /// The first one's size; nothing where it is not there.
        before: Option<u64>,
        /// The second one's size.
        after: Option<u64>,
    },
}

/// How two texts differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextDifference {
    /// The changes with their surroundings, in order; none where the texts are equal (unless all was asked for).
    pub hunks: Vec<Hunk>,
    /// How many lines were added.
    pub added: usize,
    /// How many lines were removed.
    pub removed: usize,
}

/// Lines that follow one another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hunk {
    /// Its lines; removed ones come before the added ones that take their place.
    pub lines: Vec<Line>,
}

/// One line of a difference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What happened to it.
    pub status: LineStatus,
    /// Its number in the first text, counted from 1; an added line has none.
    pub before: Option<usize>,
    /// Its number in the second text, counted from 1; a removed line has none.
    pub after: Option<usize>,
    /// The line without its line feed. A carriage return before that stays.
    pub text: String,
    /// Whether a line feed ends it: only the last line of a text may lack one.
    pub has_newline: bool,
    /// The part of `text`, in bytes, that differs from the line it replaces or is replaced by; nothing where no
    /// part stands out.
    pub emphasis: Option<Range<usize>>,
}

/// What happened to a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineStatus {
    /// In both texts.
    Unchanged,
    /// Only in the second.
    Added,
    /// Only in the first.
    Removed,
}

/// How two contents differ; `None` is a file that is not there.
///
/// Lines end at a line feed alone, as Git has it. Takes a bounded time: above [`TIME_FOR_THE_SHORTEST`] the
/// difference may be longer than it need be.
pub fn difference(before: Option<&[u8]>, after: Option<&[u8]>, context: Context) -> Difference {
    let size = |content: Option<&[u8]>| content.map(|content| content.len() as u64);
    let sizes = (size(before), size(after));
    let too_large = Difference::TooLarge {
        before: sizes.0,
        after: sizes.1,
    };
    if is_too_large(sizes.0, sizes.1) {
        return too_large;
    }
    let (Some(before), Some(after)) = (text(before), text(after)) else {
        return Difference::Binary {
            before: sizes.0,
            after: sizes.1,
        };
    };
    let before: Vec<&str> = before.split_inclusive('\n').collect();
    let after: Vec<&str> = after.split_inclusive('\n').collect();
    if before.len().max(after.len()) > MAX_DIFFERENCE_LINES {
        return too_large;
    }
    Difference::Text(text_difference(&before, &after, context))
}

/// Whether a content of one of these sizes, in bytes, is too large for a difference.
pub(super) fn is_too_large(before: Option<u64>, after: Option<u64>) -> bool {
    before.max(after).unwrap_or(0) > MAX_DIFFERENCE_SIZE
}

fn text(content: Option<&[u8]>) -> Option<&str> {
    let content = content.unwrap_or_default();
    if content.contains(&0) {
        return None;
    }
    std::str::from_utf8(content).ok()
}

fn text_difference(before: &[&str], after: &[&str], context: Context) -> TextDifference {
    let deadline = Instant::now() + TIME_FOR_THE_SHORTEST;
    let steps = capture_diff_slices_deadline(Algorithm::Myers, before, after, Some(deadline));
    let groups = match context {
        Context::Lines(count) => group_diff_ops(steps, count),
        Context::Everything if steps.is_empty() => Vec::new(),
        Context::Everything => vec![steps],
    };
    let hunks: Vec<Hunk> = groups
        .iter()
        .map(|steps| Hunk {
            lines: steps.iter().flat_map(|step| lines(step, before, after)).collect(),
        })
        .collect();
    let count = |status| {
        let lines = hunks.iter().flat_map(|hunk| &hunk.lines);
        lines.filter(|line| line.status == status).count()
    };
    TextDifference {
        added: count(LineStatus::Added),
        removed: count(LineStatus::Removed),
        hunks,
    }
}

fn lines(step: &DiffOp, before: &[&str], after: &[&str]) -> Vec<Line> {
    let (old, new) = (step.old_range(), step.new_range());
    if let DiffOp::Equal { .. } = step {
        return old
            .zip(new)
            .map(|(old, new)| Line::new(LineStatus::Unchanged, Some(old), Some(new), before[old]))
            .collect();
    }
    let mut removed: Vec<Line> = old
        .map(|at| Line::new(LineStatus::Removed, Some(at), None, before[at]))
        .collect();
    let mut added: Vec<Line> = new
        .map(|at| Line::new(LineStatus::Added, None, Some(at), after[at]))
        .collect();
    // As many lines for as many: most likely each was edited in its place.
    if removed.len() == added.len() {
        for (old, new) in removed.iter_mut().zip(&mut added) {
            let (in_old, in_new) = differing_parts(&old.text, &new.text);
            old.emphasis = in_old;
            new.emphasis = in_new;
        }
    }
    removed.append(&mut added);
    removed
}

impl Line {
    /// The line at these places, counted from 0.
    fn new(status: LineStatus, before: Option<usize>, after: Option<usize>, line: &str) -> Self {
        let text = line.strip_suffix('\n');
        Self {
            status,
            before: before.map(|at| at + 1),
            after: after.map(|at| at + 1),
            text: text.unwrap_or(line).to_owned(),
            has_newline: text.is_some(),
            emphasis: None,
        }
    }
}

/// What is left of two lines without the beginning and the end that they share; nothing where they share neither.
fn differing_parts(one: &str, two: &str) -> (Option<Range<usize>>, Option<Range<usize>>) {
    let start = shared_length(one.chars().zip(two.chars()));
    let (one_rest, two_rest) = (&one[start..], &two[start..]);
    let end = shared_length(one_rest.chars().rev().zip(two_rest.chars().rev()));
    if start + end == 0 {
        return (None, None);
    }
    let part = |line: &str| Some(start..line.len() - end).filter(|part| !part.is_empty());
    (part(one), part(two))
}

/// How many bytes the characters have that are equal from the start.
fn shared_length(pairs: impl Iterator<Item = (char, char)>) -> usize {
    pairs
        .take_while(|(one, two)| one == two)
        .map(|(character, _)| character.len_utf8())
        .sum()
}
