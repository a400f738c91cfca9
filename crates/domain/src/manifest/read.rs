//! Reading a manifest: its meaning, or every reason why it has none.

use super::problem::shown;
use super::source::Source;
use super::strict::read_canonical;
use super::tree::{Document, Node, View};
use super::{Entry, Manifest};
use crate::element::{ElementKey, ElementKind};
use crate::problem::Position;
use crate::version::{Release, ReleaseVersion};

/// How many problems of one file are told.
const MOST_PROBLEMS: usize = 100;

/// A reason why a manifest cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {}, column {}: {message}", position.line, position.column)]
pub struct ManifestProblem {
    /// Where in the file.
    pub position: Position,
    /// What is wrong, one sentence.
    pub message: String,
}

/// Reads a manifest: what it means, or every problem found (the first 100), in the order of the file.
///
/// Unknown keys are tolerated, a list that is missing or `null` is empty, and an element that is listed twice is
/// read twice. `latest` and `X.Y.Z` are the only releases: nothing that YAML takes for a number is converted.
///
/// ```
/// use manifold_domain::manifest::read;
/// let problems = read(b"version: 1.0.0\nname: prod\napps:\n  - uuid: 6e69709c-198c-11f1-835a-73d4870770bb\n    relese: 1.0.2\n");
/// assert_eq!(
///     problems.unwrap_err()[0].to_string(),
///     "line 5, column 5: This entry has no `release`; `relese` looks like it.",
/// );
/// ```
pub fn read(bytes: &[u8]) -> Result<Manifest, Vec<ManifestProblem>> {
    let source = Source::new(bytes).map_err(|problem| vec![problem])?;
    match read_canonical(&source) {
        Some(manifest) => Ok(manifest),
        None => meaning(&Document::parse(source.text)?),
    }
}

/// What a document means as a manifest.
pub(super) fn meaning(document: &Document<'_>) -> Result<Manifest, Vec<ManifestProblem>> {
    let mut reading = Reading {
        document,
        problems: Vec::new(),
    };
    match reading.manifest() {
        Some(manifest) if reading.problems.is_empty() => Ok(manifest),
        _ => Err(reading.problems()),
    }
}

/// A manifest being read, and what was found wrong with it so far.
struct Reading<'d> {
    document: &'d Document<'d>,
    problems: Vec<(usize, String)>,
}

impl<'d> Reading<'d> {
    fn manifest(&mut self) -> Option<Manifest> {
        let root = self.document.view();
        if root.value.as_mapping().is_none() {
            let what = if root.value.is_null() {
                "The file is empty."
            } else {
                "This is no manifest."
            };
            self.say(
                root.node,
                format!("{what} A manifest is a mapping with `version`, `name` and lists of entries."),
            );
            return None;
        }
        self.refuse_merge(root);
        let version = self.field(root, "The manifest", "version");
        let version = version.and_then(|version| self.version(version));
        let name = self.field(root, "The manifest", "name");
        let name = name.and_then(|name| self.name(name));
        let mut entries = Vec::new();
        for (key, list) in root.pairs() {
            let kind = ElementKind::ALL
                .into_iter()
                .find(|kind| key.value.as_str() == Some(kind.folder()));
            if let Some(kind) = kind {
                self.list(kind, list, &mut entries);
            }
        }
        Some(Manifest {
            version: version?,
            name: name?,
            entries,
            is_canonical: false,
        })
    }

    fn version(&mut self, version: View<'d>) -> Option<String> {
        let text = version
            .value
            .as_str()
            .filter(|text| text.parse::<ReleaseVersion>().is_ok());
        if text.is_none() {
            let written = self.written(version.node);
            self.say(
                version.node,
                format!("{written} is not a version of the format: it has three numbers, like 1.0.0."),
            );
        }
        text.map(str::to_owned)
    }

    fn name(&mut self, name: View<'d>) -> Option<String> {
        let text = name.value.as_str().filter(|text| !text.is_empty());
        if text.is_none() {
            let written = self.written(name.node);
            self.say(
                name.node,
                format!("{written} is not a name to YAML. Put the name in quotes."),
            );
        }
        text.map(str::to_owned)
    }

