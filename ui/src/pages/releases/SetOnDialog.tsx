import { useState } from "react";

import type { DraftChange } from "../../ipc/generated/DraftChange";
import type { ReleasesPage } from "../../ipc/generated/ReleasesPage";
import type { Row } from "../../ipc/generated/Row";
import { Button } from "../../widgets/Button";
import { RadioGroup } from "../../widgets/Choice";
import { Dialog } from "../../widgets/Dialog";
import { InstanceName } from "../../widgets/InstanceName";
import { plural } from "../../widgets/words";
import { setOn, type Wanted } from "./bulk";

/** Asks on which instance many elements are set, and to which release. The answer goes into the draft. */
export function SetOnDialog({ page, rows, onClose, onChoose }: SetOnDialogProps) {
  const columns = page.columns.filter((column) => column.unreadable === null);
  const [target, setTarget] = useState(columns.findLast((column) => !column.isProduction)?.manifest ?? columns[0]?.manifest ?? "");
  const [choice, setChoice] = useState("newest");
  const wanted = fromChoice(choice);
  const { changes, same, without, waiting } = setOn(rows, page.columns, page.waiting, target, wanted);
  const others = columns.filter((column) => column.manifest !== target);
  const pinned = wanted.kind === "latest" ? 0 : changes.filter((change) => change.from === "latest" && change.to !== "latest").length;
  const summary = [
    pinned > 0 && `${pinned.toLocaleString("en-GB")} no longer ${pinned === 1 ? "follows" : "follow"} ${page.header.defaultBranch}`,
    same > 0 && `${same.toLocaleString("en-GB")} ${same === 1 ? "is" : "are"} so already`,
    waiting > 0 && `${waiting.toLocaleString("en-GB")} ${waiting === 1 ? "waits" : "wait"} on a branch already`,
    without > 0 && `${without.toLocaleString("en-GB")} ${without === 1 ? "has" : "have"} no such release`,
  ].filter(Boolean);
  return (
    <Dialog
      title={`Set ${plural(rows.length, "app or workflow", "apps and workflows")} on…`}
      isOpen
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button
            variant="primary"
            isDisabled={changes.length === 0}
            onPress={() => onChoose(changes, `${plural(changes.length, "change")} to ${target} added to the draft.`)}
          >
            {changes.length === 0 ? "Nothing would change" : `Add ${plural(changes.length, "change")} to the draft`}
          </Button>
        </>
      }
    >
      <RadioGroup
        label="Instance"
        value={target}
        onChange={(manifest) => {
          setTarget(manifest);
          if (choice === sameAs(manifest)) setChoice("newest");
        }}
        options={columns.map((column) => ({
          value: column.manifest,
          label: <InstanceName name={column.manifest} isProduction={column.isProduction} />,
        }))}
        isRow
      />
      <RadioGroup
        label="Release"
        value={choice}
        onChange={setChoice}
        options={[
          { value: "newest", label: "The newest of each" },
          { value: "latest", label: "latest", description: `Every merge to ${page.header.defaultBranch} goes to this instance.` },
          ...others.map((column) => ({
            value: sameAs(column.manifest),
            label: (
              <>
                The same as on <InstanceName name={column.manifest} isProduction={column.isProduction} />
              </>
            ),
          })),
        ]}
      />
      <p className="quiet small" role="status">
        {plural(changes.length, "entry changes", "entries change")}
        {summary.length > 0 && `; ${summary.join(", ")}`}. Nothing is pushed yet.
      </p>
    </Dialog>
  );
}

interface SetOnDialogProps {
  page: ReleasesPage;
  rows: Row[];
  onClose: () => void;
  onChoose: (changes: DraftChange[], words: string) => void;
}

const SAME_AS = "same as ";

function sameAs(manifest: string): string {
  return SAME_AS + manifest;
}

function fromChoice(choice: string): Wanted {
  if (choice.startsWith(SAME_AS)) return { kind: "sameAs", manifest: choice.slice(SAME_AS.length) };
  return { kind: choice === "latest" ? "latest" : "newest" };
}
