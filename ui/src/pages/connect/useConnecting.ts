import type { Address } from "../../connection/address";
import { call } from "../../ipc/call";
import type { HostKey } from "../../ipc/generated/HostKey";
import type { Opened } from "../../ipc/generated/Opened";
import { useOperation, type Operation } from "../../ipc/operation";
import { useSession } from "../../shell/session";
import { toRequest, type Entries } from "./entries";

/** Connecting what was typed. Once it is connected, its releases open. */
export interface Connecting extends Omit<Operation<[], Opened>, "run"> {
  connect: () => Promise<void>;
  /** Trusts the host key that was asked about, and connects again. */
  trust: () => Promise<void>;
  /** Connects again with the passphrase that was asked for. */
  unlock: (passphrase: string) => Promise<void>;
}

/** What a person answered to a question in the middle of connecting. */
interface Answers {
  trusted?: HostKey | null;
  passphrase?: string;
}

export function useConnecting(entries: Entries, address: Address): Connecting {
  const { opened } = useSession();
  const { run, ...operation } = useOperation(async (id, { trusted, passphrase }: Answers) => {
    if (trusted) await call("trust_host_key", trusted);
    return call("connect", { ...toRequest(entries, address), passphrase: passphrase ?? null, operation: id });
  });
  const connect = async (answers: Answers) => {
    const answer = await run(answers);
    if (answer) await opened(answer);
  };
  return {
    ...operation,
    connect: () => connect({}),
    trust: () => connect({ trusted: operation.failure?.hostKey }),
    unlock: (passphrase) => connect({ passphrase }),
  };
}
