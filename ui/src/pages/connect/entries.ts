import type { Address } from "../../connection/address";
import { guides } from "../../connection/forges";
import type { ConnectRequest } from "../../ipc/generated/ConnectRequest";
import type { Failure } from "../../ipc/generated/Failure";
import type { ForgeKind } from "../../ipc/generated/ForgeKind";

/** What was typed. */
export interface Entries {
  address: string;
  branch: string;
  user: string;
  token: string;
  /** Nothing stands for the SSH agent. */
  keyFile: string | null;
  /** Certificate authorities beside the system's. */
  caFile: string;
}

export const emptyEntries: Entries = { address: "", branch: "", user: "", token: "", keyFile: null, caFile: "" };

/** The field that a failure is about: the focus goes there. */
export type Field = keyof Entries;

/** Whether an address can be tried. */
export function isComplete(address: Address): boolean {
  return address.kind !== "empty" && address.kind !== "unfinished";
}

/** What to ask for, of that which belongs to this kind of address; empty texts mean "not said". */
export function toRequest(entries: Entries, address: Address): Omit<ConnectRequest, "passphrase" | "operation"> {
  const said = (text: string | null) => (text === null || text.trim() === "" ? null : text.trim());
  const isHttps = address.kind === "https";
  return {
    address: entries.address.trim(),
    defaultBranch: said(entries.branch),
    user: isHttps ? said(entries.user) : null,
    token: isHttps ? said(entries.token) : null,
    sshKeyFile: address.kind === "ssh" ? said(entries.keyFile) : null,
    caFile: isHttps ? said(entries.caFile) : null,
  };
}

/** Which field has to be corrected before it is tried again; nothing where none would help. */
export function fieldOf(failure: Failure, address: Address): Field | null {
  switch (failure.code) {
    case "authenticationFailed":
    case "accessDenied":
      return address.kind === "https" ? "token" : address.kind === "ssh" ? "keyFile" : null;
    case "certificateInvalid":
      return "caFile";
    case "noDefaultBranch":
    case "branchMissing":
    case "branchName":
      return "branch";
    case "addressRefused":
    case "notARepository":
    case "repositoryNotFound":
    case "networkUnreachable":
    case "certificateOfAnotherHost":
      return "address";
    default:
      return null;
  }
}

/** What the address says so far, in a sentence. */
export function addressNote(address: Address, forge: ForgeKind): string {
  switch (address.kind) {
    case "empty":
      return "https://…, ssh://…, user@host:path or file://…";
    case "unfinished":
      return address.hint;
    case "local":
      return "A repository on this computer.";
    case "https":
    case "ssh": {
      const host = forge === "none" ? address.host : `${guides[forge].name} (${address.host})`;
      return `${address.path} on ${host}, over ${address.kind === "ssh" ? "SSH" : address.isPlain ? "HTTP" : "HTTPS"}.`;
    }
  }
}
