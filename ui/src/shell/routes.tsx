import { ConnectPage } from "../pages/connect/ConnectPage";
import { CreateManifestPage } from "../pages/create-manifest/CreateManifestPage";
import { CreateReleasePage } from "../pages/create-release/CreateReleasePage";
import { DeleteManifestPage } from "../pages/delete-manifest/DeleteManifestPage";
import { ElementPage } from "../pages/element/ElementPage";
import { ManifestPage } from "../pages/manifest/ManifestPage";
import { PreferencesPage } from "../pages/preferences/PreferencesPage";
import { ReleasesPage } from "../pages/releases/ReleasesPage";
import { ReviewPage } from "../pages/review/ReviewPage";
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
      return <ReviewPage />;
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
    case "preferences":
      return <PreferencesPage />;
  }
}
