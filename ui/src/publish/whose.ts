import type { Branch } from "../ipc/generated/Branch";
import { visibleString } from "../widgets/visible";

/** Whose change it is: "Sample reviewer's #82", "Sample reviewer's branch". */
export function whose(branch: Branch): string {
  return `${visibleString(branch.author)}'s ${branch.pullRequest === null ? "branch" : `#${branch.pullRequest}`}`;
}
