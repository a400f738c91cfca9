import { ChevronRight, File, FileCode, Folder } from "lucide-react";
import { useMemo, useState } from "react";
import { Button, Collection, ListLayout, Tree, TreeItem, TreeItemContent, Virtualizer } from "react-aria-components";

import type { FileEntry } from "../ipc/generated/FileEntry";
import { visibleString } from "../widgets/visible";
import { VisibleText } from "../widgets/VisibleText";
import { openAtFirst, toTree, type FileNode } from "./tree";
import "./FileTree.css";

const ROW = 26;
const CODE = /\.(rsx|jsx?|tsx?|sql|json|ya?ml|css|py|graphql)$/i;
const layout = { rowHeight: ROW };

/** The files of an artifact as a tree: arrows walk and open folders, Enter shows a file. */
export function FileTree({ files, shown, onShow, label }: FileTreeProps) {
  const tree = useMemo(() => toTree(files), [files]);
  const [expanded, setExpanded] = useState(() => openAtFirst(tree, shown));
  const folders = useMemo(() => foldersOf(tree), [tree]);

  const choose = (path: string) => {
    if (!folders.has(path)) {
      onShow(path);
      return;
    }
    const next = new Set(expanded);
    if (!next.delete(path)) next.add(path);
    setExpanded(next);
  };

  const item = (node: FileNode): React.ReactElement => (
    <TreeItem
      key={node.path}
      id={node.path}
      className="tree-item"
      textValue={visibleString(node.name)}
      hasChildItems={node.children !== null}
    >
      <TreeItemContent>
        {({ level }) => (
          <span className="tree-line" data-depth={Math.min(level, 12)}>
            {node.children === null ? (
              <span className="tree-chevron" />
            ) : (
              <Button slot="chevron" className="tree-chevron">
                <ChevronRight aria-hidden="true" />
              </Button>
            )}
            {node.children !== null ? (
              <Folder className="tree-icon" aria-hidden="true" />
            ) : CODE.test(node.name) ? (
              <FileCode className="tree-icon" aria-hidden="true" />
            ) : (
              <File className="tree-icon" aria-hidden="true" />
            )}
            <span className="tree-name">
              <VisibleText text={node.name} />
            </span>
            {node.children !== null && !expanded.has(node.path) && <span className="tree-count">{node.count}</span>}
          </span>
        )}
      </TreeItemContent>
      {/* What a closed folder holds is not built: an artifact may have 20,000 files. */}
      {node.children !== null && expanded.has(node.path) && (
        <Collection items={node.children}>{(child) => item(child)}</Collection>
      )}
    </TreeItem>
  );

  return (
    <Virtualizer layout={ListLayout} layoutOptions={layout}>
      <Tree
        aria-label={label}
        className="tree"
        items={tree}
        dependencies={[expanded]}
        expandedKeys={expanded}
        onExpandedChange={(keys) => setExpanded(new Set([...keys].map(String)))}
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={shown === null ? [] : [shown]}
        onSelectionChange={(keys) => {
          const [path] = keys;
          if (path !== undefined) choose(String(path));
        }}
      >
        {item}
      </Tree>
    </Virtualizer>
  );
}

interface FileTreeProps {
  files: FileEntry[];
  /** The path of the file that is shown. */
  shown: string | null;
  onShow: (path: string) => void;
  label: string;
}

function foldersOf(nodes: readonly FileNode[], found = new Set<string>()): Set<string> {
  for (const node of nodes) {
    if (node.children === null) continue;
    found.add(node.path);
    foldersOf(node.children, found);
  }
  return found;
}
