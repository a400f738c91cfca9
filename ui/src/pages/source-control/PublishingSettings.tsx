import type { SourceControlPage } from "../../ipc/generated/SourceControlPage";
import { Button } from "../../widgets/Button";
import { Switch } from "../../widgets/Choice";
import { Disclosure } from "../../widgets/Disclosure";
import { TextArea } from "../../widgets/Field";
import { Settings, SettingsRow } from "../../widgets/Settings";
import { previewTemplate, unknownPlaceholders } from "./edits";
import type { ConnectionForm } from "./useConnectionForm";
import "./PublishingSettings.css";

/** How branches are named, and what a pull request says. */
export function PublishingSettings({ page: { defaults }, form }: { page: SourceControlPage; form: ConnectionForm }) {
  const { connection, set, errorOf } = form;
  const template = connection.pullRequestTemplate ?? defaults.pullRequestTemplate;
  const isDefault = template.trim() === defaults.pullRequestTemplate.trim();
  const unknown = unknownPlaceholders(template);
  const hasPages = (connection.forge ?? defaults.forge) !== "none";
  return (
    <Settings title="Branches and pull requests">
      <SettingsRow label="Branch names">
        <div className="settings-line">
          <Switch
            isSelected={connection.automaticBranchNames}
            onChange={(automaticBranchNames) => set({ automaticBranchNames })}
            description={
              connection.automaticBranchNames ? (
                <>
                  For example <code className="branch-example">{defaults.branchExample}</code>
                </>
              ) : (
                "Each review asks for a name."
              )
            }
          >
            Name branches automatically
          </Switch>
        </div>
      </SettingsRow>
      <TextArea
        label="Pull request text"
        mono
        rows={Math.min(12, Math.max(4, template.split("\n").length))}
        value={template}
        onChange={(text) => set({ pullRequestTemplate: text === defaults.pullRequestTemplate ? null : text })}
        error={errorOf("pullRequestTemplate")}
        description={
          unknown.length > 0 ? (
            <span className="settings-warning">Stays as it is: {unknown.join(", ")}. Only {"{title}"} and {"{changes}"} are filled in.</span>
          ) : (
            <>
              <code>{"{title}"}</code> and <code>{"{changes}"}</code> are filled in.
              {!hasPages && " Not used while the Git host has no web page."}
            </>
          )
        }
      />
      <div className="template-preview">
        <Disclosure title="Preview" isQuiet>
          <pre className="template-text">{previewTemplate(template)}</pre>
        </Disclosure>
        {!isDefault && (
          <Button variant="quiet" onPress={() => set({ pullRequestTemplate: null })}>
            Use the built-in text
          </Button>
        )}
      </div>
    </Settings>
  );
}
