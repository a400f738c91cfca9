import { read } from "../errors/severity";
import type { Failure } from "../ipc/generated/Failure";
import { Button } from "../widgets/Button";
import { ErrorPanel } from "../widgets/ErrorPanel";

/** Why a repository could not be opened: nothing was added, and it can be tried again here. */
export function OpeningFailure({ failure, retry }: { failure: Failure; retry?: () => void }) {
  const { severity, canRetry } = read(failure);
  return (
    <ErrorPanel
      severity={severity}
      message={failure.message}
      unchanged={failure.unchanged ?? "No repository was added."}
      hint={failure.hint}
      details={failure.details}
      actions={retry && canRetry && <Button onPress={retry}>Try again</Button>}
    />
  );
}
