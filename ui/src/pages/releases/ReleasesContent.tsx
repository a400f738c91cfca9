import { SearchX } from "lucide-react";
import { useCallback, useDeferredValue, useMemo, useRef, useState } from "react";

import { elementId } from "../../changes/elementId";
import { NoHits } from "../../changes/NoHits";
import { asFailure, call } from "../../ipc/call";
import type { CellDetails } from "../../ipc/generated/CellDetails";
import type { Column } from "../../ipc/generated/Column";
import type { Instance } from "../../ipc/generated/Instance";
import type { ReleasesPage } from "../../ipc/generated/ReleasesPage";
import type { Row } from "../../ipc/generated/Row";
import { holdOpen } from "../../ipc/keeping";
import { queryClient, releasesQuery } from "../../ipc/queries";
import { useKeptState } from "../../shell/keptState";
import { useNavigation } from "../../shell/navigation";
import { useSession } from "../../shell/session";
import { announce } from "../../widgets/announce";
import { Button } from "../../widgets/Button";
import { copyText } from "../../widgets/CopyButton";
import { EmptyState } from "../../widgets/EmptyState";
import { showToast } from "../../widgets/Toasts";
import { CellPopover } from "./CellPopover";
import { indexDraft, type DraftIndex } from "./draftIndex";
import { cellText, toText } from "./copyRows";
import { changed, moved, shownCells } from "./columns";
import { countFilters, groupRows, rowKey, toItems, type Filter, type Item } from "./items";
import { Matrix, PINNED_COLUMNS } from "./Matrix";
import type { ColumnActions } from "./MatrixHeader";
import { FileProblems, ProblemList } from "../../problems/Problems";
import { releasesOnTheWay, waitsOf } from "./onTheWay";
import { DraftNotes } from "./ReleasesNotes";
import type { Selection } from "./selection";
import { UnreleasedDialog } from "./UnreleasedDialog";
import { ReleasesToolbar } from "./ReleasesToolbar";
import type { DraftActions } from "./useDraft";
import { useVisibleOnly } from "./useSelection";
import { useUnreleased } from "./useUnreleased";
import { WaitingBranches } from "./WaitingBranches";
import { WhatChangesDialog } from "./WhatChangesDialog";

const ROW_HEIGHT = { comfortable: 32, compact: 28 };
const NO_DRAFT: DraftIndex = new Map();

interface OpenCell {
  row: Row;
  column: number;
  anchor: HTMLElement;
  /** With these, the files that differ are shown in place of the popover. */
  details?: CellDetails;
}

/** The filters, what needs attention, and the matrix with its popover. */
export function ReleasesContent({ repository, page, draft, selection, onSelect }: ReleasesContentProps) {
  const { go } = useNavigation();
  const { preferences } = useSession();
  const [filter, setFilter] = useKeptState<Filter>(`${repository} filter`, "all");
  const [text, setText] = useKeptState(`${repository} filter text`, "");
  const [collapsed, setCollapsed] = useKeptState<ReadonlySet<string>>(`${repository} collapsed`, new Set());
  const [open, setOpen] = useState<OpenCell | null>(null);
  const [unreleasedOf, setUnreleasedOf] = useState<{ row: Row; anchor: HTMLElement } | null>(null);

  const { problems, header, waiting } = page;
  const { columns, rows } = useMemo(() => shownCells(page), [page.columns, page.rows]);
  const deferredText = useDeferredValue(text);
  const groups = useMemo(() => groupRows(rows), [rows]);
  const releases = useMemo(() => releasesOnTheWay(waiting), [waiting]);
  const items = useMemo(
    () => toItems(groups, filter, deferredText, collapsed, releases),
    [groups, filter, deferredText, collapsed, releases],
  );
  useVisibleOnly(items, selection, onSelect);
  const unreleased = useUnreleased(repository, header.commit);
  const index = useStableDraft(page.draft.changes);
  const counts = useMemo(() => countFilters({ ...page, rows }, releases), [rows, page.problems, releases]);

  const column = open ? columns[open.column] : undefined;
  const release = open?.row.cells[open.column]?.release ?? null;
  const change = open && column && index.get(elementId(open.row.element))?.get(column.manifest);
  const choose = (to: string | null) => {
    if (open && column) void draft.choose({ manifest: column.manifest, element: open.row.element, release: to }, release);
    setOpen(null);
  };

  const openElement = useCallback((row: Row) => {
    if (row.folder !== null) go({ name: "element", folder: row.folder });
  }, [go]);
  const openCell = useCallback((row: Row, position: number, anchor: HTMLElement) => setOpen({ row, column: position, anchor }), []);
  const toggleGroup = (key: string) => {
    const next = new Set(collapsed);
    if (!next.delete(key)) next.add(key);
    setCollapsed(next);
  };
  const canPush = header.readOnly === null;
  const actions = useMemo<ColumnActions>(
    () => ({
      canPush,
      onCreateManifest: () => go({ name: "createManifest" }),
      onOpenManifest: (manifest) => go({ name: "manifest", manifest }),
      onRollBack: (manifest) => go({ name: "rollBack", manifest }),
      onCompare: (manifest) => {
        const [source, target] = besides(columns, manifest);
        go({ name: "compare", source, target });
      },
      onDeleteManifest: (manifest) => go({ name: "deleteManifest", manifest }),
      onMove: (manifest, by) => {
        const instances = moved(page.columns, manifest, by);
        if (instances) void arrange(repository, instances);
      },
      onChange: (manifest, change) => void arrange(repository, changed(page.columns, manifest, change)),
    }),
    [repository, canPush, columns, page.columns, go],
  );
  const copy = async (item: Item | undefined, column: number) => {
    const chosen = rows.filter((row) => selection.keys.has(rowKey(row)));
    await copyText(chosen.length > 0 ? toText(chosen, columns) : cellAt(item, column, columns));
    announce("Copied");
  };
  const clear = () => {
    setText("");
    setFilter("all");
  };

  return (
    <>
      <DraftNotes page={page} draft={draft} />
      {filter !== "problems" && <FileProblems problems={problems} onShow={() => setFilter("problems")} />}
      <ReleasesToolbar
        text={text}
        onText={setText}
        filter={filter}
        onFilter={setFilter}
        counts={counts}
        columns={page.columns}
        onChangeColumn={actions.onChange}
      />
      {filter === "problems" && <ProblemList problems={problems} />}
      {filter === "onTheWay" && <WaitingBranches waiting={waiting} columns={page.columns} header={header} />}
      {items.length === 0 ? (
        <NothingLeft filter={filter} text={text} onClear={clear} />
      ) : (
        <Matrix
          repository={repository}
          columns={columns}
          items={items}
          draft={index}
          waiting={waiting}
          releases={releases}
          unreleased={unreleased}
          selection={selection}
          rowHeight={ROW_HEIGHT[preferences.density]}
          actions={actions}
          onSelect={onSelect}
          onCopy={(item, column) => void copy(item, column)}
          onOpenElement={openElement}
          onOpenUnreleased={(row, anchor) => setUnreleasedOf({ row, anchor })}
          onOpenCell={openCell}
          onToggleGroup={toggleGroup}
        />
      )}
      {open && column && !open.details && (
        <CellPopover
          repository={repository}
          row={open.row}
          column={column}
          release={release}
          change={change || undefined}
          waits={waitsOf(open.row.cells[open.column], waiting)}
          defaultBranch={header.defaultBranch}
          readOnly={header.readOnly}
          anchor={open.anchor}
          onChoose={choose}
          onShowChanges={(details) => setOpen({ ...open, details })}
          onCreateRelease={() => open.row.folder !== null && go({ name: "createRelease", folder: open.row.folder })}
          onClose={() => setOpen((now) => (now?.details ? now : null))}
        />
      )}
      {unreleasedOf && unreleasedOf.row.folder !== null && (
        <UnreleasedDialog
          repository={repository}
          folder={unreleasedOf.row.folder}
          name={unreleasedOf.row.name ?? unreleasedOf.row.element.id}
          returnTo={unreleasedOf.anchor}
          onClose={() => setUnreleasedOf(null)}
        />
      )}
      {open?.details && column && (
        <WhatChangesDialog
          row={open.row}
          column={column}
          details={open.details}
          waits={waitsOf(open.row.cells[open.column], waiting)}
          chosen={change ? change.to : null}
          canChoose={canPush && open.details.locked === null}
          returnTo={open.anchor}
          onChoose={choose}
          onClose={() => setOpen(null)}
        />
      )}
    </>
  );
}

