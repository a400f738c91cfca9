//! Changing entries of a manifest, and nothing else in it.

use std::collections::BTreeMap;

use serde_yaml::{Mapping, Value};

use super::read::meaning;
use super::source::Source;
use super::splice::splice;
use super::strict::read_canonical;
use super::tree::Document;
use super::write::{self, List};
use super::{Entry, FORMAT_VERSION, LARGEST_MANIFEST, Manifest, ManifestProblem};
use crate::element::{ElementId, ElementKey, ElementKind};
use crate::version::Release;

/// One entry as it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryChange {
    /// The element.
    pub element: ElementKey,
    /// The release it should name; nothing removes the entry.
    pub release: Option<Release>,
}

/// Why a manifest was not changed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EditRefused {
    /// The manifest cannot be read: every reason, at least one.
    #[error("The manifest cannot be read, so it is not changed ({}). Mend the file first.", first(.0))]
    Unreadable(Vec<ManifestProblem>),
    /// The manifest is of a format whose rules are not known here.
    #[error("The manifest's format is {0}, and only {FORMAT_VERSION} can be changed.")]
    UnknownFormat(String),
    /// The manifest lists this element more than once, so that it is not clear which entry to change.
    #[error("The manifest lists {0} more than once. Remove the entry, then add it again.")]
    ListedTwice(ElementId),
    /// The manifest would become too large to be read again.
    #[error("The manifest would be larger than 1 MiB, which is the most that is read.")]
    TooLarge,
    /// The edited text would not mean what was asked for.
    #[error(
        "The file is written in a way that cannot be edited safely. Edit it by hand, or write it anew in canonical form."
    )]
    NotExact,
}

fn first(problems: &[ManifestProblem]) -> String {
    problems.first().map(ToString::to_string).unwrap_or_default()
}

/// The changes that change something: what each element's entry should name.
pub(super) type Wanted<'c> = BTreeMap<&'c ElementKey, Option<&'c Release>>;

/// The bytes of the manifest after these changes; where two are about one element, the later counts.
///
/// A manifest in canonical form stays in canonical form, with `apps-v2` where it stands. Any other keeps every byte
/// outside the changed entries: a changed release keeps its quotes, a new entry looks like its neighbours and goes
/// after the last byte of the entry before it (by uuid where the list is sorted, else at the end), a list that is
/// missing is created in its canonical place, and one whose last entry goes becomes `[]`. Where nothing changes
/// the bytes are the same. The result is parsed again: if it did not mean exactly what was asked, it is refused.
///
/// ```
/// use manifold_domain::element::{ElementKey, ElementKind};
/// use manifold_domain::manifest::{EntryChange, edit};
/// use manifold_domain::version::Release;
/// let id = "6e69709c-198c-11f1-835a-73d4870770bb".parse().unwrap();
/// let element = ElementKey { kind: ElementKind::App, id };
/// let change = EntryChange { element, release: Some(Release::Latest) };
/// assert_eq!(
///     edit(b"version: 1.0.0\nname: prod\n", &[change]).unwrap(),
///     b"version: 1.0.0\nname: prod\napps:\n  - uuid: 6e69709c-198c-11f1-835a-73d4870770bb\n    release: latest\n",
/// );
/// ```
pub fn edit(bytes: &[u8], changes: &[EntryChange]) -> Result<Vec<u8>, EditRefused> {
    let source = Source::new(bytes).map_err(|problem| EditRefused::Unreadable(vec![problem]))?;
    if let Some(before) = read_canonical(&source) {
        let wanted = wanted(&before, changes)?;
        return not_too_large(rewrite(&before, &wanted));
    }
    let document = Document::parse(source.text).map_err(EditRefused::Unreadable)?;
    let before = meaning(&document).map_err(EditRefused::Unreadable)?;
    if before.version != FORMAT_VERSION {
        return Err(EditRefused::UnknownFormat(before.version));
    }
    let wanted = wanted(&before, changes)?;
    if wanted.is_empty() {
        return Ok(bytes.to_vec());
    }
    let after = splice(&document, &wanted).ok_or(EditRefused::NotExact)?;
    let reread = Document::parse(&after).map_err(|_| EditRefused::NotExact)?;
    if meaning(&reread).is_err() || normal(reread.value) != intended(document.value, &wanted) {
        return Err(EditRefused::NotExact);
    }
    not_too_large([source.mark, &after].concat())
}

