//! Reading what is exactly in canonical form, line by line: many times as fast as a YAML parser, and the
//! definition of what canonical is. Anything else is left to [`super::read`].

use super::write::scalar;
use super::{Entry, FORMAT_VERSION, Manifest};
use crate::element::{ElementId, ElementKey, ElementKind};
use crate::problem::Position;
use crate::version::Release;

/// The column of an entry's first key.
const ENTRY_COLUMN: usize = 5;

/// The manifest, where the text is in canonical form; the list of new-style apps may stand anywhere among the lists.
pub(super) fn read_canonical(text: &str) -> Option<Manifest> {
    let mut lines = text.split_inclusive('\n').map(|line| line.strip_suffix('\n'));
    let mut number = 0;
    let mut next = || {
        number += 1;
        lines.next().map(|line| line.map(|line| (number, line)))
    };
    let version = next()??.1.strip_prefix("version: ")?;
    let name = canonical_scalar(next()??.1.strip_prefix("name: ")?)?;
    if version != FORMAT_VERSION {
        return None;
    }
    let mut entries: Vec<Entry> = Vec::new();
    let mut kinds: Vec<ElementKind> = Vec::new();
    let mut list_is_empty = false;
    while let Some(line) = next() {
        let (line, text) = line?;
        let Some(id) = text.strip_prefix("  - uuid: ") else {
            let kind = kind_of_list(text)?;
            if list_is_empty
                || kinds.contains(&kind)
                || (kind == ElementKind::App && kinds.contains(&ElementKind::Workflow))
            {
                return None;
            }
            kinds.push(kind);
            list_is_empty = true;
            continue;
        };
        let id: ElementId = id.parse().ok()?;
        let release: Release = next()??.1.strip_prefix("    release: ")?.parse().ok()?;
        let kind = *kinds.last()?;
        if !list_is_empty && entries.last().is_some_and(|before| before.element.id >= id) {
            return None;
        }
        list_is_empty = false;
        entries.push(Entry {
            element: ElementKey { kind, id },
            release,
            position: Position {
                line,
                column: ENTRY_COLUMN,
            },
        });
    }
    (!list_is_empty).then(|| Manifest {
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
