//! What `manifold manifest` is called with.

use clap::Subcommand;
use manifold_domain::manifest::ManifestName;
use manifold_domain::version::Release;

use super::{Change, manifest_name};

/// The commands about manifests.
#[derive(Debug, Subcommand)]
pub(crate) enum ManifestCommand {
    /// List the manifests
    #[command(after_help = "Example:\n  manifold manifest list")]
    List,
    /// Show what a manifest names
    #[command(after_help = "Example:\n  manifold manifest show prod")]
    Show {
        /// The manifest
        #[arg(value_name = "MANIFEST", value_parser = manifest_name())]
        manifest: ManifestName,
    },
    /// Create a manifest
    #[command(after_help = "\
Examples:
  manifold manifest create qa --dry-run
  manifold manifest create qa --copy-of staging --yes")]
    Create {
        /// Its name, which is the instance's
        name: String,
        /// Start with the entries of another manifest
        #[arg(long, value_name = "MANIFEST", value_parser = manifest_name())]
        copy_of: Option<ManifestName>,
        /// Start with every app and workflow at latest
        #[arg(long, conflicts_with = "copy_of")]
        every_element_at_latest: bool,
        /// Why, for the commit and the pull request
        #[arg(long, default_value = "", hide_default_value = true)]
        why: String,
        #[command(flatten)]
        change: Change,
    },
    /// Set which releases a manifest names
    #[command(after_help = "\
Examples:
  manifold manifest set prod Dashboard=1.0.3
  manifold manifest set dev apps/Orders/Refunds=latest \"Nightly invoices=1.0.0\" --dry-run")]
    Set {
        /// The manifest
        #[arg(value_name = "MANIFEST", value_parser = manifest_name())]
        manifest: ManifestName,
        /// An element by name, folder or uuid, and its release: X.Y.Z or latest
        #[arg(value_name = "ELEMENT=RELEASE", required = true)]
        assignments: Vec<Assignment>,
        /// Why, for the commit and the pull request
        #[arg(long, default_value = "", hide_default_value = true)]
        why: String,
        #[command(flatten)]
        change: Change,
    },
    /// Remove entries from a manifest
    #[command(after_help = "Example:\n  manifold manifest remove dev Refunds --dry-run")]
    Remove {
        /// The manifest
        #[arg(value_name = "MANIFEST", value_parser = manifest_name())]
        manifest: ManifestName,
        /// Elements by name, folder or uuid
        #[arg(value_name = "ELEMENT", required = true)]
        elements: Vec<String>,
        /// Why, for the commit and the pull request
        #[arg(long, default_value = "", hide_default_value = true)]
        why: String,
        #[command(flatten)]
        change: Change,
    },
    /// Delete a manifest
    #[command(after_help = "Example:\n  manifold manifest delete staging --dry-run")]
    Delete {
        /// The manifest
        #[arg(value_name = "MANIFEST", value_parser = manifest_name())]
        manifest: ManifestName,
        /// Why, for the commit and the pull request
        #[arg(long, default_value = "", hide_default_value = true)]
        why: String,
        #[command(flatten)]
        change: Change,
    },
}

/// An element and the release that a manifest should name of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Assignment {
    /// The element by name, folder or uuid.
    pub(crate) element: String,
    /// The release.
    pub(crate) release: Release,
}

impl std::str::FromStr for Assignment {
    type Err = String;

    /// The last `=` divides: names hold anything, releases no `=`.
    fn from_str(text: &str) -> Result<Self, String> {
        let (element, release) = text
            .rsplit_once('=')
            .ok_or("write an element and its release, like Dashboard=1.0.3")?;
        let release = release.parse::<Release>().map_err(|error| error.to_string())?;
        Ok(Self {
            element: element.to_owned(),
            release,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_equals_sign_divides_an_element_from_its_release() {
        let assignment: Assignment = "a=b=latest".parse().unwrap();
        assert_eq!(
            (&*assignment.element, assignment.release),
            ("a=b", Release::Latest)
        );
        assert!("Dashboard".parse::<Assignment>().is_err());
        assert!("Dashboard=1.0".parse::<Assignment>().is_err());
    }
}
