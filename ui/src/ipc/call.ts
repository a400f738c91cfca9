import type { Commands } from "./generated/Commands";
import type { Failure } from "./generated/Failure";
import { transport } from "./transport";

/** Carries a command out. Rejects with a `Failure`, and with nothing else. */
export async function call<K extends keyof Commands>(
  command: K,
  request: Commands[K]["request"],
): Promise<Commands[K]["answer"]> {
  try {
    return (await transport.call(command, request)) as Commands[K]["answer"];
  } catch (error) {
    throw asFailure(error);
  }
}

/** What was thrown, as the failure that it is or in the shape of one. */
export function asFailure(error: unknown): Failure {
  if (typeof error === "object" && error !== null && "code" in error && "message" in error) {
    return error as Failure;
  }
  return {
    code: "unexpected",
    message: "Something went wrong that Manifold did not expect.",
    unchanged: null,
    hint: "Try again. If it happens again, report it with the details below.",
    details: String(error),
    hostKey: null,
  };
}
