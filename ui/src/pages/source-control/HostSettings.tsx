import { forgeName, forges } from "../../connection/forges";
import type { ForgeKind } from "../../ipc/generated/ForgeKind";
import type { SourceControlPage } from "../../ipc/generated/SourceControlPage";
import { CopyButton } from "../../widgets/CopyButton";
import { TextField } from "../../widgets/Field";
import { Select } from "../../widgets/Select";
import { Settings, SettingsRow } from "../../widgets/Settings";
import { Sign } from "../../widgets/Sign";
import { VisibleText } from "../../widgets/VisibleText";
import type { ConnectionForm } from "./useConnectionForm";

/** Which repository it is, and on which Git host. */
export function HostSettings({ page: { defaults }, form }: { page: SourceControlPage; form: ConnectionForm }) {
  const { connection, set, errorOf } = form;
  const forge = connection.forge ?? defaults.forge;
  return (
    <Settings title="Repository">
      <Select<ForgeKind | "guessed">
        label="Git host"
        value={connection.forge ?? "guessed"}
        onChange={(kind) => set({ forge: kind === "guessed" ? null : kind })}
        options={[
          { value: "guessed", label: `${forgeName(defaults.forge)} (from the address)` },
          ...([...forges, "none"] as const).map((kind) => ({ value: kind, label: forgeName(kind) })),
        ]}
        error={errorOf("forge")}
        description={forge === "none" && "Without a web page, branches are merged here or by the repository’s owner."}
      />
      {forge !== "none" && (
        <TextField
          label="Web address"
          mono
          value={connection.webOrigin ?? ""}
          onChange={(webOrigin) => set({ webOrigin })}
          placeholder={defaults.webOrigin ?? "https://git.example.com"}
          error={errorOf("webOrigin")}
          description={
            connection.webOrigin?.startsWith("http:") ? (
              <span className="settings-warning">
                <Sign name="attention" /> Over http:// others on the network can read and change what you see.
              </span>
            ) : (
              "Pull requests open here. Links to anywhere else are not opened."
            )
          }
        />
      )}
      <SettingsRow label="Repository address" note="To use another address, connect it as a repository of its own.">
        <div className="settings-line">
          <span className="settings-address selectable mono">
            <VisibleText text={connection.address} />
          </span>
          <CopyButton text={connection.address} label="Copy the address" />
        </div>
      </SettingsRow>
      <TextField
        label="Default branch"
        mono
        value={connection.defaultBranch ?? ""}
        onChange={(defaultBranch) => set({ defaultBranch })}
        placeholder={defaults.defaultBranch ?? "main"}
        error={errorOf("defaultBranch")}
        description={
          defaults.defaultBranch === null
            ? "The repository does not say. Retool shows it in Settings › Source control."
            : "The branch that Retool uses. Empty: the repository’s own."
        }
      />
      <TextField
        label="Name"
        value={connection.name}
        onChange={(name) => set({ name })}
        error={errorOf("name")}
        description="How this window calls the repository."
      />
    </Settings>
  );
}
