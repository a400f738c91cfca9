import { Page } from "../../shell/Page";

export function ManifestPage(_: { manifest: string }) {
  return <Page title="Manifest">{null}</Page>;
}
