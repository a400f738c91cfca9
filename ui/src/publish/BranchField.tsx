import { TextField } from "../widgets/Field";
import { fieldError } from "./Refusals";
import type { Planning } from "./usePlan";

/** The name of the branch that will be pushed. */
export function BranchField({ planning }: { planning: Planning }) {
  const error = planning.branch === "" ? undefined : fieldError(planning.refusals, "branch");
  return (
    <TextField
      label="Branch"
      mono
      value={planning.branch}
      onChange={planning.setBranch}
      error={error}
      description={planning.asksForBranch ? "Automatic branch names are switched off in Source control." : undefined}
    />
  );
}
