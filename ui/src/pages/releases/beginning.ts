import { elementId } from "../../changes/elementId";
import type { Branch } from "../../ipc/generated/Branch";
import type { ReleasesPage } from "../../ipc/generated/ReleasesPage";
import type { Row } from "../../ipc/generated/Row";

/** How far a repository is on its way to releases. */
export interface FirstStepsDone {
  /** The manifests that are there. */
  manifests: string[];
  /** Those that wait on a branch. */
  waitingManifests: { name: string; branch: Branch }[];
  /** What has no release and none that waits on a branch. */
  withoutRelease: Row[];
  /** The branches on which first releases wait, with how many. */
  waitingReleases: { count: number; branch: Branch }[];
}

/** Whether nothing has been released or set yet, so that the matrix would be empty. */
export function isBeginning({ columns, rows }: ReleasesPage): boolean {
  return columns.every((column) => column.entries === 0) && rows.every((row) => row.newest === null);
}

/** Which of the first steps are done, and which wait on a branch. */
export function firstSteps({ columns, rows, waiting }: ReleasesPage): FirstStepsDone {
  const releasable = rows.filter((row) => row.folder !== null && row.element.kind !== "newStyleApp" && row.newest === null);
  const first = new Set(releasable.map((row) => elementId(row.element)));
  const waits = new Set<string>();
  const waitingReleases = waiting.flatMap(({ branch, changes }) => {
    const released = changes.flatMap((change) =>
      change.kind === "release" && !change.isRemoved && first.has(elementId(change.element)) ? [elementId(change.element)] : [],
    );
    released.forEach((element) => waits.add(element));
    return released.length === 0 ? [] : [{ count: new Set(released).size, branch }];
  });
  return {
    manifests: columns.map((column) => column.manifest),
    waitingManifests: waiting.flatMap(({ branch, changes }) =>
      changes.flatMap((change) => (change.kind === "manifest" && change.isCreated ? [{ name: change.manifest, branch }] : [])),
    ),
    withoutRelease: releasable.filter((row) => !waits.has(elementId(row.element))),
    waitingReleases,
  };
}
