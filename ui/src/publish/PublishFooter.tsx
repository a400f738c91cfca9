import { FailurePanel } from "../errors/FailurePanel";
import type { Landing } from "../ipc/generated/Landing";
import type { PlanView } from "../ipc/generated/PlanView";
import { phaseWords } from "../shell/phases";
import { useNavigation } from "../shell/navigation";
import { Button } from "../widgets/Button";
import { Progress } from "../widgets/Progress";
import { Sign } from "../widgets/Sign";
import { consequence, manifestsOf } from "./consequence";
import { Kept, Result } from "./Result";
import type { Publishing } from "./usePublish";
import "./publish.css";

/** The foot of every view that pushes: what the button does, the button, and then what became of it. */
export function PublishFooter(props: PublishFooterProps) {
  const { publishing, plan, landing, label, cancelLabel = "Cancel", isProduction, isDanger, readOnly, production, manifests } = props;
  const { back, reset } = useNavigation();
  const { outcome } = publishing;

  if (outcome?.kind === "kept") return <Kept branch={outcome.branch} failure={outcome.failure} publishing={publishing} />;
  if (outcome) {
    return (
      <Result
        outcome={outcome}
        landing={landing}
        publishing={publishing}
        production={production ?? []}
        onDone={() => reset({ name: "releases" })}
      />
    );
  }

  return (
    <div className="publish-footer">
      {publishing.failure && <FailurePanel failure={publishing.failure} />}
      <div className="publish-line">
        {publishing.isBusy ? (
          <Progress
            started={publishing.started}
            words={phaseWords(publishing.progress?.phase ?? "connecting")}
            done={publishing.progress?.done ?? 0}
            total={publishing.progress?.total ?? 0}
            onCancel={publishing.cancel}
          />
        ) : (
          <p className="publish-consequence">
            {readOnly ? `Read-only. ${readOnly}` : consequence(manifests ?? (plan ? manifestsOf(plan) : []), landing)}
          </p>
        )}
        <div className="publish-buttons">
          <Button onPress={back} isDisabled={publishing.isBusy}>
            {cancelLabel}
          </Button>
          {!readOnly && (
            <Button
              variant={isDanger ? "danger" : "primary"}
              isDisabled={!plan}
              isPending={publishing.isBusy}
              onPress={() => plan && publishing.publish(plan)}
            >
              {isProduction && !publishing.isBusy && <Sign name="production" label="Production" />}
              {label}
            </Button>
          )}
        </div>
      </div>
    </div>
  );
}

interface PublishFooterProps {
  publishing: Publishing;
  /** What would be pushed; nothing while it is not known or refused. */
  plan: PlanView | null;
  landing: Landing;
  /** The action's words, Retool's where it has some: "Create branch with release". */
  label: string;
  cancelLabel?: string;
  /** Whether Production is among what changes. */
  isProduction?: boolean;
  isDanger?: boolean;
  /** Why nothing can be pushed. */
  readOnly?: string | null;
  /** The manifests that change, where the view knows before there is a plan. */
  manifests?: string[];
  /** Those instances that are Production. */
  production?: string[];
}
