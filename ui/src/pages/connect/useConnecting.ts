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
}

export function useConnecting(entries: Entries, address: Address): Connecting {
  const { opened } = useSession();
  const { run, ...operation } = useOperation(async (id, trusted: HostKey | null) => {
    if (trusted) await call("trust_host_key", trusted);
    return call("connect", { ...toRequest(entries, address), operation: id });
  });
  const connect = async (trusted: HostKey | null) => {
    const answer = await run(trusted);
    if (answer) await opened(answer);
  };
  return {
    ...operation,
    connect: () => connect(null),
    trust: () => connect(operation.failure?.hostKey ?? null),
  };
}
