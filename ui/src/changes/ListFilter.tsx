import { SearchField } from "../widgets/SearchField";

/** As many lines can be looked over without a filter. */
const MANY_LINES = 12;

/** The filter of a list that is too long to look it over. */
export function ListFilter({ lines, typed, onType }: ListFilterProps) {
  if (lines <= MANY_LINES) return null;
  return <SearchField label="Filter apps" placeholder="Filter" value={typed} onChange={onType} className="choice-filter" isPageFilter />;
}

interface ListFilterProps {
  /** How many lines the list has without the filter. */
  lines: number;
  typed: string;
  onType: (typed: string) => void;
}
