//! A few texts out of a JSON or YAML file that anybody may have written.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::fmt;

use manifold_domain::problem::Position;
use serde::Deserializer;
use serde::de::{
    self, DeserializeSeed, EnumAccess, IgnoredAny, MapAccess, SeqAccess, VariantAccess, Visitor,
};

/// The largest JSON or YAML file that is read, in bytes (`docs/security.md`).
pub(super) const LARGEST: usize = 1 << 20;
/// How deep a document may nest (`docs/security.md`).
const DEEPEST: usize = 64;

/// How a file is written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Syntax {
    Json,
    Yaml,
}

/// Why a file was not read.
#[derive(Debug)]
pub(super) struct Unreadable {
    pub(super) position: Option<Position>,
    /// One sentence without its full stop.
    pub(super) message: String,
}

/// A document, as far as it is of use here.
#[derive(Debug, PartialEq)]
pub(super) enum Node {
    Text(String),
    Mapping(BTreeMap<String, Self>),
    /// A number, a list, nothing, or anything else.
    Other,
}

impl Node {
    /// Reads a whole document. Duplicate keys, deep nesting and aliases that explode are errors.
    pub(super) fn read(bytes: &[u8], syntax: Syntax) -> Result<Self, Unreadable> {
        let limits = Limits {
            // Without aliases a document has fewer nodes than bytes.
            left: Cell::new(bytes.len() + 1),
            refused: Cell::default(),
        };
        let shape = Shape {
            depth: 0,
            limits: &limits,
            taken: None,
        };
        let unreadable = |position, error: &dyn fmt::Display| Unreadable {
            position,
            message: limits.refused.take().unwrap_or_else(|| without_place(error)),
        };
        match syntax {
            Syntax::Json => {
                let mut json = serde_json::Deserializer::from_slice(bytes);
                shape
                    .deserialize(&mut json)
                    .and_then(|node| json.end().map(|()| node))
                    .map_err(|error| {
                        unreadable(position_of_byte(bytes, error.line(), error.column()), &error)
                    })
            }
            Syntax::Yaml => match flow_too_deep(bytes) {
                Some(position) => Err(unreadable(Some(position), &TOO_DEEP)),
                None => shape
                    .deserialize(serde_yaml::Deserializer::from_slice(bytes))
                    .map_err(|error| {
                        let position = error.location().map(|place| Position {
                            line: place.line(),
                            column: place.column(),
                        });
                        unreadable(position, &error)
                    }),
            },
        }
    }

    /// The node under these keys.
    pub(super) fn at(&self, keys: &[&str]) -> Option<&Self> {
        keys.iter().try_fold(self, |node, key| match node {
            Self::Mapping(entries) => entries.get(*key),
            Self::Text(_) | Self::Other => None,
        })
    }

    /// The text under these keys.
    pub(super) fn text_at(&self, keys: &[&str]) -> Option<&str> {
        match self.at(keys)? {
            Self::Text(text) => Some(text),
            Self::Mapping(_) | Self::Other => None,
        }
    }
}

const TOO_DEEP: &str = "nested deeper than 64 levels";

/// Where brackets open far deeper than any document may nest. `libyaml` takes quadratic time there, so it
/// must not see them; brackets inside texts count too, hence the distance to [`DEEPEST`].
fn flow_too_deep(bytes: &[u8]) -> Option<Position> {
    let mut open = 0_usize;
    let at = bytes.iter().position(|byte| {
        match byte {
            b'[' | b'{' => open += 1,
            b']' | b'}' => open = open.saturating_sub(1),
            _ => {}
        }
        open > 16 * DEEPEST
    })?;
    let before = &bytes[..at];
    let line_start = before
        .iter()
        .rposition(|byte| *byte == b'\n')
        .map_or(0, |end| end + 1);
    Some(Position {
        line: before.split(|byte| *byte == b'\n').count(),
        column: 1 + String::from_utf8_lossy(&before[line_start..]).chars().count(),
    })
}

/// `serde_json` counts columns in bytes; positions count characters.
fn position_of_byte(bytes: &[u8], line: usize, column: usize) -> Option<Position> {
    let text = bytes.split(|byte| *byte == b'\n').nth(line.checked_sub(1)?)?;
    let before = &text[..column.saturating_sub(1).min(text.len())];
    Some(Position {
        line,
        column: 1 + String::from_utf8_lossy(before).chars().count(),
    })
}

/// The parsers end their sentences with the place, which problems show on their own.
fn without_place(error: &dyn fmt::Display) -> String {
    let text = error.to_string();
    match text.find(" at line ") {
        Some(end) => text[..end].to_owned(),
        None => text,
    }
}

/// What a document may still do.
struct Limits {
    /// How many nodes may still come.
    left: Cell<usize>,
    /// Why it was refused: the parsers would put the keys on the way before that.
    refused: Cell<Option<String>>,
}

impl Limits {
    fn refuse<E: de::Error>(&self, why: String) -> E {
        let error = E::custom(&why);
        self.refused.set(Some(why));
        error
    }
}

/// How one node is read.
#[derive(Clone, Copy)]
struct Shape<'a> {
    depth: usize,
    limits: &'a Limits,
    /// For a key: the entries that its mapping already has.
    taken: Option<&'a BTreeMap<String, Node>>,
}

