import { ChevronDown, Copy, X } from "lucide-react";
import { useState } from "react";

import type { ReleasesPage } from "../../ipc/generated/ReleasesPage";
import type { Row } from "../../ipc/generated/Row";
import { useNavigation } from "../../shell/navigation";
import { announce } from "../../widgets/announce";
import { Button, IconButton } from "../../widgets/Button";
import { copyText } from "../../widgets/CopyButton";
import { InstanceName } from "../../widgets/InstanceName";
import { Menu } from "../../widgets/Menu";
import { showToast } from "../../widgets/Toasts";
import { plural } from "../../widgets/words";
import { removeFrom } from "./bulk";
import { toCsv, toText } from "./copyRows";
import { SetOnDialog } from "./SetOnDialog";
import type { DraftActions } from "./useDraft";
import "./DraftBar.css";

/** What can be done with all selected rows at once. */
export function SelectionBar({ page, rows, draft, onClear }: SelectionBarProps) {
  const { go } = useNavigation();
  const [isSetting, setSetting] = useState(false);
  const { columns, header } = page;
  const canPush = header.readOnly === null;
  const folders = rows.flatMap((row) => (row.folder === null || row.element.kind === "newStyleApp" ? [] : [row.folder]));
  const listed = columns.filter((column) => column.unreadable === null && removeFrom(rows, columns, column.manifest).length > 0);
  const copy = async (text: string) => {
    await copyText(text);
    announce("Copied");
    showToast({ sign: "ok", text: `Copied ${plural(rows.length, "row")}.` });
  };
  const remove = (manifest: string) => {
    const changes = removeFrom(rows, columns, manifest);
    void draft.chooseAll(changes, page.draft, `${plural(changes.length, "entry", "entries")} of ${manifest} will be removed once the draft is pushed.`);
    onClear();
  };
  return (
    <div className="draft-bar">
      <p className="draft-text" role="status">
        <strong>{rows.length.toLocaleString("en-GB")} selected</strong>
      </p>
      {canPush && (
        <>
          <Button isDisabled={folders.length === 0} onPress={() => go({ name: "createReleases", folders })}>
            Create releases…
          </Button>
          <Button onPress={() => setSetting(true)}>Set on…</Button>
          <Menu
            placement="top end"
            trigger={
              <Button isDisabled={listed.length === 0}>
                Remove from… <ChevronDown aria-hidden="true" />
              </Button>
            }
            entries={listed.map((column) => ({
              id: column.manifest,
              label: <InstanceName name={column.manifest} isProduction={column.isProduction} />,
              textValue: column.manifest,
              description: plural(removeFrom(rows, columns, column.manifest).length, "entry", "entries"),
              onAction: () => remove(column.manifest),
            }))}
          />
        </>
      )}
      <Menu
        placement="top end"
        trigger={
          <Button icon={<Copy />}>
            Copy <ChevronDown aria-hidden="true" />
          </Button>
        }
        entries={[
          { id: "text", label: "As text", description: "Ctrl C; tabs between the columns", onAction: () => void copy(toText(rows, columns)) },
          { id: "csv", label: "As CSV", onAction: () => void copy(toCsv(rows, columns)) },
        ]}
      />
      <IconButton label="Clear the selection" keys="Esc" icon={<X />} onPress={onClear} />
      {isSetting && (
        <SetOnDialog
          page={page}
          rows={rows}
          onClose={() => setSetting(false)}
          onChoose={(changes, words) => {
            setSetting(false);
            void draft.chooseAll(changes, page.draft, words);
            onClear();
          }}
        />
      )}
    </div>
  );
}

interface SelectionBarProps {
  page: ReleasesPage;
  rows: Row[];
  draft: DraftActions;
  onClear: () => void;
}
