import { read } from "../errors/severity";
import type { Failure } from "../ipc/generated/Failure";
import { Button } from "../widgets/Button";
import { ErrorPanel } from "../widgets/ErrorPanel";

/** Why a repository could not be opened: nothing was added, and it can be tried again here. */
export function OpeningFailure({ failure, retry, actions }: OpeningFailureProps) {
  const { severity, canRetry } = read(failure);
  return (
    <ErrorPanel
      severity={severity}
      message={failure.message}
      unchanged={failure.unchanged ?? "No repository was added."}
      hint={failure.hint}
      details={failure.details}
      actions={
        <>
          {actions}
          {canRetry && <Button onPress={retry}>Try again</Button>}
        </>
      }
    />
  );
}

interface OpeningFailureProps {
  failure: Failure;
  retry: () => void;
  actions?: React.ReactNode;
}
