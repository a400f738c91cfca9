use std::collections::BTreeMap;

use proptest::collection::{btree_map, vec};
use proptest::prelude::*;
use proptest::sample::select;

use super::super::tree::Document;
use super::super::{EditRefused, Entry, EntryChange, Manifest, ManifestName, canonical, edit, read};
use crate::element::{ElementId, ElementKey, ElementKind};
use crate::version::{Release, ReleaseVersion};

type Entries = BTreeMap<ElementKey, Release>;

fn element() -> impl Strategy<Value = ElementKey> {
    // Few enough that changes meet entries.
    let id = (0..12u32).prop_map(|n| format!("{:08x}-198c-41f1-835a-73d4870770bb", n * 0x0765_4321));
    (select(&ElementKind::ALL[..]), id).prop_map(|(kind, id)| ElementKey {
        kind,
        id: id.parse().unwrap(),
    })
}

fn release() -> impl Strategy<Value = Release> {
    let version = (0..3u64, 0..12u64, 0..3u64).prop_map(|(x, y, z)| ReleaseVersion::new(x, y, z));
    prop_oneof![Just(Release::Latest), version.prop_map(Release::Version)]
}

fn entries() -> impl Strategy<Value = Entries> {
    btree_map(element(), release(), 0..20)
}

fn changes() -> impl Strategy<Value = Vec<EntryChange>> {
    let change = (element(), proptest::option::of(release()));
    vec(
        change.prop_map(|(element, release)| EntryChange { element, release }),
        0..8,
    )
}

/// What the entries should be after the changes.
fn changed(entries: &Entries, changes: &[EntryChange]) -> Entries {
    let mut entries = entries.clone();
    for EntryChange { element, release } in changes {
        match release {
            Some(release) => entries.insert(element.clone(), release.clone()),
            None => entries.remove(element),
        };
    }
    entries
}

fn entries_of(manifest: &Manifest) -> Entries {
    let entries = manifest.entries.iter();
    entries
        .map(|entry| (entry.element.clone(), entry.release.clone()))
        .collect()
}

fn canonical_of(name: &str, entries: &Entries) -> String {
    let entries: Vec<_> = entries
        .iter()
        .map(|(key, release)| (key.clone(), release.clone()))
        .collect();
    canonical(&ManifestName::existing(name), &entries)
}

/// How a hand-made manifest is written.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a habit of its own")]
struct Hand {
    line_break: &'static str,
    indent: &'static str,
    after_dash: &'static str,
    quote: &'static str,
    above: &'static str,
    beside: &'static str,
    ends: bool,
    mark: bool,
    reversed: bool,
    release_first: bool,
    flow: bool,
    lists: Vec<ElementKind>,
    note: bool,
}

fn hand() -> impl Strategy<Value = Hand> {
    let look = (
        select(vec!["\n", "\r\n"]),
        select(vec!["", " ", "  ", "    "]),
        select(vec![" ", "  ", "   "]),
        select(vec!["", "'", "\""]),
        select(vec!["", "# - uuid: [x", "#"]),
        select(vec!["", " # pinned: {", "   "]),
    );
    let order = (any::<[bool; 6]>(), Just(ElementKind::ALL.to_vec()).prop_shuffle());
    (look, order).prop_map(
        |((line_break, indent, after_dash, quote, above, beside), (flags, lists))| {
            let [ends, mark, reversed, release_first, flow, note] = flags;
            Hand {
                line_break,
                indent,
                after_dash,
                quote,
                above,
                beside,
                ends,
                mark,
                reversed,
                release_first,
                flow,
                lists,
                note,
            }
        },
    )
}

impl Hand {
    /// The lines of one entry.
    fn entry(&self, id: &ElementId, release: &Release) -> Vec<String> {
        let Self {
            indent,
            after_dash,
            quote,
            beside,
            ..
        } = self;
        let uuid = format!("uuid: {quote}{id}{quote}");
        let release = format!("release: {quote}{release}{quote}");
        if self.flow {
            return vec![format!("{indent}-{after_dash}{{{uuid}, {release}}}{beside}")];
        }
        let (first, second) = if self.release_first {
            (release, uuid)
        } else {
            (uuid, release)
        };
        let inner = " ".repeat(indent.len() + 1 + after_dash.len());
        let mut lines = vec![
            format!("{indent}-{after_dash}{first}{beside}"),
            format!("{inner}{second}{beside}"),
        ];
        if self.note {
            lines.push(format!("{inner}note: [x, {{y: z}}]"));
        }
        lines
    }

