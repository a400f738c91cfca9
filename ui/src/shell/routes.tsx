import { ApiAccessPage } from "../pages/api-access/ApiAccessPage";
import { ComparePage } from "../pages/compare/ComparePage";
import { ConnectPage } from "../pages/connect/ConnectPage";
import { CreateManifestPage } from "../pages/create-manifest/CreateManifestPage";
import { CreateReleasePage } from "../pages/create-release/CreateReleasePage";
import { CreateReleasesPage } from "../pages/create-releases/CreateReleasesPage";
import { DeleteManifestPage } from "../pages/delete-manifest/DeleteManifestPage";
import { ElementPage } from "../pages/element/ElementPage";
import { ManifestPage } from "../pages/manifest/ManifestPage";
import { PreferencesPage } from "../pages/preferences/PreferencesPage";
import { PromotePage } from "../pages/promote/PromotePage";
import { ReleasesPage } from "../pages/releases/ReleasesPage";
import { ReviewPage } from "../pages/review/ReviewPage";
import { RollBackPage } from "../pages/roll-back/RollBackPage";
import { SourceControlPage } from "../pages/source-control/SourceControlPage";
import { WelcomePage } from "../pages/welcome/WelcomePage";
import type { Page } from "./pages";

/** What a page is made of. */
export function routes(page: Page): React.ReactNode {
  switch (page.name) {
    case "welcome":
      return <WelcomePage />;
    case "connect":
      return <ConnectPage />;
    case "releases":
      return <ReleasesPage />;
    case "review":
      return <ReviewPage proposal={page.proposal} />;
    case "promote":
      return <PromotePage source={page.source} target={page.target} />;
    case "compare":
      return <ComparePage source={page.source} target={page.target} />;
    case "rollBack":
      return <RollBackPage manifest={page.manifest} />;
    case "createReleases":
      return <CreateReleasesPage folders={page.folders} />;
    case "createManifest":
      return <CreateManifestPage />;
    case "deleteManifest":
      return <DeleteManifestPage manifest={page.manifest} />;
    case "manifest":
      return <ManifestPage manifest={page.manifest} />;
    case "element":
      return <ElementPage folder={page.folder} version={page.version} />;
    case "createRelease":
      return <CreateReleasePage folder={page.folder} />;
    case "sourceControl":
      return <SourceControlPage />;
    case "apiAccess":
      return <ApiAccessPage />;
    case "preferences":
      return <PreferencesPage />;
  }
}
