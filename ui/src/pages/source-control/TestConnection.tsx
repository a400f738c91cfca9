import { useState } from "react";

import { HostKeyDialog } from "../../connection/HostKeyDialog";
import { PassphraseDialog } from "../../connection/PassphraseDialog";
import { read } from "../../errors/severity";
import { call } from "../../ipc/call";
import type { HostKey } from "../../ipc/generated/HostKey";
import type { RepositoryHeader } from "../../ipc/generated/RepositoryHeader";
import type { TestReply } from "../../ipc/generated/TestReply";
import { useOperation } from "../../ipc/operation";
import { OperationProgress } from "../../shell/OperationProgress";
import { announce } from "../../widgets/announce";
import { Button } from "../../widgets/Button";
import { ErrorPanel } from "../../widgets/ErrorPanel";
import { RelativeTime } from "../../widgets/RelativeTime";
import { SettingsRow } from "../../widgets/Settings";
import { Sign } from "../../widgets/Sign";
import { plural } from "../../widgets/words";

/** Asks the remote for its branches, and says in words what came of it. */
export function TestConnection({ repository, header, hasEdits }: TestConnectionProps) {
  const [reply, setReply] = useState<TestReply | null>(null);
  const testing = useOperation(async (operation, trusted: HostKey | null, passphrase: string | null) => {
    if (trusted) await call("trust_host_key", trusted);
    return call("test_connection", { repository, passphrase, operation });
  });
  const test = async (trusted: HostKey | null = null, passphrase: string | null = null) => {
    setReply(null);
    const answer = await testing.run(trusted, passphrase);
    if (!answer || (answer.kind === "failed" && answer.failure.code === "cancelled")) return;
    setReply(answer);
    if (answer.kind === "connected") announce(connectedWords(answer));
  };
  const fetched = header?.fetched ?? null;
  const failed = reply?.kind === "failed" ? reply.failure : testing.failure;
  const shown = failed ?? (reply === null && !testing.isRunning ? header?.fetchFailure : null);
  return (
    <SettingsRow
      label="Status"
      note={hasEdits ? "Tests what is saved, without your changes." : "Fetches from the repository. Nothing is written there."}
    >
      <div className="settings-line">
        <Button isDisabled={testing.isRunning} onPress={() => void test()}>
          Test connection
        </Button>
        <OperationProgress operation={testing} />
        {reply?.kind === "connected" && (
          <span className="settings-ok">
            <Sign name="ok" />
            {connectedWords(reply)}
          </span>
        )}
        {reply === null && !testing.isRunning && fetched !== null && (
          <span className="quiet">
            Last fetched <RelativeTime time={fetched} />
          </span>
        )}
      </div>
      {shown && !failed?.hostKey && failed?.code !== "passphraseNeeded" && (
        <ErrorPanel
          severity={read(shown).severity}
          message={shown.message}
          unchanged={shown.unchanged}
          hint={shown.hint}
          details={shown.details}
        />
      )}
      {failed?.hostKey && (
        <HostKeyDialog
          hostKey={failed.hostKey}
          onTrust={() => void test(failed.hostKey)}
          onCancel={() => setReply(null)}
        />
      )}
      {failed?.code === "passphraseNeeded" && (
        <PassphraseDialog
          failure={failed}
          action="Test connection"
          onUnlock={(passphrase) => void test(null, passphrase)}
          onCancel={() => setReply(null)}
        />
      )}
    </SettingsRow>
  );
}

interface TestConnectionProps {
  repository: string;
  /** For when the remote was last reached, and why it was not. */
  header: RepositoryHeader | null;
  /** Whether something was edited and not saved. */
  hasEdits: boolean;
}

function connectedWords(reply: Extract<TestReply, { kind: "connected" }>): string {
  const branches = plural(reply.branches, "branch", "branches");
  return reply.defaultBranch === null
    ? `Connected: ${branches}, and none is said to be the default.`
    : `Connected: ${branches}, ${reply.defaultBranch} is the default.`;
}
