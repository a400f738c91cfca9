import { FailurePanel } from "../errors/FailurePanel";
import type { RepositoryHeader } from "../ipc/generated/RepositoryHeader";
import { useNavigation } from "../shell/navigation";
import { OperationProgress } from "../shell/OperationProgress";
import { Button } from "../widgets/Button";
import { Sign } from "../widgets/Sign";
import { consequence } from "./consequence";
import type { Planning } from "./usePlan";
import type { Publishing } from "./usePublish";
import "./publish.css";

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
        {publishing.isBusy ? (
          <OperationProgress operation={publishing} />
        ) : (
          <p className="publish-consequence">
            {header.readOnly !== null
              ? "Read-only: nothing is pushed from here."
              : (action.lacks ?? (plan
                ? consequence(plan.manifests, header.landing)
                : "Pushes a branch. Nothing else changes."))}
          </p>
        )}
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

interface PublishFooterProps {
  action: PublishAction;
  planning: Planning;
  publishing: Publishing;
  header: RepositoryHeader;
}
