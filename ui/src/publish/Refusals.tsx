import type { RefusalView } from "../ipc/generated/RefusalView";
import type { WarningView } from "../ipc/generated/WarningView";
import { Banner } from "../widgets/Banner";
import { ErrorPanel } from "../widgets/ErrorPanel";
import type { Setback } from "./usePublish";

/** Why there is no plan. */
export function Refusals({ refusals }: { refusals: RefusalView[] }) {
  return refusals.map((refusal, index) => <ErrorPanel key={index} severity="attention" message={refusal.message} />);
}

/** What is wrong with one field of the form. */
export function fieldError(refusals: RefusalView[], field: string): string | undefined {
  return refusals.find((refusal) => refusal.field === field)?.message;
}

/** What is left to say where these fields show what is wrong with them. */
export function withoutFields(refusals: RefusalView[], ...fields: string[]): RefusalView[] {
  return refusals.filter((refusal) => refusal.field === null || !fields.includes(refusal.field));
}

/** What to know before going on. */
export function Warnings({ warnings }: { warnings: WarningView[] }) {
  return warnings.map((warning, index) => (
    <Banner key={index} sign="attention">
      {warning.message}
    </Banner>
  ));
}

/** What stood in the way of a push: nothing was written, and this is what it would be now. */
export function SetbackNote({ setback }: { setback: Setback }) {
  if (setback.kind === "refused") {
    return (
      <ErrorPanel
        severity="attention"
        message="The default branch moved meanwhile, and this change no longer fits."
        unchanged="Nothing was pushed."
        hint={`${setback.refusals.map((refusal) => refusal.message).join(" ")} Change what you chose, then push again.`}
      />
    );
  }
  return (
    <ErrorPanel
      severity="attention"
      message="The default branch moved meanwhile, and this change means something else now."
      unchanged="Nothing was pushed."
      hint={`${setback.changed.join(" ")} Review the change again.`}
    />
  );
}