    /// The lines of the file; those of entries with the element that they belong to.
    fn lines<'e>(&self, entries: &'e Entries) -> Vec<(Option<&'e ElementKey>, String)> {
        let mut lines = vec![
            (None, format!("version: 1.0.0{}", self.beside)),
            (None, "name: prod".to_owned()),
        ];
        for kind in &self.lists {
            let mut of_kind: Vec<_> = entries.iter().filter(|(key, _)| key.kind == *kind).collect();
            if of_kind.is_empty() {
                continue;
            }
            if self.reversed {
                of_kind.reverse();
            }
            lines.push((None, format!("{}:{}", kind.folder(), self.beside)));
            for (key, release) in of_kind {
                if !self.above.is_empty() {
                    lines.push((None, format!("{}{}", self.indent, self.above)));
                }
                lines.extend(
                    self.entry(&key.id, release)
                        .into_iter()
                        .map(|line| (Some(key), line)),
                );
            }
        }
        lines.push((None, "owner: {team: ops}".to_owned()));
        lines
    }

    fn text(&self, entries: &Entries) -> String {
        let lines: Vec<String> = self.lines(entries).into_iter().map(|(_, line)| line).collect();
        let mark = if self.mark { "\u{feff}" } else { "" };
        let end = if self.ends { self.line_break } else { "" };
        format!("{mark}{}{end}", lines.join(self.line_break))
    }
}

/// The lines of a text that are not in `gone`, where every line that stays must come in the same order.
fn is_subsequence(lines: &[String], text: &str) -> bool {
    let mut found = text.split('\n');
    lines
        .iter()
        .all(|line| found.any(|other| other.trim_end_matches('\r') == line))
}

