import { useQuery, type UseQueryResult } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { Dialog, Heading, Popover } from "react-aria-components";

import { FailurePanel } from "../../errors/FailurePanel";
import type { CellDetails } from "../../ipc/generated/CellDetails";
import type { Column } from "../../ipc/generated/Column";
import type { DraftChange } from "../../ipc/generated/DraftChange";
import type { Row } from "../../ipc/generated/Row";
import { cellQuery } from "../../ipc/queries";
import { Button } from "../../widgets/Button";
import { InstanceName } from "../../widgets/InstanceName";
import { RelativeTime } from "../../widgets/RelativeTime";
import { Becomes } from "../../widgets/Sign";
import { Skeleton } from "../../widgets/Skeleton";
import { Version } from "../../widgets/Version";
import { visibleString } from "../../widgets/visible";
import { VisibleText } from "../../widgets/VisibleText";
import { madeBy, type EntryOnTheWay } from "./onTheWay";
import { ReleaseList } from "./ReleaseList";
import { RollBackButton } from "./RollBackButton";
import { Waits } from "./Waits";
import "./CellPopover.css";

export interface CellPopoverProps {
  repository: string;
  row: Row;
  column: Column;
  /** What the manifest says; nothing where it does not list the element. */
  release: string | null;
  /** What was chosen for this cell before. */
  change: DraftChange | undefined;
  /** What branches that are not merged would make of this cell. */
  waits: EntryOnTheWay[];
  defaultBranch: string;
  /** Why nothing can be chosen in this repository, e.g. because it is read-only. */
  readOnly: string | null;
  /** The cell from which it opened. */
  anchor: HTMLElement;
  onChoose: (release: string | null) => void;
  onShowChanges: (details: CellDetails) => void;
  onCreateRelease: () => void;
  onClose: () => void;
}

/** How long the popover waits for what it shows, so that it has its size and its place from the start, in milliseconds. */
const PATIENCE = 150;

/**
 * What one manifest says of one element, since when, and what it could say.
 *
 * Not modal for the browser: a modal one makes all else inert, which works out every style of the matrix anew when
 * it opens and when it closes. The focus stays in it all the same.
 */
export function CellPopover(props: CellPopoverProps) {
  const { repository, row, column, anchor, onClose } = props;
  const details = useQuery(cellQuery(repository, column.manifest, row.element));
  const isLate = useIsLate(PATIENCE);
  const trigger = useRef<HTMLElement>(anchor);
  trigger.current = anchor;
  // The focus is in the popover: its cell still shows which one it is about.
  useEffect(() => {
    anchor.dataset.open = "";
    return () => {
      delete anchor.dataset.open;
    };
  }, [anchor]);
  const name = row.name ?? row.element.id;
  return (
    <>
      {/* A click beside the popover closes it and does no more. */}
      <div className="cell-underlay" onClick={onClose} />
      <Popover
        className="floating cell-popover"
        triggerRef={trigger}
        isOpen={!details.isPending || isLate}
        isNonModal
        onOpenChange={(isOpen) => {
          if (!isOpen) onClose();
        }}
        placement="bottom start"
        offset={4}
      >
        <Dialog className="cell-dialog">
          <Heading slot="title" className="visually-hidden">
            {visibleString(name)} on {visibleString(column.manifest)}
          </Heading>
          <p className="cell-title" aria-hidden="true">
            <span className="cell-title-name">
              <VisibleText text={name} />
            </span>{" "}
            on <InstanceName name={column.manifest} isProduction={column.isProduction} />
          </p>
          <Content {...props} details={details} />
        </Dialog>
      </Popover>
    </>
  );
}

function Content(props: ContentProps) {
  const { details, row, column, release, change, waits, defaultBranch, readOnly, onChoose, onShowChanges, onCreateRelease } = props;
  const [isRemoving, setRemoving] = useState(false);

  if (details.error) return <FailurePanel failure={details.error} retry={() => void details.refetch()} />;
  if (!details.data) {
    return (
      <div className="cell-loading">
        <Skeleton rows={4} label="Reading the releases" />
      </div>
    );
  }
  const { since, locked, choices, before } = details.data;
  const reason = readOnly ?? locked;
  if (isRemoving) {
    return <RemoveEntry name={row.name ?? row.element.id} column={column} onBack={() => setRemoving(false)} onRemove={() => onChoose(null)} />;
  }
  return (
    <>
      <p className="cell-now">
        {release === null ? <span className="quiet">Not listed</span> : <Version value={release} />}
        {change && (
          <>
            <Becomes /> {change.to === null ? "Not listed" : <Version value={change.to} />}
          </>
        )}
        {!change && since && (
          <span className="quiet small">
            since <RelativeTime time={since.time} isStatic />, by <VisibleText text={since.author} />
          </span>
        )}
        {change && (
          <Button variant="link" className="cell-undo" onPress={() => onChoose(release)}>
            Take out of the draft
          </Button>
        )}
      </p>
      {reason && <p className="cell-locked small">{reason}</p>}
      <Waits waits={waits} choices={choices} />
      <ReleaseList
        choices={choices}
        waits={waits}
        column={column}
        defaultBranch={defaultBranch}
        current={change ? change.to : release}
        isLocked={reason !== null}
        onChoose={onChoose}
        onCreateRelease={row.folder !== null && row.element.kind !== "newStyleApp" && readOnly === null ? onCreateRelease : null}
      />
      {before && !reason && madeBy(before.release, waits) === null && (
        <RollBackButton column={column} before={before} choices={choices} onChoose={onChoose} />
      )}
      <div className="cell-footer">
        {release !== null && !reason && madeBy(null, waits) === null && (
          <Button variant="quiet" onPress={() => setRemoving(true)}>
            Remove entry from {visibleString(column.manifest)} manifest…
          </Button>
        )}
        {choices.length > 0 && (
          <Button variant="quiet" className="cell-changes" onPress={() => onShowChanges(details.data)}>
            What changes
          </Button>
        )}
      </div>
    </>
  );
}

interface ContentProps extends CellPopoverProps {
  details: UseQueryResult<CellDetails>;
}

/** Whether so many milliseconds have passed since this was first shown. */
function useIsLate(milliseconds: number): boolean {
  const [isLate, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), milliseconds);
    return () => clearTimeout(timer);
  }, [milliseconds]);
  return isLate;
}

interface RemoveEntryProps {
  name: string;
  column: Column;
  onBack: () => void;
  onRemove: () => void;
}

/** Removing an entry is rare, and means something else than it may sound: its consequence comes first. */
function RemoveEntry({ name, column, onBack, onRemove }: RemoveEntryProps) {
  return (
    <div className="cell-remove">
      <p>
        The manifest will no longer say which release of <VisibleText text={name} /> belongs on{" "}
        <InstanceName name={column.manifest} isProduction={column.isProduction} />. The app and its releases stay in the
        repository, and the entry can be added again.
      </p>
      <p className="quiet">This goes into the draft. Nothing is pushed yet.</p>
      <div className="cell-remove-buttons">
        <Button onPress={onBack} autoFocus>
          Back
        </Button>
        <Button variant="danger" className="cell-remove-button" onPress={onRemove}>
          Remove entry from {visibleString(column.manifest)}
        </Button>
      </div>
    </div>
  );
}
