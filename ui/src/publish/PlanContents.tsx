import type { PlanView } from "../ipc/generated/PlanView";
import type { ChangeStatus } from "../ipc/generated/ChangeStatus";
import { classes } from "../widgets/classes";
import { Disclosure } from "../widgets/Disclosure";
import { InlineDifference } from "../widgets/InlineDifference";
import { VisibleText } from "../widgets/VisibleText";
import { plural } from "../widgets/words";
import type { Planning } from "./usePlan";
import type { Outcome } from "./usePublish";
import "./publish.css";

const words: Record<ChangeStatus, string> = { added: "new", removed: "deleted", changed: "changed" };

/** "1 branch, 2 commits": what will be pushed, in a line. */
function planSummary(plan: PlanView): string {
  return `1 branch, ${plural(plan.commits.length, "commit")}`;
}

/** Exactly what will be pushed: the branch and its commits, with their files. */
function PlanContents({ plan }: { plan: PlanView }) {
  return (
    <dl className="plan">
      <dt>Branch</dt>
      <dd>
        <code>{plan.branch}</code>
      </dd>
      {plan.commits.map((commit, index) => (
        <div key={index} className="plan-commit">
          <dt>{plan.commits.length === 1 ? "Commit" : `Commit ${index + 1}`}</dt>
          <dd>
            <p className="plan-subject">
              <VisibleText text={commit.subject} />
            </p>
            {commit.body && <pre className="plan-body">{commit.body}</pre>}
            <ul>
              {commit.files.map((file) => (
                <li key={file.path}>
                  <span className="plan-file">
                    <code>
                      <VisibleText text={file.path} />
                    </code>
                    <span className="quiet small"> {words[file.status]}</span>
                  </span>
                  {file.difference && (
                    <InlineDifference difference={file.difference} label={`What changes in ${file.path}`} />
                  )}
                </li>
              ))}
            </ul>
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** What will be pushed, behind a line that opens; while it is planned anew the old plan stays, and says so. */
export function PlanDisclosure({ planning: { plan, isUpdating }, outcome, note }: PlanDisclosureProps) {
  if (!plan) return null;
  const isPushed = outcome?.kind === "pushed" || outcome?.kind === "merged";
  return (
    <div className={classes("plan-disclosure", isUpdating && "plan-updating")} aria-busy={isUpdating}>
      <Disclosure
        title={isPushed ? "What was pushed" : "What will be pushed"}
        note={
          <>
            {planSummary(plan)}
            {note && <> · {note}</>}
            {isUpdating && <span className="plan-updating-words"> · updating…</span>}
          </>
        }
      >
        <PlanContents plan={plan} />
      </Disclosure>
    </div>
  );
}

interface PlanDisclosureProps {
  planning: Planning;
  outcome: Outcome | null;
  /** What else can be known without opening it. */
  note?: React.ReactNode;
}

/** The manifests of a plan, as the lines that change in them. */
export function YamlDifference({ plan }: { plan: PlanView }) {
  const files = plan.commits.flatMap((commit) => commit.files).filter((file) => file.difference !== null);
  return files.map(
    (file) =>
      file.difference && (
        <div key={file.path} className="plan-yaml">
          <code>
            <VisibleText text={file.path} />
          </code>
          <InlineDifference difference={file.difference} label={`What changes in ${file.path}`} />
        </div>
      ),
  );
}