    fn list(&mut self, kind: ElementKind, list: View<'d>, entries: &mut Vec<Entry>) {
        if list.value.is_null() {
            return;
        }
        if !list.value.is_sequence() {
            self.say(list.node, format!("`{}` is not a list.", kind.folder()));
        }
        for item in list.items() {
            if !item.value.is_mapping() {
                self.say(
                    item.node,
                    "An entry is a mapping with `uuid` and `release`.".to_owned(),
                );
                continue;
            }
            self.refuse_merge(item);
            let id = self.field(item, "This entry", "uuid");
            let id = id.and_then(|id| self.parsed(id, "a uuid: a uuid has 8-4-4-4-12 hexadecimal digits"));
            let release = self.field(item, "This entry", "release");
            let release: Option<Release> = release.and_then(|release| {
                self.parsed(
                    release,
                    "a release: a release is `latest` or three numbers, like 1.0.3",
                )
            });
            if let (Some(id), Some(release)) = (id, release) {
                entries.push(Entry {
                    element: ElementKey { kind, id },
                    release,
                    position: self.position(item.node.range.start),
                });
            }
        }
    }

    /// The value of a key that has to be there.
    fn field(&mut self, of: View<'d>, owner: &str, key: &str) -> Option<View<'d>> {
        let value = of.get(key);
        if value.is_none() {
            let names = of
                .pairs()
                .filter_map(|(found, _)| Some((found.node, found.value.as_str()?)));
            match names.into_iter().find(|(_, name)| looks_like(name, key)) {
                Some((node, name)) => {
                    self.say(
                        node,
                        format!("{owner} has no `{key}`; {} looks like it.", shown(name)),
                    );
                }
                None => self.say(of.node, format!("{owner} has no `{key}`.")),
            }
        }
        value
    }

    /// The value as what it should be. A number of YAML's is never turned back into text: `1.10` would become 1.1.
    fn parsed<T: std::str::FromStr>(&mut self, view: View<'d>, expected: &str) -> Option<T> {
        let parsed = view.value.as_str().and_then(|text| text.parse().ok());
        if parsed.is_none() {
            let written = self.written(view.node);
            self.say(view.node, format!("{written} is not {expected}."));
        }
        parsed
    }

    /// A merge would bring in keys from elsewhere, which serde leaves out: better not to read than to read less.
    fn refuse_merge(&mut self, mapping: View<'d>) {
        for (key, _) in mapping
            .pairs()
            .filter(|(key, _)| key.value.as_str() == Some("<<"))
        {
            self.say(
                key.node,
                "Merge keys (`<<`) are not supported. Write the keys out.".to_owned(),
            );
        }
    }

    /// What stands there, verbatim.
    fn written(&self, node: &Node) -> String {
        match self.document.text_of(node).trim() {
            "" => "An empty value".to_owned(),
            text => shown(text),
        }
    }

    fn say(&mut self, node: &Node, message: String) {
        self.problems.push((node.range.start, message));
    }

    fn position(&self, offset: usize) -> Position {
        self.document.lines.position(offset)
    }

    fn problems(mut self) -> Vec<ManifestProblem> {
        self.problems.sort_by_key(|(offset, _)| *offset);
        let problems = self.problems.iter().take(MOST_PROBLEMS);
        problems
            .map(|(offset, message)| ManifestProblem {
                position: self.position(*offset),
                message: message.clone(),
            })
            .collect()
    }
}

/// Whether a key was probably meant to be this one: equal but for case, or at most two letters off.
fn looks_like(found: &str, key: &str) -> bool {
    found.eq_ignore_ascii_case(key) || (found.len().abs_diff(key.len()) <= 2 && distance(found, key) <= 2)
}

/// How many characters have to be put in, taken out or replaced (Levenshtein).
fn distance(from: &str, to: &str) -> usize {
    let mut row: Vec<usize> = (0..=to.chars().count()).collect();
    for (i, a) in from.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, b) in to.chars().enumerate() {
            let replaced = diagonal + usize::from(a != b);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[row.len() - 1]
}
