import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { FailurePanel } from "../errors/FailurePanel";
import type { ChangeStatus } from "../ipc/generated/ChangeStatus";
import type { FileChange } from "../ipc/generated/FileChange";
import type { Source } from "../ipc/generated/Source";
import { changesQuery, differenceQuery } from "../ipc/queries";
import { useRepository } from "../shell/session";
import { Button } from "../widgets/Button";
import { Disclosure } from "../widgets/Disclosure";
import { InlineDifference } from "../widgets/InlineDifference";
import { Skeleton } from "../widgets/Skeleton";
import { VisibleText } from "../widgets/VisibleText";
import { plural } from "../widgets/words";
import "./ChangedFiles.css";

const letters: Record<ChangeStatus, { letter: string; word: string }> = {
  added: { letter: "A", word: "Added" },
  removed: { letter: "D", word: "Deleted" },
  changed: { letter: "M", word: "Changed" },
};

/** "3 changed · 1 added". */
export function changesSummary(files: readonly FileChange[]): string {
  const count = (status: ChangeStatus) => files.filter((file) => file.status === status).length;
  const parts = [
    [count("changed"), "changed"],
    [count("added"), "added"],
    [count("removed"), "deleted"],
  ].flatMap(([number, word]) => (number ? [`${number} ${word}`] : []));
  return parts.join(" · ") || "No file differs";
}

/** The files that differ between two sources, each opening as a difference in its place. */
export function ChangedFiles({ before, after }: { before: Source; after: Source }) {
  const repository = useRepository();
  const changes = useQuery(changesQuery(repository, before, after));
  if (changes.isPending) return <Skeleton rows={3} label="Comparing the files" />;
  if (changes.error) return <FailurePanel failure={changes.error} retry={() => void changes.refetch()} />;
  return <FileChanges files={changes.data.files} before={before} after={after} />;
}

const SHOWN_AT_FIRST = 200;

/** The same, where the files are known already. */
export function FileChanges({ files, before, after }: { files: FileChange[]; before: Source; after: Source }) {
  const [limit, setLimit] = useState(SHOWN_AT_FIRST);
  if (files.length === 0) return <p className="quiet">No file differs.</p>;
  const content = files.filter((file) => !file.isLayoutOnly);
  const layout = files.filter((file) => file.isLayoutOnly);
  return (
    <div className="changed-files">
      <ul>
        {content.slice(0, limit).map((file) => (
          <ChangedFile key={file.path} file={file} before={before} after={after} isOnly={content.length === 1} />
        ))}
      </ul>
      {content.length > limit && (
        <Button variant="link" onPress={() => setLimit(limit + 1000)}>
          Show {(content.length - limit).toLocaleString("en-GB")} more
        </Button>
      )}
      {layout.length > 0 && (
        <Disclosure isQuiet title="Layout only" note={plural(layout.length, "file")}>
          <ul>
            {layout.slice(0, limit).map((file) => (
              <ChangedFile key={file.path} file={file} before={before} after={after} />
            ))}
          </ul>
        </Disclosure>
      )}
    </div>
  );
}

function ChangedFile({ file, before, after, isOnly }: ChangedFileProps) {
  const { letter, word } = letters[file.status];
  return (
    <li>
      <Disclosure
        isQuiet
        defaultExpanded={isOnly}
        title={
          <span className="changed-file">
            <abbr className={`changed-letter changed-letter-${file.status}`} title={word}>
              {letter}
            </abbr>
            <span className="mono">
              <VisibleText text={file.path} />
            </span>
          </span>
        }
      >
        <FileDifference path={file.path} before={before} after={after} />
      </Disclosure>
    </li>
  );
}

interface ChangedFileProps {
  file: FileChange;
  before: Source;
  after: Source;
  /** Opens by itself: there is nothing else to choose from. */
  isOnly?: boolean;
}

function FileDifference({ path, before, after }: { path: string; before: Source; after: Source }) {
  const repository = useRepository();
  const difference = useQuery(differenceQuery(repository, before, after, path));
  if (difference.isPending) return <Skeleton rows={2} label="Comparing the file" />;
  if (difference.error) return <FailurePanel failure={difference.error} retry={() => void difference.refetch()} />;
  return <InlineDifference difference={difference.data} label={`What changes in ${path}`} />;
}
