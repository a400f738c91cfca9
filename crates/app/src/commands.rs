//! The one list of commands.
//!
//! A host hands a command's name and JSON to [`dispatch`] and gives the JSON answer back. The names are also
//! in `commands.txt`, from which the desktop shell declares what the window may call.

use std::sync::Arc;

use serde_json::Value;
use ts_rs::TS;

use crate::App;
use crate::wire::Nothing;
use crate::wire::error::Failure;
use crate::wire::{
    api_access, artifact, change, create_releases, element, manifest, operation, preferences, promote,
    releases, repositories, roll_back, source_control, unreleased,
};

macro_rules! commands {
    ($($(#[doc = $doc:literal])+ $name:ident($request:ty) -> $answer:ty;)+) => {
        /// The names of all commands, in the order of the list.
        pub const NAMES: &[&str] = &[$(stringify!($name)),+];

        /// Carries a command out: its request as JSON in, its answer as JSON text out.
        pub async fn dispatch(app: &Arc<App>, name: &str, request: Value) -> Result<String, Failure> {
            match name {
                $(stringify!($name) => {
                    let request: $request = serde_json::from_value(request).map_err(|error| malformed(name, &error))?;
                    let app = Arc::clone(app);
                    let work = tokio::task::spawn_blocking(move || app.$name(request));
                    let answer: $answer = work.await.map_err(|error| crashed(name, &error))??;
                    serde_json::to_string(&answer).map_err(|error| malformed(name, &error))
                })+
                _ => Err(Failure::new("unknownCommand", format!("There is no command named {name}."))),
            }
        }

        /// The TypeScript interface that gives each command's request and answer.
        pub fn typescript(config: &ts_rs::Config) -> String {
            let mut types = std::collections::BTreeSet::new();
            let mut text = String::new();
            $(
                types.extend([<$request as TS>::name(config), <$answer as TS>::name(config)]);
                $(text.push_str(&format!("  /** {} */\n", $doc.trim()));)+
                text.push_str(&format!(
                    "  {}: {{ request: {}; answer: {} }};\n",
                    stringify!($name), <$request as TS>::name(config), <$answer as TS>::name(config),
                ));
            )+
            let imports: String = types
                .into_iter()
                .map(|name| format!("import type {{ {name} }} from \"./{name}\";\n"))
                .collect();
            format!("// Generated from crates/app; do not edit.\n{imports}\nexport interface Commands {{\n{text}}}\n")
        }

        /// Writes the TypeScript types of every command, and all that they use, into the configured folder.
        pub fn export_types(config: &ts_rs::Config) -> Result<(), ts_rs::ExportError> {
            $(
                <$request as TS>::export_all(config)?;
                <$answer as TS>::export_all(config)?;
            )+
            operation::Event::export_all(config)?;
            Failure::export_all(config)
        }
    };
}

commands! {
    /// What the window needs before it shows anything.
    start(Nothing) -> repositories::Start;
    /// Makes the sample repository, or opens the one made before.
    open_sample(repositories::OpenSampleRequest) -> repositories::Opened;
    /// Lets a person choose a folder.
    pick_folder(Nothing) -> repositories::Picked;
    /// Lets a person choose a file.
    pick_file(Nothing) -> repositories::Picked;
    /// Opens a folder: a clone, or a bare repository.
    open_folder(repositories::OpenFolderRequest) -> repositories::Opened;
    /// Connects a repository by its address.
    connect(repositories::ConnectRequest) -> repositories::Opened;
    /// Opens a repository that this machine knows, from its mirror: fetches only where that holds nothing yet.
    open_repository(repositories::RepositoryOperationRequest) -> repositories::Opened;
    /// Fetches from the remote.
    fetch(repositories::RepositoryOperationRequest) -> repositories::Fetched;
    /// Forgets a repository on this machine.
    forget_repository(source_control::ForgetRequest) -> Nothing;
    /// Trusts the key of an SSH server.
    trust_host_key(repositories::TrustHostKeyRequest) -> Nothing;
    /// Opens a link in the system's browser.
    open_link(repositories::OpenLinkRequest) -> Nothing;
    /// Asks a long operation to stop.
    cancel(operation::CancelRequest) -> Nothing;
    /// Closes the window.
    close_window(Nothing) -> Nothing;

    /// The Releases page.
    releases(repositories::RepositoryRequest) -> releases::ReleasesPage;
    /// The popover of a cell.
    cell(releases::CellRequest) -> releases::CellDetails;
    /// Adds to the draft.
    change_draft(releases::ChangeDraftRequest) -> releases::Draft;
    /// Replaces the draft.
    replace_draft(releases::ReplaceDraftRequest) -> releases::Draft;
    /// What became of changes that were chosen, but are not in the draft, while the default branch moved.
    rebase_changes(releases::ReplaceDraftRequest) -> releases::Draft;
    /// Forgets the choices that came true: a person has read of them.
    acknowledge_dropped(repositories::RepositoryRequest) -> releases::Draft;
    /// Sets the order of the columns, and which are Production.
    set_instances(releases::SetInstancesRequest) -> Nothing;

    /// How two instances' manifests differ, and what of it goes along.
    promote(promote::PromoteRequest) -> promote::PromotePage;
    /// The recent changes of a manifest, to take back.
    roll_back(roll_back::RollBackRequest) -> roll_back::RollBackPage;
    /// The Create releases page.
    create_releases(create_releases::CreateReleasesRequest) -> create_releases::CreateReleasesPage;
    /// The elements that changed since their newest release, with what is counted of it.
    unreleased(repositories::RepositoryRequest) -> unreleased::Unreleased;
    /// The same, with all commits counted.
    count_unreleased(repositories::RepositoryOperationRequest) -> unreleased::Unreleased;

    /// What an intent would push.
    plan(change::PlanRequest) -> change::PlanReply;
    /// Publishes a plan that was shown.
    publish(change::PublishRequest) -> change::PublishReply;
    /// Pushes a branch again whose push failed.
    retry_push(change::BranchRequest) -> change::RetryReply;
    /// Throws a branch away that was never pushed.
    discard_branch(change::BranchRequest) -> Nothing;
    /// What merging a pushed branch would do, for a remote without a web page.
    merge_preview(change::BranchRequest) -> change::MergePreview;
    /// Merges a pushed branch into the default branch, for a remote without a web page.
    merge(change::MergeRequest) -> change::Merged;

    /// The page of an app or workflow.
    element(element::ElementRequest) -> element::ElementPage;
    /// The Create release page.
    create_release(element::ElementRequest) -> element::CreateReleasePage;
    /// The page of a manifest.
    manifest(manifest::ManifestRequest) -> manifest::ManifestPage;

    /// What an artifact holds.
    artifact(artifact::ArtifactRequest) -> artifact::ArtifactReply;
    /// One file to look at.
    file(artifact::FileRequest) -> artifact::FileView;
    /// The files that differ between two sources.
    changes(artifact::ChangesRequest) -> artifact::Changes;
    /// How one file differs.
    difference(artifact::DifferenceRequest) -> artifact::Difference;
    /// Saves one file where a person chooses.
    save_file(artifact::FileRequest) -> artifact::Saved;
    /// Saves an artifact's zip where a person chooses.
    save_zip(artifact::ArtifactRequest) -> artifact::Saved;

    /// The Source control page.
    source_control(repositories::RepositoryRequest) -> source_control::SourceControlPage;
    /// Saves the connection.
    save_connection(source_control::SaveConnectionRequest) -> source_control::SaveConnectionReply;
    /// Keeps a token in the keyring, or deletes it.
    save_token(source_control::SaveTokenRequest) -> Nothing;
    /// Deletes the passphrase of the key file from the keyring.
    delete_passphrase(repositories::RepositoryOperationRequest) -> Nothing;
    /// Tests the connection.
    test_connection(source_control::TestConnectionRequest) -> source_control::TestReply;

    /// The API access page.
    api_access(repositories::RepositoryRequest) -> api_access::ApiAccessPage;
    /// Serves the API of a repository, in place of any other's, from now on and whenever the program starts.
    serve_api(api_access::ServeApiRequest) -> api_access::ServeApiReply;
    /// Stops serving the API, once what is under way is finished.
    stop_api(Nothing) -> Nothing;
    /// Opens the page in the system's browser that tells people what can be asked of the API.
    open_api_docs(Nothing) -> Nothing;
    /// Creates a token of the API, and tells it this once.
    create_api_token(api_access::CreateApiTokenRequest) -> api_access::CreateApiTokenReply;
    /// Revokes a token of the API.
    revoke_api_token(api_access::RevokeApiTokenRequest) -> Nothing;

    /// Replaces the preferences.
    set_preferences(preferences::SetPreferencesRequest) -> Nothing;
}

fn crashed(command: &str, error: &tokio::task::JoinError) -> Failure {
    Failure::new("internal", format!("The command {command} ended unexpectedly."))
        .with_hint("Try again. If it happens again, report it with the details.")
        .with_details(error.to_string())
}

fn malformed(command: &str, error: &serde_json::Error) -> Failure {
    Failure::new("malformedRequest", format!("The request {command} is malformed."))
        .with_details(error.to_string())
}
