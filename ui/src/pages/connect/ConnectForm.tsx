import { useEffect, useRef, useState } from "react";
import { Form } from "react-aria-components";

import { forgeOf, type Address } from "../../connection/address";
import { HostKeyDialog } from "../../connection/HostKeyDialog";
import { OpeningFailure } from "../../connection/OpeningFailure";
import { call } from "../../ipc/call";
import type { ConnectRequest } from "../../ipc/generated/ConnectRequest";
import type { HostKey } from "../../ipc/generated/HostKey";
import { useOperation } from "../../ipc/operation";
import { useNavigation } from "../../shell/navigation";
import { phaseWords } from "../../shell/phases";
import { useSession } from "../../shell/session";
import { Button } from "../../widgets/Button";
import { TextField } from "../../widgets/Field";
import { Progress } from "../../widgets/Progress";
import { addressNote, fieldOf, toRequest, type Entries } from "./entries";
import { SignInFields } from "./SignInFields";

/** Address, branch and sign-in; then the way of connecting, with Cancel, and what went wrong. */
export function ConnectForm({ entries, onChange, address }: ConnectFormProps) {
  const { opened } = useSession();
  const { go, back, canGoBack } = useNavigation();
  const form = useRef<HTMLFormElement>(null);
  const [isTried, setTried] = useState(false);
  const connecting = useOperation((operation, request: Omit<ConnectRequest, "operation">) =>
    call("connect", { ...request, operation }),
  );
  const { failure, isRunning } = connecting;
  const set = (changed: Partial<Entries>) => onChange({ ...entries, ...changed });
  const isReady = address.kind !== "empty" && address.kind !== "unfinished";

  const connect = async () => {
    setTried(true);
    if (!isReady) {
      focusOn(form.current, "address");
      return;
    }
    const answer = await connecting.run(toRequest(entries, address));
    if (answer) await opened(answer);
  };
  const trust = async (hostKey: HostKey) => {
    connecting.clear();
    await call("trust_host_key", hostKey);
    await connect();
  };

  const field = failure && fieldOf(failure, address);
  useEffect(() => {
    if (failure && field) focusOn(form.current, field);
  }, [failure, field]);

  const note = addressNote(address, forgeOf(address));
  const isIncomplete = isTried && !isReady;
  return (
    <Form
      ref={form}
      className="connect-form"
      onSubmit={(event) => {
        event.preventDefault();
        void connect();
      }}
    >
      <TextField
        label="Repository address"
        name="address"
        mono
        autoFocus
        isDisabled={isRunning}
        value={entries.address}
        onChange={(text) => set({ address: text })}
        placeholder="https://github.com/acme/retool.git"
        error={isIncomplete && (address.kind === "empty" ? "Say where the repository is." : note)}
        description={note}
      />
      <TextField
        label="Branch that Retool uses"
        name="branch"
        mono
        isDisabled={isRunning}
        value={entries.branch}
        onChange={(branch) => set({ branch })}
        placeholder="The repository’s default branch"
        error={field === "branch" && failure?.message}
        description="Retool shows it in Settings › Source control."
      />
      <SignInFields entries={entries} address={address} onChange={set} isDisabled={isRunning} />
      {failure && !failure.hostKey && <OpeningFailure failure={failure} retry={() => void connect()} />}
      <div className="connect-footer">
        <Progress
          started={connecting.started}
          isEager
          words={phaseWords(connecting.progress?.phase ?? "connecting")}
          done={connecting.progress?.done ?? 0}
          total={connecting.progress?.total ?? 0}
        />
        <Button onPress={isRunning ? connecting.cancel : canGoBack ? back : () => go({ name: "welcome" })}>Cancel</Button>
        <Button variant="primary" type="submit" isDisabled={isRunning}>
          Connect
        </Button>
      </div>
      {failure?.hostKey && (
        <HostKeyDialog
          hostKey={failure.hostKey}
          onTrust={() => failure.hostKey && void trust(failure.hostKey)}
          onCancel={connecting.clear}
        />
      )}
    </Form>
  );
}

interface ConnectFormProps {
  entries: Entries;
  onChange: (entries: Entries) => void;
  address: Address;
}

/** Puts the focus into a field of the form, with its text selected. */
function focusOn(form: HTMLFormElement | null, name: keyof Entries) {
  const input = form?.querySelector<HTMLInputElement>(`input[name="${name}"]`);
  input?.focus();
  input?.select();
}
