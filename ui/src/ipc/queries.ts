import { notifyManager, QueryClient, queryOptions } from "@tanstack/react-query";

import { call } from "./call";
import type { ElementKey } from "./generated/ElementKey";
import type { Failure } from "./generated/Failure";
import type { Intent } from "./generated/Intent";
import type { Source } from "./generated/Source";

declare module "@tanstack/react-query" {
  interface Register {
    defaultError: Failure;
  }
}

/** Answers stay until an event says that the repository changed: nothing is read twice, nothing is polled. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { staleTime: Infinity, retry: false, refetchOnWindowFocus: false, networkMode: "always" },
    mutations: { retry: false, networkMode: "always" },
  },
});

// What is set while an event is handled is drawn with the rest that the event changes, not a frame later.
notifyManager.setScheduler(queueMicrotask);

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

export function sourceControlQuery(repository: string) {
  return queryOptions({
    queryKey: [...repositoryKey(repository), "sourceControl"],
    queryFn: () => call("source_control", { repository }),
  });
}

/** A plan belongs to the moment: it is asked for again whenever a view that shows it opens. */
export function planQuery(repository: string, intent: Intent, branch: string | null) {
  return queryOptions({
    queryKey: [...repositoryKey(repository), "plan", intent, branch],
    queryFn: () => call("plan", { repository, intent, branch }),
    gcTime: 0,
    staleTime: Infinity,
  });
}
