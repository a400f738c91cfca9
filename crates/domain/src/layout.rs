//! Where things are in the repository's tree.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::element::{ElementId, ElementKey, ElementKind};
use crate::manifest::ManifestName;
use crate::version::ReleaseVersion;

/// The folder of the manifests.
pub const MANIFESTS: &str = "manifests";
/// The folder of the release artifacts.
pub const DIST: &str = "dist";
/// The file that says which format the apps are in.
pub const PROTECTED_APPS: &str = ".retool/protected-apps.yaml";

/// A path in a Git tree: bytes between slashes, relative to the root.
///
/// Git paths are bytes, and the names in them come from other people. A path is therefore never built
/// from a name's text; it is kept as the tree gave it. Its text form ([`fmt::Display`], serde) is reversible:
/// a backslash is written `\\`, and a byte that is not UTF-8 is written `\xNN`.
///
/// ```
/// use manifold_domain::layout::TreePath;
/// let path = TreePath::from_bytes(*b"apps/Caf\xe9");
/// assert_eq!(path.to_string(), r"apps/Caf\xe9");
/// assert_eq!(path.to_string().parse::<TreePath>().unwrap(), path);
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(type = "string"))]
pub struct TreePath(Box<[u8]>);

/// A text whose escapes are broken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a backslash in a path is followed by a backslash or by x and two hexadecimal digits")]
pub struct NotATreePath;

impl TreePath {
    /// The root of the tree.
    pub fn root() -> Self {
        Self(Box::default())
    }

    /// The path with these bytes.
    pub fn from_bytes(bytes: impl Into<Box<[u8]>>) -> Self {
        Self(bytes.into())
    }

    /// The bytes of the path.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// Whether this is the root of the tree.
    pub fn is_root(&self) -> bool {
        self.0.is_empty()
    }

    /// This path with one more segment.
    #[must_use]
    pub fn join(&self, segment: impl AsRef<[u8]>) -> Self {
        let segment = segment.as_ref();
        if self.is_root() {
            return Self(segment.into());
        }
        Self([&self.0, segment].join(&b'/').into())
    }

    /// The segments, outermost first.
    pub fn segments(&self) -> impl DoubleEndedIterator<Item = &[u8]> {
        self.0
            .split(|byte| *byte == b'/')
            .filter(|segment| !segment.is_empty())
    }

    /// The last segment; the root has none.
    pub fn file_name(&self) -> Option<&[u8]> {
        self.segments().next_back()
    }

    /// The folder that holds this path; the root has none.
    pub fn parent(&self) -> Option<Self> {
        let name = self.file_name()?;
        let end = self.0.len() - name.len();
        Some(Self(self.0[..end.saturating_sub(1)].into()))
    }
}

impl fmt::Display for TreePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for chunk in self.0.utf8_chunks() {
            f.write_str(&chunk.valid().replace('\\', r"\\"))?;
            chunk
                .invalid()
                .iter()
                .try_for_each(|byte| write!(f, r"\x{byte:02x}"))?;
        }
        Ok(())
    }
}

impl fmt::Debug for TreePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "TreePath({self})")
    }
}

impl FromStr for TreePath {
    type Err = NotATreePath;

    fn from_str(text: &str) -> Result<Self, NotATreePath> {
        let mut bytes = Vec::with_capacity(text.len());
        let mut rest = text.as_bytes();
        while let Some((&byte, after)) = rest.split_first() {
            rest = after;
            if byte != b'\\' {
                bytes.push(byte);
                continue;
            }
            match rest {
                [b'\\', after @ ..] => {
                    bytes.push(b'\\');
                    rest = after;
                }
                [b'x', high, low, after @ ..] => {
                    let digit = |byte: u8| char::from(byte).to_digit(16).ok_or(NotATreePath);
                    let value = digit(*high)? * 16 + digit(*low)?;
                    bytes.push(u8::try_from(value).map_err(|_| NotATreePath)?);
                    rest = after;
                }
                _ => return Err(NotATreePath),
            }
        }
        Ok(Self(bytes.into()))
    }
}

impl TryFrom<String> for TreePath {
    type Error = NotATreePath;

    fn try_from(text: String) -> Result<Self, NotATreePath> {
        text.parse()
    }
}

impl From<TreePath> for String {
    fn from(path: TreePath) -> Self {
        path.to_string()
    }
}

