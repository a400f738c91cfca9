import { Check } from "lucide-react";
import { Autocomplete, ListBox, ListBoxItem, ListLayout, useFilter, Virtualizer } from "react-aria-components";

import type { Branch } from "../../ipc/generated/Branch";
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
import { madeBy, type EntryOnTheWay } from "./onTheWay";

const LATEST = "latest";
/** In pixels, as in the styles. Of many releases only those in sight are in the document. */
const LAYOUT = { rowHeight: 44, padding: 4 };

/**
 * The releases to choose from, newest first, then `latest`. Typing filters, arrows walk, Enter chooses. What a branch
 * adds or sets here already waits for that branch.
 */
export function ReleaseList(props: ReleaseListProps) {
  const { choices, waits, column, defaultBranch, current, isLocked, onChoose, onCreateRelease } = props;
  const { contains } = useFilter({ sensitivity: "base" });
  const now = useNow();
  const waitingFor = (release: string, added: Branch | null = null) => added ?? madeBy(release, waits)?.branch ?? null;
  const waiting = choices.filter((choice) => waitingFor(choice.version, choice.waitingOn) !== null).map(({ version }) => version);
  const latestWaitsFor = waitingFor(LATEST);
  const disabled = isLocked
    ? [...choices.map((choice) => choice.version), LATEST]
    : [...waiting, ...(latestWaitsFor === null ? [] : [LATEST])];
  return (
    <Autocomplete filter={contains}>
      <SearchField label="Find a release" className="cell-search" autoFocus controlsList />
      <Virtualizer layout={ListLayout} layoutOptions={LAYOUT}>
        <ListBox
          className="release-list"
          aria-label="Releases"
          disabledKeys={disabled}
          onAction={(key) => onChoose(String(key))}
          renderEmptyState={() => <p className="release-none quiet">No release matches.</p>}
        >
          {choices.map((choice) => {
            const branch = waitingFor(choice.version, choice.waitingOn);
            return (
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
                  {branch !== null ? (
                    <WaitingFor branch={branch} />
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
            );
          })}
          <ListBoxItem id={LATEST} className="release-choice" textValue={`latest ${defaultBranch}`}>
            <span className="release-line">
              <span className={column.isProduction ? "release-latest release-latest-production" : "release-latest"}>
                <Sign name="latest" /> latest
              </span>
              {current === LATEST && <Current />}
            </span>
            <span className="release-line release-about small">
              {latestWaitsFor === null ? `every merge to ${defaultBranch} goes to this instance` : <WaitingFor branch={latestWaitsFor} />}
            </span>
          </ListBoxItem>
        </ListBox>
      </Virtualizer>
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
  /** What branches that are not merged would make of this cell. */
  waits: EntryOnTheWay[];
  column: Column;
  defaultBranch: string;
  /** What is chosen now. */
  current: string | null;
  isLocked: boolean;
  onChoose: (release: string) => void;
  onCreateRelease: (() => void) | null;
}

function WaitingFor({ branch }: { branch: Branch }) {
  return <span>waiting for {whose(branch)}</span>;
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
