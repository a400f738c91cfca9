import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";

import { unreleasedCountsQuery, unreleasedQuery } from "../../ipc/queries";

/**
 * The elements that changed since their newest release, by folder, with the number of commits: null while it is not
 * counted, or where the history does not tell.
 */
export function useUnreleased(repository: string, commit: string): ReadonlyMap<string, number | null> {
  const flags = useQuery(unreleasedQuery(repository)).data;
  const counts = useQuery({
    ...unreleasedCountsQuery(repository, commit),
    enabled: flags !== undefined && flags.elements.length > 0,
  }).data;
  const known = counts?.commit === flags?.commit ? (counts ?? flags) : flags;
  return useMemo(() => new Map(known?.elements.map(({ folder, commits }) => [folder, commits])), [known]);
}
