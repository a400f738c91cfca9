import { useState } from "react";

import type { FileEntry } from "../ipc/generated/FileEntry";
import type { Source } from "../ipc/generated/Source";
import { plural } from "../widgets/words";
import { mainFile } from "./tree";
import { FileTree } from "./FileTree";
import { FileViewer } from "./FileViewer";
import "./FileBrowser.css";

/** The files of a source as a tree, and the chosen one beside it. */
export function FileBrowser({ files, source, wanted, onShow }: FileBrowserProps) {
  const [chosen, setChosen] = useState<string | null>(null);
  const shown = [chosen, wanted, mainFile(files)].find((path) => files.some((file) => file.path === path)) ?? null;
  const file = files.find((entry) => entry.path === shown);
  const show = (path: string) => {
    setChosen(path);
    onShow(path);
  };
  return (
    <div className="file-browser">
      <div className="file-browser-tree">
        <h3 className="file-browser-title">{plural(files.length, "file")}</h3>
        <div className="file-browser-list">
          <FileTree files={files} shown={shown} onShow={show} label="Files" />
        </div>
      </div>
      {file && <FileViewer key={file.path} source={source} path={file.path} size={file.size} />}
    </div>
  );
}

interface FileBrowserProps {
  files: FileEntry[];
  source: Source;
  /** The file to show at first, where there is one of this path. */
  wanted: string | null;
  onShow: (path: string) => void;
}
