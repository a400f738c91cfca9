//! Tests of reading and editing together, through what the module offers.

mod edit;
mod properties;
mod read;

use super::EntryChange;
use crate::element::{ElementKey, ElementKind};

const A: &str = "0a69709c-198c-11f1-835a-73d4870770bb";
const B: &str = "6e69709c-198c-11f1-835a-73d4870770bb";
const C: &str = "e42fc3d8-19a2-11f1-8c9e-c387ca253214";

fn key(kind: ElementKind, id: &str) -> ElementKey {
    ElementKey {
        kind,
        id: id.parse().unwrap(),
    }
}

fn set(kind: ElementKind, id: &str, release: &str) -> EntryChange {
    EntryChange {
        element: key(kind, id),
        release: Some(release.parse().unwrap()),
    }
}

fn remove(kind: ElementKind, id: &str) -> EntryChange {
    EntryChange {
        element: key(kind, id),
        release: None,
    }
}
