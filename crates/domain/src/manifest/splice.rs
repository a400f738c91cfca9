//! Changing entries of a hand-made manifest byte by byte: text is cut out and put in, nothing is written anew.
//!
//! What this makes is a proposal. [`super::edit`] parses it and takes it only where it means what was asked.

use std::ops::Range;

use super::edit::Wanted;
use super::pattern::Pattern;
use super::tree::{Document, Node, Style, View};
use crate::element::{ElementId, ElementKind};
use crate::version::Release;

/// The text after the changes; nothing where the file is written in a way that is not understood well enough.
pub(super) fn splice(document: &Document<'_>, wanted: &Wanted<'_>) -> Option<String> {
    let mut splicer = Splicer {
        document,
        text: document.text,
        cuts: Vec::new(),
    };
    for kind in ElementKind::ALL {
        let changes = wanted.iter().filter(|(element, _)| element.kind == kind);
        let changes: Vec<Change<'_>> = changes
            .map(|(element, release)| (&element.id, *release))
            .collect();
        if !changes.is_empty() {
            splicer.list(kind, &changes)?;
        }
    }
    splicer.finish()
}

/// An element of one kind and the release that its entry should name, or nothing.
type Change<'c> = (&'c ElementId, Option<&'c Release>);

/// An entry that is not there yet.
type NewEntry<'c> = (&'c ElementId, &'c Release);

struct Splicer<'d> {
    document: &'d Document<'d>,
    text: &'d str,
    /// What is cut out and what comes in its place. Of two at one place the first comes first.
    cuts: Vec<(Range<usize>, String)>,
}

/// An entry of a list that is there.
struct Item<'d> {
    view: View<'d>,
    id: &'d str,
    /// The dash before it, in a block list.
    dash: Option<usize>,
    is_kept: bool,
}

