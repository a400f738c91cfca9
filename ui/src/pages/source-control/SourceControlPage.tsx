import { Page } from "../../shell/Page";

export function SourceControlPage() {
  return <Page title="Source control">{null}</Page>;
}
