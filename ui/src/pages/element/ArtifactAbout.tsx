import type { ArtifactReply } from "../../ipc/generated/ArtifactReply";
import type { ReleaseRow } from "../../ipc/generated/ReleaseRow";
import { Banner } from "../../widgets/Banner";
import { CopyButton } from "../../widgets/CopyButton";
import { RelativeTime } from "../../widgets/RelativeTime";
import { VisibleText } from "../../widgets/VisibleText";
import { fileSize } from "../../widgets/words";

/** The description, and in one line: when, by whom, from which commit, how large. */
export function ArtifactAbout({ release, artifact }: { release: ReleaseRow; artifact: ArtifactReply | null }) {
  const metadata = artifact?.kind === "opened" ? artifact.metadata : null;
  const description = metadata?.description ?? release.description;
  const created = (artifact?.kind === "opened" ? artifact.created : null) ?? release.created;
  const commit = metadata?.gitSha ?? null;
  return (
    <>
      {description !== "" && (
        // What is too long for the header scrolls, by keyboard too.
        <p className="artifact-description" tabIndex={description.length > 200 || description.includes("\n") ? 0 : undefined}>
          <VisibleText text={description} />
        </p>
      )}
      <dl className="artifact-facts">
        {created !== null && (
          <div>
            <dt>Created</dt>
            <dd>
              <RelativeTime time={created} />
            </dd>
          </div>
        )}
        {release.author !== null && (
          <div>
            <dt>By</dt>
            <dd>
              <VisibleText text={release.author} />
            </dd>
          </div>
        )}
        {commit !== null && (
          <div>
            <dt>Commit</dt>
            <dd className="artifact-commit">
              <code>
                <VisibleText text={commit.slice(0, 7)} />
              </code>
              <CopyButton text={commit} label="Copy the commit" />
            </dd>
          </div>
        )}
        <div>
          <dt>Size</dt>
          <dd className="numbers">{fileSize(artifact?.size ?? release.size)}</dd>
        </div>
      </dl>
    </>
  );
}

/** What is odd about an artifact that can be opened all the same. */
export function ArtifactNotes({ release, artifact }: { release: ReleaseRow; artifact: Extract<ArtifactReply, { kind: "opened" }> }) {
  const { metadata, metadataProblem } = artifact;
  const claimed = metadata?.version ?? null;
  const notes = [
    metadataProblem,
    metadata === null && metadataProblem === null
      ? "It holds no release metadata, so its description and commit are not known."
      : null,
    claimed !== null && claimed !== release.version
      ? `Its metadata says that it is ${claimed}; its file says ${release.version}.`
      : null,
    release.isLegacyLocation ? "Legacy location: it is kept in the source folder. New releases leave it out." : null,
  ].filter((note) => note !== null);
  if (notes.length === 0) return null;
  return (
    <div className="artifact-notes">
      {notes.map((note) => (
        <Banner key={note} sign="attention">
          <VisibleText text={note} />
        </Banner>
      ))}
    </div>
  );
}
