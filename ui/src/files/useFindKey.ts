import { useEffect, type RefObject } from "react";

import type { CodeViewHandle } from "./CodeView";

/** Ctrl F searches in the file that is shown. */
export function useFindKey(code: RefObject<CodeViewHandle | null>) {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const isFind = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "f";
      if (!isFind || event.defaultPrevented || document.querySelector(".dialog-shade")) return;
      event.preventDefault();
      code.current?.find();
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, [code]);
}
