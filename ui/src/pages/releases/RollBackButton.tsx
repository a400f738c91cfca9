import { Undo2 } from "lucide-react";

import type { Before } from "../../ipc/generated/Before";
import type { Column } from "../../ipc/generated/Column";
import type { ReleaseChoice } from "../../ipc/generated/ReleaseChoice";
import { Button } from "../../widgets/Button";
import { visibleString } from "../../widgets/visible";
import { onDay } from "../../widgets/words";

/** Chooses what this very instance had before; nothing where it had no release, or one that is gone. */
export function RollBackButton({ column, before, choices, onChoose }: RollBackButtonProps) {
  const { release, until } = before;
  const isThere = release === "latest" || choices.some((choice) => choice.version === release && choice.waitingOn === null);
  if (release === null || !isThere) return null;
  return (
    <div className="cell-roll-back">
      <Button variant="quiet" icon={<Undo2 />} onPress={() => onChoose(release)}>
        Roll back to {release}
        <span className="cell-roll-back-until">
          {visibleString(column.manifest)} had it until {onDay(until.time)}
        </span>
      </Button>
    </div>
  );
}

interface RollBackButtonProps {
  column: Column;
  before: Before;
  choices: ReleaseChoice[];
  onChoose: (release: string) => void;
}
