import { Check, ChevronDown } from "lucide-react";
import { Menu, MenuItem, MenuTrigger, Popover } from "react-aria-components";

import type { Column } from "../../ipc/generated/Column";
import type { Instance } from "../../ipc/generated/Instance";
import { Button } from "../../widgets/Button";
import { InstanceName } from "../../widgets/InstanceName";

/** Which instances have a column. It stays open while several are chosen. */
export function ColumnChooser({ columns, onChange }: ColumnChooserProps) {
  const shown = columns.filter(({ place }) => place !== "hidden").map(({ manifest }) => manifest);
  return (
    <MenuTrigger>
      <Button className="column-chooser">
        Columns
        <span className="segment-count">
          {shown.length} of {columns.length}
        </span>
        <ChevronDown aria-hidden="true" />
      </Button>
      <Popover className="floating" placement="bottom end" offset={4}>
        <Menu
          className="menu"
          aria-label="Columns"
          selectionMode="multiple"
          selectedKeys={shown}
          disallowEmptySelection
          onSelectionChange={(keys) => {
            for (const { manifest, place } of columns) {
              const isChosen = keys === "all" || keys.has(manifest);
              if (isChosen !== (place !== "hidden")) onChange(manifest, { place: isChosen ? "scrolling" : "hidden" });
            }
          }}
        >
          {columns.map(({ manifest, isProduction }) => (
            <MenuItem key={manifest} id={manifest} className="menu-item" textValue={manifest}>
              {({ isSelected }) => (
                <>
                  <span className="menu-item-icon">{isSelected && <Check aria-hidden="true" />}</span>
                  <span className="menu-item-text">
                    <InstanceName name={manifest} isProduction={isProduction} />
                  </span>
                </>
              )}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

interface ColumnChooserProps {
  /** All instances, also those without a column. */
  columns: Column[];
  onChange: (manifest: string, change: Partial<Instance>) => void;
}
