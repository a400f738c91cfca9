//! What `manifold release` is called with.

use clap::{Args, Subcommand};
use manifold_domain::manifest::ManifestName;
use manifold_domain::version::{Bump, Release, ReleaseVersion};

use super::{Change, manifest_name};

/// The commands about releases.
#[derive(Debug, Subcommand)]
pub(crate) enum ReleaseCommand {
    /// List the releases of an app or workflow, the newest first
    #[command(after_help = "Example:\n  manifold release list Dashboard")]
    List {
        /// An app or workflow by name, folder or uuid
        element: String,
    },
    /// Create releases of apps and workflows from what is on the default branch
    #[command(after_help = "\
Examples:
  manifold release create Dashboard --minor --description \"Adds an export\" --dry-run
  manifold release create Dashboard Refunds --set-on dev --set-on staging --yes")]
    Create(CreateArguments),
    /// Show what a release says of itself, and which manifests name it
    #[command(after_help = "Example:\n  manifold release show Dashboard 1.0.3")]
    Show(ArtifactArguments),
    /// List the files of a release
    #[command(after_help = "Example:\n  manifold release files Dashboard 1.0.3")]
    Files(ArtifactArguments),
    /// Print a file of a release
    #[command(after_help = "\
To a terminal, control characters are printed as escapes; anywhere else the file is printed as it is.

Example:
  manifold release cat Dashboard 1.0.3 main.rsx > main.rsx")]
    Cat {
        #[command(flatten)]
        artifact: ArtifactArguments,
        /// The file, as `manifold release files` lists it
        path: String,
    },
    /// Compare two releases, or a release with the default branch
    #[command(after_help = "\
Examples:
  manifold release diff Dashboard 1.0.2 1.0.3
  manifold release diff Dashboard 1.0.3 --name-only      with what is on the default branch")]
    Diff {
        /// An app or workflow by name, folder or uuid
        element: String,
        /// What was: a version, or latest
        before: Release,
        /// What is: a version, or latest, which is what the default branch has
        #[arg(default_value = "latest")]
        after: Release,
        /// Only list the files that differ
        #[arg(long)]
        name_only: bool,
    },
    /// Compare releases with the source that they say they were made from
    ///
    /// A release's artifact should hold what the element's folder held at the commit that its metadata names. Exits with 1
    /// unless every one matches.
    #[command(after_help = "\
Examples:
  manifold release verify Dashboard 1.0.3
  manifold release verify                                every release that there is")]
    Verify {
        /// An app or workflow by name, folder or uuid; without one, all of them
        element: Option<String>,
        /// Versions; without one, all of them
        versions: Vec<ReleaseVersion>,
    },
}

/// Which releases to create.
#[derive(Debug, Args)]
pub(crate) struct CreateArguments {
    /// Apps and workflows by name, folder or uuid
    #[arg(value_name = "ELEMENT", required = true)]
    pub(crate) elements: Vec<String>,
    #[command(flatten)]
    bump: BumpArguments,
    /// This very version, of one element
    #[arg(long, value_name = "X.Y.Z", conflicts_with_all = ["major", "minor", "patch"])]
    pub(crate) version: Option<String>,
    /// What is new
    #[arg(long, default_value = "", hide_default_value = true)]
    pub(crate) description: String,
    /// A manifest that should name the new releases; may be repeated
    #[arg(long, value_name = "MANIFEST", value_parser = manifest_name())]
    pub(crate) set_on: Vec<ManifestName>,
    /// Release it also where nothing changed since the newest release
    #[arg(long)]
    pub(crate) accept_unchanged: bool,
    #[command(flatten)]
    pub(crate) change: Change,
}

/// Which number goes up, at most one.
#[derive(Clone, Copy, Debug, Args)]
#[group(multiple = false)]
struct BumpArguments {
    /// The next major version
    #[arg(long)]
    major: bool,
    /// The next minor version
    #[arg(long)]
    minor: bool,
    /// The next patch version; a first release is 1.0.0 unless told otherwise
    #[arg(long)]
    patch: bool,
}

impl CreateArguments {
    /// Which number goes up, where the call says so.
    pub(crate) const fn bump(&self) -> Option<Bump> {
        match (self.bump.major, self.bump.minor, self.bump.patch) {
            (true, ..) => Some(Bump::Major),
            (_, true, _) => Some(Bump::Minor),
            (.., true) => Some(Bump::Patch),
            _ => None,
        }
    }
}

/// Names one release.
#[derive(Debug, Args)]
pub(crate) struct ArtifactArguments {
    /// An app or workflow by name, folder or uuid
    pub(crate) element: String,
    /// The version
    pub(crate) version: ReleaseVersion,
}
