import type { CreateReleasePage } from "../../ipc/generated/CreateReleasePage";
import { InstanceName } from "../../widgets/InstanceName";
import { Becomes } from "../../widgets/Sign";
import { Version } from "../../widgets/Version";
import { VisibleText } from "../../widgets/VisibleText";

/** The release as it was pushed: what was chosen, and no more. */
export function ReleaseSummary({ page, version, description, manifests }: ReleaseSummaryProps) {
  const instances = page.on.filter((on) => manifests.includes(on.manifest));
  return (
    <dl className="release-form release-summary">
      <div className="release-row">
        <dt className="field-label">Version</dt>
        <dd>
          <Version value={version} />
        </dd>
      </div>
      <div className="release-row">
        <dt className="field-label">Contains</dt>
        <dd>
          {page.header.defaultBranch} <code>{page.header.commit.slice(0, 7)}</code>
        </dd>
      </div>
      {description.trim() !== "" && (
        <div className="release-row">
          <dt className="field-label">Description</dt>
          <dd className="release-summary-text">
            <VisibleText text={description.trim()} />
          </dd>
        </div>
      )}
      {instances.length > 0 && (
        <div className="release-row">
          <dt className="field-label">Also set on</dt>
          <dd>
            <ul className="release-summary-on">
              {instances.map((on) => (
                <li key={on.manifest}>
                  <InstanceName name={on.manifest} isProduction={on.isProduction} />
                  <span className="set-on-change">
                    {on.release === null ? <span className="quiet">Not listed</span> : <Version value={on.release} isQuiet />}
                    <Becomes />
                    <Version value={version} />
                  </span>
                </li>
              ))}
            </ul>
          </dd>
        </div>
      )}
    </dl>
  );
}

interface ReleaseSummaryProps {
  page: CreateReleasePage;
  version: string;
  description: string;
  /** The manifests that name the release once the branch is merged. */
  manifests: string[];
}
