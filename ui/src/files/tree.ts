import type { FileEntry } from "../ipc/generated/FileEntry";

/** A file or folder of an artifact. */
export interface FileNode {
  /** The path inside the artifact. */
  path: string;
  /** The last segment of the path. */
  name: string;
  /** What a folder holds, folders first; nothing for a file. */
  children: FileNode[] | null;
  /** How many files a folder holds at any depth; 1 for a file. */
  count: number;
}

const MOST_OPEN_AT_FIRST = 300;
const MAIN_FILES = ["main.rsx", "app.yml", "workflow.yml", "metadata.json"];
const order = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

/** The files as a tree: folders before files, each by name. */
export function toTree(files: readonly FileEntry[]): FileNode[] {
  const root: FileNode[] = [];
  const folders = new Map<string, FileNode>();
  const childrenOf = (path: string): FileNode[] => {
    if (path === "") return root;
    const known = folders.get(path);
    if (known?.children) return known.children;
    const folder: FileNode & { children: FileNode[] } = { path, name: nameOf(path), children: [], count: 0 };
    folders.set(path, folder);
    childrenOf(folderOf(path)).push(folder);
    return folder.children;
  };
  for (const { path } of files) {
    childrenOf(folderOf(path)).push({ path, name: nameOf(path), children: null, count: 1 });
    for (let folder = folderOf(path); folder !== ""; folder = folderOf(folder)) {
      const node = folders.get(folder);
      if (node) node.count += 1;
    }
  }
  sort(root);
  return root;
}

/** The last segment of a path. */
export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** The path without its last segment; empty at the top. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}

/** The file to show first: the one that the app starts from. */
export function mainFile(files: readonly FileEntry[]): string | null {
  const found = MAIN_FILES.find((name) => files.some((file) => file.path === name));
  return found ?? files[0]?.path ?? null;
}

/** The folders to show open at first: all of a small artifact but the hidden ones, which only hold layout. */
export function openAtFirst(tree: readonly FileNode[], shown: string | null): Set<string> {
  const total = tree.reduce((sum, node) => sum + node.count, 0);
  const open = new Set<string>();
  const visit = (nodes: readonly FileNode[]) => {
    for (const node of nodes) {
      if (node.children === null || node.name.startsWith(".")) continue;
      open.add(node.path);
      visit(node.children);
    }
  };
  if (total <= MOST_OPEN_AT_FIRST) visit(tree);
  for (let folder = folderOf(shown ?? ""); folder !== ""; folder = folderOf(folder)) open.add(folder);
  return open;
}

/** A line of the tree as it is seen. */
export interface TreeRow {
  node: FileNode;
  /** How deep it stands, from 1 on. */
  level: number;
  /** Its place among its siblings, from 1 on. */
  position: number;
  siblings: number;
  /** The index of the row of its folder; -1 at the top. */
  parent: number;
}

/** The rows that are seen while these folders are open. */
export function toRows(tree: readonly FileNode[], open: ReadonlySet<string>): TreeRow[] {
  const rows: TreeRow[] = [];
  const visit = (nodes: readonly FileNode[], level: number, parent: number) => {
    nodes.forEach((node, index) => {
      rows.push({ node, level, position: index + 1, siblings: nodes.length, parent });
      if (node.children && open.has(node.path)) visit(node.children, level + 1, rows.length - 1);
    });
  };
  visit(tree, 1, -1);
  return rows;
}

/** What a key does in the tree. */
export type Move = { to: number } | { toggle: string } | null;

const PAGE = 10;

/** Where a key leads from the row at `index`, or which folder it opens or closes; nothing for other keys. */
export function moveBy(key: string, rows: readonly TreeRow[], index: number, open: ReadonlySet<string>): Move {
  const row = rows[index];
  if (!row) return null;
  const last = rows.length - 1;
  const isFolder = row.node.children !== null;
  const isOpen = isFolder && open.has(row.node.path);
  switch (key) {
    case "ArrowDown":
      return { to: Math.min(index + 1, last) };
    case "ArrowUp":
      return { to: Math.max(index - 1, 0) };
    case "PageDown":
      return { to: Math.min(index + PAGE, last) };
    case "PageUp":
      return { to: Math.max(index - PAGE, 0) };
    case "Home":
      return { to: 0 };
    case "End":
      return { to: last };
    case "ArrowRight":
      if (!isFolder) return { to: index };
      return isOpen ? { to: Math.min(index + 1, last) } : { toggle: row.node.path };
    case "ArrowLeft":
      if (isOpen) return { toggle: row.node.path };
      return { to: row.parent === -1 ? index : row.parent };
    default:
      return null;
  }
}

/** The next row whose name starts with what was typed, round and round. */
export function findTyped(rows: readonly TreeRow[], typed: string, from: number): number {
  const wanted = typed.toLowerCase();
  const around = [...rows.keys()].map((step) => (from + step) % rows.length);
  return around.find((index) => rows[index]?.node.name.toLowerCase().startsWith(wanted)) ?? -1;
}

function sort(nodes: FileNode[]): void {
  nodes.sort(
    (one, other) =>
      Number(one.children === null) - Number(other.children === null) || order.compare(one.name, other.name),
  );
  for (const node of nodes) if (node.children) sort(node.children);
}
