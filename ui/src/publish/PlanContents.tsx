import type { PlanView } from "../ipc/generated/PlanView";
import type { ChangeStatus } from "../ipc/generated/ChangeStatus";
import { Disclosure } from "../widgets/Disclosure";
import { InlineDifference } from "../widgets/InlineDifference";
import { VisibleText } from "../widgets/VisibleText";
import { plural } from "../widgets/words";
import "./publish.css";

const words: Record<ChangeStatus, string> = { added: "new", removed: "deleted", changed: "changed" };

/** "1 branch, 2 commits": what will be pushed, in a line. */
export function planSummary(plan: PlanView): string {
  return `1 branch, ${plural(plan.commits.length, "commit")}`;
}

/** Exactly what will be pushed: the branch and its commits, with their files. */
export function PlanContents({ plan, hasDifferences = true }: { plan: PlanView; hasDifferences?: boolean }) {
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
                  {hasDifferences && file.difference && (
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

/** The same, behind a line that opens. */
export function PlanDisclosure({ plan, note, title = "What will be pushed" }: PlanDisclosureProps) {
  return (
    <Disclosure
      title={title}
      note={
        <>
          {planSummary(plan)}
          {note && <> · {note}</>}
        </>
      }
    >
      <PlanContents plan={plan} />
    </Disclosure>
  );
}

interface PlanDisclosureProps {
  plan: PlanView;
  note?: React.ReactNode;
  title?: string;
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
