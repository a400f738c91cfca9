import { GitBranch, LayoutGrid, Plug, Settings2 } from "lucide-react";
import { Button } from "react-aria-components";

import { classes } from "../widgets/classes";
import { Tooltip } from "../widgets/Tooltip";
import { useNavigation } from "./navigation";
import { sectionOf, type Page } from "./pages";
import { RepositorySwitcher } from "./RepositorySwitcher";
import { useSession } from "./session";
import "./Sidebar.css";

interface Item {
  page: Page;
  label: string;
  icon: React.ReactNode;
  needsRepository: boolean;
}

/** The pages of the sidebar, top to bottom: Ctrl 1 opens the first. */
const groups: Item[][] = [
  [{ page: { name: "releases" }, label: "Releases", icon: <LayoutGrid />, needsRepository: true }],
  [
    { page: { name: "sourceControl" }, label: "Source control", icon: <GitBranch />, needsRepository: true },
    { page: { name: "apiAccess" }, label: "API access", icon: <Plug />, needsRepository: true },
    { page: { name: "preferences" }, label: "Preferences", icon: <Settings2 />, needsRepository: false },
  ],
];

/** What can be opened now, in the order of its numbers. */
export function sidebarItems(hasRepository: boolean): Item[] {
  return groups.flat().filter((item) => hasRepository || !item.needsRepository);
}

export function Sidebar() {
  const { page, go } = useNavigation();
  const { repository } = useSession();
  const section = sectionOf(page);
  const numbered = sidebarItems(repository !== null);
  return (
    <nav className="sidebar" aria-label="Pages">
      <RepositorySwitcher />
      {groups.map((items, index) => {
        const shown = items.filter((item) => repository || !item.needsRepository);
        return (
          shown.length > 0 && (
            <ul key={index} className="sidebar-group">
              {shown.map((item) => (
                <li key={item.label}>
                  <Tooltip text={item.label} keys={`Ctrl ${numbered.indexOf(item) + 1}`}>
                    <Button
                      className={classes("sidebar-item", section === item.page.name && "sidebar-item-active")}
                      aria-current={section === item.page.name ? "page" : undefined}
                      aria-label={item.label}
                      onPress={() => go(item.page)}
                    >
                      {item.icon}
                      <span className="sidebar-label">{item.label}</span>
                    </Button>
                  </Tooltip>
                </li>
              ))}
            </ul>
          )
        );
      })}
    </nav>
  );
}
