import type { PlanView } from "../../ipc/generated/PlanView";
import { BranchField } from "../../publish/BranchField";
import { YamlDifference } from "../../publish/PlanContents";
import type { Planning } from "../../publish/usePlan";
import { Disclosure } from "../../widgets/Disclosure";
import { VisibleText } from "../../widgets/VisibleText";

interface CommitDetailsProps {
  plan: PlanView;
  planning: Planning;
  /** Whether the branch's name can be changed here. */
  isNamedHere: boolean;
}

/** The branch, its commits' messages and the lines that change, each behind a line that opens. */
export function CommitDetails({ plan, planning, isNamedHere }: CommitDetailsProps) {
  return (
    <div>
      <Disclosure title={isNamedHere ? "Branch and commit message" : "Commit message"}>
        <div className="review-message">
          {isNamedHere && <BranchField planning={planning} />}
          {plan.commits.map((commit) => (
            <div key={commit.subject} className="review-commit">
              <p className="field-label">Commit message</p>
              <pre className="review-commit-text">
                <VisibleText text={commit.subject} />
                {commit.body && `\n\n${commit.body}`}
              </pre>
            </div>
          ))}
        </div>
      </Disclosure>
      <Disclosure title="YAML difference">
        <YamlDifference plan={plan} />
      </Disclosure>
    </div>
  );
}
