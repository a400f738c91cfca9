//! Versions of releases, and which one comes next.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A version `X.Y.Z`, as artifacts and manifests write it.
///
/// Exactly `^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)$`: no pre-release, no build part, no `v`.
///
/// ```
/// use manifold_domain::version::ReleaseVersion;
/// assert!("1.0.3".parse::<ReleaseVersion>().is_ok());
/// for malformed in ["1.0", "v1.0.0", "01.0.0", "1.0.0-rc.1", "1.0.0+5", " 1.0.0"] {
///     assert!(malformed.parse::<ReleaseVersion>().is_err(), "{malformed}");
/// }
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(type = "string"))]
pub struct ReleaseVersion(semver::Version);

/// A text that is not a plain `X.Y.Z`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a version is three numbers like 1.0.3, without leading zeros")]
pub struct NotAVersion;

impl ReleaseVersion {
    /// The version with these three numbers.
    pub const fn new(major: u64, minor: u64, patch: u64) -> Self {
        Self(semver::Version::new(major, minor, patch))
    }
}

impl FromStr for ReleaseVersion {
    type Err = NotAVersion;

    fn from_str(text: &str) -> Result<Self, NotAVersion> {
        let version = semver::Version::parse(text).map_err(|_| NotAVersion)?;
        if version.pre.is_empty() && version.build.is_empty() {
            Ok(Self(version))
        } else {
            Err(NotAVersion)
        }
    }
}

impl TryFrom<String> for ReleaseVersion {
    type Error = NotAVersion;

    fn try_from(text: String) -> Result<Self, NotAVersion> {
        text.parse()
    }
}

impl From<ReleaseVersion> for String {
    fn from(version: ReleaseVersion) -> Self {
        version.to_string()
    }
}

impl fmt::Display for ReleaseVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Debug for ReleaseVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ReleaseVersion({self})")
    }
}

/// What a manifest's entry names.
///
/// ```
/// use manifold_domain::version::{Release, ReleaseVersion};
/// assert_eq!("latest".parse(), Ok(Release::Latest));
/// assert_eq!("1.0.2".parse(), Ok(Release::Version(ReleaseVersion::new(1, 0, 2))));
/// assert!("Latest".parse::<Release>().is_err());
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(type = "string"))]
pub enum Release {
    /// `latest`: the element as it is on the default branch.
    Latest,
    /// One release artifact.
    Version(ReleaseVersion),
}

/// A text that is neither `latest` nor a plain `X.Y.Z`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a release is 'latest' or three numbers like 1.0.3")]
pub struct NotARelease;

impl FromStr for Release {
    type Err = NotARelease;

    fn from_str(text: &str) -> Result<Self, NotARelease> {
        match text {
            "latest" => Ok(Self::Latest),
            version => version.parse().map(Self::Version).map_err(|_| NotARelease),
        }
    }
}

impl TryFrom<String> for Release {
    type Error = NotARelease;

    fn try_from(text: String) -> Result<Self, NotARelease> {
        text.parse()
    }
}

impl From<Release> for String {
    fn from(release: Release) -> Self {
        release.to_string()
    }
}

impl fmt::Display for Release {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Latest => f.write_str("latest"),
            Self::Version(version) => version.fmt(f),
        }
    }
}

/// Which number of the version goes up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum Bump {
    /// `1.0.2` → `2.0.0`
    Major,
    /// `1.0.2` → `1.1.0`
    Minor,
    /// `1.0.2` → `1.0.3`
    Patch,
}

impl Bump {
    /// The number that went up last to get to a version.
    ///
    /// ```
    /// use manifold_domain::version::{Bump, ReleaseVersion};
    /// assert_eq!(Bump::that_gave(&ReleaseVersion::new(1, 0, 3)), Bump::Patch);
    /// assert_eq!(Bump::that_gave(&ReleaseVersion::new(1, 1, 0)), Bump::Minor);
    /// ```
    pub const fn that_gave(version: &ReleaseVersion) -> Self {
        match (version.0.minor, version.0.patch) {
            (0, 0) => Self::Major,
            (_, 0) => Self::Minor,
            _ => Self::Patch,
        }
    }

    /// Whether two versions are equal up to the number that goes up.
    ///
    /// ```
    /// use manifold_domain::version::{Bump, ReleaseVersion};
    /// let (one, other) = (ReleaseVersion::new(1, 0, 3), ReleaseVersion::new(1, 2, 0));
    /// assert!(Bump::Minor.starts_alike(&one, &other));
    /// assert!(!Bump::Patch.starts_alike(&one, &other));
    /// ```
    pub const fn starts_alike(self, one: &ReleaseVersion, other: &ReleaseVersion) -> bool {
        let (one, other) = (&one.0, &other.0);
        match self {
            Self::Major => true,
            Self::Minor => one.major == other.major,
            Self::Patch => one.major == other.major && one.minor == other.minor,
        }
    }

    /// The version after `highest`, or the first one where there is none yet: `0.0.1`, `0.1.0` or `1.0.0`.
    /// Nothing where the number would no longer fit.
    ///
    /// ```
    /// use manifold_domain::version::{Bump, ReleaseVersion};
    /// let highest = ReleaseVersion::new(1, 0, 2);
    /// assert_eq!(Bump::Minor.after(Some(&highest)), Some(ReleaseVersion::new(1, 1, 0)));
    /// assert_eq!(Bump::Patch.after(None), Some(ReleaseVersion::new(0, 0, 1)));
    /// ```
    pub fn after(self, highest: Option<&ReleaseVersion>) -> Option<ReleaseVersion> {
        let zero = semver::Version::new(0, 0, 0);
        let from = highest.map_or(&zero, |version| &version.0);
        Some(match self {
            Self::Major => ReleaseVersion::new(from.major.checked_add(1)?, 0, 0),
            Self::Minor => ReleaseVersion::new(from.major, from.minor.checked_add(1)?, 0),
            Self::Patch => ReleaseVersion::new(from.major, from.minor, from.patch.checked_add(1)?),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_sort_by_number_not_by_text() {
        let mut versions: Vec<ReleaseVersion> = ["1.10.0", "1.9.0", "1.2.10"]
            .iter()
            .map(|text| text.parse().unwrap())
            .collect();
        versions.sort();
        assert_eq!(
            versions.iter().map(ToString::to_string).collect::<Vec<_>>(),
            ["1.2.10", "1.9.0", "1.10.0"]
        );
    }

    #[test]
    fn a_number_that_no_longer_fits_has_no_next_version() {
        let last = ReleaseVersion::new(u64::MAX, 0, 0);
        assert_eq!(Bump::Major.after(Some(&last)), None);
    }
}
