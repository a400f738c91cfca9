import { Page } from "../../shell/Page";

export function DeleteManifestPage(_: { manifest: string }) {
  return <Page title="Delete manifest">{null}</Page>;
}
