import type { SourceControlPage } from "../../ipc/generated/SourceControlPage";
import { TextField } from "../../widgets/Field";
import { Settings } from "../../widgets/Settings";
import type { ConnectionForm } from "./useConnectionForm";

/** Who the author and committer of what is pushed from here is. */
export function CommitSettings({ page: { defaults }, form }: { page: SourceControlPage; form: ConnectionForm }) {
  const { connection, set, errorOf } = form;
  const isKnown = defaults.committerName !== null && defaults.committerEmail !== null;
  return (
    <Settings
      title="Commits"
      description={
        isKnown
          ? "The author of what is pushed from here. Left empty, as Git is configured on this computer."
          : "The author of what is pushed from here. Git is not configured on this computer: fill in both."
      }
    >
      <TextField
        label="Name"
        value={connection.committerName ?? ""}
        onChange={(committerName) => set({ committerName })}
        placeholder={defaults.committerName ?? ""}
        error={errorOf("committerName")}
      />
      <TextField
        label="E-mail address"
        value={connection.committerEmail ?? ""}
        onChange={(committerEmail) => set({ committerEmail })}
        placeholder={defaults.committerEmail ?? ""}
        error={errorOf("committerEmail")}
      />
    </Settings>
  );
}
