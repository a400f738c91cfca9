//! Parsing with libyaml for the first time: finds what is not YAML, what is nested too deeply and aliases that
//! explode, before anything is built.

use std::cell::Cell;
use std::fmt;

use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, Error, MapAccess, SeqAccess, VariantAccess, Visitor,
};

use super::LARGEST_MANIFEST;

/// The deepest nesting of lists and mappings that is read (`docs/security.md`).
const DEEPEST: usize = 64;

/// Walks through the whole document without keeping any of it. Aliases count as often as they are followed; a file
/// of the largest size has fewer nodes than bytes, so that only aliases can go beyond.
pub(super) fn check(text: &str) -> Result<(), serde_yaml::Error> {
    let left = Cell::new(LARGEST_MANIFEST);
    Walk {
        left: &left,
        depth: 0,
    }
    .deserialize(serde_yaml::Deserializer::from_str(text))
}

/// Visits one node and everything below it.
#[derive(Clone, Copy)]
struct Walk<'b> {
    /// How many more nodes may be visited.
    left: &'b Cell<usize>,
    /// How many lists and mappings hold this node.
    depth: usize,
}

impl Walk<'_> {
    /// The walk through what a list or mapping holds.
    fn deeper<E: Error>(self) -> Result<Self, E> {
        let depth = self.depth + 1;
        if depth > DEEPEST {
            return Err(E::custom(format_args!("nested deeper than {DEEPEST} levels")));
        }
        Ok(Self { depth, ..self })
    }
}

impl<'de> DeserializeSeed<'de> for Walk<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        let left = self.left.get().checked_sub(1);
        self.left
            .set(left.ok_or_else(|| D::Error::custom("repetition limit exceeded"))?);
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Walk<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any YAML")
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_none<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_i128<E>(self, _: i128) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u128<E>(self, _: u128) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_str<E>(self, _: &str) -> Result<(), E> {
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        let inner = self.deeper()?;
        while items.next_element_seed(inner)?.is_some() {}
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut pairs: A) -> Result<(), A::Error> {
        let inner = self.deeper()?;
        while pairs.next_key_seed(inner)?.is_some() {
            pairs.next_value_seed(inner)?;
        }
        Ok(())
    }

    fn visit_enum<A: EnumAccess<'de>>(self, tagged: A) -> Result<(), A::Error> {
        let (_tag, content) = tagged.variant::<String>()?;
        content.newtype_variant_seed(self)
    }
}
