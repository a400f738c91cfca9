import type { ElementKey } from "../ipc/generated/ElementKey";

/** Names an element as manifests do: a kind and a uuid. */
export function elementId(element: ElementKey): string {
  return `${element.kind} ${element.id}`;
}