fn not_too_large(text: String) -> Result<Vec<u8>, EditRefused> {
    if text.len() > LARGEST_MANIFEST {
        return Err(EditRefused::TooLarge);
    }
    Ok(text.into_bytes())
}

fn wanted<'c>(before: &Manifest, changes: &'c [EntryChange]) -> Result<Wanted<'c>, EditRefused> {
    let mut wanted: Wanted<'c> = changes
        .iter()
        .map(|change| (&change.element, change.release.as_ref()))
        .collect();
    let mut now: BTreeMap<&ElementKey, Vec<&Release>> = BTreeMap::new();
    for Entry { element, release, .. } in &before.entries {
        now.entry(element).or_default().push(release);
    }
    wanted.retain(|element, release| now.get(element).map_or(&[][..], Vec::as_slice) != release.as_slice());
    for (element, release) in &wanted {
        if release.is_some() && now.get(element).is_some_and(|listed| listed.len() > 1) {
            return Err(EditRefused::ListedTwice(element.id.clone()));
        }
    }
    Ok(wanted)
}

/// The canonical form of a canonical manifest after the changes.
fn rewrite(before: &Manifest, wanted: &Wanted<'_>) -> String {
    let mut entries: BTreeMap<&ElementKey, &Release> = before
        .entries
        .iter()
        .map(|entry| (&entry.element, &entry.release))
        .collect();
    let mut kinds: Vec<ElementKind> = before.entries.iter().map(|entry| entry.element.kind).collect();
    kinds.dedup();
    for (element, release) in wanted {
        match release {
            Some(release) => entries.insert(element, release),
            None => entries.remove(element),
        };
        if !kinds.contains(&element.kind) {
            let before = kinds.iter().rposition(|kind| *kind < element.kind);
            kinds.insert(before.map_or(0, |index| index + 1), element.kind);
        }
    }
    let list = |kind| {
        let of_kind = entries.iter().filter(|(key, _)| key.kind == kind);
        (kind, of_kind.map(|(key, release)| (&key.id, *release)).collect())
    };
    let lists: Vec<List<'_>> = kinds.into_iter().map(list).collect();
    write::with_lists(&before.name, &lists)
}

/// What the document should mean after the changes.
fn intended(before: Value, wanted: &Wanted<'_>) -> Value {
    let Value::Mapping(mut root) = before else {
        return before;
    };
    for (element, release) in wanted {
        let list = root.entry(element.kind.folder().into()).or_insert(Value::Null);
        if list.is_null() {
            *list = Value::Sequence(Vec::new());
        }
        let Value::Sequence(entries) = list else { continue };
        let id = element.id.as_str();
        let entry = entries.iter_mut().find(|entry| uuid(entry) == Some(id));
        match (release.map(|release| Value::String(release.to_string())), entry) {
            (None, _) => entries.retain(|entry| uuid(entry) != Some(id)),
            (Some(release), Some(entry)) => entry["release"] = release,
            (Some(release), None) => {
                let pairs = [("uuid".into(), id.into()), ("release".into(), release)];
                entries.push(Value::Mapping(Mapping::from_iter(pairs)));
            }
        }
    }
    normal(Value::Mapping(root))
}

/// The meaning without what does not matter: empty lists, and the order of entries.
fn normal(meaning: Value) -> Value {
    let Value::Mapping(mut root) = meaning else {
        return meaning;
    };
    for kind in ElementKind::ALL {
        let is_empty = match root.get_mut(kind.folder()) {
            Some(Value::Sequence(entries)) => {
                entries.sort_by(|a, b| uuid(a).cmp(&uuid(b)));
                entries.is_empty()
            }
            Some(value) => value.is_null(),
            None => false,
        };
        if is_empty {
            root.remove(kind.folder());
        }
    }
    Value::Mapping(root)
}

fn uuid(entry: &Value) -> Option<&str> {
    entry.get("uuid")?.as_str()
}
