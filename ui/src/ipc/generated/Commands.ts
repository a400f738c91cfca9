// Generated from crates/app; do not edit.
import type { ApiAccessPage } from "./ApiAccessPage";
import type { ArtifactReply } from "./ArtifactReply";
import type { ArtifactRequest } from "./ArtifactRequest";
import type { BranchRequest } from "./BranchRequest";
import type { CancelRequest } from "./CancelRequest";
import type { CellDetails } from "./CellDetails";
import type { CellRequest } from "./CellRequest";
import type { ChangeDraftRequest } from "./ChangeDraftRequest";
import type { Changes } from "./Changes";
import type { ChangesRequest } from "./ChangesRequest";
import type { ConnectRequest } from "./ConnectRequest";
import type { CreateApiTokenReply } from "./CreateApiTokenReply";
import type { CreateApiTokenRequest } from "./CreateApiTokenRequest";
import type { CreateReleasePage } from "./CreateReleasePage";
import type { CreateReleasesPage } from "./CreateReleasesPage";
import type { CreateReleasesRequest } from "./CreateReleasesRequest";
import type { Difference } from "./Difference";
import type { DifferenceRequest } from "./DifferenceRequest";
import type { Draft } from "./Draft";
import type { ElementPage } from "./ElementPage";
import type { ElementRequest } from "./ElementRequest";
import type { Fetched } from "./Fetched";
import type { FileRequest } from "./FileRequest";
import type { FileView } from "./FileView";
import type { ForgetRequest } from "./ForgetRequest";
import type { ManifestPage } from "./ManifestPage";
import type { ManifestRequest } from "./ManifestRequest";
import type { MergePreview } from "./MergePreview";
import type { MergeRequest } from "./MergeRequest";
import type { Merged } from "./Merged";
import type { Nothing } from "./Nothing";
import type { OpenFolderRequest } from "./OpenFolderRequest";
import type { OpenLinkRequest } from "./OpenLinkRequest";
import type { OpenSampleRequest } from "./OpenSampleRequest";
import type { Opened } from "./Opened";
import type { Picked } from "./Picked";
import type { PlanReply } from "./PlanReply";
import type { PlanRequest } from "./PlanRequest";
import type { PromotePage } from "./PromotePage";
import type { PromoteRequest } from "./PromoteRequest";
import type { PublishReply } from "./PublishReply";
import type { PublishRequest } from "./PublishRequest";
import type { ReleasesPage } from "./ReleasesPage";
import type { ReplaceDraftRequest } from "./ReplaceDraftRequest";
import type { RepositoryOperationRequest } from "./RepositoryOperationRequest";
import type { RepositoryRequest } from "./RepositoryRequest";
import type { RetryReply } from "./RetryReply";
import type { RevokeApiTokenRequest } from "./RevokeApiTokenRequest";
import type { RollBackPage } from "./RollBackPage";
import type { RollBackRequest } from "./RollBackRequest";
import type { SaveConnectionReply } from "./SaveConnectionReply";
import type { SaveConnectionRequest } from "./SaveConnectionRequest";
import type { SaveTokenRequest } from "./SaveTokenRequest";
import type { Saved } from "./Saved";
import type { ServeApiReply } from "./ServeApiReply";
import type { ServeApiRequest } from "./ServeApiRequest";
import type { SetInstancesRequest } from "./SetInstancesRequest";
import type { SetPreferencesRequest } from "./SetPreferencesRequest";
import type { SourceControlPage } from "./SourceControlPage";
import type { Start } from "./Start";
import type { TestConnectionRequest } from "./TestConnectionRequest";
import type { TestReply } from "./TestReply";
import type { TrustHostKeyRequest } from "./TrustHostKeyRequest";
import type { Unreleased } from "./Unreleased";

