import { infiniteQueryOptions, notifyManager, QueryClient, queryOptions } from "@tanstack/react-query";

import { call } from "./call";
import { askFollowed, type Followed } from "./operation";
import type { DraftChange } from "./generated/DraftChange";
import type { ElementKey } from "./generated/ElementKey";
import type { Failure } from "./generated/Failure";
import type { Source } from "./generated/Source";

declare module "@tanstack/react-query" {
  interface Register {
    defaultError: Failure;
  }
}

/** Answers stay until an event says that the repository changed: nothing is read twice. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { staleTime: Infinity, retry: false, refetchOnWindowFocus: false, networkMode: "always" },
    mutations: { retry: false, networkMode: "always" },
  },
});

// At once: what is set while an event is handled is drawn together with the rest that the event changes.
notifyManager.setScheduler((notify) => notify());

/** Everything that is read of one repository has a key that starts so. */
export function repositoryKey(repository: string) {
  return ["repository", repository] as const;
}

export function releasesQuery(repository: string) {
  return queryOptions({
    queryKey: [...repositoryKey(repository), "releases"],
    queryFn: () => call("releases", { repository }),
  });
}

export function cellQuery(repository: string, manifest: string, element: ElementKey) {
  return queryOptions({
    queryKey: [...repositoryKey(repository), "cell", manifest, element],
    queryFn: () => call("cell", { repository, manifest, element }),
  });
}

export function elementQuery(repository: string, folder: string) {
  return queryOptions({
    queryKey: [...repositoryKey(repository), "element", folder],
    queryFn: () => call("element", { repository, folder }),
  });
}

/** The elements that changed since their newest release: at once, without the number of commits. */
export function unreleasedQuery(repository: string) {
  return queryOptions({
    queryKey: [...repositoryKey(repository), "unreleased"],
    queryFn: () => call("unreleased", { repository }),
  });
}

/** The same with the number of commits, which takes a while; asked for once for each commit of the default branch. */
export function unreleasedCountsQuery(repository: string, commit: string) {
  return queryOptions({
    queryKey: ["unreleased counts", repository, commit],
    queryFn: () => call("count_unreleased", { repository, operation: crypto.randomUUID() }),
    staleTime: Infinity,
  });
}

export function createReleaseQuery(repository: string, folder: string) {
  return queryOptions({
    queryKey: [...repositoryKey(repository), "createRelease", folder],
    queryFn: () => call("create_release", { repository, folder }),
  });
}

export function manifestQuery(repository: string, manifest: string) {
  return queryOptions({
    queryKey: [...repositoryKey(repository), "manifest", manifest],
    queryFn: () => call("manifest", { repository, manifest }),
  });
}

export function artifactQuery(repository: string, element: ElementKey, version: string) {
  return queryOptions({
    queryKey: [...repositoryKey(repository), "artifact", element, version],
    queryFn: () => call("artifact", { repository, element, version }),
  });
}

export function fileQuery(repository: string, source: Source, path: string) {
  return queryOptions({
    queryKey: [...repositoryKey(repository), "file", source, path],
    queryFn: () => call("file", { repository, source, path }),
  });
}

export function changesQuery(repository: string, before: Source, after: Source) {
  return queryOptions({
    queryKey: [...repositoryKey(repository), "changes", before, after],
    queryFn: () => call("changes", { repository, before, after }),
  });
}

export function differenceQuery(repository: string, before: Source, after: Source, path: string) {
  return queryOptions({
    queryKey: [...repositoryKey(repository), "difference", before, after, path],
    queryFn: () => call("difference", { repository, before, after, path }),
  });
}

/** Programs ask while the page is open, and no event tells of it: it is read again every few seconds, while it is seen. */
export function apiAccessQuery(repository: string) {
  return queryOptions({
    queryKey: [...repositoryKey(repository), "apiAccess"],
    queryFn: () => call("api_access", { repository }),
    refetchInterval: 2_000,
  });
}

export function sourceControlQuery(repository: string) {
  return queryOptions({
    queryKey: [...repositoryKey(repository), "sourceControl"],
    queryFn: () => call("source_control", { repository }),
  });
}

/** Telling what changed reads the newest artifact of each: `followed` says how far that is. */
export function createReleasesQuery(repository: string, folders: string[], followed: Followed) {
  return queryOptions({
    queryKey: [...repositoryKey(repository), "createReleases", folders],
    queryFn: ({ signal }) =>
      askFollowed(followed, signal, (operation) => call("create_releases", { repository, folders, operation })),
  });
}

/** What became of changes that were chosen, while the default branch moved. */
export function rebasedQuery(repository: string, changes: DraftChange[]) {
  return queryOptions({
    queryKey: [...repositoryKey(repository), "rebased", changes],
    queryFn: () => call("rebase_changes", { repository, changes }),
    gcTime: 0,
  });
}

export function promoteQuery(repository: string, source: string, target: string) {
  return queryOptions({
    queryKey: [...repositoryKey(repository), "promote", source, target],
    queryFn: () => call("promote", { repository, source, target }),
  });
}

/** The changes of a manifest, newest first, a page at a time. */
export function rollBackQuery(repository: string, manifest: string) {
  return infiniteQueryOptions({
    queryKey: [...repositoryKey(repository), "rollBack", manifest],
    queryFn: ({ pageParam }) => call("roll_back", { repository, manifest, after: pageParam }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
}
