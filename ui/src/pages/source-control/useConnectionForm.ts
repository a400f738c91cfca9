import { useState } from "react";

import { asFailure, call } from "../../ipc/call";
import type { Connection } from "../../ipc/generated/Connection";
import type { Failure } from "../../ipc/generated/Failure";
import { queryClient, sourceControlQuery } from "../../ipc/queries";
import { useSession } from "../../shell/session";
import { announce } from "../../widgets/announce";
import { changedFields, type Edits } from "./edits";

/** The connection while it is edited: nothing is saved before the person says so. */
export interface ConnectionForm {
  /** What is saved, with the edits. */
  connection: Connection;
  set: (edits: Edits) => void;
  /** How many fields differ from what is saved. */
  changes: number;
  /** Why a field was refused when it was last saved. */
  errorOf: (field: keyof Connection) => string | undefined;
  isSaving: boolean;
  failure: Failure | null;
  /** Answers whether everything was saved. */
  save: () => Promise<boolean>;
  discard: () => void;
}

export function useConnectionForm(repository: string, saved: Connection): ConnectionForm {
  const { refresh } = useSession();
  const [edits, setEdits] = useState<Edits>({});
  const [refused, setRefused] = useState<ReadonlyMap<string, string>>(new Map());
  const [isSaving, setSaving] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const connection = { ...saved, ...edits };

  const save = async () => {
    setSaving(true);
    setFailure(null);
    try {
      const answer = await call("save_connection", { repository, connection });
      setRefused(new Map(answer.refused.map(({ field, message }) => [field, message])));
      if (answer.refused.length > 0) {
        announce("Not saved: a field has to be corrected.", "assertive");
        return false;
      }
      await Promise.all([queryClient.invalidateQueries(sourceControlQuery(repository)), refresh()]);
      setEdits({});
      announce("Saved.");
      return true;
    } catch (error) {
      setFailure(asFailure(error));
      return false;
    } finally {
      setSaving(false);
    }
  };

  return {
    connection,
    set: (changed) => {
      setEdits({ ...edits, ...changed });
      // What was refused is judged again when it is saved again.
      setRefused(new Map([...refused].filter(([field]) => !(field in changed))));
    },
    changes: changedFields(saved, edits).length,
    errorOf: (field) => refused.get(field),
    isSaving,
    failure,
    save,
    discard: () => {
      setEdits({});
      setRefused(new Map());
      setFailure(null);
    },
  };
}
