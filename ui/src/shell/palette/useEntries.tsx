import { useQuery } from "@tanstack/react-query";
import {
  AppWindow,
  ArrowRight,
  Columns2,
  FilePlus2,
  FileText,
  Keyboard,
  ListChecks,
  Moon,
  PackagePlus,
  Palette,
  Plus,
  RefreshCw,
  Sun,
  Trash2,
  Undo2,
  Workflow,
} from "lucide-react";
import { useMemo } from "react";

import type { ReleasesPage } from "../../ipc/generated/ReleasesPage";
import type { Theme } from "../../ipc/generated/Theme";
import { releasesQuery } from "../../ipc/queries";
import { plural } from "../../widgets/words";
import { useNavigation } from "../navigation";
import type { Page } from "../pages";
import { kindIcons } from "../RepositorySwitcher";
import { useSession } from "../session";
import { sidebarItems } from "../Sidebar";
import type { Entry } from "./search";

/** Everything that can be opened or done now, in the order to offer it. */
export function useEntries(onShowShortcuts: () => void): Entry[] {
  const { go } = useNavigation();
  const session = useSession();
  const repository = session.repository?.id;
  // What the Releases page has read already; the palette alone asks for nothing.
  const page = useQuery({ ...releasesQuery(repository ?? ""), enabled: false }).data;
  const known = repository === undefined ? undefined : page;

  return useMemo(
    () => [
      ...pages(repository !== undefined, go),
      ...(known ? actions(known, go) : []),
      ...always(session, repository !== undefined, onShowShortcuts),
      ...(known ? instances(known, go) : []),
      ...(known ? elements(known, go) : []),
      ...repositories(session, go),
    ],
    [known, repository, session, go, onShowShortcuts],
  );
}

type Go = (page: Page) => void;

function pages(hasRepository: boolean, go: Go): Entry[] {
  return sidebarItems(hasRepository).map((item, index) => ({
    id: `page ${item.page.name}`,
    kind: "Pages",
    label: item.label,
    detail: "",
    icon: item.icon,
    keys: `Ctrl ${index + 1}`,
    run: () => go(item.page),
  }));
}

/** What can be done in this repository; nothing that pushes while it is read-only. */
function actions({ header, draft }: ReleasesPage, go: Go): Entry[] {
  const review: Entry = {
    id: "review",
    kind: "Actions",
    label: `Review ${plural(draft.changes.length, "change")}`,
    detail: "The draft",
    icon: <ListChecks />,
    run: () => go({ name: "review" }),
  };
  const create: Entry = {
    id: "create manifest",
    kind: "Actions",
    label: "Create manifest",
    detail: "",
    icon: <FilePlus2 />,
    run: () => go({ name: "createManifest" }),
  };
  return [...(draft.changes.length > 0 ? [review] : []), ...(header.readOnly === null ? [create] : [])];
}

/** Each instance, what can be done with it, and each step from one to the next. */
function instances({ header, columns }: ReleasesPage, go: Go): Entry[] {
  const readable = columns.filter(({ unreadable }) => unreadable === null);
  const opened = columns.map(
    ({ manifest }): Entry => ({
      id: `manifest ${manifest}`,
      kind: "Instances",
      label: manifest,
      detail: "Open manifest",
      icon: <FileText />,
      run: () => go({ name: "manifest", manifest }),
    }),
  );
  const promoted = readable.slice(1).map(({ manifest: target }, index): Entry => {
    const source = readable[index]?.manifest ?? target;
    return {
      id: `promote ${target}`,
      kind: "Instances",
      label: `Promote ${source} to ${target}`,
      detail: "",
      icon: <ArrowRight />,
      run: () => go({ name: "promote", source, target }),
    };
  });
  const rolledBack = readable.map(
    ({ manifest }): Entry => ({
      id: `roll back ${manifest}`,
      kind: "Instances",
      label: `Roll back ${manifest}`,
      detail: "Its recent changes",
      icon: <Undo2 />,
      run: () => go({ name: "rollBack", manifest }),
    }),
  );
  const compared = readable.slice(1).map(({ manifest: target }, index): Entry => {
    const source = readable[index]?.manifest ?? target;
    return {
      id: `compare ${target}`,
      kind: "Instances",
      label: `Compare ${source} with ${target}`,
      detail: "",
      icon: <Columns2 />,
      run: () => go({ name: "compare", source, target }),
    };
  });
  const deleted = columns.map(
    ({ manifest }): Entry => ({
      id: `delete ${manifest}`,
      kind: "Instances",
      label: `Delete ${manifest} manifest`,
      detail: "",
      icon: <Trash2 />,
      run: () => go({ name: "deleteManifest", manifest }),
    }),
  );
  return header.readOnly === null
    ? [...opened, ...promoted, ...rolledBack, ...compared, ...deleted]
    : [...opened, ...promoted, ...compared];
}

function elements({ header, rows }: ReleasesPage, go: Go): Entry[] {
  return rows.flatMap((row): Entry[] => {
    const { folder, element } = row;
    if (folder === null) return [];
    const name = row.name ?? element.id;
    const open: Entry = {
      id: `open ${folder}`,
      kind: "Apps and workflows",
      label: name,
      detail: folder,
      icon: element.kind === "workflow" ? <Workflow /> : <AppWindow />,
      run: () => go({ name: "element", folder }),
    };
    if (element.kind === "newStyleApp" || header.readOnly !== null) return [open];
    const release: Entry = {
      id: `release ${folder}`,
      kind: "Apps and workflows",
      label: `Create release of ${name}`,
      detail: folder,
      icon: <PackagePlus />,
      run: () => go({ name: "createRelease", folder }),
    };
    return [open, release];
  });
}

function always(session: ReturnType<typeof useSession>, hasRepository: boolean, onShowShortcuts: () => void): Entry[] {
  const fetchNow: Entry = {
    id: "fetch",
    kind: "Actions",
    label: "Fetch now",
    detail: "Ask the remote what is new",
    icon: <RefreshCw />,
    keys: "Ctrl R",
    run: () => void session.fetching.run(),
  };
  const themes: [Theme, string, React.ReactNode][] = [
    ["system", "Theme: as the system", <Palette key="system" />],
    ["light", "Theme: light", <Sun key="light" />],
    ["dark", "Theme: dark", <Moon key="dark" />],
  ];
  const others = themes
    .filter(([theme]) => theme !== session.preferences.theme)
    .map(
      ([theme, label, icon]): Entry => ({
        id: `theme ${theme}`,
        kind: "Actions",
        label,
        detail: "",
        icon,
        run: () => void session.setPreferences({ ...session.preferences, theme }),
      }),
    );
  const shortcuts: Entry = {
    id: "shortcuts",
    kind: "Actions",
    label: "Keyboard shortcuts",
    detail: "",
    icon: <Keyboard />,
    keys: "?",
    run: onShowShortcuts,
  };
  return [...(hasRepository ? [fetchNow] : []), ...others, shortcuts];
}

function repositories({ start, repository, open }: ReturnType<typeof useSession>, go: Go): Entry[] {
  const others = start.repositories
    .filter((card) => card.id !== repository?.id)
    .map(
      (card): Entry => ({
        id: `repository ${card.id}`,
        kind: "Repositories",
        label: `Switch to ${card.name}`,
        detail: card.kind === "sample" ? "" : card.address,
        icon: kindIcons[card.kind],
        run: () => open(card.id),
      }),
    );
  const add: Entry = {
    id: "add repository",
    kind: "Repositories",
    label: "Add a repository…",
    detail: "",
    icon: <Plus />,
    run: () => go({ name: "welcome" }),
  };
  return [...others, add];
}
