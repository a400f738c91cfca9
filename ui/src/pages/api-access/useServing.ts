import { useState } from "react";

import { asFailure, call } from "../../ipc/call";
import type { ApiAccessPage } from "../../ipc/generated/ApiAccessPage";
import type { ApiSettings } from "../../ipc/generated/ApiSettings";
import type { Failure } from "../../ipc/generated/Failure";
import { apiAccessQuery, queryClient } from "../../ipc/queries";
import { announce } from "../../widgets/announce";

/** Where the API would listen, while that is edited; and the switch. */
export interface Serving {
  settings: ApiSettings;
  set: (edits: Partial<ApiSettings>) => void;
  /** Why a field was refused when the API was last switched on. */
  errorOf: (field: keyof ApiSettings) => string | undefined;
  /** What is under way. */
  pending: "on" | "off" | null;
  failure: Failure | null;
  /** Serves the repository, in place of any other. */
  start: () => Promise<void>;
  stop: () => Promise<void>;
}

export function useServing(repository: string, page: ApiAccessPage): Serving {
  const [edits, setEdits] = useState<Partial<ApiSettings>>({});
  const [refused, setRefused] = useState<ReadonlyMap<string, string>>(new Map());
  const [pending, setPending] = useState<Serving["pending"]>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const settings = { ...page.settings, ...edits };

  const change = async (to: "on" | "off", work: () => Promise<void>) => {
    if (pending !== null) return;
    setPending(to);
    setFailure(null);
    setRefused(new Map());
    try {
      await work();
    } catch (error) {
      setFailure(asFailure(error));
    } finally {
      await queryClient.invalidateQueries(apiAccessQuery(repository));
      setPending(null);
    }
  };

  return {
    settings,
    set: (changed) => {
      setEdits({ ...edits, ...changed });
      setFailure(null);
      setRefused(new Map([...refused].filter(([field]) => !(field in changed))));
    },
    errorOf: (field) => refused.get(field),
    pending,
    failure,
    start: () =>
      change("on", async () => {
        const answer = await call("serve_api", { repository, settings });
        setRefused(new Map(answer.refused.map(({ field, message }) => [field, message])));
        if (answer.refused.length > 0) {
          announce("Not switched on: a field has to be corrected.", "assertive");
        } else {
          setEdits({});
          announce("The API is served.");
        }
      }),
    stop: () =>
      change("off", async () => {
        await call("stop_api", {});
        announce("The API is off.");
      }),
  };
}
