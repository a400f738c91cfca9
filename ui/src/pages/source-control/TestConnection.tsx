import { useState } from "react";

import { HostKeyDialog } from "../../connection/HostKeyDialog";
import { read } from "../../errors/severity";
import { call } from "../../ipc/call";
import type { Failure } from "../../ipc/generated/Failure";
import type { TestReply } from "../../ipc/generated/TestReply";
import { useOperation } from "../../ipc/operation";
import { phaseWords } from "../../shell/phases";
import { announce } from "../../widgets/announce";
import { Button } from "../../widgets/Button";
import { ErrorPanel } from "../../widgets/ErrorPanel";
import { Progress } from "../../widgets/Progress";
import { RelativeTime } from "../../widgets/RelativeTime";
import { SettingsRow } from "../../widgets/Settings";
import { Sign } from "../../widgets/Sign";
import { plural } from "../../widgets/words";

/** Asks the remote for its branches, and says in words what came of it. */
export function TestConnection({ repository, fetched, hasEdits }: TestConnectionProps) {
  const [reply, setReply] = useState<TestReply | null>(null);
  const testing = useOperation((operation) => call("test_connection", { repository, operation }));
  const test = async () => {
    setReply(null);
    const answer = await testing.run();
    if (!answer || (answer.kind === "failed" && answer.failure.code === "cancelled")) return;
    setReply(answer);
    if (answer.kind === "connected") announce(connectedWords(answer));
  };
  const failure = reply?.kind === "failed" ? reply.failure : testing.failure;
  return (
    <SettingsRow
      label="Status"
      note={hasEdits ? "Tests what is saved, without the changes above." : "Fetches from the repository. Nothing is written there."}
    >
      <div className="settings-line">
        <Button isDisabled={testing.isRunning} onPress={() => void test()}>
          Test connection
        </Button>
        {testing.isRunning && (
          <Progress
            started={testing.started}
            words={phaseWords(testing.progress?.phase ?? "connecting")}
            done={testing.progress?.done ?? 0}
            total={testing.progress?.total ?? 0}
            onCancel={testing.cancel}
          />
        )}
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
      {failure && <TestFailure failure={failure} onTest={() => void test()} onDismiss={() => setReply(null)} />}
    </SettingsRow>
  );
}

interface TestConnectionProps {
  repository: string;
  /** When the remote was last reached. */
  fetched: number | null;
  /** Whether something was edited and not saved. */
  hasEdits: boolean;
}

function TestFailure({ failure, onTest, onDismiss }: { failure: Failure; onTest: () => void; onDismiss: () => void }) {
  if (failure.hostKey) {
    const { hostKey } = failure;
    const trust = async () => {
      await call("trust_host_key", hostKey);
      onTest();
    };
    return <HostKeyDialog hostKey={hostKey} onTrust={() => void trust()} onCancel={onDismiss} />;
  }
  return (
    <ErrorPanel
      severity={read(failure).severity}
      message={failure.message}
      unchanged={failure.unchanged}
      hint={failure.hint}
      details={failure.details}
    />
  );
}

function connectedWords(reply: Extract<TestReply, { kind: "connected" }>): string {
  const branches = plural(reply.branches, "branch", "branches");
  return reply.defaultBranch === null
    ? `Connected: ${branches}, and none is said to be the default.`
    : `Connected: ${branches}, ${reply.defaultBranch} is the default.`;
}
