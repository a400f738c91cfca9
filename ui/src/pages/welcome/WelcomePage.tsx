import { Page } from "../../shell/Page";

export function WelcomePage() {
  return <Page title="Welcome">{null}</Page>;
}
