import { FailurePanel } from "../errors/FailurePanel";
import type { Landing } from "../ipc/generated/Landing";
import { phaseWords } from "../shell/phases";
import { useNavigation } from "../shell/navigation";
import { Button } from "../widgets/Button";
import { Progress } from "../widgets/Progress";
import { Sign } from "../widgets/Sign";
import { consequence, inOrder, manifestsOf } from "./consequence";
import { Kept, Result } from "./Result";
import type { Planning } from "./usePlan";
import type { Publishing } from "./usePublish";
import "./publish.css";

/** The foot of every view that pushes: what the button does, the button, and then what became of it. */
export function PublishFooter(props: PublishFooterProps) {
  const { publishing, planning, landing, label, cancelLabel = "Cancel", isProduction, isDanger, readOnly, production = [], manifests, idleWords } = props;
  const { back, reset } = useNavigation();
  const { outcome } = publishing;
  const changed = manifests ?? (planning.plan ? manifestsOf(planning.plan) : []);

  if (outcome?.kind === "kept") return <Kept branch={outcome.branch} failure={outcome.failure} publishing={publishing} />;
  if (outcome) {
    return (
      <Result
        outcome={outcome}
        landing={landing}
        publishing={publishing}
        production={production}
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
            {readOnly ? `Read-only. ${readOnly}` : (idleWords ?? consequence(inOrder(changed, production), landing))}
          </p>
        )}
        <div className="publish-buttons">
          <Button onPress={back} isDisabled={publishing.isBusy}>
            {cancelLabel}
          </Button>
          {!readOnly && (
            <Button
              variant={isDanger ? "danger" : "primary"}
              isDisabled={!planning.plan}
              isPending={publishing.isBusy}
              onPress={() => publishing.publish(planning.settle())}
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
  /** What would be pushed. */
  planning: Planning;
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
  /** What stands beside the button in place of what the manifests tell, e.g. while the form is empty. */
  idleWords?: string;
  /** Those instances that are Production. */
  production?: string[];
}