export interface Commands {
  /** What the window needs before it shows anything. */
  start: { request: Nothing; answer: Start };
  /** Makes the sample repository, or opens the one made before. */
  open_sample: { request: OpenSampleRequest; answer: Opened };
  /** Lets a person choose a folder. */
  pick_folder: { request: Nothing; answer: Picked };
  /** Lets a person choose a file. */
  pick_file: { request: Nothing; answer: Picked };
  /** Opens a folder: a clone, or a bare repository. */
  open_folder: { request: OpenFolderRequest; answer: Opened };
  /** Connects a repository by its address. */
  connect: { request: ConnectRequest; answer: Opened };
  /** Opens a repository that this machine knows, from its mirror: fetches only where that holds nothing yet. */
  open_repository: { request: RepositoryOperationRequest; answer: Opened };
  /** Fetches from the remote. */
  fetch: { request: RepositoryOperationRequest; answer: Fetched };
  /** Forgets a repository on this machine. */
  forget_repository: { request: ForgetRequest; answer: Nothing };
  /** Trusts the key of an SSH server. */
  trust_host_key: { request: TrustHostKeyRequest; answer: Nothing };
  /** Opens a link in the system's browser. */
  open_link: { request: OpenLinkRequest; answer: Nothing };
  /** Asks a long operation to stop. */
  cancel: { request: CancelRequest; answer: Nothing };
  /** Closes the window. */
  close_window: { request: Nothing; answer: Nothing };
  /** The Releases page. */
  releases: { request: RepositoryRequest; answer: ReleasesPage };
  /** The popover of a cell. */
  cell: { request: CellRequest; answer: CellDetails };
  /** Adds to the draft. */
  change_draft: { request: ChangeDraftRequest; answer: Draft };
  /** Replaces the draft. */
  replace_draft: { request: ReplaceDraftRequest; answer: Draft };
  /** What became of changes that were chosen, but are not in the draft, while the default branch moved. */
  rebase_changes: { request: ReplaceDraftRequest; answer: Draft };
  /** Forgets the choices that came true: a person has read of them. */
  acknowledge_dropped: { request: RepositoryRequest; answer: Draft };
  /** Sets the order of the columns, and which are Production. */
  set_instances: { request: SetInstancesRequest; answer: Nothing };
  /** How two instances' manifests differ, and what of it goes along. */
  promote: { request: PromoteRequest; answer: PromotePage };
  /** The recent changes of a manifest, to take back. */
  roll_back: { request: RollBackRequest; answer: RollBackPage };
  /** The Create releases page. */
  create_releases: { request: CreateReleasesRequest; answer: CreateReleasesPage };
  /** The elements that changed since their newest release, with what is counted of it. */
  unreleased: { request: RepositoryRequest; answer: Unreleased };
  /** The same, with all commits counted. */
  count_unreleased: { request: RepositoryOperationRequest; answer: Unreleased };
  /** What an intent would push. */
  plan: { request: PlanRequest; answer: PlanReply };
  /** Publishes a plan that was shown. */
  publish: { request: PublishRequest; answer: PublishReply };
  /** Pushes a branch again whose push failed. */
  retry_push: { request: BranchRequest; answer: RetryReply };
  /** Throws a branch away that was never pushed. */
  discard_branch: { request: BranchRequest; answer: Nothing };
  /** What merging a pushed branch would do, for a remote without a web page. */
  merge_preview: { request: BranchRequest; answer: MergePreview };
  /** Merges a pushed branch into the default branch, for a remote without a web page. */
  merge: { request: MergeRequest; answer: Merged };
  /** The page of an app or workflow. */
  element: { request: ElementRequest; answer: ElementPage };
  /** The Create release page. */
  create_release: { request: ElementRequest; answer: CreateReleasePage };
  /** The page of a manifest. */
  manifest: { request: ManifestRequest; answer: ManifestPage };
  /** What an artifact holds. */
  artifact: { request: ArtifactRequest; answer: ArtifactReply };
  /** One file to look at. */
  file: { request: FileRequest; answer: FileView };
  /** The files that differ between two sources. */
  changes: { request: ChangesRequest; answer: Changes };
  /** How one file differs. */
  difference: { request: DifferenceRequest; answer: Difference };
  /** Saves one file where a person chooses. */
  save_file: { request: FileRequest; answer: Saved };
  /** Saves an artifact's zip where a person chooses. */
  save_zip: { request: ArtifactRequest; answer: Saved };
  /** The Source control page. */
  source_control: { request: RepositoryRequest; answer: SourceControlPage };
  /** Saves the connection. */
  save_connection: { request: SaveConnectionRequest; answer: SaveConnectionReply };
  /** Keeps a token in the keyring, or deletes it. */
  save_token: { request: SaveTokenRequest; answer: Nothing };
  /** Deletes the passphrase of the key file from the keyring. */
  delete_passphrase: { request: RepositoryOperationRequest; answer: Nothing };
  /** Tests the connection. */
  test_connection: { request: TestConnectionRequest; answer: TestReply };
  /** The API access page. */
  api_access: { request: RepositoryRequest; answer: ApiAccessPage };
  /** Serves the API of a repository, in place of any other's, from now on and whenever the program starts. */
  serve_api: { request: ServeApiRequest; answer: ServeApiReply };
  /** Stops serving the API, once what is under way is finished. */
  stop_api: { request: Nothing; answer: Nothing };
  /** Opens the page in the system's browser that tells people what can be asked of the API. */
  open_api_docs: { request: Nothing; answer: Nothing };
  /** Creates a token of the API, and tells it this once. */
  create_api_token: { request: CreateApiTokenRequest; answer: CreateApiTokenReply };
  /** Revokes a token of the API. */
  revoke_api_token: { request: RevokeApiTokenRequest; answer: Nothing };
  /** Replaces the preferences. */
  set_preferences: { request: SetPreferencesRequest; answer: Nothing };
}
