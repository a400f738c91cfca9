import type { Failure } from "../ipc/generated/Failure";

/** What a person can do about a failure right where it is shown, apart from trying again. */
export type Remedy = "trustHostKey" | "signIn" | "reviewAgain" | null;

export interface Reading {
  /** `attention`: it mends itself or is expected to happen; `broken`: something must be done. */
  severity: "attention" | "broken";
  remedy: Remedy;
  /** Whether doing the same again can help. */
  canRetry: boolean;
}

const readings: Record<string, Partial<Reading>> = {
  cancelled: { severity: "attention" },
  networkUnreachable: { severity: "attention" },
  keyringTimeout: { severity: "attention" },
  keyringUnavailable: { severity: "attention" },
  hostKeyUnknown: { severity: "attention", remedy: "trustHostKey", canRetry: false },
  hostKeyChanged: { canRetry: false },
  authenticationFailed: { remedy: "signIn" },
  accessDenied: { remedy: "signIn" },
  passphraseNeeded: { severity: "attention", remedy: "signIn", canRetry: false },
  certificateInvalid: { remedy: "signIn" },
  identityMissing: { remedy: "signIn", canRetry: false },
  baseMoved: { severity: "attention", remedy: "reviewAgain", canRetry: false },
  readOnly: { severity: "attention", canRetry: false },
  linkRefused: { canRetry: false },
  malformedRequest: { canRetry: false },
  unknownCommand: { canRetry: false },
};

/** What the window makes of a failure: how much it matters, and what it offers. */
export function read(failure: Failure): Reading {
  return { severity: "broken", remedy: null, canRetry: true, ...readings[failure.code] };
}
