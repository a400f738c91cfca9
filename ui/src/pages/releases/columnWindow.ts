import { useLayoutEffect, useState, type RefObject } from "react";

import type { Column } from "../../ipc/generated/Column";

/** The width of an instance's column where not all of them fit, as in Matrix.css. */
const COLUMN_WIDTH = 148;
/** The least width of the pinned columns, as in Matrix.css. */
const PINNED_WIDTH = 300;
/** How many columns out of sight are drawn at either side, so that scrolling finds them there. */
const MARGIN = 1;

/** Which instances are drawn: the first, and the end, which is not. */
export function columnWindow(scrollLeft: number, width: number, count: number): [number, number] {
  const first = Math.floor(scrollLeft / COLUMN_WIDTH) - MARGIN;
  const end = Math.ceil((scrollLeft + width - PINNED_WIDTH) / COLUMN_WIDTH) + MARGIN;
  return [Math.max(0, first), Math.min(count, Math.max(end, 0))];
}

/** Where a pinned column stays, `position` columns after App and Newest. */
export function pinnedStyle({ place }: Column, position: number): React.CSSProperties | undefined {
  return place === "pinned" ? { left: `calc(var(--app) + var(--newest) + ${position * COLUMN_WIDTH}px)` } : undefined;
}

/** Follows the scrolling of the matrix; answers the same pair until the window moves. Before its width is known, none. */
export function useColumnWindow(scroller: RefObject<HTMLElement | null>, count: number): [number, number] {
  const [shown, setShown] = useState<[number, number]>([0, 0]);
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const follow = () => {
      const next = columnWindow(element.scrollLeft, element.clientWidth, count);
      setShown((now) => (now[0] === next[0] && now[1] === next[1] ? now : next));
    };
    follow();
    element.addEventListener("scroll", follow, { passive: true });
    const resized = new ResizeObserver(follow);
    resized.observe(element);
    return () => {
      element.removeEventListener("scroll", follow);
      resized.disconnect();
    };
  }, [scroller, count]);
  return shown;
}
