import { Page } from "../../shell/Page";

export function PreferencesPage() {
  return <Page title="Preferences">{null}</Page>;
}
