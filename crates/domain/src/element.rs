//! What can be released: apps, workflows and new-style apps.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::layout::TreePath;
use crate::object::ObjectId;

/// The kind of an element, in the order in which the window lists them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum ElementKind {
    /// A classic app or module, below `apps/`.
    App,
    /// A workflow, below `workflows/`.
    Workflow,
    /// A new-style app, below `apps-v2/`. Retool releases it by a Git tag; Manifold only shows it.
    NewStyleApp,
}

impl ElementKind {
    /// All kinds, in listing order.
    pub const ALL: [Self; 3] = [Self::App, Self::Workflow, Self::NewStyleApp];

    /// The `elementType` of release metadata and of the Source Control API; a new-style app has none.
    pub const fn element_type(self) -> Option<&'static str> {
        match self {
            Self::App => Some("PAGE"),
            Self::Workflow => Some("WORKFLOW"),
            Self::NewStyleApp => None,
        }
    }

    /// The folder at the root of the repository that holds elements of this kind, which is also the key
    /// of their list in a manifest.
    pub const fn folder(self) -> &'static str {
        match self {
            Self::App => "apps",
            Self::Workflow => "workflows",
            Self::NewStyleApp => "apps-v2",
        }
    }

    /// Whether Manifold can create releases of it.
    pub const fn is_releasable(self) -> bool {
        self.element_type().is_some()
    }

    /// The word for it in a sentence.
    pub const fn word(self) -> &'static str {
        match self {
            Self::App | Self::NewStyleApp => "app",
            Self::Workflow => "workflow",
        }
    }
}

/// The uuid of an element, written as the repository writes it.
///
/// Eight, four, four, four and twelve hexadecimal digits. The case is kept and compared: the uuid is
/// also the name of a folder in `dist/`.
///
/// ```
/// use manifold_domain::element::ElementId;
/// let id: ElementId = "6e69709c-198c-11f1-835a-73d4870770bb".parse().unwrap();
/// assert_eq!(id.as_str(), "6e69709c-198c-11f1-835a-73d4870770bb");
/// assert!("6e69709c".parse::<ElementId>().is_err());
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(type = "string"))]
pub struct ElementId(Box<str>);

/// A text that is not a uuid.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a uuid has 8-4-4-4-12 hexadecimal digits")]
pub struct NotAUuid;

impl ElementId {
    /// The uuid as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for ElementId {
    type Err = NotAUuid;

    fn from_str(text: &str) -> Result<Self, NotAUuid> {
        let groups_fit = text.split('-').map(str::len).eq([8, 4, 4, 4, 12]);
        let digits_fit = text.bytes().all(|byte| byte == b'-' || byte.is_ascii_hexdigit());
        if groups_fit && digits_fit {
            Ok(Self(text.into()))
        } else {
            Err(NotAUuid)
        }
    }
}

impl TryFrom<String> for ElementId {
    type Error = NotAUuid;

    fn try_from(text: String) -> Result<Self, NotAUuid> {
        text.parse()
    }
}

impl From<ElementId> for String {
    fn from(id: ElementId) -> Self {
        id.0.into()
    }
}

impl fmt::Display for ElementId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for ElementId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ElementId({self})")
    }
}

/// An element as one commit has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Element {
    /// Its kind.
    pub kind: ElementKind,
    /// Its uuid.
    pub id: ElementId,
    /// Its name, for people: hostile text, may hold anything.
    pub name: String,
    /// Its folder.
    pub folder: TreePath,
    /// The tree of its folder: two commits with the same tree hold the same element.
    pub tree: ObjectId,
}

/// What a manifest's entry or an artifact points at: a kind and a uuid.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct ElementKey {
    /// The kind.
    pub kind: ElementKind,
    /// The uuid.
    pub id: ElementId,
}

impl Element {
    /// What manifests and artifacts call it.
    pub fn key(&self) -> ElementKey {
        ElementKey {
            kind: self.kind,
            id: self.id.clone(),
        }
    }
}
