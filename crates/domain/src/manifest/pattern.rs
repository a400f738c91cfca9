//! What a new entry of a hand-made manifest looks like.

use crate::element::ElementId;
use crate::version::Release;

/// How the entries of a list are written.
pub(super) struct Pattern {
    /// What stands before the entry: the indent, the dash and what follows it; nothing in a flow list.
    pub(super) lead: String,
    /// The column of the entry's keys, counted from zero.
    pub(super) indent: usize,
    pub(super) is_flow: bool,
    pub(super) key_quote: &'static str,
    pub(super) id_quote: &'static str,
    pub(super) release_quote: &'static str,
}

impl Pattern {
    /// As in canonical form, below a mapping with this indent.
    pub(super) fn canonical(indent: &str) -> Self {
        Self {
            lead: format!("{indent}  - "),
            indent: indent.len() + 4,
            is_flow: false,
            key_quote: "",
            id_quote: "",
            release_quote: "",
        }
    }

    /// An entry, without a line break around it.
    pub(super) fn entry(&self, id: &ElementId, release: &Release, line_break: &str) -> String {
        let Self {
            lead,
            key_quote: key,
            id_quote,
            release_quote,
            ..
        } = self;
        let id = format!("{key}uuid{key}: {id_quote}{id}{id_quote}");
        let release = format!("{key}release{key}: {release_quote}{release}{release_quote}");
        if self.is_flow {
            format!("{lead}{{{id}, {release}}}")
        } else {
            format!("{lead}{id}{line_break}{}{release}", " ".repeat(self.indent))
        }
    }
}
