//! Reading what is exactly in canonical form, line by line: many times as fast as a YAML parser, and the
//! definition of what canonical is. Anything else is left to [`super::read`].

use super::source::Source;
use super::write::scalar;
use super::{Entry, FORMAT_VERSION, Manifest};
use crate::element::{ElementKey, ElementKind};
use crate::problem::Position;

/// The column of an entry's first key.
const ENTRY_COLUMN: usize = 5;

/// The manifest, where the text is in canonical form; the list of new-style apps may stand anywhere among the lists.
pub(super) fn read_canonical(source: &Source<'_>) -> Option<Manifest> {
    if !source.mark.is_empty() {
        return None;
    }
    let mut lines = source.text.strip_suffix('\n')?.split('\n');
    let version = lines.next()?.strip_prefix("version: ")?;
    if version != FORMAT_VERSION {
        return None;
    }
    let name = canonical_scalar(lines.next()?.strip_prefix("name: ")?)?;
    let mut line = 2;
    let mut entries: Vec<Entry> = Vec::new();
    let mut kinds: Vec<ElementKind> = Vec::new();
    // Every list has an entry, so that no key of a list may follow another or end the file.
    let mut is_empty = false;
    while let Some(text) = lines.next() {
        line += 1;
        let Some(id) = text.strip_prefix("  - uuid: ") else {
            let kind = kind_of_list(text)?;
            let is_late = kind == ElementKind::App && kinds.contains(&ElementKind::Workflow);
            if is_empty || is_late || kinds.contains(&kind) {
                return None;
            }
            kinds.push(kind);
            is_empty = true;
            continue;
        };
        let element = ElementKey {
            kind: *kinds.last()?,
            id: id.parse().ok()?,
        };
        if !is_empty && entries.last()?.element.id >= element.id {
            return None;
        }
        entries.push(Entry {
            element,
            release: lines.next()?.strip_prefix("    release: ")?.parse().ok()?,
            position: Position {
                line,
                column: ENTRY_COLUMN,
            },
        });
        line += 1;
        is_empty = false;
    }
    (!is_empty).then(|| Manifest {
        version: version.to_owned(),
        name,
        entries,
        is_canonical: true,
    })
}

fn kind_of_list(line: &str) -> Option<ElementKind> {
    let key = line.strip_suffix(':')?;
    ElementKind::ALL.into_iter().find(|kind| kind.folder() == key)
}

/// The text of a scalar that is written as [`scalar`] writes it.
fn canonical_scalar(written: &str) -> Option<String> {
    let text = if written.starts_with(['\'', '"']) {
        serde_yaml::from_str(written).ok()?
    } else {
        written.to_owned()
    };
    (scalar(&text) == written).then_some(text)
}
