import { ChevronLeft, ChevronRight, Minus, Plus } from "lucide-react";

import type { Direction } from "../../ipc/generated/Direction";
import { Sign } from "../../widgets/Sign";

const words: Record<Direction, string> = {
  upgrade: "newer at the left",
  downgrade: "newer at the right",
  added: "only at the left",
  removed: "only at the right",
  follows: "the left follows the default branch",
  pinned: "the right follows the default branch",
};

/** How the left one differs from the right one: `>` newer, `<` older, `+` only there, `−` not there, `≈` follows. */
export function DirectionSign({ direction }: { direction: Direction }) {
  return (
    <span className="direction" role="img" aria-label={words[direction]} title={words[direction]}>
      {pictures[direction]}
    </span>
  );
}

const pictures: Record<Direction, React.ReactNode> = {
  upgrade: <ChevronRight />,
  downgrade: <ChevronLeft />,
  added: <Plus />,
  removed: <Minus />,
  follows: <Sign name="latest" />,
  pinned: <Sign name="latest" />,
};
