import { Focusable, Tooltip as AriaTooltip, TooltipTrigger } from "react-aria-components";

import { Keys } from "./Keys";
import "./Tooltip.css";

/** A tooltip for one control or word; a word that is no control can be focused for it. */
export function Tooltip({ text, keys, children }: TooltipProps) {
  // Outside of every landmark it would be content that belongs nowhere.
  const landmark = document.querySelector("main") ?? undefined;
  return (
    <TooltipTrigger delay={500} closeDelay={0}>
      {children}
      <AriaTooltip className="tooltip" offset={6} UNSTABLE_portalContainer={landmark}>
        {text}
        {keys && <Keys keys={keys} />}
      </AriaTooltip>
    </TooltipTrigger>
  );
}

interface TooltipProps {
  text: React.ReactNode;
  keys?: string;
  children: React.ReactElement;
}

/** Text with a tooltip, reachable by keyboard. */
export function HintedText({ text, children }: { text: React.ReactNode; children: React.ReactNode }) {
  return (
    <Tooltip text={text}>
      <Focusable>
        <span className="hinted" tabIndex={0} role="note">
          {children}
        </span>
      </Focusable>
    </Tooltip>
  );
}
