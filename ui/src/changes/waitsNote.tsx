import type { EntryOnTheWay } from "../ipc/generated/EntryOnTheWay";
import { BranchLink } from "../publish/BranchLink";
import { whose } from "../publish/whose";
import { OnTheWay } from "../widgets/Sign";
import { ReleaseName } from "./ReleaseName";
import "./waitsNote.css";

/** What a branch makes of an entry already, under its line; nothing where none does. */
export function waitsNote({ waits }: { waits: EntryOnTheWay | null }): React.ReactNode {
  return (
    waits && (
      <span className="waits-note">
        <OnTheWay /> <ReleaseName release={waits.to} isQuiet />
        <span className="waits-note-text">on {whose(waits.branch)}</span>
        <BranchLink branch={waits.branch} variant="link" />
      </span>
    )
  );
}
