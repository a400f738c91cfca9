//! What the program is called with.

mod manifest;
mod release;
mod token;

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::builder::{StringValueParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use manifold_domain::manifest::ManifestName;
use manifold_domain::plan::BranchName;

pub(crate) use manifest::ManifestCommand;
pub(crate) use release::{ArtifactArguments, CreateArguments, ReleaseCommand};
pub(crate) use token::TokenCommand;

/// Which release of every app each instance of Retool takes, and how to change that.
///
/// Manifold works on a Source Control repository: it reads the default branch as the remote has it, and every change
/// becomes a branch that is pushed and waits for a pull request. It never writes to your own clone.
#[derive(Debug, Parser)]
#[command(
    name = "manifold",
    version,
    after_help = "Exit codes: 0 done, 1 refused or problems found, 2 wrong usage, 3 failed.",
    after_long_help = "\
Examples:
  manifold status                                  which release each instance takes
  manifold doctor --format github                  everything that is wrong, for GitHub Actions
  manifold manifest set prod Dashboard=1.0.3       what would be pushed; then asks
  manifold promote --from dev --to prod --dry-run  what would be promoted

Environment:
  MANIFOLD_DATA                          the folder for mirrors and settings, as --data
  MANIFOLD_GIT_TOKEN                     signs in to an https:// remote, in place of the keyring
  MANIFOLD_API_TOKEN                     gives 'manifold serve' one token with every scope
  GIT_AUTHOR_NAME, GIT_AUTHOR_EMAIL      who commits, where the connection's settings do not say
  GIT_COMMITTER_NAME, GIT_COMMITTER_EMAIL
                                         the same, where those are not set

Exit codes: 0 done, 1 refused or problems found, 2 wrong usage, 3 failed."
)]
pub(crate) struct Arguments {
    #[command(flatten)]
    pub(crate) common: Common,
    #[command(subcommand)]
    pub(crate) command: Command,
}

impl Arguments {
    /// Whether answers are wanted as JSON.
    pub(crate) fn is_json(&self) -> bool {
        let is_doctor = |command: &Command| {
            matches!(
                command,
                Command::Doctor {
                    format: Format::Json,
                    ..
                }
            )
        };
        self.common.json || is_doctor(&self.command)
    }
}

/// What every command takes.
#[derive(Debug, Args)]
pub(crate) struct Common {
    /// The repository: a folder or an address [default: the one that the current folder is in]
    #[arg(
        long,
        global = true,
        value_name = "PATH OR URL",
        help_heading = "For every command"
    )]
    pub(crate) repo: Option<String>,
    /// The branch that Retool uses, where it is not the remote's own default branch
    #[arg(long, global = true, value_name = "NAME", help_heading = "For every command")]
    pub(crate) branch: Option<BranchName>,
    /// Answer in JSON; the shapes are in docs/cli.md
    #[arg(long, global = true, help_heading = "For every command")]
    pub(crate) json: bool,
    /// The folder for mirrors and settings [default: the app's own]
    #[arg(
        long,
        global = true,
        value_name = "FOLDER",
        env = "MANIFOLD_DATA",
        hide_env_values = true,
        help_heading = "For every command"
    )]
    pub(crate) data: Option<PathBuf>,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Show which release each instance takes of every app and workflow
    #[command(after_help = "Examples:\n  manifold status\n  manifold status --json")]
    Status,
    /// List everything that is wrong; exits with 1 where something is broken
    #[command(after_help = "\
Examples:
  manifold doctor
  manifold doctor --at HEAD --format github    in GitHub Actions: annotate the pull request that is checked out")]
    Doctor {
        /// Look at a commit of the folder at hand, such as HEAD, and ask no remote
        #[arg(long, value_name = "COMMIT", conflicts_with = "branch")]
        at: Option<String>,
        /// How to print it
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
    },
    /// List, show and change manifests, one per instance
    #[command(subcommand)]
    Manifest(ManifestCommand),
    /// List, create, look into and verify releases
    #[command(subcommand)]
    Release(ReleaseCommand),
    /// Let one instance's manifest name the releases that another's names
    #[command(after_help = "\
Without elements, every one goes along whose version rises; the others are listed with the reason.

Examples:
  manifold promote --from staging --to prod
  manifold promote --from staging --to prod Dashboard --why \"Asked for by support\" --yes")]
    Promote {
        /// The manifest that releases come from
        #[arg(long, value_name = "MANIFEST", value_parser = manifest_name())]
        from: ManifestName,
        /// The manifest that they go to
        #[arg(long, value_name = "MANIFEST", value_parser = manifest_name())]
        to: ManifestName,
        /// Only these, also where they do not go along by themselves
        #[arg(value_name = "ELEMENT")]
        elements: Vec<String>,
        /// Why, for the commit and the pull request
        #[arg(long, default_value = "", hide_default_value = true)]
        why: String,
        #[command(flatten)]
        change: Change,
    },
    /// Answer the Source Control API over HTTP, until it is told to end
    ///
    /// When it is ready it prints one line of JSON with its address; what happens goes to standard error. SIGTERM lets it
    /// finish what is under way. `MANIFOLD_API_TOKEN` gives it one token with every scope.
    #[command(after_help = "\
Examples:
  manifold serve
  manifold serve --listen 127.0.0.1:0 --token-file tokens.json    on a free port, with tokens of its own")]
    Serve {
        /// Where to listen; port 0 takes a free one
        #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:7171")]
        listen: SocketAddr,
        /// A name that the server goes by, beside localhost; may be given several times
        #[arg(long, value_name = "NAME")]
        host_name: Vec<String>,
        /// The file of tokens [default: the app's own]
        #[arg(long, value_name = "FILE")]
        token_file: Option<PathBuf>,
    },
    /// Create, list and revoke tokens of the Source Control API
    Token {
        /// The file of tokens [default: the app's own]
        #[arg(long, global = true, value_name = "FILE")]
        token_file: Option<PathBuf>,
        #[command(subcommand)]
        command: TokenCommand,
    },
    /// Print completions for a shell
    #[command(
        after_help = "Example:\n  manifold completions bash > ~/.local/share/bash-completion/completions/manifold"
    )]
    Completions {
        /// The shell
        shell: Shell,
    },
    /// Write the manual pages into a folder
    #[command(after_help = "Example:\n  manifold man ~/.local/share/man/man1")]
    Man {
        /// The folder; it is made where it is missing
        folder: PathBuf,
    },
}

/// How the doctor prints.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For people
    Text,
    /// As with --json
    Json,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// Annotations of GitHub Actions
    Github,
}

/// How a change is made.
#[derive(Clone, Copy, Debug, Args)]
pub(crate) struct Change {
    /// Show what would be pushed, and push nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// Push without asking; needed where no terminal can be asked
    #[arg(long, short, conflicts_with = "dry_run")]
    pub(crate) yes: bool,
}

/// A manifest's name as typed: whether there is one is for the repository to say.
fn manifest_name() -> impl TypedValueParser<Value = ManifestName> {
    StringValueParser::new().map(|text| ManifestName::existing(&text))
}
