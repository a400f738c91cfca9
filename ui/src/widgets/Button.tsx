import { Button as AriaButton, type ButtonProps as AriaButtonProps } from "react-aria-components";

import { classes } from "./classes";
import { Spinner } from "./Spinner";
import { Tooltip } from "./Tooltip";
import "./Button.css";

export interface ButtonProps extends Omit<AriaButtonProps, "className" | "children" | "style" | "isPending"> {
  /** Whether what it started is still going on; the words that say what are beside it. */
  isPending?: boolean;
  /** One primary per view, at the right; `danger` names its object and is never the default. */
  variant?: "primary" | "secondary" | "quiet" | "danger" | "link";
  icon?: React.ReactNode;
  children: React.ReactNode;
  className?: string;
}

/** A button that carries the action's words. Disabled ones must say nearby why they are. */
export function Button({ variant = "secondary", icon, children, className, isPending, onPress, ...rest }: ButtonProps) {
  return (
    <AriaButton
      {...rest}
      // It keeps the focus while it works, and works once.
      onPress={isPending ? undefined : onPress}
      className={classes("button", `button-${variant}`, isPending && "button-pending", className)}
    >
      {isPending ? <Spinner /> : icon}
      {children}
    </AriaButton>
  );
}

export interface IconButtonProps extends Omit<AriaButtonProps, "className" | "children" | "style" | "aria-label"> {
  /** What it does: its name, and its tooltip. */
  label: string;
  /** The keys that do the same, for the tooltip. */
  keys?: string;
  icon: React.ReactNode;
  className?: string;
}

/** A button with a picture only; its tooltip has the words. */
export function IconButton({ label, keys, icon, className, ...rest }: IconButtonProps) {
  return (
    <Tooltip text={label} keys={keys}>
      <AriaButton {...rest} aria-label={label} className={classes("icon-button", className)}>
        {icon}
      </AriaButton>
    </Tooltip>
  );
}
