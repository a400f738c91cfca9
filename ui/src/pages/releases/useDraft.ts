import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useMemo, useRef } from "react";

import { elementId } from "../../changes/elementId";
import { asFailure, call } from "../../ipc/call";
import type { Draft } from "../../ipc/generated/Draft";
import type { DraftChange } from "../../ipc/generated/DraftChange";
import type { ManifestChange } from "../../ipc/generated/ManifestChange";
import { holdOpen } from "../../ipc/keeping";
import { releasesQuery } from "../../ipc/queries";
import { nextFrame } from "../../shell/nextFrame";
import { showToast } from "../../widgets/Toasts";
import { plural } from "../../widgets/words";
import { allChanges, ofChanges, undone } from "./draftChanges";
import { withChange } from "./draftIndex";

export interface DraftActions {
  /** Chooses a release; `from` is what the manifest says now. Shown at once, kept a moment later. */
  choose: (change: ManifestChange, from: string | null) => Promise<void>;
  /** Chooses many at once; a message offers to undo that. */
  chooseAll: (changes: DraftChange[], before: Draft, words: string) => Promise<void>;
  /** Takes one change out; a message offers to undo that. */
  takeOut: (left: Pick<DraftChange, "manifest" | "element">, before: Draft) => Promise<void>;
  /** Replaces the draft. */
  replace: (changes: DraftChange[]) => Promise<void>;
  /** Forgets what came true, once it was read. */
  acknowledge: () => Promise<void>;
  /** Empties the draft; a message offers to undo that. */
  discard: (draft: Draft) => Promise<void>;
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

  const last = useRef(0);
  const change = useCallback(
    async (optimistic: (draft: Draft) => Draft, ask: () => Promise<Draft>) => {
      last.current += 1;
      const turn = last.current;
      // A page that is being read was asked for before this choice, and would take it back.
      const isReading = () => client.isFetching({ queryKey }) > 0;
      const giveUpReading = () => client.cancelQueries({ queryKey }, { revert: false });
      let mustRead = isReading();
      if (mustRead) await giveUpReading();
      show(optimistic);
      try {
        // Keeping it would take the processor from the frame that shows it.
        const draft = await holdOpen(() => nextFrame().then(ask));
        if (isReading()) {
          mustRead = true;
          await giveUpReading();
        }
        // What is chosen meanwhile is not in this answer, but in the next.
        if (turn === last.current) show(() => draft);
      } catch (error) {
        mustRead = true;
        showToast({ sign: "broken", text: `The draft was not kept. ${asFailure(error).message}` });
      }
      if (mustRead) await client.invalidateQueries({ queryKey });
    },
    [client, show, repository],
  );

  return useMemo(() => {
    const replace = (changes: DraftChange[]) =>
      change(
        (draft) => ofChanges(changes, draft),
        () => call("replace_draft", { repository, changes }),
      );
    const undo = async (before: DraftChange[], after: DraftChange[]) => {
      // A page that is out of date does not know what was pushed.
      const page = await client.fetchQuery(releasesQuery(repository)).catch(() => client.getQueryData(queryKey));
      if (page) await replace(undone(allChanges(page.draft), before, after));
    };
    const offerUndo = (text: string, before: DraftChange[], after: DraftChange[]) =>
      showToast({ text, action: { label: "Undo", onAction: () => void undo(before, after) } });
    return {
      replace,
      acknowledge: () =>
        change(
          (draft) => ({ ...draft, dropped: [] }),
          () => call("acknowledge_dropped", { repository }),
        ),
      choose: (choice, from) =>
        change(
          (draft) => ({ ...draft, changes: withChange(draft.changes, choice, from) }),
          () => call("change_draft", { repository, changes: [choice] }),
        ),
      chooseAll: (chosen, before, words) => {
        offerUndo(words, allChanges(before), withAll(allChanges(before), chosen));
        return change(
          (draft) => ({ ...draft, changes: withAll(draft.changes, chosen) }),
          () => call("change_draft", { repository, changes: chosen.map(wanted) }),
        );
      },
      takeOut: ({ manifest, element }, before) => {
        const changes = allChanges(before);
        const rest = changes.filter((other) => other.manifest !== manifest || elementId(other.element) !== elementId(element));
        offerUndo("Taken out of the draft.", changes, rest);
        return replace(rest);
      },
      discard: (draft) => {
        const changes = allChanges(draft);
        offerUndo(`Discarded ${plural(changes.length, "change")}. Nothing was pushed.`, changes, []);
        return replace([]);
      },
    };
  }, [client, repository, change]);
}

function withAll(changes: DraftChange[], chosen: DraftChange[]): DraftChange[] {
  return chosen.reduce((draft, one) => withChange(draft, wanted(one), one.from), changes);
}

function wanted({ manifest, element, to }: DraftChange): ManifestChange {
  return { manifest, element, release: to };
}