proptest! {
    #[test]
    fn any_canonical_manifest_is_read_and_written_to_the_same_bytes(name in "[ -~]{1,12}", entries in entries()) {
        let text = canonical_of(&name, &entries);
        let manifest = read(text.as_bytes()).unwrap();
        prop_assert!(manifest.is_canonical);
        prop_assert_eq!(entries_of(&manifest), entries.clone());
        prop_assert_eq!(canonical_of(&manifest.name, &entries_of(&manifest)), text);
    }

    #[test]
    fn the_quick_way_and_the_parsers_read_the_same(name in "\\PC{1,12}", entries in entries()) {
        let text = canonical_of(&name, &entries);
        let quick = read(text.as_bytes()).unwrap();
        // A comment at the end changes no position, and only the parsers read it.
        let parsed = read(format!("{text}#").as_bytes()).unwrap();
        prop_assert_eq!(&quick, &Manifest { is_canonical: true, ..parsed });
    }

    #[test]
    fn an_edit_of_a_canonical_manifest_gives_the_canonical_form_of_what_was_meant(
        entries in entries(), changes in changes(),
    ) {
        let after = edit(canonical_of("prod", &entries).as_bytes(), &changes).unwrap();
        prop_assert_eq!(String::from_utf8(after).unwrap(), canonical_of("prod", &changed(&entries, &changes)));
    }

    #[test]
    fn an_edit_of_a_hand_made_manifest_changes_what_was_meant_and_no_other_line(
        hand in hand(), entries in entries(), changes in changes(),
    ) {
        let text = hand.text(&entries);
        let before = read(text.as_bytes()).unwrap();
        prop_assert_eq!(entries_of(&before), entries.clone());
        let after = edit(text.as_bytes(), &changes);
        let after = after.map_err(|refused| TestCaseError::fail(format!("{refused}\n{text}")))?;
        let after = String::from_utf8(after).unwrap();
        let expected = changed(&entries, &changes);
        prop_assert_eq!(entries_of(&read(after.as_bytes()).unwrap()), expected.clone(), "{}", after);

        let is_kept = |key: &ElementKey| expected.get(key) == entries.get(key);
        let stays = |(key, line): (Option<&ElementKey>, String)| key.is_none_or(is_kept).then_some(line);
        let mut kept: Vec<String> = hand.lines(&entries).into_iter().filter_map(stays).collect();
        for line in &mut kept {
            // A list that lost its last entry is written `[]`.
            let kind = ElementKind::ALL.into_iter().find(|kind| line.starts_with(&format!("{}:", kind.folder())));
            if kind.is_some_and(|kind| !expected.keys().any(|key| key.kind == kind)) {
                *line = line.replacen(':', ": []", 1);
            }
        }
        prop_assert!(is_subsequence(&kept, after.trim_start_matches('\u{feff}')), "{}\n---\n{}", text, after);
        prop_assert_eq!(after.starts_with('\u{feff}'), hand.mark);
        prop_assert_eq!(after.contains('\r'), hand.line_break == "\r\n");
        prop_assert_eq!(after.matches('\r').count(), after.matches("\r\n").count());
        prop_assert_eq!(after.ends_with('\n'), hand.ends);
        if expected == entries {
            prop_assert_eq!(after, text);
        }
    }

    #[test]
    fn undoing_an_edit_of_a_hand_made_manifest_gives_the_same_meaning_back(
        hand in hand(), entries in entries(), changes in changes(),
    ) {
        let text = hand.text(&entries);
        let back: Vec<EntryChange> = changes.iter().map(|EntryChange { element, .. }| EntryChange {
            element: element.clone(),
            release: entries.get(element).cloned(),
        }).collect();
        let after = edit(&edit(text.as_bytes(), &changes).unwrap(), &back).unwrap();
        prop_assert_eq!(entries_of(&read(&after).unwrap()), entries);
    }

    #[test]
    fn whatever_looks_like_yaml_is_read_the_same_by_both_parsers_or_refused(text in soup(), changes in changes()) {
        if let Ok(manifest) = read(text.as_bytes()) {
            let document = Document::parse(text.trim_start_matches('\u{feff}')).unwrap();
            let listed: usize = ElementKind::ALL.iter().filter_map(|kind| document.view().get(kind.folder()))
                .map(|list| list.items().count()).sum();
            prop_assert_eq!(listed, manifest.entries.len());
            match edit(text.as_bytes(), &changes) {
                Ok(after) => {
                    let once = |entries: &[Entry]| -> Entries {
                        entries.iter().map(|entry| (entry.element.clone(), entry.release.clone())).collect()
                    };
                    let expected = changed(&once(&manifest.entries), &changes);
                    prop_assert_eq!(once(&read(&after).unwrap().entries), expected);
                }
                Err(refused) => prop_assert!(!matches!(refused, EditRefused::Unreadable(_))),
            }
        }
    }

    #[test]
    fn any_bytes_are_read_and_edited_without_a_panic(bytes in vec(any::<u8>(), 0..200), changes in changes()) {
        let read = read(&bytes);
        let edited = edit(&bytes, &changes);
        prop_assert_eq!(read.is_err(), matches!(edited, Err(EditRefused::Unreadable(_))));
    }
}

/// Pieces of manifests and of YAML in any order.
fn soup() -> impl Strategy<Value = String> {
    let piece = select(vec![
        "version: 1.0.0\n",
        "name: prod\n",
        "apps:\n",
        "workflows:\n",
        "apps: ",
        "  - ",
        "- ",
        "-\n",
        "[",
        "]",
        "{",
        "}",
        ", ",
        "uuid: ",
        "00000000-198c-41f1-835a-73d4870770bb",
        "07654321-198c-41f1-835a-73d4870770bb",
        "release: ",
        "1.0.0",
        "latest",
        "\n",
        "\n    ",
        "\n  ",
        "\r\n",
        " ",
        "\t",
        "'",
        "\"",
        "# c\n",
        " # c",
        "&a ",
        "*a",
        "!!str ",
        "!t ",
        "? ",
        ": ",
        "|\n",
        ">-\n",
        "---\n",
        "...\n",
        "%YAML 1.2\n",
        "<<: ",
        "\\",
        "\u{feff}",
        "\u{85}",
        "\u{2028}",
        "\r",
        "~",
        "  - uuid: 00000000-198c-41f1-835a-73d4870770bb\n    release: 1.0.0\n",
        "    note: x\n",
        "other:\n  a: b\n",
    ]);
    let head = select(vec![
        "version: 1.0.0\nname: prod\n",
        "version: 1.0.0\nname: prod\napps:\n",
        "",
    ]);
    (head, vec(piece, 0..16)).prop_map(|(head, pieces)| head.to_owned() + &pieces.concat())
}
