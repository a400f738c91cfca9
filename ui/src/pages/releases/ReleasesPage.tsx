import { Page } from "../../shell/Page";

export function ReleasesPage() {
  return <Page title="Releases">{null}</Page>;
}
