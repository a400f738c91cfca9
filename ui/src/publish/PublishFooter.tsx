import { FailurePanel } from "../errors/FailurePanel";
import type { PlanView } from "../ipc/generated/PlanView";
import type { RepositoryHeader } from "../ipc/generated/RepositoryHeader";
import { useNavigation } from "../shell/navigation";
import { OperationProgress } from "../shell/OperationProgress";
import { Button } from "../widgets/Button";
import { useElapsed } from "../widgets/Progress";
import { Sign } from "../widgets/Sign";
import { consequence } from "./consequence";
import type { Planning } from "./usePlan";
import type { Publishing } from "./usePublish";
import "./publish.css";

/** Planning that takes longer than this, in milliseconds, says how far it is. */
const SLOW = 2000;

/** What the button of a view does. */
export interface PublishAction {
  /** Its words, Retool's where it has some: "Create branch with release". */
  label: string;
  cancelLabel?: string;
  /** What must be done first, in words: until then the button does nothing. */
  lacks?: string;
  isDanger?: boolean;
}

/** The foot of every view that pushes: what the button does, and the button. */
export function PublishFooter({ action, planning, publishing, header }: PublishFooterProps) {
  const { back } = useNavigation();
  const { plan, isUpdating, asksForBranch, branch } = planning;
  const isNamed = !asksForBranch || branch.trim() !== "";
  const changesProduction = plan?.manifests.some((effect) => effect.isProduction) ?? false;
  return (
    <div className="publish-footer">
      {publishing.failure && <FailurePanel failure={publishing.failure} />}
      <div className="publish-line">
        <Doing action={action} planning={planning} publishing={publishing} header={header} />
        <div className="publish-buttons">
          <Button onPress={back} isDisabled={publishing.isBusy}>
            {action.cancelLabel ?? "Cancel"}
          </Button>
          {header.readOnly === null && (
            <Button
              variant={action.isDanger ? "danger" : "primary"}
              isDisabled={!plan || isUpdating || !isNamed || action.lacks !== undefined}
              isPending={publishing.isBusy}
              onPress={() => plan && publishing.publish(plan)}
            >
              {changesProduction && !publishing.isBusy && <Sign name="production" label="Production" />}
              {action.label}
            </Button>
          )}
        </div>
      </div>
    </div>
  );
}

/** What is being done; while nothing is, what the button does. */
function Doing({ action, planning, publishing, header }: PublishFooterProps) {
  const isSlow = useElapsed(planning.followed.started, SLOW);
  if (publishing.isBusy) return <OperationProgress operation={publishing} />;
  if (isSlow) return <OperationProgress operation={planning.followed} first="reading" />;
  return <p className="publish-consequence">{consequenceOf(action, planning.plan, header)}</p>;
}

function consequenceOf(action: PublishAction, plan: PlanView | null, header: RepositoryHeader): string {
  if (header.readOnly !== null) return "Read-only: nothing is pushed from here.";
  if (action.lacks !== undefined) return action.lacks;
  return plan ? consequence(plan.manifests, header.landing) : "Pushes a branch. Nothing else changes.";
}

interface PublishFooterProps {
  action: PublishAction;
  planning: Planning;
  publishing: Publishing;
  header: RepositoryHeader;
}
