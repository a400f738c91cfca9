import type { ChangeStatus } from "../ipc/generated/ChangeStatus";
import type { ManifestEffect } from "../ipc/generated/ManifestEffect";
import { InstanceName } from "../widgets/InstanceName";

const verbs: [ChangeStatus, string][] = [
  ["added", "add"],
  ["changed", "change"],
  ["removed", "delete"],
];

/** The action of merging a branch: "Merge and change staging, ◆ prod". */
export function MergeWords({ effects, isPlain }: MergeWordsProps) {
  return (
    <span>
      Merge
      {verbs.flatMap(([change, verb]) => {
        const manifests = effects.filter((effect) => effect.change === change);
        return manifests.map(({ manifest, isProduction }, index) => (
          <span key={manifest}>
            {index === 0 ? ` and ${verb} ` : ", "}
            <InstanceName name={manifest} isProduction={isProduction} isPlain={isPlain} />
          </span>
        ));
      })}
    </span>
  );
}

interface MergeWordsProps {
  effects: readonly ManifestEffect[];
  /** In the colour of the text around it, inside a button. */
  isPlain?: boolean;
}
