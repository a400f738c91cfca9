//! Differences, as Git prints them.

use anstyle::Style;
use manifold_app::wire::artifact::{ChangeStatus, Difference, Hunk, Line};

use super::page::{ADDED, HINT, PLAIN, Page, REMOVED};

/// What happened to a file, in one letter.
pub(crate) const fn change_mark(status: ChangeStatus) -> (Style, &'static str) {
    match status {
        ChangeStatus::Added => (ADDED, "A"),
        ChangeStatus::Removed => (REMOVED, "D"),
        ChangeStatus::Changed => (PLAIN, "M"),
    }
}

/// Adds a difference, each line indented by this much.
pub(crate) fn add_difference(page: &mut Page, difference: &Difference, indent: usize) {
    match difference {
        Difference::Text { hunks, .. } => {
            for hunk in hunks {
                add_hunk(page, hunk, indent);
            }
        }
        Difference::Binary { before, after } => add_sizes(page, "Not text", *before, *after, indent),
        Difference::TooLarge { before, after } => {
            add_sizes(page, "Too large to compare", *before, *after, indent);
        }
    }
}

fn add_hunk(page: &mut Page, hunk: &Hunk, indent: usize) {
    let range = |number: fn(&Line) -> Option<usize>| {
        let mut numbers = hunk.lines.iter().filter_map(number);
        let first = numbers.next();
        (first.unwrap_or(0), first.map_or(0, |_| numbers.count() + 1))
    };
    let ((before, removed), (after, added)) = (range(|line| line.before), range(|line| line.after));
    page.spaces(indent)
        .text(HINT, format!("@@ -{before},{removed} +{after},{added} @@"))
        .end();
    for line in &hunk.lines {
        let (style, mark) = match (line.before, line.after) {
            (None, _) => (ADDED, "+"),
            (_, None) => (REMOVED, "-"),
            _ => (PLAIN, " "),
        };
        page.spaces(indent)
            .text(style, format!("{mark}{}", line.text.replace('\t', "    ")))
            .end();
        if line.no_newline {
            page.spaces(indent)
                .text(HINT, "\\ No newline at end of file")
                .end();
        }
    }
}

fn add_sizes(page: &mut Page, what: &str, before: Option<u64>, after: Option<u64>, indent: usize) {
    let size =
        |bytes: Option<u64>| bytes.map_or_else(|| "nothing".to_owned(), |bytes| format!("{bytes} bytes"));
    page.spaces(indent)
        .text(HINT, format!("{what}: {} → {}", size(before), size(after)))
        .end();
}
