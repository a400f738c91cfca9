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

function sort(nodes: FileNode[]): void {
  nodes.sort(
    (one, other) =>
      Number(one.children === null) - Number(other.children === null) || order.compare(one.name, other.name),
  );
  for (const node of nodes) if (node.children) sort(node.children);
}
