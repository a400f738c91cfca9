import { defaultRangeExtractor, useVirtualizer } from "@tanstack/react-virtual";
import { ChevronRight, File, FileCode, Folder } from "lucide-react";
import { useEffect, useId, useMemo, useRef, useState } from "react";

import type { FileEntry } from "../ipc/generated/FileEntry";
import { classes } from "../widgets/classes";
import { VisibleText } from "../widgets/VisibleText";
import { findTyped, moveBy, openAtFirst, toRows, toTree, type FileNode, type TreeRow } from "./tree";
import "./FileTree.css";

const ROW = 26;
const TYPING_PAUSE = 600;
const DEEPEST_INDENT = 7;
const CODE = /\.(rsx|jsx?|tsx?|sql|json|ya?ml|css|py|graphql)$/i;

/**
 * The files of an artifact as a tree: arrows walk and open folders, letters find a name, Enter shows a file.
 * Only the rows in sight are built: an artifact may have 20,000 files.
 */
export function FileTree({ files, shown, onShow, label }: FileTreeProps) {
  const tree = useMemo(() => toTree(files), [files]);
  const [open, setOpen] = useState<ReadonlySet<string>>(() => openAtFirst(tree, shown));
  const rows = useMemo(() => toRows(tree, open), [tree, open]);
  const [active, setActive] = useState(() => Math.max(0, rows.findIndex((row) => row.node.path === shown)));
  const scroll = useRef<HTMLDivElement>(null);
  const typing = useRef({ text: "", at: 0 });
  const id = useId();

  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => ROW,
    overscan: 8,
    scrollPaddingStart: 4,
    scrollPaddingEnd: 4,
    // The active row is there wherever the wheel has led: the tree names it.
    rangeExtractor: (range) => {
      const inSight = defaultRangeExtractor(range);
      return active < rows.length && !inSight.includes(active) ? [...inSight, active] : inSight;
    },
  });
  useEffect(() => virtual.scrollToIndex(active), [virtual, active]);

  const toggle = (path: string) => {
    const next = new Set(open);
    if (!next.delete(path)) next.add(path);
    setOpen(next);
  };
  const choose = ({ path, children }: FileNode) => (children === null ? onShow(path) : toggle(path));

  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { key } = event;
    const now = Date.now();
    const isTyping = now - typing.current.at < TYPING_PAUSE && typing.current.text !== "";
    const move = moveBy(key, rows, active, open);
    const row = rows[active];
    if (move && "to" in move) setActive(move.to);
    else if (move) toggle(move.toggle);
    else if (row && (key === "Enter" || (key === " " && !isTyping))) choose(row.node);
    else if (key.length === 1) {
      const text = (isTyping ? typing.current.text : "") + key;
      typing.current = { text, at: now };
      const found = findTyped(rows, text, isTyping ? active : active + 1);
      if (found !== -1) setActive(found);
    } else return;
    event.preventDefault();
  };

  return (
    <div
      ref={scroll}
      className="tree"
      role="tree"
      aria-label={label}
      tabIndex={0}
      aria-activedescendant={rows.length > 0 ? `${id}-${active}` : undefined}
      onKeyDown={onKeyDown}
    >
      <div className="tree-rows" role="presentation" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, start }) => {
          const row = rows[index];
          return (
            row && (
              <Row
                key={row.node.path}
                id={`${id}-${index}`}
                row={row}
                top={start}
                isOpen={open.has(row.node.path)}
                isShown={row.node.path === shown}
                isActive={index === active}
                onPress={() => {
                  setActive(index);
                  choose(row.node);
                }}
              />
            )
          );
        })}
      </div>
    </div>
  );
}

interface FileTreeProps {
  files: FileEntry[];
  /** The path of the file that is shown. */
  shown: string | null;
  onShow: (path: string) => void;
  label: string;
}

function Row({ id, row, top, isOpen, isShown, isActive, onPress }: RowProps) {
  const { node, level, position, siblings } = row;
  const isFolder = node.children !== null;
  const Icon = isFolder ? Folder : CODE.test(node.name) ? FileCode : File;
  return (
    <div
      id={id}
      className={classes("tree-item", isShown && "tree-item-shown", isActive && "tree-item-active")}
      style={{ top, height: ROW }}
      role="treeitem"
      aria-level={level}
      aria-posinset={position}
      aria-setsize={siblings}
      aria-expanded={isFolder ? isOpen : undefined}
      aria-selected={isShown}
      onClick={onPress}
    >
      <span className="tree-line" data-depth={Math.min(level, DEEPEST_INDENT)}>
        <span className="tree-chevron">{isFolder && <ChevronRight aria-hidden="true" />}</span>
        <Icon className="tree-icon" aria-hidden="true" />
        <span className="tree-name">
          <VisibleText text={node.name} />
        </span>
        {isFolder && !isOpen && (
          <span className="tree-count" aria-hidden="true">
            {node.count.toLocaleString("en-GB")}
          </span>
        )}
      </span>
    </div>
  );
}

interface RowProps {
  id: string;
  row: TreeRow;
  /** Where it stands, in pixels from the first. */
  top: number;
  isOpen: boolean;
  isShown: boolean;
  isActive: boolean;
  onPress: () => void;
}
