import { Page } from "../../shell/Page";

export function ElementPage(_: { folder: string; version?: string }) {
  return <Page title="App">{null}</Page>;
}
