import { Page } from "../../shell/Page";

export function CreateManifestPage() {
  return <Page title="Create manifest">{null}</Page>;
}
