import { SearchX } from "lucide-react";
import { useCallback, useDeferredValue, useMemo, useRef, useState } from "react";

import { call } from "../../ipc/call";
import type { CellDetails } from "../../ipc/generated/CellDetails";
import type { Instance } from "../../ipc/generated/Instance";
import type { ReleasesPage } from "../../ipc/generated/ReleasesPage";
import type { Row } from "../../ipc/generated/Row";
import { queryClient, releasesQuery } from "../../ipc/queries";
import { useKeptState } from "../../shell/keptState";
import { useNavigation } from "../../shell/navigation";
import { useSession } from "../../shell/session";
import { Button } from "../../widgets/Button";
import { EmptyState } from "../../widgets/EmptyState";
import { showToast } from "../../widgets/Toasts";
import { CellPopover } from "./CellPopover";
import { indexDraft, type DraftIndex } from "./draftIndex";
import { countFilters, elementId, groupRows, toItems, type Filter } from "./items";
import { KeptBranches } from "./KeptBranches";
import { Matrix } from "./Matrix";
import type { ColumnActions } from "./MatrixHeader";
import { FileProblems, ProblemList } from "./Problems";
import { DraftNotes } from "./ReleasesNotes";
import { ReleasesToolbar } from "./ReleasesToolbar";
import type { DraftActions } from "./useDraft";
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
export function ReleasesContent({ repository, page, draft }: ReleasesContentProps) {
  const { go } = useNavigation();
  const { preferences } = useSession();
  const [filter, setFilter] = useKeptState<Filter>(`${repository} filter`, "all");
  const [text, setText] = useKeptState(`${repository} filter text`, "");
  const [collapsed, setCollapsed] = useKeptState<ReadonlySet<string>>(`${repository} collapsed`, new Set());
  const [open, setOpen] = useState<OpenCell | null>(null);

  const { columns, rows, problems, header } = page;
  const deferredText = useDeferredValue(text);
  const groups = useMemo(() => groupRows(rows), [rows]);
  const items = useMemo(() => toItems(groups, filter, deferredText, collapsed), [groups, filter, deferredText, collapsed]);
  const index = useStableDraft(page.draft.changes);
  const counts = useMemo(() => countFilters(page), [page.rows, page.problems]);

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
      onDeleteManifest: (manifest) => go({ name: "deleteManifest", manifest }),
      onArrange: (instances) => void arrange(repository, instances),
    }),
    [repository, canPush, go],
  );
  const clear = () => {
    setText("");
    setFilter("all");
  };

  return (
    <>
      <KeptBranches repository={repository} page={page} />
      <DraftNotes page={page} draft={draft} />
      {filter !== "problems" && <FileProblems problems={problems} onShow={() => setFilter("problems")} />}
      <ReleasesToolbar text={text} onText={setText} filter={filter} onFilter={setFilter} counts={counts} />
      {filter === "problems" && <ProblemList problems={problems} />}
      {items.length === 0 ? (
        <NoHits filter={filter} text={text} onClear={clear} />
      ) : (
        <Matrix
          repository={repository}
          columns={columns}
          items={items}
          draft={index}
          rowHeight={ROW_HEIGHT[preferences.density]}
          actions={actions}
          onOpenElement={openElement}
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
          defaultBranch={header.defaultBranch}
          readOnly={header.readOnly}
          anchor={open.anchor}
          onChoose={choose}
          onShowChanges={(details) => setOpen({ ...open, details })}
          onCreateRelease={() => open.row.folder !== null && go({ name: "createRelease", folder: open.row.folder })}
          onClose={() => setOpen((now) => (now?.details ? now : null))}
        />
      )}
      {open?.details && column && (
        <WhatChangesDialog
          row={open.row}
          column={column}
          details={open.details}
          chosen={change ? change.to : null}
          canChoose={canPush && open.details.locked === null}
          onChoose={(to) => {
            choose(to);
            focusLater(open.anchor);
          }}
          onClose={() => {
            setOpen(null);
            focusLater(open.anchor);
          }}
        />
      )}
    </>
  );
}

interface ReleasesContentProps {
  repository: string;
  page: ReleasesPage;
  draft: DraftActions;
}

function NoHits({ filter, text, onClear }: { filter: Filter; text: string; onClear: () => void }) {
  const title =
    text !== ""
      ? `Nothing matches “${text}”.`
      : filter === "behind"
        ? "Nothing is behind."
        : filter === "problems"
          ? "No app has a problem."
          : "There is no app in this repository.";
  const reason =
    text !== "" ? "Names, folders and uuids are searched." : filter === "behind" ? "Every manifest names the newest release." : null;
  return (
    <EmptyState
      icon={<SearchX />}
      title={title}
      action={(text !== "" || filter !== "all") && <Button onPress={onClear}>{text !== "" ? "Clear the filter" : "Show all"}</Button>}
    >
      {reason}
    </EmptyState>
  );
}

/** The draft by element; what did not change keeps its identity. */
function useStableDraft(changes: ReleasesPage["draft"]["changes"]): DraftIndex {
  const before = useRef(NO_DRAFT);
  return useMemo(() => {
    before.current = indexDraft(changes, before.current);
    return before.current;
  }, [changes]);
}

/** Gives the focus back to the cell once the dialog, which holds it, is gone. */
function focusLater(cell: HTMLElement) {
  setTimeout(() => cell.focus({ preventScroll: true }), 50);
}

/** Shows the columns in their new order at once, with their cells, and keeps the order. */
async function arrange(repository: string, instances: Instance[]) {
  const { queryKey } = releasesQuery(repository);
  queryClient.setQueryData(queryKey, (page) => {
    if (!page) return page;
    const places = instances.map((instance) => page.columns.findIndex((column) => column.manifest === instance.manifest));
    return {
      ...page,
      columns: instances.flatMap((instance, to) => {
        const column = page.columns[places[to] ?? -1];
        return column ? [{ ...column, isProduction: instance.isProduction }] : [];
      }),
      rows: page.rows.map((row) => ({ ...row, cells: places.map((place) => row.cells[place] ?? {}) })),
    };
  });
  try {
    await call("set_instances", { repository, instances });
  } catch {
    showToast({ sign: "broken", text: "The order of the columns was not kept." });
    await queryClient.invalidateQueries({ queryKey });
  }
}
