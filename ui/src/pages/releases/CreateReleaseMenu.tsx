import { memo, useState } from "react";
import { Autocomplete, Dialog, DialogTrigger, Heading, ListBox, ListBoxItem, ListLayout, Popover, useFilter, Virtualizer } from "react-aria-components";

import type { Row } from "../../ipc/generated/Row";
import { useNavigation } from "../../shell/navigation";
import { Button } from "../../widgets/Button";
import { SearchField } from "../../widgets/SearchField";
import { VisibleText } from "../../widgets/VisibleText";
import { groupLabel } from "./items";

/** In pixels, as in the styles. Of many apps only those in sight are in the document. */
const LAYOUT = { rowHeight: 44, padding: 4 };

/** Asks which app the new release is of. */
export const CreateReleaseMenu = memo(function CreateReleaseMenu({ rows }: { rows: Row[] }) {
  const { go } = useNavigation();
  const { contains } = useFilter({ sensitivity: "base" });
  const [isOpen, setOpen] = useState(false);
  const releasable = rows.filter((row) => row.folder !== null && row.element.kind !== "newStyleApp");
  return (
    <DialogTrigger isOpen={isOpen} onOpenChange={setOpen}>
      <Button>Create release…</Button>
      <Popover className="floating cell-popover" placement="bottom end" offset={4}>
        <Dialog className="cell-dialog">
          <Heading slot="title" className="create-release-title">
            Create a release of
          </Heading>
          <Autocomplete filter={contains}>
            <SearchField label="Find an app or workflow" className="cell-search" autoFocus controlsList />
            <Virtualizer layout={ListLayout} layoutOptions={LAYOUT}>
              <ListBox
                className="release-list"
                aria-label="Apps and workflows"
                items={releasable.map((row) => ({ id: row.folder ?? "", row }))}
                onAction={(folder) => {
                  setOpen(false);
                  go({ name: "createRelease", folder: String(folder) });
                }}
                renderEmptyState={() => <p className="release-none quiet">Nothing matches.</p>}
              >
                {({ id, row }) => (
                  <ListBoxItem id={id} className="release-choice" textValue={`${row.name ?? ""} ${groupLabel(row)}`}>
                    <span className="release-line">
                      <VisibleText text={row.name ?? row.element.id} />
                      <span className="release-on small mono">{row.newest}</span>
                    </span>
                    <span className="release-line release-about small">
                      <VisibleText text={groupLabel(row)} />
                    </span>
                  </ListBoxItem>
                )}
              </ListBox>
            </Virtualizer>
          </Autocomplete>
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
});
