import type { OnInstance } from "../../ipc/generated/OnInstance";
import { Chip } from "../../widgets/Chip";
import { visibleString } from "../../widgets/visible";
import { VisibleText } from "../../widgets/VisibleText";

const MOST_SHOWN = 3;

/** Which manifests name a release: "On staging", "◆ On prod". */
export function ReleaseTags({ manifests, on }: { manifests: readonly string[]; on: readonly OnInstance[] }) {
  const ordered = on.filter((instance) => manifests.includes(instance.manifest));
  // Where there is no room for all, Production is the one to know about.
  const shown =
    ordered.length <= MOST_SHOWN
      ? ordered
      : [...ordered].sort((one, other) => Number(other.isProduction) - Number(one.isProduction)).slice(0, MOST_SHOWN - 1);
  const rest = ordered.filter((instance) => !shown.includes(instance));
  if (ordered.length === 0) return null;
  return (
    <span className="release-tags">
      {shown.map((instance) => (
        <Chip key={instance.manifest} sign={instance.isProduction ? "production" : undefined}>
          On <VisibleText text={instance.manifest} />
        </Chip>
      ))}
      {rest.length > 0 && (
        <span title={rest.map((instance) => visibleString(instance.manifest)).join(", ")}>
          <Chip>{rest.length} more</Chip>
        </span>
      )}
    </span>
  );
}
