import type { RefusalView } from "../ipc/generated/RefusalView";
import type { WarningView } from "../ipc/generated/WarningView";
import { Banner } from "../widgets/Banner";
import { Disclosure } from "../widgets/Disclosure";
import { ErrorPanel } from "../widgets/ErrorPanel";
import { plural } from "../widgets/words";
import { BranchLink } from "./BranchLink";
import type { Setback } from "./usePublish";

/** With more warnings than this, only the first few stand in full. */
const MANY = 6;
const FEW = 4;

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
  const [shown, rest] = warnings.length > MANY ? [warnings.slice(0, FEW), warnings.slice(FEW)] : [warnings, []];
  return (
    <>
      {shown.map(toBanner)}
      {rest.length > 0 && (
        <Disclosure isQuiet title={`${plural(rest.length, "more warning")}`}>
          <div className="warnings-rest">{rest.map(toBanner)}</div>
        </Disclosure>
      )}
    </>
  );
}

function toBanner({ message, branch }: WarningView, index: number) {
  return (
    <Banner key={index} sign="attention" actions={branch && <BranchLink branch={branch} />}>
      {message}
    </Banner>
  );
}

/** What stood in the way of a push: nothing was written, and this is what it would be now. */
export function SetbackNote({ setback }: { setback: Setback }) {
  if (setback.kind === "refused") {
    return (
      <ErrorPanel
        severity="attention"
        message="The repository changed meanwhile, and this change no longer fits."
        unchanged="Nothing was pushed."
        hint={`${setback.refusals.map((refusal) => refusal.message).join(" ")} Change what you chose, then push again.`}
      />
    );
  }
  return (
    <ErrorPanel
      severity="attention"
      message="The repository changed meanwhile, and this change means something else now."
      unchanged="Nothing was pushed."
      hint={`${setback.changed.join(" ")} Review the change again.`}
    />
  );
}
