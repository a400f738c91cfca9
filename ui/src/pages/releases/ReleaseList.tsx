import { Check } from "lucide-react";
import { Autocomplete, ListBox, ListBoxItem, useFilter } from "react-aria-components";

import type { Column } from "../../ipc/generated/Column";
import type { ReleaseChoice } from "../../ipc/generated/ReleaseChoice";
import { whose } from "../../publish/whose";
import { Button } from "../../widgets/Button";
import { useNow } from "../../widgets/RelativeTime";
import { SearchField } from "../../widgets/SearchField";
import { Sign } from "../../widgets/Sign";
import { relativeTime } from "../../widgets/words";
import { visibleString } from "../../widgets/visible";
import { VisibleText } from "../../widgets/VisibleText";

const LATEST = "latest";

/** The releases to choose from, newest first, then `latest`. Typing filters, arrows walk, Enter chooses. */
export function ReleaseList({ choices, column, defaultBranch, current, isLocked, onChoose, onCreateRelease }: ReleaseListProps) {
  const { contains } = useFilter({ sensitivity: "base" });
  const now = useNow();
  const disabled = isLocked
    ? [...choices.map((choice) => choice.version), LATEST]
    : choices.flatMap((choice) => (choice.waitingOn === null ? [] : [choice.version]));
  return (
    <Autocomplete filter={contains}>
      <SearchField label="Find a release" className="cell-search" autoFocus controlsList />
      <ListBox
        className="release-list"
        aria-label="Releases"
        disabledKeys={disabled}
        onAction={(key) => onChoose(String(key))}
        renderEmptyState={() => <p className="release-none quiet">No release matches.</p>}
      >
        {choices.map((choice) => (
          <ListBoxItem
            key={choice.version}
            id={choice.version}
            className="release-choice"
            textValue={`${choice.version} ${choice.description}`}
          >
            <span className="release-line">
              <span className="version">{choice.version}</span>
              {choice.version === current && <Current />}
              <span className="release-on small">{whereOn(choice, column)}</span>
            </span>
            <span className="release-line release-about small">
              {choice.waitingOn !== null ? (
                <span>waiting for {whose(choice.waitingOn)}</span>
              ) : (
                <>
                  {choice.created !== null && <span className="release-age">{relativeTime(choice.created, now)}</span>}
                  <span className="release-description">
                    <VisibleText text={firstLine(choice.description)} />
                  </span>
                </>
              )}
            </span>
          </ListBoxItem>
        ))}
        <ListBoxItem id={LATEST} className="release-choice" textValue={`latest ${defaultBranch}`}>
          <span className="release-line">
            <span className={column.isProduction ? "release-latest release-latest-production" : "release-latest"}>
              <Sign name="latest" /> latest
            </span>
            {current === LATEST && <Current />}
          </span>
          <span className="release-line release-about small">every merge to {defaultBranch} goes to this instance</span>
        </ListBoxItem>
      </ListBox>
      {choices.length === 0 && (
        <p className="release-none small quiet">
          There are no releases yet.{" "}
          {onCreateRelease && (
            <Button variant="link" onPress={onCreateRelease}>
              Create release…
            </Button>
          )}
        </p>
      )}
    </Autocomplete>
  );
}

interface ReleaseListProps {
  choices: ReleaseChoice[];
  column: Column;
  defaultBranch: string;
  /** What is chosen now. */
  current: string | null;
  isLocked: boolean;
  onChoose: (release: string) => void;
  onCreateRelease: (() => void) | null;
}

function Current() {
  return (
    <>
      <Check className="release-current" aria-hidden="true" />
      <span className="visually-hidden">(chosen now)</span>
    </>
  );
}

function whereOn(choice: ReleaseChoice, column: Column): string {
  const others = choice.on.filter((manifest) => manifest !== column.manifest);
  return others.length > 0 ? `On ${others.map(visibleString).join(", ")}` : "";
}

function firstLine(text: string): string {
  return text.split("\n", 1)[0] ?? "";
}