interface ReleasesContentProps {
  repository: string;
  page: ReleasesPage;
  draft: DraftActions;
  selection: Selection;
  onSelect: (selection: Selection) => void;
}

/** What one line says in one column, as text. */
function cellAt(item: Item | undefined, column: number, columns: Column[]): string {
  if (item?.kind !== "row") return item?.label ?? "";
  const instance = columns[column - PINNED_COLUMNS];
  if (instance) return cellText(item.row, instance, column - PINNED_COLUMNS);
  return column === 0 ? (item.row.name ?? item.row.element.id) : (item.row.newest ?? "");
}

const nothing: Record<Filter, [string, string | null]> = {
  all: ["There is no app in this repository.", null],
  behind: ["Nothing is behind.", "Every manifest names the newest release."],
  onTheWay: ["Nothing is on the way.", "No branch changes a manifest or adds a release."],
  problems: ["No app has a problem.", null],
};

function NothingLeft({ filter, text, onClear }: { filter: Filter; text: string; onClear: () => void }) {
  if (text !== "") return <NoHits typed={text} onClear={onClear} />;
  const [title, reason] = nothing[filter];
  return (
    <EmptyState icon={<SearchX />} title={title} action={filter !== "all" && <Button onPress={onClear}>Show all</Button>}>
      {reason}
    </EmptyState>
  );
}

/** An instance and its neighbour, in the order of the columns: the one before it, or else the one after it. */
function besides(columns: Column[], manifest: string): [string, string] {
  const place = columns.findIndex((column) => column.manifest === manifest);
  const before = columns[place - 1];
  return before ? [before.manifest, manifest] : [manifest, columns[place + 1]?.manifest ?? manifest];
}

/** The draft by element; what did not change keeps its identity. */
function useStableDraft(changes: ReleasesPage["draft"]["changes"]): DraftIndex {
  const before = useRef(NO_DRAFT);
  return useMemo(() => {
    before.current = indexDraft(changes, before.current);
    return before.current;
  }, [changes]);
}

/** Shows the columns as they stand now at once, with their cells, and keeps that. */
async function arrange(repository: string, instances: Instance[]) {
  const { queryKey } = releasesQuery(repository);
  queryClient.setQueryData(queryKey, (page) => {
    if (!page) return page;
    const places = instances.map((instance) => page.columns.findIndex((column) => column.manifest === instance.manifest));
    return {
      ...page,
      columns: instances.flatMap((instance, to) => {
        const column = page.columns[places[to] ?? -1];
        return column ? [{ ...column, ...instance }] : [];
      }),
      rows: page.rows.map((row) => ({ ...row, cells: places.map((place) => row.cells[place] ?? {}) })),
    };
  });
  try {
    await holdOpen(() => call("set_instances", { repository, instances }));
  } catch (error) {
    showToast({ sign: "broken", text: `The columns were not kept as they stand. ${asFailure(error).message}` });
    await queryClient.invalidateQueries({ queryKey });
  }
}
