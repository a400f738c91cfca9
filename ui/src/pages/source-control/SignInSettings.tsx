import { FilePathField } from "../../connection/FilePathField";
import { KeyChoice } from "../../connection/KeyChoice";
import type { SourceControlPage } from "../../ipc/generated/SourceControlPage";
import { Settings, SettingsRow } from "../../widgets/Settings";
import { PassphraseRow } from "./PassphraseRow";
import { TestConnection } from "./TestConnection";
import { TokenRow } from "./TokenRow";
import type { ConnectionForm } from "./useConnectionForm";
import "./SignInSettings.css";

/** How this computer signs in, whether that works, and which certificates are trusted. */
export function SignInSettings({ repository, page, form }: SignInSettingsProps) {
  const { connection, set, errorOf } = form;
  const { signIn } = page;
  return (
    <Settings title="Connection">
      {signIn.method === "none" && (
        <SettingsRow label="Sign-in">
          <p className="settings-line">None is needed: the repository is on this computer.</p>
        </SettingsRow>
      )}
      {signIn.method === "token" && <TokenRow repository={repository} page={page} />}
      {signIn.method === "sshKey" && (
        <KeyChoice
          keyFile={connection.sshKeyFile}
          onChange={(sshKeyFile) => set({ sshKeyFile })}
          error={errorOf("sshKeyFile")}
        />
      )}
      {signIn.method === "sshKey" && signIn.hasSecret && <PassphraseRow repository={repository} signIn={signIn} />}
      {signIn.method === "token" && (
        <FilePathField
          label="Certificates"
          value={connection.caFile ?? ""}
          onChange={(caFile) => set({ caFile })}
          placeholder="This computer’s own"
          error={errorOf("caFile")}
          description="A file with the certificate authority of your organisation, where it has one of its own."
        />
      )}
      <TestConnection repository={repository} header={page.header} hasEdits={form.changes > 0} />
    </Settings>
  );
}

interface SignInSettingsProps {
  repository: string;
  page: SourceControlPage;
  form: ConnectionForm;
}
