import { Check, Minus } from "lucide-react";

import "./Choice.css";
import "./Tick.css";

/** The picture of a check box inside of a row that is ticked as a whole; `null`: some of what it stands for is. */
export function Tick({ isTicked, isDisabled }: { isTicked: boolean | null; isDisabled?: boolean }) {
  return (
    <span
      className="check-mark tick"
      data-ticked={isTicked !== false || undefined}
      data-disabled={isDisabled || undefined}
      aria-hidden="true"
    >
      {isTicked === null ? <Minus /> : <Check />}
    </span>
  );
}
