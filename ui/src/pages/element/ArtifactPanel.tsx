import { useQuery } from "@tanstack/react-query";
import { Archive, Download } from "lucide-react";

import { FailurePanel } from "../../errors/FailurePanel";
import { FileBrowser } from "../../files/FileBrowser";
import { saveZip } from "../../files/save";
import type { ElementPage } from "../../ipc/generated/ElementPage";
import type { ReleaseRow } from "../../ipc/generated/ReleaseRow";
import type { Source } from "../../ipc/generated/Source";
import { artifactQuery } from "../../ipc/queries";
import { Button } from "../../widgets/Button";
import { EmptyState } from "../../widgets/EmptyState";
import { ErrorPanel } from "../../widgets/ErrorPanel";
import { Skeleton } from "../../widgets/Skeleton";
import { ArtifactAbout, ArtifactNotes } from "./ArtifactAbout";
import { ReleasePicker } from "./ReleasePicker";
import { ReleaseTags } from "./ReleaseTags";
import "./ArtifactPanel.css";

/** What a release's artifact says of itself, and its files. */
export function ArtifactPanel(props: ArtifactPanelProps) {
  const { repository, page, release, wantedFile, onShowFile, onChoose } = props;
  const { version } = release;
  const { element } = page;
  const artifact = useQuery(artifactQuery(repository, element, version));
  const source: Source = { kind: "release", element, version };
  const reply = artifact.data;
  return (
    <section className="artifact" aria-label={`Release ${version}`}>
        <header className="artifact-header">
          <div className="artifact-title">
            {onChoose ? <ReleasePicker page={page} shown={version} onChoose={onChoose} /> : <h2 className="artifact-version">{version}</h2>}
            <ReleaseTags manifests={release.on} on={page.on} />
            <Button className="artifact-save" icon={<Download />} onPress={() => void saveZip(repository, element, version)}>
              Save zip…
            </Button>
          </div>
          <ArtifactAbout release={release} artifact={reply ?? null} />
        </header>
        {reply?.kind === "opened" && <ArtifactNotes release={release} artifact={reply} />}
        {artifact.error ? (
          <div className="artifact-state">
            <FailurePanel failure={artifact.error} retry={() => void artifact.refetch()} />
          </div>
        ) : !reply ? (
          <div className="artifact-state">
            <Skeleton rows={6} label="Opening the artifact" />
          </div>
        ) : reply.kind === "refused" ? (
          <div className="artifact-state">
            <ErrorPanel
              message={`This artifact is refused. ${reply.reason}`}
              unchanged="None of its files was opened. Everything else can be used as before."
              hint="To replace it, create a new release."
            />
          </div>
        ) : reply.files.length === 0 ? (
          <EmptyState icon={<Archive />} title="This artifact holds no files." />
        ) : (
          <FileBrowser files={reply.files} source={source} wanted={wantedFile} onShow={onShowFile} />
        )}
    </section>
  );
}

interface ArtifactPanelProps {
  repository: string;
  page: ElementPage;
  release: ReleaseRow;
  /** The file that was looked at last: shown again in another release, where it is there. */
  wantedFile: string | null;
  onShowFile: (path: string) => void;
  /** Shows another release, where this panel has taken the list's place. */
  onChoose: ((version: string) => void) | null;
}
