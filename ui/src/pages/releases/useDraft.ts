import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useMemo } from "react";

import { asFailure, call } from "../../ipc/call";
import type { Draft } from "../../ipc/generated/Draft";
import type { DraftChange } from "../../ipc/generated/DraftChange";
import type { ManifestChange } from "../../ipc/generated/ManifestChange";
import { releasesQuery } from "../../ipc/queries";
import { showToast } from "../../widgets/Toasts";
import { plural } from "../../widgets/words";
import { withChange } from "./draftIndex";

export interface DraftActions {
  /** Chooses a release; `from` is what the manifest says now. Shown at once, kept a moment later. */
  choose: (change: ManifestChange, from: string | null) => Promise<void>;
  /** Chooses many at once; a message offers to undo that. */
  chooseAll: (changes: DraftChange[], before: Draft, words: string) => Promise<void>;
  /** Replaces the draft. */
  replace: (changes: DraftChange[]) => Promise<void>;
  /** Forgets what came true, once it was read. */
  acknowledge: () => Promise<void>;
  /** Empties the draft; a message offers to undo that. */
  discard: (draft: Draft) => Promise<void>;
}

/** Everything of a draft, also what the default branch has contradicted meanwhile. */
export function allChanges(draft: Draft): DraftChange[] {
  return [...draft.changes, ...draft.conflicts.map((conflict) => conflict.change)];
}

/** Changes the draft of a repository, in the window first and then where it is kept. */
export function useDraft(repository: string): DraftActions {
  const client = useQueryClient();
  const { queryKey } = releasesQuery(repository);

  const show = useCallback(
    (change: (draft: Draft) => Draft) => {
      client.setQueryData(queryKey, (page) => page && { ...page, draft: change(page.draft) });
    },
    // The key is made anew on every call, from the repository alone.
    [client, repository],
  );

  const keep = useCallback(
    async (answer: Promise<Draft>) => {
      try {
        const draft = await answer;
        show(() => draft);
      } catch (error) {
        showToast({ sign: "broken", text: `The draft was not kept. ${asFailure(error).message}` });
        await client.invalidateQueries({ queryKey });
      }
    },
    [client, show, repository],
  );

  return useMemo(() => {
    const replace = (changes: DraftChange[]) => {
      show(({ dropped }) => ({ changes, conflicts: [], dropped }));
      return keep(call("replace_draft", { repository, changes }));
    };
    return {
      replace,
      acknowledge: () => {
        show((draft) => ({ ...draft, dropped: [] }));
        return keep(call("acknowledge_dropped", { repository }));
      },
      choose: (change, from) => {
        show((draft) => ({ ...draft, changes: withChange(draft.changes, change, from) }));
        return keep(call("change_draft", { repository, changes: [change] }));
      },
      chooseAll: (chosen, before, words) => {
        show((draft) => ({
          ...draft,
          changes: chosen.reduce((changes, change) => withChange(changes, wanted(change), change.from), draft.changes),
        }));
        showToast({ text: words, action: { label: "Undo", onAction: () => void replace(allChanges(before)) } });
        return keep(call("change_draft", { repository, changes: chosen.map(wanted) }));
      },
      discard: (draft) => {
        const changes = allChanges(draft);
        showToast({
          text: `Discarded ${plural(changes.length, "change")}. Nothing was pushed.`,
          action: { label: "Undo", onAction: () => void replace(changes) },
        });
        return replace([]);
      },
    };
  }, [repository, show, keep]);
}

function wanted({ manifest, element, to }: DraftChange): ManifestChange {
  return { manifest, element, release: to };
}
