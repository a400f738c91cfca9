import { Layers, Plus, Trash2 } from "lucide-react";

import type { ManifestLine } from "../../ipc/generated/ManifestLine";
import type { SourceControlPage } from "../../ipc/generated/SourceControlPage";
import { useNavigation } from "../../shell/navigation";
import { Button, IconButton } from "../../widgets/Button";
import { Chip } from "../../widgets/Chip";
import { EmptyState } from "../../widgets/EmptyState";
import { InstanceName } from "../../widgets/InstanceName";
import { RelativeTime } from "../../widgets/RelativeTime";
import { Settings } from "../../widgets/Settings";
import { VisibleText } from "../../widgets/VisibleText";
import { visibleString } from "../../widgets/visible";
import "./ReleasesPane.css";

/** The manifests: one for each instance. */
export function ReleasesPane({ page: { header, manifests } }: { page: SourceControlPage }) {
  const { go } = useNavigation();
  const canPush = header !== null && header.readOnly === null;
  const create = canPush && (
    <Button icon={<Plus />} onPress={() => go({ name: "createManifest" })}>
      Create manifest
    </Button>
  );
  return (
    <Settings
      title="Releases"
      description="A manifest says which release of each app and workflow an instance uses."
      actions={manifests.length > 0 && create}
    >
      {header === null ? (
        <p className="quiet">The repository cannot be read at the moment. Test the connection below to see why.</p>
      ) : manifests.length === 0 ? (
        <EmptyState icon={<Layers />} title="There is no manifest yet." action={create}>
          Create one for each instance: dev, staging, prod.
        </EmptyState>
      ) : (
        <table className="settings-table manifests">
          <thead>
            <tr>
              <th scope="col">Manifest</th>
              <th scope="col" className="settings-table-number">
                Entries
              </th>
              <th scope="col" className="manifests-change">
                Last change
              </th>
              <th scope="col">
                <span className="visually-hidden">Actions</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {manifests.map((line) => (
              <ManifestRow key={line.manifest} line={line} canPush={canPush} />
            ))}
          </tbody>
        </table>
      )}
    </Settings>
  );
}

function ManifestRow({ line, canPush }: { line: ManifestLine; canPush: boolean }) {
  const { go } = useNavigation();
  const { manifest, isProduction, entries, lastChange, unreadable } = line;
  return (
    <tr>
      <th scope="row">
        <Button
          variant="link"
          className={isProduction ? "manifest-link manifest-link-production" : "manifest-link"}
          aria-label={`Open the manifest of ${visibleString(manifest)}`}
          onPress={() => go({ name: "manifest", manifest })}
        >
          <InstanceName name={manifest} isProduction={isProduction} />
        </Button>
      </th>
      <td className="settings-table-number">
        {unreadable === null ? entries.toLocaleString("en-GB") : <Chip sign="broken">Cannot be read</Chip>}
      </td>
      <td className="manifests-change">
        {lastChange && (
          <>
            <RelativeTime time={lastChange.time} /> by <VisibleText text={lastChange.author} />
          </>
        )}
      </td>
      <td className="settings-table-actions">
        {canPush && (
          <IconButton
            label={`Delete ${visibleString(manifest)} manifest…`}
            icon={<Trash2 />}
            onPress={() => go({ name: "deleteManifest", manifest })}
          />
        )}
      </td>
    </tr>
  );
}
