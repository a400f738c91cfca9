//! Writing a manifest in canonical form.

use serde_yaml::Value;

use super::name::is_keyword;
use super::{FORMAT_VERSION, ManifestName};
use crate::element::{ElementId, ElementKey, ElementKind};
use crate::version::Release;

/// The canonical form of a manifest with these entries, given in any order, each element once.
///
/// UTF-8, LF, two-space indent, `version`, `name`, then the lists, each sorted by uuid; an empty list is left out
/// (`docs/formats.md`). The place of `apps-v2` is not known from Retool: it comes last, as the list that the
/// format got last. A name that YAML would read as something else than this text is quoted.
///
/// ```
/// use manifold_domain::manifest::{ManifestName, canonical};
/// let prod = ManifestName::existing("prod");
/// assert_eq!(canonical(&prod, &[]), "version: 1.0.0\nname: prod\n");
/// ```
pub fn canonical(name: &ManifestName, entries: &[(ElementKey, Release)]) -> String {
    let mut sorted: Vec<_> = entries.iter().map(|(key, release)| (key, release)).collect();
    sorted.sort_by_key(|(key, _)| *key);
    let lists = ElementKind::ALL.map(|kind| {
        let of_kind = sorted.iter().filter(move |(key, _)| key.kind == kind);
        (kind, of_kind.map(|(key, release)| (&key.id, *release)).collect())
    });
    with_lists(name.as_str(), &lists)
}

/// A list of a manifest: its kind and its entries, sorted by uuid.
pub(super) type List<'a> = (ElementKind, Vec<(&'a ElementId, &'a Release)>);

/// The canonical form with the lists in this order.
pub(super) fn with_lists(name: &str, lists: &[List<'_>]) -> String {
    let mut text = format!("version: {FORMAT_VERSION}\nname: {}\n", scalar(name));
    for (kind, entries) in lists.iter().filter(|(_, entries)| !entries.is_empty()) {
        text.extend([kind.folder(), ":\n"]);
        for (id, release) in entries {
            text.extend(["  - uuid: ", id.as_str(), "\n    release: "]);
            match release {
                Release::Latest => text.push_str("latest"),
                Release::Version(version) => text.push_str(&version.to_string()),
            }
            text.push('\n');
        }
    }
    text
}

/// A text as a YAML scalar on one line: plain where every YAML reader takes it for this text, else in single
/// quotes, and in double quotes where only escapes can say it.
pub(super) fn scalar(text: &str) -> String {
    if is_plain(text) {
        text.to_owned()
    } else if text.contains(needs_escape) {
        double_quoted(text)
    } else {
        format!("'{}'", text.replace('\'', "''"))
    }
}

fn double_quoted(text: &str) -> String {
    let escaped = text.chars().map(|c| match c {
        '"' | '\\' => format!("\\{c}"),
        c if needs_escape(c) => format!("\\u{:04X}", u32::from(c)),
        c => c.to_string(),
    });
    format!("\"{}\"", escaped.collect::<String>())
}

/// Characters that break a line or may not stand in YAML at all; none is above U+FFFF.
fn needs_escape(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
}

/// Whether a text may stand without quotes. It has to start with a letter: that leaves out everything that some
/// version of YAML takes for a number, a date, a null or a merge.
fn is_plain(text: &str) -> bool {
    text.starts_with(char::is_alphabetic)
        && !is_keyword(text)
        && (ManifestName::new(text).is_ok()
            || serde_yaml::from_str::<Value>(&format!("name: {text}\n"))
                .is_ok_and(|read| read.get("name").and_then(Value::as_str) == Some(text)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::version::ReleaseVersion;
    use proptest::prelude::*;

    fn key(kind: ElementKind, id: &str) -> ElementKey {
        ElementKey {
            kind,
            id: id.parse().unwrap(),
        }
    }

    #[test]
    fn lists_come_in_order_and_are_sorted_by_uuid() {
        let version = Release::Version(ReleaseVersion::new(1, 0, 2));
        let entries = [
            (
                key(ElementKind::NewStyleApp, "00000000-0000-4000-8000-000000000000"),
                Release::Latest,
            ),
            (
                key(ElementKind::Workflow, "32c3311f-cbf3-4344-b7d5-026ed93bb52e"),
                Release::Latest,
            ),
            (
                key(ElementKind::App, "e42fc3d8-19a2-11f1-8c9e-c387ca253214"),
                Release::Latest,
            ),
            (
                key(ElementKind::App, "6e69709c-198c-11f1-835a-73d4870770bb"),
                version,
            ),
        ];
        assert_eq!(
            canonical(&ManifestName::existing("prod"), &entries),
            "version: 1.0.0\n\
             name: prod\n\
             apps:\n\
             \x20 - uuid: 6e69709c-198c-11f1-835a-73d4870770bb\n\
             \x20   release: 1.0.2\n\
             \x20 - uuid: e42fc3d8-19a2-11f1-8c9e-c387ca253214\n\
             \x20   release: latest\n\
             workflows:\n\
             \x20 - uuid: 32c3311f-cbf3-4344-b7d5-026ed93bb52e\n\
             \x20   release: latest\n\
             apps-v2:\n\
             \x20 - uuid: 00000000-0000-4000-8000-000000000000\n\
             \x20   release: latest\n"
        );
    }

    #[test]
    fn only_names_that_yaml_reads_as_something_else_are_quoted() {
        for (name, written) in [
            ("prod", "prod"),
            ("EU west", "EU west"),
            ("on", "'on'"),
            ("Null", "'Null'"),
            ("1", "'1'"),
            ("1.5", "'1.5'"),
            ("~", "'~'"),
            ("", "''"),
            ("a: b", "'a: b'"),
            ("a #b", "'a #b'"),
            ("it's", "it's"),
            ("'", "''''"),
            (" prod", "' prod'"),
            ("a\tb\n", r#""a\u0009b\u000A""#),
            ("\"\u{7}", r#""\"\u0007""#),
        ] {
            assert_eq!(scalar(name), written);
        }
    }

    proptest! {
        #[test]
        fn any_name_is_read_back_as_it_was(name in any::<String>()) {
            let text = canonical(&ManifestName::existing(&name), &[]);
            let read: Value = serde_yaml::from_str(&text).unwrap();
            prop_assert_eq!(read.get("name").and_then(Value::as_str), Some(name.as_str()));
        }
    }
}
