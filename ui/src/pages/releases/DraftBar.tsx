import type { Column } from "../../ipc/generated/Column";
import type { Draft } from "../../ipc/generated/Draft";
import { Button } from "../../widgets/Button";
import { InstanceName } from "../../widgets/InstanceName";
import { plural } from "../../widgets/words";
import "./DraftBar.css";

/** What was chosen and not pushed: how much, for which instances, and the way on. */
export function DraftBar({ draft, columns, onDiscard, onReview }: DraftBarProps) {
  const count = draft.changes.length;
  const instances = columns.filter((column) => draft.changes.some((change) => change.manifest === column.manifest));
  return (
    <div className="draft-bar">
      <p className="draft-text" role="status">
        <strong>Draft:</strong> {plural(count, "change")} to{" "}
        {instances.map((column, index) => (
          <span key={column.manifest}>
            {index > 0 && (index === instances.length - 1 ? " and " : ", ")}
            <InstanceName name={column.manifest} isProduction={column.isProduction} />
          </span>
        ))}
        . <span className="quiet">Nothing pushed.</span>
      </p>
      <Button onPress={onDiscard}>Discard</Button>
      <Button variant="primary" onPress={onReview}>
        {count === 1 ? "Review change…" : `Review ${count} changes…`}
      </Button>
    </div>
  );
}

interface DraftBarProps {
  draft: Draft;
  columns: Column[];
  onDiscard: () => void;
  onReview: () => void;
}
