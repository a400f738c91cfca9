//! What a YAML document says and where: serde's values beside the nodes of the lossless tree.

use std::collections::HashSet;
use std::ops::Range;

use serde_yaml::Value;
use yaml_edit::{Mapping, Scalar, YamlFile, YamlNode};

use super::ManifestProblem;
use super::budget;
use super::problem::{not_yaml, shown};
use super::source::Lines;

/// How many `[` and `{` a file may hold, times its bytes. libyaml looks at every bracket that is open at every token,
/// and which brackets are real only a parser knows. A list in flow style, with one bracket per entry, may so have
/// 2,000 entries; a hostile file takes half a second.
const MOST_BRACKETS_TIMES_BYTES: usize = 1 << 28;

/// A part of the document.
#[derive(Debug)]
pub(super) struct Node {
    /// The bytes of the text that it takes, without its tag and anchor. A block may take the line break, blank
    /// lines and comments after it as well.
    pub(super) range: Range<usize>,
    /// How it is written.
    pub(super) style: Style,
    /// The items of a sequence; the keys and values of a mapping, alternating.
    pub(super) children: Vec<Node>,
}

/// How a node is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    Plain,
    SingleQuoted,
    DoubleQuoted,
    BlockScalar,
    FlowMapping,
    BlockMapping,
    FlowSequence,
    BlockSequence,
    /// An alias or something with a tag: serde knows what it means, the tree only where it is.
    Opaque,
}

/// A YAML document, understood in the same way by both parsers.
pub(super) struct Document<'a> {
    pub(super) text: &'a str,
    pub(super) lines: Lines<'a>,
    pub(super) root: Node,
    pub(super) value: Value,
}

/// A node and what it means.
#[derive(Clone, Copy)]
pub(super) struct View<'d> {
    pub(super) node: &'d Node,
    pub(super) value: &'d Value,
}

impl<'a> Document<'a> {
    /// Parses a text. Every limit is checked before the parser that it protects.
    pub(super) fn parse(text: &'a str) -> Result<Self, Vec<ManifestProblem>> {
        let lines = Lines::of(text);
        let problem = |offset, message: String| ManifestProblem {
            position: lines.position(offset),
            message,
        };
        let most_brackets = MOST_BRACKETS_TIMES_BYTES / text.len().max(1);
        if let Some((offset, _)) = text.match_indices(['[', '{']).nth(most_brackets) {
            let message =
                format!("More than {most_brackets} brackets in a file of this size: use block style.");
            return Err(vec![problem(offset, message)]);
        }
        budget::check(text).map_err(|error| vec![not_yaml(text, &error, &lines)])?;
        let parsed = YamlFile::parse(text);
        let mut builder = Builder { problems: Vec::new() };
        let root = parsed.tree().document().and_then(|document| {
            let mapping = document.as_mapping().map(YamlNode::Mapping);
            let sequence = || document.as_sequence().map(YamlNode::Sequence);
            let scalar = || document.as_scalar().map(YamlNode::Scalar);
            mapping.or_else(sequence).or_else(scalar)
        });
        let root = root.map_or_else(Node::nothing, |root| builder.node(&root));
        if let Some(error) = parsed
            .positioned_errors()
            .first()
            .filter(|_| builder.problems.is_empty())
        {
            builder.problems.push((
                error.range.start as usize,
                format!("This YAML is doubtful: {}.", error.message),
            ));
        }
        if !builder.problems.is_empty() {
            return Err(builder
                .problems
                .into_iter()
                .map(|(offset, message)| problem(offset, message))
                .collect());
        }
        let value: Value =
            serde_yaml::from_str(text).map_err(|error| vec![not_yaml(text, &error, &lines)])?;
        if let Err(offset) = agree(&root, &value, text) {
            let message = "Two YAML parsers read this differently. Write it more simply.";
            return Err(vec![problem(offset, message.to_owned())]);
        }
        Ok(Self {
            text,
            lines,
            root,
            value,
        })
    }

    pub(super) fn view(&self) -> View<'_> {
        View {
            node: &self.root,
            value: &self.value,
        }
    }

    /// The text of a node.
    pub(super) fn text_of(&self, node: &Node) -> &'a str {
        &self.text[node.range.clone()]
    }
}

impl Node {
    /// The place of a document that holds nothing, or nothing that the tree can show.
    const fn nothing() -> Self {
        Self {
            range: 0..0,
            style: Style::Opaque,
            children: Vec::new(),
        }
    }

    /// The key and value pairs, where this is a mapping.
    pub(super) fn pairs(&self) -> impl Iterator<Item = (&Node, &Node)> {
        let is_mapping = matches!(self.style, Style::FlowMapping | Style::BlockMapping);
        let pairs = if is_mapping { self.children.as_slice() } else { &[] };
        pairs.chunks_exact(2).map(|pair| (&pair[0], &pair[1]))
    }
}

