import type { Proposal } from "../changes/proposal";

/** Where the window can be. */
export type Page =
  | { name: "welcome" }
  | { name: "connect" }
  | { name: "releases" }
  | { name: "review"; proposal?: Proposal }
  | { name: "promote"; source: string; target: string }
  | { name: "compare"; source: string; target: string }
  | { name: "rollBack"; manifest: string }
  | { name: "createReleases"; folders: string[] }
  | { name: "createManifest" }
  | { name: "deleteManifest"; manifest: string }
  | { name: "manifest"; manifest: string }
  | { name: "element"; folder: string; version?: string }
  | { name: "createRelease"; folder: string }
  | { name: "sourceControl" }
  | { name: "apiAccess" }
  | { name: "preferences" };

/** The page of the sidebar under which a page stands. */
export function sectionOf(page: Page): Page["name"] {
  switch (page.name) {
    case "review":
    case "promote":
    case "compare":
    case "rollBack":
    case "createReleases":
    case "createManifest":
    case "deleteManifest":
    case "manifest":
    case "element":
    case "createRelease":
      return "releases";
    case "connect":
      return "welcome";
    default:
      return page.name;
  }
}

/** Whether a page is about the repository that is open. */
export function needsRepository(page: Page): boolean {
  return !["welcome", "connect", "preferences"].includes(page.name);
}
