import { summary } from "../../changes/directions";
import type { Instance } from "../../ipc/generated/Instance";
import type { PlanView } from "../../ipc/generated/PlanView";
import { Checkbox } from "../../widgets/Choice";
import { InstanceName } from "../../widgets/InstanceName";

/** The instances whose manifests should name the new releases at once, each with what that means. */
export function SetOnInstances({ instances, chosen, plan, isDisabled, onChange }: SetOnInstancesProps) {
  return (
    <div role="group" aria-labelledby="set-on-all" className="field">
      <h2 id="set-on-all" className="field-label">
        Also set on
      </h2>
      {instances.length === 0 && <p className="quiet">There is no manifest yet. The releases can be set once there is one.</p>}
      {instances.map(({ manifest, isProduction }) => (
        <Checkbox
          key={manifest}
          isSelected={chosen.includes(manifest)}
          isDisabled={isDisabled}
          onChange={(isChosen) => onChange(isChosen ? [...chosen, manifest] : chosen.filter((other) => other !== manifest))}
        >
          <InstanceName name={manifest} isProduction={isProduction} />{" "}
          <span className="small quiet">{plan && chosen.includes(manifest) && summary(entriesOf(plan, manifest))}</span>
        </Checkbox>
      ))}
    </div>
  );
}

interface SetOnInstancesProps {
  instances: Instance[];
  chosen: readonly string[];
  /** What would be pushed; nothing while it is not known. */
  plan: PlanView | null;
  isDisabled: boolean;
  onChange: (chosen: string[]) => void;
}

function entriesOf(plan: PlanView, manifest: string) {
  return plan.meaning.flatMap((line) => (line.kind === "entryChanged" && line.manifest === manifest ? [line] : []));
}
