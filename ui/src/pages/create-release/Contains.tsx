import { changesSummary, FileChanges } from "../../files/ChangedFiles";
import { CommitList } from "../../files/CommitList";
import type { CreateReleasePage } from "../../ipc/generated/CreateReleasePage";
import type { Source } from "../../ipc/generated/Source";
import { Banner } from "../../widgets/Banner";
import { Checkbox } from "../../widgets/Choice";
import { Disclosure } from "../../widgets/Disclosure";
import { VisibleText } from "../../widgets/VisibleText";
import { plural } from "../../widgets/words";

/** What the release will hold: the folder as it is now, and how that differs from the newest release. */
export function Contains({ page, acceptsUnchanged, isDisabled, onAcceptUnchanged }: ContainsProps) {
  const { header, element, newest, commits, changes, changesProblem, isUnchanged, folder } = page;
  const before: Source = newest === null ? { kind: "nothing" } : { kind: "release", element, version: newest };
  const after: Source = { kind: "folder", folder };
  const commit = (
    <>
      {header.defaultBranch} <code className="contains-commit">{header.commit.slice(0, 7)}</code>
    </>
  );
  return (
    <div className="release-row" role="group" aria-labelledby="contains-label">
      <h2 className="field-label" id="contains-label">
        Contains
      </h2>
      <div className="contains">
        {isUnchanged ? (
          <>
            <p className="contains-line">
              {commit} <span className="quiet small">no file differs from {newest}</span>
            </p>
            <Banner sign="attention">
              <p>
                Nothing changed in <VisibleText text={page.name} /> since {newest}. A new release would hold the same files.
              </p>
              <Checkbox isSelected={acceptsUnchanged} onChange={onAcceptUnchanged} isDisabled={isDisabled}>
                Release it all the same
              </Checkbox>
            </Banner>
          </>
        ) : changesProblem !== null ? (
          <>
            <p className="contains-line">{commit}</p>
            <Banner sign="attention">
              <p>What changed since {newest} cannot be told. {changesProblem}</p>
              <p>The new release is made from the app's folder, which is in order.</p>
            </Banner>
          </>
        ) : (
          <Disclosure isQuiet title={<span className="contains-line">{commit}</span>} note={summary(page)}>
            <div className="contains-details">
              {commits !== null && commits.count > 0 && <CommitList commits={commits} newest={newest} />}
              <section>
                <h3 className="change-heading">
                  Files <span className="quiet small">{changesSummary(changes)}</span>
                </h3>
                <FileChanges files={changes} before={before} after={after} />
              </section>
            </div>
          </Disclosure>
        )}
      </div>
    </div>
  );
}

interface ContainsProps {
  page: CreateReleasePage;
  /** Whether a release that holds the same as the newest is wanted. */
  acceptsUnchanged: boolean;
  isDisabled: boolean;
  onAcceptUnchanged: (accepts: boolean) => void;
}

/** "6 commits, 4 files since 1.0.2". */
function summary({ commits, changes, newest }: CreateReleasePage): string {
  const files = plural(changes.length, "file");
  if (newest === null) return `${files}, the first release`;
  return commits === null ? `${files} differ from ${newest}` : `${plural(commits.count, "commit")}, ${files} since ${newest}`;
}
