import { useCallback, useEffect, useRef, useState } from "react";

import type { SourceControlPage } from "../../ipc/generated/SourceControlPage";
import { useLeaveGuard } from "../../shell/navigation";
import { Page } from "../../shell/Page";
import { useSession } from "../../shell/session";
import { CommitSettings } from "./CommitSettings";
import { HostSettings } from "./HostSettings";
import { LeaveDialog } from "./LeaveDialog";
import { PublishingSettings } from "./PublishingSettings";
import { ReleasesPane } from "./ReleasesPane";
import { SaveBar } from "./SaveBar";
import { SignInSettings } from "./SignInSettings";
import { ThisComputer } from "./ThisComputer";
import { useConnectionForm } from "./useConnectionForm";

export const sentence = "The repository’s manifests, how this computer reaches it, and how changes are published.";

/** The page with its data: the manifests, then the settings, saved together. */
export function ConnectionSettings({ repository, page }: { repository: string; page: SourceControlPage }) {
  const { repository: card } = useSession();
  const form = useConnectionForm(repository, page.connection);
  const content = useRef<HTMLDivElement>(null);
  const [leave, setLeave] = useState<(() => void) | null>(null);
  const ask = useCallback((proceed: () => void) => setLeave(() => proceed), []);
  const isChanged = form.changes > 0;
  useLeaveGuard(isChanged ? ask : null);

  const { save: saveForm } = form;
  const save = async () => {
    const isSaved = await saveForm();
    if (!isSaved) requestAnimationFrame(() => content.current?.querySelector<HTMLElement>(".input[data-invalid]")?.focus());
    return isSaved;
  };
  useSaveKey(() => isChanged && !form.isSaving && void save());

  return (
    <Page
      title="Source control"
      sentence={sentence}
      // Why the last fetch failed stands beside Test connection.
      header={page.header ? { ...page.header, fetchFailure: null } : undefined}
      width="reading"
      footer={isChanged && <SaveBar form={form} onSave={() => void save()} />}
    >
      <div ref={content}>
        <ReleasesPane page={page} />
        <HostSettings page={page} form={form} />
        <SignInSettings repository={repository} page={page} form={form} />
        <CommitSettings page={page} form={form} />
        <PublishingSettings page={page} form={form} />
        {card && <ThisComputer card={card} form={form} />}
      </div>
      {leave && (
        <LeaveDialog
          onStay={() => setLeave(null)}
          onDiscard={() => {
            setLeave(null);
            leave();
          }}
          onSave={() => {
            setLeave(null);
            void save().then((isSaved) => isSaved && leave());
          }}
        />
      )}
    </Page>
  );
}

/** Ctrl S saves. */
function useSaveKey(save: () => void) {
  const latest = useRef(save);
  useEffect(() => {
    latest.current = save;
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "s") return;
      event.preventDefault();
      latest.current();
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, []);
}
