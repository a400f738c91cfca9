import { call, asFailure } from "../ipc/call";
import type { Failure } from "../ipc/generated/Failure";
import { useNavigation } from "../shell/navigation";
import { Button } from "../widgets/Button";
import { ErrorPanel } from "../widgets/ErrorPanel";
import { showToast } from "../widgets/Toasts";
import { read } from "./severity";

/** A failure with what can be done about it here. `retry` does again what failed. */
export function FailurePanel({ failure, retry, isPage, actions }: FailurePanelProps) {
  const { go } = useNavigation();
  const { severity, remedy, canRetry } = read(failure);
  const trust = async () => {
    if (!failure.hostKey) return;
    try {
      await call("trust_host_key", failure.hostKey);
      retry?.();
    } catch (error) {
      showToast({ sign: "broken", text: asFailure(error).message });
    }
  };
  return (
    <ErrorPanel
      severity={severity}
      message={failure.message}
      unchanged={failure.unchanged}
      hint={failure.hint}
      details={detailsOf(failure)}
      isPage={isPage}
      actions={
        <>
          {actions}
          {remedy === "trustHostKey" && failure.hostKey && (
            <Button onPress={() => void trust()}>Trust this key</Button>
          )}
          {remedy === "signIn" && (
            <Button onPress={() => go({ name: "sourceControl" })}>Open Source control</Button>
          )}
          {retry && canRetry && <Button onPress={retry}>Try again</Button>}
        </>
      }
    />
  );
}

interface FailurePanelProps {
  failure: Failure;
  retry?: () => void;
  isPage?: boolean;
  actions?: React.ReactNode;
}

function detailsOf(failure: Failure): string | null {
  const key = failure.hostKey ? `${failure.hostKey.host}\n${failure.hostKey.fingerprint}` : null;
  return [key, failure.details].filter(Boolean).join("\n\n") || null;
}
