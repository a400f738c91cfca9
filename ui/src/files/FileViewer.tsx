import { useQuery } from "@tanstack/react-query";
import { Binary, Download, FileWarning, Search } from "lucide-react";
import { lazy, Suspense, useRef } from "react";

import { FailurePanel } from "../errors/FailurePanel";
import type { FileView } from "../ipc/generated/FileView";
import type { Source } from "../ipc/generated/Source";
import { fileQuery } from "../ipc/queries";
import { useRepository } from "../shell/session";
import { Button, IconButton } from "../widgets/Button";
import { CopyButton } from "../widgets/CopyButton";
import { EmptyState } from "../widgets/EmptyState";
import { Skeleton } from "../widgets/Skeleton";
import { VisibleText } from "../widgets/VisibleText";
import { fileSize } from "../widgets/words";
import type { CodeViewHandle } from "./CodeView";
import { folderOf, nameOf } from "./tree";
import { saveFile } from "./save";
import { useFindKey } from "./useFindKey";
import "./FileViewer.css";

// The editor is a third of the window's code, and the matrix does without it.
const CodeView = lazy(() => import("./CodeView"));

/** One file of a source, to read or to save. */
export function FileViewer({ source, path, size }: { source: Source; path: string; size: number }) {
  const repository = useRepository();
  const file = useQuery(fileQuery(repository, source, path));
  const code = useRef<CodeViewHandle>(null);
  const isText = file.data?.kind === "text" && file.data.text !== "";
  const folder = folderOf(path);
  const save = () => void saveFile(repository, source, path);

  useFindKey(code);

  return (
    <section className="file-viewer" aria-label="File">
      <header className="file-header">
        <h3 className="file-path selectable">
          {folder && (
            <span className="file-folder">
              <VisibleText text={folder} />/
            </span>
          )}
          <VisibleText text={nameOf(path)} />
        </h3>
        <span className="file-size numbers">{fileSize(size)}</span>
        <span className="file-actions">
          {isText && <CopyButton text={file.data?.kind === "text" ? file.data.text : ""} label="Copy the whole file" />}
          {isText && <IconButton label="Find in this file" keys="Ctrl F" icon={<Search />} onPress={() => code.current?.find()} />}
          <Button variant="quiet" icon={<Download />} onPress={save}>
            Save file…
          </Button>
        </span>
      </header>
      {file.error ? (
        <div className="file-state">
          <FailurePanel failure={file.error} retry={() => void file.refetch()} />
        </div>
      ) : !file.data ? (
        <div className="file-state">
          <Skeleton rows={8} label="Reading the file" />
        </div>
      ) : isText && file.data.kind === "text" ? (
        <Suspense fallback={null}>
          <CodeView ref={code} text={file.data.text} path={path} />
        </Suspense>
      ) : (
        <NotShown file={file.data} onSave={save} />
      )}
    </section>
  );
}

function NotShown({ file, onSave }: { file: FileView; onSave: () => void }) {
  const saveButton = (
    <Button icon={<Download />} onPress={onSave}>
      Save file…
    </Button>
  );
  switch (file.kind) {
    case "binary":
      return (
        <EmptyState icon={<Binary />} title="This file is not text." action={saveButton}>
          Save it to open it in another program.
        </EmptyState>
      );
    case "tooLarge":
      return (
        <EmptyState icon={<FileWarning />} title={`${fileSize(file.size)} is too large to show here.`} action={saveButton}>
          Files of up to 2 MB are shown. Save it to open it in another program.
        </EmptyState>
      );
    case "text":
      return <EmptyState title="This file is empty." />;
  }
}
