import { Page } from "../../shell/Page";

export function ReviewPage() {
  return <Page title="Review">{null}</Page>;
}
