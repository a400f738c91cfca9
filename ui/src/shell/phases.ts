import type { Phase } from "../ipc/generated/Phase";

const words: Record<Phase, string> = {
  connecting: "Connecting",
  copying: "Copying objects: megabyte",
  receiving: "Receiving objects",
  resolving: "Resolving deltas",
  reading: "Reading the repository",
  packing: "Packing artifacts",
  writing: "Writing the branch",
  sending: "Sending objects",
};

/** What a long operation is doing, in words; numbers follow. */
export function phaseWords(phase: Phase): string {
  return words[phase];
}