impl Shape<'_> {
    /// How the nodes in this one are read.
    fn inner<E: de::Error>(self) -> Result<Self, E> {
        if self.depth >= DEEPEST {
            return Err(self.limits.refuse(TOO_DEEP.to_owned()));
        }
        Ok(Self {
            depth: self.depth + 1,
            taken: None,
            ..self
        })
    }
}

impl<'de> DeserializeSeed<'de> for Shape<'_> {
    type Value = Node;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        let Some(left) = self.limits.left.get().checked_sub(1) else {
            let why = "aliases repeat too much of the document";
            return Err(self.limits.refuse(why.to_owned()));
        };
        self.limits.left.set(left);
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Shape<'_> {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a document")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Node, E> {
        if self.taken.is_some_and(|entries| entries.contains_key(text)) {
            return Err(self.limits.refuse(format!("the key {text:?} stands there twice")));
        }
        Ok(Node::Text(text.to_owned()))
    }

    fn visit_bool<E>(self, _: bool) -> Result<Node, E> {
        Ok(Node::Other)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Node, E> {
        Ok(Node::Other)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Node, E> {
        Ok(Node::Other)
    }

    fn visit_i128<E>(self, _: i128) -> Result<Node, E> {
        Ok(Node::Other)
    }

    fn visit_u128<E>(self, _: u128) -> Result<Node, E> {
        Ok(Node::Other)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Node, E> {
        Ok(Node::Other)
    }

    fn visit_unit<E>(self) -> Result<Node, E> {
        Ok(Node::Other)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Node, A::Error> {
        let inner = self.inner()?;
        while list.next_element_seed(inner)?.is_some() {}
        Ok(Node::Other)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut mapping: A) -> Result<Node, A::Error> {
        let inner = self.inner()?;
        let mut entries = BTreeMap::new();
        loop {
            let key = Shape {
                taken: Some(&entries),
                ..inner
            };
            let Some(key) = mapping.next_key_seed(key)? else {
                return Ok(Node::Mapping(entries));
            };
            let value = mapping.next_value_seed(inner)?;
            if let Node::Text(key) = key {
                entries.insert(key, value);
            }
        }
    }

    fn visit_enum<A: EnumAccess<'de>>(self, tagged: A) -> Result<Node, A::Error> {
        let (IgnoredAny, content) = tagged.variant()?;
        content.newtype_variant_seed(self.inner()?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn yaml(text: &str) -> Result<Node, Unreadable> {
        Node::read(text.as_bytes(), Syntax::Yaml)
    }

    fn json(text: &str) -> Result<Node, Unreadable> {
        Node::read(text.as_bytes(), Syntax::Json)
    }

    fn place(result: Result<Node, Unreadable>) -> (usize, usize) {
        let position = result.unwrap_err().position.unwrap();
        (position.line, position.column)
    }

    #[test]
    fn a_text_is_found_under_its_keys() {
        let found = json(r#"{"n": 1, "retool": {"app": {"uuid": "x"}}}"#).unwrap();
        assert_eq!(found.text_at(&["retool", "app", "uuid"]), Some("x"));
        assert_eq!(found.text_at(&["retool", "uuid"]), None);
        assert_eq!(found.text_at(&["n"]), None);
        assert_eq!(yaml("a: !tag {b: c}\n").unwrap().text_at(&["a", "b"]), Some("c"));
    }

    #[test]
    fn a_syntax_error_says_line_and_column_in_characters() {
        assert_eq!(place(json("{\n  \"é\": ,\n}")), (2, 8));
        assert_eq!(place(yaml("a: b\nc: [d\n")), (3, 1));
    }

    #[test]
    fn a_key_that_stands_twice_is_an_error_where_it_stands_again() {
        assert_eq!(place(yaml("a: 1\nb: 2\na: 3\n")), (3, 1));
        assert_eq!(place(json("{\"a\": 1,\n \"a\": 2}")).0, 2);
        assert!(yaml("a: 1\nb: {a: 2}\n").is_ok());
    }

    #[test]
    fn nesting_deeper_than_64_levels_is_an_error() {
        for depth in [65, 2_000, 500_000] {
            let deep = format!("{}{}", "[".repeat(depth), "]".repeat(depth));
            assert_eq!(json(&deep).unwrap_err().message, TOO_DEEP, "{depth} in JSON");
            assert_eq!(yaml(&deep).unwrap_err().message, TOO_DEEP, "{depth} in YAML");
        }
        let dashes = "- ".repeat(100_000);
        assert_eq!(yaml(&dashes).unwrap_err().message, TOO_DEEP);
        let fine = format!("{}{}", "[".repeat(64), "]".repeat(64));
        assert!(json(&fine).is_ok() && yaml(&fine).is_ok());
    }

    #[test]
    fn aliases_that_explode_are_an_error() {
        let list = vec!["a"; 100_000].join(",");
        let aliases = vec!["*a"; 100_000].join(",");
        let bomb = format!("a: &a [{list}]\nb: [{aliases}]\n");
        assert_eq!(
            yaml(&bomb).unwrap_err().message,
            "aliases repeat too much of the document"
        );
        assert!(yaml("a: &a {b: c}\nd: *a\n").is_ok());
    }

    #[test]
    fn bytes_that_are_no_text_are_an_error() {
        assert!(Node::read(b"a: \xff\n", Syntax::Yaml).is_err());
        assert!(Node::read(b"{\"a\": \"\xff\"}", Syntax::Json).is_err());
        assert!(Node::read(b"", Syntax::Json).is_err());
    }
}