impl<'d> View<'d> {
    /// The items, where this is a list.
    pub(super) fn items(self) -> impl Iterator<Item = View<'d>> {
        let items = self.value.as_sequence().map_or(&[][..], Vec::as_slice);
        items.iter().enumerate().map(move |(index, value)| View {
            node: self.node.children.get(index).unwrap_or(self.node),
            value,
        })
    }

    /// The keys and their values, where this is a mapping.
    pub(super) fn pairs(self) -> impl Iterator<Item = (View<'d>, View<'d>)> {
        let pairs = self.value.as_mapping().into_iter().flatten();
        let child = move |index| self.node.children.get(index).unwrap_or(self.node);
        pairs.enumerate().map(move |(index, (key, value))| {
            let key = View {
                node: child(index * 2),
                value: key,
            };
            (
                key,
                View {
                    node: child(index * 2 + 1),
                    value,
                },
            )
        })
    }

    /// The value of this key.
    pub(super) fn get(self, key: &str) -> Option<View<'d>> {
        self.pairs()
            .find(|(found, _)| found.value.as_str() == Some(key))
            .map(|(_, value)| value)
    }
}

/// Builds our tree of yaml-edit's, with the problems that only it can place.
struct Builder {
    problems: Vec<(usize, String)>,
}

impl Builder {
    fn node(&mut self, node: &YamlNode) -> Node {
        let range = node.byte_range();
        let range = range.start as usize..range.end as usize;
        let (style, children) = match node {
            YamlNode::Scalar(scalar) => (style_of(&scalar.value()), Vec::new()),
            YamlNode::Mapping(mapping) if mapping.is_flow_style() => {
                (Style::FlowMapping, self.pairs(mapping))
            }
            YamlNode::Mapping(mapping) => (Style::BlockMapping, self.pairs(mapping)),
            YamlNode::Sequence(sequence) => {
                let items = sequence.values().map(|item| self.node(&item)).collect();
                let is_flow = sequence.is_flow_style();
                (
                    if is_flow {
                        Style::FlowSequence
                    } else {
                        Style::BlockSequence
                    },
                    items,
                )
            }
            YamlNode::Alias(_) | YamlNode::TaggedNode(_) => (Style::Opaque, Vec::new()),
        };
        Node {
            range,
            style,
            children,
        }
    }

    fn pairs(&mut self, mapping: &Mapping) -> Vec<Node> {
        let mut children = Vec::new();
        let mut seen = HashSet::new();
        for entry in mapping.entries() {
            for side in [entry.key_node(), entry.value_node()] {
                children.push(side.map_or_else(Node::nothing, |side| self.node(&side)));
            }
            let Some(key) = entry.key_node() else { continue };
            let name = key.as_scalar().map_or_else(|| key.to_string(), Scalar::as_string);
            if !seen.insert(name.clone()) {
                let start = key.byte_range().start as usize;
                self.problems.push((
                    start,
                    format!("The key {} stands here a second time.", shown(&name)),
                ));
            }
        }
        children
    }
}

fn style_of(scalar: &str) -> Style {
    match scalar.bytes().next() {
        Some(b'\'') => Style::SingleQuoted,
        Some(b'"') => Style::DoubleQuoted,
        Some(b'|' | b'>') => Style::BlockScalar,
        _ => Style::Plain,
    }
}

/// Whether both parsers found the same shape and the same plain text; else the byte where they part. What quotes,
/// blocks, tags and aliases stand for is serde's to say.
fn agree(node: &Node, value: &Value, text: &str) -> Result<(), usize> {
    let same_length = |length: usize| length == node.children.len();
    let fits = match (node.style, value) {
        (Style::FlowMapping | Style::BlockMapping, Value::Mapping(pairs)) if same_length(pairs.len() * 2) => {
            return node
                .pairs()
                .zip(pairs)
                .try_for_each(|((key, child), (key_value, child_value))| {
                    agree(key, key_value, text)?;
                    agree(child, child_value, text)
                });
        }
        (Style::FlowSequence | Style::BlockSequence, Value::Sequence(items)) if same_length(items.len()) => {
            return node
                .children
                .iter()
                .zip(items)
                .try_for_each(|(child, item)| agree(child, item, text));
        }
        (Style::Plain, Value::String(string)) => same_words(&text[node.range.clone()], string),
        (Style::Plain, Value::Null | Value::Bool(_) | Value::Number(_))
        | (Style::SingleQuoted | Style::DoubleQuoted | Style::BlockScalar, Value::String(_))
        | (Style::Opaque, _) => true,
        _ => false,
    };
    fits.then_some(()).ok_or(node.range.start)
}

/// Whether a plain scalar says this text, however its lines are folded.
fn same_words(written: &str, text: &str) -> bool {
    written.split_whitespace().eq(text.split_whitespace())
}