impl<'d> Splicer<'d> {
    fn list(&mut self, kind: ElementKind, changes: &[Change<'_>]) -> Option<()> {
        let root = self.document.view();
        let found = root
            .pairs()
            .find(|(key, _)| key.value.as_str() == Some(kind.folder()));
        let Some((key, list)) = found else {
            return self.create(kind, changes);
        };
        let mut items = self.items(list)?;
        for (item, view) in items.iter_mut().zip(list.items()) {
            match changes.iter().find(|(id, _)| id.as_str() == item.id) {
                Some((_, Some(release))) => self.replace(view.get("release")?.node, release)?,
                Some((_, None)) => item.is_kept = false,
                None => {}
            }
        }
        let is_new = |id: &ElementId| !items.iter().any(|item| item.id == id.as_str());
        let new = changes
            .iter()
            .filter_map(|(id, release)| Some((*id, (*release)?)));
        let new: Vec<NewEntry<'_>> = new.filter(|(id, _)| is_new(id)).collect();
        match list.node.style {
            Style::BlockSequence => self.block_list(key.node, &items, &new),
            Style::FlowSequence if !items.is_empty() => self.flow_list(&items, &new),
            Style::FlowSequence | Style::Plain => self.fill(key.node, list.node, &new),
            _ => None,
        }
    }

    fn items(&self, list: View<'d>) -> Option<Vec<Item<'d>>> {
        let mut items = Vec::new();
        let mut end = list.node.range.start;
        for view in list.items() {
            let gap = end..view.node.range.start;
            let is_block = list.node.style == Style::BlockSequence;
            end = self.content_end(view.node);
            items.push(Item {
                id: view.get("uuid")?.value.as_str()?,
                dash: if is_block { Some(self.dash(gap)?) } else { None },
                view,
                is_kept: true,
            });
        }
        Some(items)
    }

    /// The release of an entry, in the quotes that it has.
    fn replace(&mut self, scalar: &Node, release: &Release) -> Option<()> {
        let quote = quote(scalar.style)?;
        self.cuts
            .push((scalar.range.clone(), format!("{quote}{release}{quote}")));
        Some(())
    }

    fn block_list(&mut self, key: &Node, items: &[Item<'_>], new: &[NewEntry<'_>]) -> Option<()> {
        for (id, release) in new {
            let before = predecessor(items, id);
            let after = before.map_or(key.range.end, |item| self.content_end(item.view.node));
            let pattern = self.pattern(before.or(items.first())?)?;
            self.insert_line_after(after, |line_break| pattern.entry(id, release, line_break));
        }
        for item in items.iter().filter(|item| !item.is_kept) {
            let start = self.line_start(item.dash?);
            if !self.text[start..item.dash?].trim().is_empty() {
                return None;
            }
            // The line break before the entry goes, not the one after it: the file may end without one.
            let start = start - self.line_break_before(start).len();
            self.cuts.push((
                start..self.line_end(self.content_end(item.view.node)),
                String::new(),
            ));
        }
        if new.is_empty() && items.iter().all(|item| !item.is_kept) {
            let colon = self.colon_after(key)?;
            self.cuts.push((colon..colon, " []".to_owned()));
        }
        Some(())
    }

    fn flow_list(&mut self, items: &[Item<'_>], new: &[NewEntry<'_>]) -> Option<()> {
        let (first, last) = (items.first()?, items.last()?);
        let Some(first_kept) = items.iter().position(|item| item.is_kept) else {
            let pattern = self.pattern(first)?;
            let entries: Vec<String> = new
                .iter()
                .map(|(id, release)| pattern.entry(id, release, ""))
                .collect();
            self.cuts.push((
                first.view.node.range.start..last.view.node.range.end,
                entries.join(", "),
            ));
            return Some(());
        };
        for (id, release) in new {
            let before = predecessor(items, id);
            let entry = self.pattern(before.unwrap_or(first))?.entry(id, release, "");
            let (at, text) = match before {
                Some(before) => (before.view.node.range.end, format!(", {entry}")),
                None => (items[first_kept].view.node.range.start, format!("{entry}, ")),
            };
            self.cuts.push((at..at, text));
        }
        for (index, item) in items.iter().enumerate().filter(|(_, item)| !item.is_kept) {
            // An entry goes with the comma that parts it from the kept entries: before it, or after the leading ones.
            let (cut, gap) = if index > first_kept {
                let end = items[index - 1].view.node.range.end;
                (end..item.view.node.range.end, end..item.view.node.range.start)
            } else {
                let start = items[index + 1].view.node.range.start;
                (item.view.node.range.start..start, item.view.node.range.end..start)
            };
            if self.text[gap].contains('#') {
                return None;
            }
            self.cuts.push((cut, String::new()));
        }
        Some(())
    }

    /// Puts entries into a list that is there and empty: `apps: []`, or a key without a value.
    fn fill(&mut self, key: &Node, list: &Node, new: &[NewEntry<'_>]) -> Option<()> {
        let colon = self.colon_after(key)?;
        let end = list.range.end.max(colon);
        if self.text[colon..end].contains(['\n', '\r', '#', '&']) {
            return None;
        }
        self.cuts.push((colon..end, String::new()));
        self.insert_entries(end, new)
    }

    /// Makes a list that is not there, in its canonical place.
    fn create(&mut self, kind: ElementKind, changes: &[Change<'_>]) -> Option<()> {
        let root = self.document.view();
        if root.node.style != Style::BlockMapping {
            return None;
        }
        let is_before = |key: View<'_>| match key.value.as_str() {
            Some("version" | "name") => true,
            Some(key) => ElementKind::ALL
                .iter()
                .any(|other| *other < kind && other.folder() == key),
            None => false,
        };
        let (key, value) = root.pairs().filter(|(key, _)| is_before(*key)).last()?;
        let after = self.content_end(value.node).max(key.node.range.end);
        let indent = self.indent_of(root.node)?;
        self.insert_line_after(after, |_| format!("{indent}{}:", kind.folder()));
        let new: Vec<NewEntry<'_>> = changes
            .iter()
            .filter_map(|(id, release)| Some((*id, (*release)?)))
            .collect();
        self.insert_entries(after, &new)
    }

    /// Puts entries into a list that has none, on the lines after the one at `after`, in the style of another list.
    fn insert_entries(&mut self, after: usize, new: &[NewEntry<'_>]) -> Option<()> {
        let root = self.document.view();
        let is_list = |key: View<'_>| {
            ElementKind::ALL
                .iter()
                .any(|kind| key.value.as_str() == Some(kind.folder()))
        };
        let other = root
            .pairs()
            .filter(|(key, list)| is_list(*key) && list.node.style == Style::BlockSequence)
            .find_map(|(_, list)| self.items(list)?.into_iter().next());
        let pattern = match other {
            Some(item) => self.pattern(&item)?,
            None => Pattern::canonical(self.indent_of(root.node)?),
        };
        for (id, release) in new {
            self.insert_line_after(after, |line_break| pattern.entry(id, release, line_break));
        }
        Some(())
    }

    /// How an entry that stands beside this one should look.
    fn pattern(&self, item: &Item<'_>) -> Option<Pattern> {
        let node = item.view.node;
        if !matches!(node.style, Style::FlowMapping | Style::BlockMapping) {
            return None;
        }
        let start = node.range.start;
        let lead = item
            .dash
            .map_or("", |dash| &self.text[self.line_start(dash)..start]);
        if !lead.chars().all(|c| matches!(c, ' ' | '\t' | '-' | '\r' | '\n')) {
            return None;
        }
        let quote_of = |key| {
            item.view
                .get(key)
                .and_then(|value| quote(value.node.style))
                .unwrap_or_default()
        };
        let (first_key, _) = node.pairs().next()?;
        Some(Pattern {
            lead: lead.to_owned(),
            indent: self.text[self.line_start(start)..start].chars().count(),
            is_flow: node.style == Style::FlowMapping,
            key_quote: quote(first_key.style).unwrap_or_default(),
            id_quote: quote_of("uuid"),
            release_quote: quote_of("release"),
        })
    }

    fn insert_line_after(&mut self, offset: usize, line: impl FnOnce(&str) -> String) {
        let end = self.line_end(offset);
        let line_break = match self.line_break_at(end) {
            "" if self.text[..end].contains("\r\n") => "\r\n",
            "" => "\n",
            found => found,
        };
        self.cuts
            .push((end..end, format!("{line_break}{}", line(line_break))));
    }

    /// The text with everything cut, where no two cuts overlap.
    fn finish(mut self) -> Option<String> {
        // At one place, what comes in stands before what goes out.
        self.cuts.sort_by_key(|(range, _)| (range.start, range.end));
        let mut result = String::with_capacity(self.text.len());
        let mut copied = 0;
        for (range, text) in &self.cuts {
            result.push_str(self.text.get(copied..range.start)?);
            result.push_str(text);
            copied = range.end;
        }
        result.push_str(&self.text[copied..]);
        Some(result)
    }

    /// The end of what a node says: without the line break, blank lines and comments that a block takes along.
    fn content_end(&self, node: &Node) -> usize {
        let last = node
            .children
            .iter()
            .rev()
            .take(2)
            .map(|child| self.content_end(child))
            .max();
        match (node.style, last) {
            (Style::BlockMapping | Style::BlockSequence, Some(last)) => last,
            _ => node.range.start + self.document.text_of(node).trim_end().len(),
        }
    }

    /// The dash in this gap between the entry before and the one that starts at its end.
    fn dash(&self, gap: Range<usize>) -> Option<usize> {
        let mut offset = gap.start;
        for line in self.text[gap].split_inclusive('\n') {
            let blank = line.len() - line.trim_start().len();
            if line[blank..].starts_with('-') {
                return Some(offset + blank);
            }
            offset += line.len();
        }
        None
    }

    /// Just after the colon of this key.
    fn colon_after(&self, key: &Node) -> Option<usize> {
        let rest = &self.text[key.range.end..];
        let blank = rest.len() - rest.trim_start_matches([' ', '\t']).len();
        rest[blank..]
            .starts_with(':')
            .then_some(key.range.end + blank + 1)
    }

    /// The blanks before the first key of a block mapping.
    fn indent_of(&self, mapping: &Node) -> Option<&'d str> {
        let indent = &self.text[self.line_start(mapping.range.start)..mapping.range.start];
        indent.trim().is_empty().then_some(indent)
    }

    fn line_start(&self, offset: usize) -> usize {
        self.text[..offset].rfind(['\n', '\r']).map_or(0, |at| at + 1)
    }

    fn line_end(&self, offset: usize) -> usize {
        self.text[offset..]
            .find(['\n', '\r'])
            .map_or(self.text.len(), |at| offset + at)
    }

    fn line_break_before(&self, offset: usize) -> &'d str {
        let before = &self.text[..offset];
        let length = if before.ends_with("\r\n") {
            2
        } else {
            before.len().min(1)
        };
        &before[before.len() - length..]
    }

    fn line_break_at(&self, offset: usize) -> &'d str {
        let rest = &self.text[offset..];
        let length = if rest.starts_with("\r\n") {
            2
        } else {
            rest.len().min(1)
        };
        &rest[..length]
    }
}

/// The kept entry after which a new one goes: by uuid where the list is sorted, else the last one.
fn predecessor<'i, 'd>(items: &'i [Item<'d>], id: &ElementId) -> Option<&'i Item<'d>> {
    let is_sorted = items.is_sorted_by(|a, b| a.id <= b.id);
    items
        .iter()
        .rfind(|item| item.is_kept && (!is_sorted || item.id < id.as_str()))
}

/// The quote of a scalar that stands on one line; nothing where the style is another.
fn quote(style: Style) -> Option<&'static str> {
    match style {
        Style::Plain => Some(""),
        Style::SingleQuoted => Some("'"),
        Style::DoubleQuoted => Some("\""),
        _ => None,
    }
}
