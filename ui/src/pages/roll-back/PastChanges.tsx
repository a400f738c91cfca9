import { Label, Radio, RadioGroup } from "react-aria-components";

import { FailurePanel } from "../../errors/FailurePanel";
import type { Failure } from "../../ipc/generated/Failure";
import type { PastChange } from "../../ipc/generated/PastChange";
import { Button } from "../../widgets/Button";
import { RelativeTime } from "../../widgets/RelativeTime";
import { VisibleText } from "../../widgets/VisibleText";
import { plural } from "../../widgets/words";

/** The recent changes of a manifest, newest first: one of them is chosen. */
export function PastChanges({ changes, chosen, older, onChoose }: PastChangesProps) {
  return (
    <div className="past-changes">
      <RadioGroup className="past-list" value={chosen} onChange={onChoose}>
        <Label className="past-label">Recent changes</Label>
        {changes.map((change) => (
          <Radio key={change.commit} value={change.commit} className="past-change">
            <span className="past-title">
              <VisibleText text={change.title} />
            </span>
            {change.entries.length > 0 && (
              <span className="past-entries small">
                <VisibleText text={change.entries.map((entry) => entry.name ?? entry.element.id).join(", ")} />
              </span>
            )}
            <span className="past-about small">
              <span className="past-author">
                <VisibleText text={change.author} />
              </span>
              <span>
                , <RelativeTime time={change.time} isStatic />
              </span>
              <span className="past-count numbers">
                {change.pullRequest !== null && `#${change.pullRequest}`}
                <span className="past-count-entries">
                  {change.pullRequest !== null && " · "}
                  {change.entries.length === 0 ? "no entry" : plural(change.entries.length, "entry", "entries")}
                </span>
              </span>
            </span>
          </Radio>
        ))}
      </RadioGroup>
      {older?.failure && <FailurePanel failure={older.failure} retry={older.load} />}
      {older && (
        <Button variant="quiet" className="past-older" isPending={older.isPending} onPress={older.load}>
          Older changes
        </Button>
      )}
    </div>
  );
}

interface PastChangesProps {
  changes: PastChange[];
  /** The commit of the chosen one. */
  chosen: string;
  /** Reads on; nothing where these are all. */
  older: { isPending: boolean; failure: Failure | null; load: () => void } | null;
  onChoose: (commit: string) => void;
}
