import { useEffect, useRef } from "react";
import { ListBox, ListBoxItem } from "react-aria-components";

import type { ElementPage } from "../../ipc/generated/ElementPage";
import type { OnInstance } from "../../ipc/generated/OnInstance";
import type { ReleaseRow } from "../../ipc/generated/ReleaseRow";
import { classes } from "../../widgets/classes";
import { RelativeTime } from "../../widgets/RelativeTime";
import { Sign } from "../../widgets/Sign";
import { visibleString } from "../../widgets/visible";
import { VisibleText } from "../../widgets/VisibleText";
import { fileSize } from "../../widgets/words";
import { ReleaseTags } from "./ReleaseTags";
import "./ReleaseList.css";

/** The releases, newest first. Beside the artifact the arrows show each; alone, Enter opens one. */
export function ReleaseList({ page, shown, focused, onOpen }: ReleaseListProps) {
  const { releases, on } = page;
  const list = useRef<HTMLDivElement>(null);
  const isBeside = shown !== null;

  // Back from a release, the list goes on where it was left.
  useEffect(() => {
    if (focused === null) return;
    // The list has its items a moment after it is there itself.
    const frame = requestAnimationFrame(() =>
      list.current?.querySelector<HTMLElement>(`[data-key="${CSS.escape(focused)}"]`)?.focus(),
    );
    return () => cancelAnimationFrame(frame);
  }, []);

  return (
    <section className={classes("element-releases", isBeside && "element-releases-beside")} aria-label="Releases">
      <h2 className="element-releases-title">
        Releases <span className="element-releases-count">{releases.length.toLocaleString("en-GB")}</span>
      </h2>
      <ListBox
        ref={list}
        className="element-release-list"
        aria-label="Releases, newest first"
        items={releases.map((release) => ({ id: release.version, release }))}
        dependencies={[on]}
        {...(isBeside
          ? {
              selectionMode: "single",
              selectionBehavior: "replace",
              disallowEmptySelection: true,
              selectedKeys: [shown],
              onSelectionChange: (keys) => {
                const [version] = keys;
                if (version !== undefined) onOpen(String(version));
              },
            }
          : { onAction: (version) => onOpen(String(version)) })}
      >
        {({ release }) => <Release release={release} on={on} />}
      </ListBox>
    </section>
  );
}

interface ReleaseListProps {
  page: ElementPage;
  /** The release that is shown beside the list; nothing where it stands alone. */
  shown: string | null;
  /** The release that gets the focus at first. */
  focused: string | null;
  onOpen: (version: string) => void;
}

function Release({ release, on }: { release: ReleaseRow; on: readonly OnInstance[] }) {
  const { version, description, author, created, size, problem, isLegacyLocation } = release;
  return (
    <ListBoxItem id={version} className="element-release" textValue={`${version} ${visibleString(description)}`}>
      <span className="element-release-version version">{version}</span>
      <span className="element-release-tags">
        <ReleaseTags manifests={release.on} on={on} />
      </span>
      <span className={classes("element-release-description", description === "" && "element-release-none")}>
        {description !== "" ? <VisibleText text={description} /> : problem === null && "No description"}
      </span>
      <span className="element-release-about">
        {author !== null && (
          <span className="element-release-author">
            <VisibleText text={author} />
          </span>
        )}
        {created !== null && (
          <span className="element-release-time">
            <RelativeTime time={created} isStatic />
          </span>
        )}
        <span className="element-release-size numbers">{fileSize(size)}</span>
      </span>
      {(problem !== null || isLegacyLocation) && (
        <span className="element-release-notes">
          {problem !== null && (
            <span className="element-release-problem">
              <Sign name="broken" /> {problem}
            </span>
          )}
          {isLegacyLocation && <span>Legacy location: kept in the source folder</span>}
        </span>
      )}
    </ListBoxItem>
  );
}
