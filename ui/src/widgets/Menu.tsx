import { Menu as AriaMenu, MenuItem, MenuTrigger, Popover, Separator, type Placement } from "react-aria-components";

import { Sign } from "./Sign";
import "./Menu.css";

export interface MenuEntry {
  id: string;
  label: React.ReactNode;
  icon?: React.ReactNode;
  /** A second line: what it means, or why it is disabled. */
  description?: React.ReactNode;
  isDisabled?: boolean;
  isDanger?: boolean;
  /** Something that is switched on. */
  isChecked?: boolean;
  /** The one of several that is open now. */
  isCurrent?: boolean;
  /** A line above this entry. */
  startsGroup?: boolean;
  textValue?: string;
  onAction: () => void;
}

/** A menu that opens from its trigger, a button, and is called as that is. */
export function Menu({ trigger, entries, placement = "bottom end", isOpen, onOpenChange }: MenuProps) {
  return (
    <MenuTrigger isOpen={isOpen} onOpenChange={onOpenChange}>
      {trigger}
      <Popover className="floating" placement={placement} offset={4}>
        <AriaMenu className="menu">
          {entries.flatMap((entry) => [
            ...(entry.startsGroup ? [<Separator key={`${entry.id}-line`} className="menu-line" />] : []),
            <MenuItem
              key={entry.id}
              id={entry.id}
              className={entry.isDanger ? "menu-item menu-item-danger" : "menu-item"}
              isDisabled={entry.isDisabled}
              textValue={entry.textValue ?? (typeof entry.label === "string" ? entry.label : entry.id)}
              onAction={entry.onAction}
            >
              {entry.icon && <span className="menu-item-icon">{entry.icon}</span>}
              <span className="menu-item-text">
                <span>{entry.label}</span>
                {entry.description && <span className="menu-item-description">{entry.description}</span>}
              </span>
              {entry.isChecked && <span className="menu-item-on">On</span>}
              {entry.isCurrent && <Sign name="ok" label="Open now" />}
            </MenuItem>,
          ])}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}

interface MenuProps {
  trigger: React.ReactElement;
  entries: MenuEntry[];
  placement?: Placement;
  isOpen?: boolean;
  onOpenChange?: (isOpen: boolean) => void;
}