/// Where the manifest of an instance is: `manifests/<name>.yaml`.
pub fn manifest_path(name: &ManifestName) -> TreePath {
    TreePath::from_bytes(MANIFESTS.as_bytes()).join(format!("{name}.yaml"))
}

/// Where the artifacts of an element are: `dist/<apps|workflows>/<uuid>`. A new-style app has none.
pub fn artifact_folder(key: &ElementKey) -> Option<TreePath> {
    key.kind.is_releasable().then(|| {
        TreePath::from_bytes(DIST.as_bytes())
            .join(key.kind.folder())
            .join(key.id.as_str())
    })
}

/// Where one artifact is: `dist/<apps|workflows>/<uuid>/<X.Y.Z>.zip`. A new-style app has none.
///
/// ```
/// use manifold_domain::element::{ElementKey, ElementKind};
/// use manifold_domain::layout::artifact_path;
/// use manifold_domain::version::ReleaseVersion;
/// let key = ElementKey { kind: ElementKind::App, id: "6e69709c-198c-11f1-835a-73d4870770bb".parse().unwrap() };
/// assert_eq!(
///     artifact_path(&key, &ReleaseVersion::new(1, 0, 2)).unwrap().to_string(),
///     "dist/apps/6e69709c-198c-11f1-835a-73d4870770bb/1.0.2.zip",
/// );
/// ```
pub fn artifact_path(key: &ElementKey, version: &ReleaseVersion) -> Option<TreePath> {
    Some(artifact_folder(key)?.join(artifact_file_name(version)))
}

/// The name of an artifact's file: `<X.Y.Z>.zip`.
pub fn artifact_file_name(version: &ReleaseVersion) -> String {
    format!("{version}.zip")
}

/// The version that a file named `<X.Y.Z>.zip` holds.
pub fn version_of_file_name(name: &[u8]) -> Option<ReleaseVersion> {
    std::str::from_utf8(name).ok()?.strip_suffix(".zip")?.parse().ok()
}

/// What lies at `dist/<apps|workflows>/<uuid>/<X.Y.Z>.zip`; nothing where the path is another one.
pub fn read_artifact_path(path: &TreePath) -> Option<(ElementKey, ReleaseVersion)> {
    let mut segments = path.segments();
    let mut next = || segments.next();
    if next()? != DIST.as_bytes() {
        return None;
    }
    let folder = next()?;
    let kind = ElementKind::ALL
        .into_iter()
        .find(|kind| kind.is_releasable() && kind.folder().as_bytes() == folder)?;
    let id: ElementId = std::str::from_utf8(next()?).ok()?.parse().ok()?;
    let version = version_of_file_name(next()?)?;
    next().is_none().then_some((ElementKey { kind, id }, version))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_parent_of_a_nested_path_is_its_folder() {
        let path: TreePath = "apps/Orders/Dashboard".parse().unwrap();
        assert_eq!(path.parent().unwrap().to_string(), "apps/Orders");
        assert_eq!(
            path.parent().unwrap().parent().unwrap().parent().unwrap(),
            TreePath::root()
        );
        assert_eq!(TreePath::root().parent(), None);
    }

    #[test]
    fn an_artifact_path_is_read_back() {
        let path: TreePath = "dist/workflows/32c3311f-cbf3-4344-b7d5-026ed93bb52e/1.10.0.zip"
            .parse()
            .unwrap();
        let (key, version) = read_artifact_path(&path).unwrap();
        assert_eq!(key.kind, ElementKind::Workflow);
        assert_eq!(artifact_path(&key, &version), Some(path));
    }

    #[test]
    fn other_paths_hold_no_artifact() {
        for other in [
            "dist/apps/app1/0.1.0.zip",
            "dist/apps-v2/32c3311f-cbf3-4344-b7d5-026ed93bb52e/1.0.0.zip",
            "dist/apps/32c3311f-cbf3-4344-b7d5-026ed93bb52e/1.0.zip",
            "dist/apps/32c3311f-cbf3-4344-b7d5-026ed93bb52e/1.0.0.zip/x",
        ] {
            assert_eq!(read_artifact_path(&other.parse().unwrap()), None, "{other}");
        }
    }

    proptest! {
        #[test]
        fn the_text_of_any_path_reads_back_to_its_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..40)) {
            let path = TreePath::from_bytes(bytes);
            prop_assert_eq!(path.to_string().parse::<TreePath>().unwrap(), path);
        }
    }
}
