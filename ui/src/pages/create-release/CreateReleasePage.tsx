import { Page } from "../../shell/Page";

export function CreateReleasePage(_: { folder: string }) {
  return <Page title="Create release">{null}</Page>;
}
