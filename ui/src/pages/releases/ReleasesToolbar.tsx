import { memo } from "react";

import type { Column } from "../../ipc/generated/Column";
import type { Instance } from "../../ipc/generated/Instance";
import { Segments } from "../../widgets/Choice";
import { SearchField } from "../../widgets/SearchField";
import { Sign } from "../../widgets/Sign";
import { ColumnChooser } from "./ColumnChooser";
import { hasChooser } from "./columns";
import type { Filter } from "./items";
import "./ReleasesToolbar.css";

/** What narrows the matrix down. Drawn again only when that changes: a choice in the matrix does not reach it. */
export const ReleasesToolbar = memo(function ReleasesToolbar(props: ReleasesToolbarProps) {
  const { text, onText, filter, onFilter, counts, columns, onChangeColumn } = props;
  return (
    <div className="releases-toolbar">
      <SearchField label="Filter apps" placeholder="Filter" value={text} onChange={onText} className="releases-filter" isPageFilter />
      <Segments<Filter>
        label="Which apps"
        value={filter}
        onChange={onFilter}
        options={[
          { value: "all", label: <Counted word="All" count={counts.all} /> },
          { value: "behind", label: <Counted word="Behind" count={counts.behind} /> },
          { value: "onTheWay", label: <Counted word="On the way" count={counts.onTheWay} /> },
          { value: "problems", label: <Counted word="Problems" count={counts.problems} isBroken /> },
        ]}
      />
      {hasChooser(columns) && <ColumnChooser columns={columns} onChange={onChangeColumn} />}
    </div>
  );
});

interface ReleasesToolbarProps {
  text: string;
  onText: (text: string) => void;
  filter: Filter;
  onFilter: (filter: Filter) => void;
  /** How many apps each filter leaves. */
  counts: Record<Filter, number>;
  /** All instances, also those without a column. */
  columns: Column[];
  onChangeColumn: (manifest: string, change: Partial<Instance>) => void;
}

function Counted({ word, count, isBroken }: { word: string; count: number; isBroken?: boolean }) {
  return (
    <>
      {isBroken && count > 0 && <Sign name="broken" />}
      {word} <span className="segment-count">{count.toLocaleString("en-GB")}</span>
    </>
  );
}
