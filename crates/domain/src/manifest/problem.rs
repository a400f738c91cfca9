//! Saying what is wrong with a manifest.

use super::ManifestProblem;
use super::source::Lines;

/// How much of a hostile text is quoted in a message, in characters.
const LONGEST_QUOTE: usize = 60;

/// A text of the file, for a message: verbatim, but no more than one line of it.
pub(super) fn shown(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    let mut quote: String = line.chars().take(LONGEST_QUOTE).collect();
    if quote.len() < text.trim_end().len() {
        quote.push('…');
    }
    format!("`{quote}`")
}

/// What libyaml did not understand.
pub(super) fn not_yaml(text: &str, error: &serde_yaml::Error, lines: &Lines<'_>) -> ManifestProblem {
    if let Some(location) = error.location() {
        // libyaml counts characters from the start, not bytes.
        let offset = text
            .char_indices()
            .nth(location.index())
            .map_or(text.len(), |(offset, _)| offset);
        let message = error.to_string();
        // The message may start with a path of keys and ends with the place; both are told apart from it.
        let what = message.split(" at line ").next().unwrap_or(&message);
        let what = what.rsplit(": ").next().unwrap_or(what);
        return problem(lines, offset, format!("This is not valid YAML: {what}."));
    }
    if let Some(offset) = second_document(text) {
        let message = "A manifest is one document; this line ends it and starts another.";
        return problem(lines, offset, message.to_owned());
    }
    // What is left without a place is libyaml's own limit on aliases: the first one is where to look.
    let offset = text.find('*').unwrap_or_default();
    problem(lines, offset, format!("This is not valid YAML: {error}."))
}

fn problem(lines: &Lines<'_>, offset: usize, message: String) -> ManifestProblem {
    ManifestProblem {
        position: lines.position(offset),
        message,
    }
}

/// Where the marker line stands that ends the first document. No scalar can hold such a line.
fn second_document(text: &str) -> Option<usize> {
    let mut offset = 0;
    let mut has_content = false;
    for line in text.split_inclusive(['\n', '\r']) {
        let marker = line.get(..3).filter(|start| matches!(*start, "---" | "..."));
        let is_marker = marker.is_some() && line[3..].chars().next().is_none_or(char::is_whitespace);
        if is_marker && has_content {
            return Some(offset);
        }
        has_content |= is_marker || !(line.trim().is_empty() || line.starts_with(['#', '%']));
        offset += line.len();
    }
    None
}
