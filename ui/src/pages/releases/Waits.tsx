import type { Branch } from "../../ipc/generated/Branch";
import type { ReleaseChoice } from "../../ipc/generated/ReleaseChoice";
import { BranchLink } from "../../publish/BranchLink";
import { whose } from "../../publish/whose";
import { RelativeTime } from "../../widgets/RelativeTime";
import { Version } from "../../widgets/Version";
import type { EntryOnTheWay } from "./onTheWay";

/** What waits for this cell, and the releases that cannot be chosen yet, each with the way to its pull request. */
export function Waits({ waits, choices }: WaitsProps) {
  const releases = choices.flatMap((choice) =>
    choice.waitingOn === null ? [] : [{ version: choice.version, branch: choice.waitingOn }],
  );
  if (waits.length === 0 && releases.length === 0) return null;
  return (
    <ul className="cell-waits small" aria-label="On the way">
      {waits.map(({ to, branch: { branch } }) => (
        <Line key={`entry ${branch.name}`} branch={branch}>
          {to === null ? (
            "removes the entry"
          ) : (
            <>
              sets <Version value={to} />
            </>
          )}
        </Line>
      ))}
      {releases.map(({ version, branch }) => (
        <Line key={`release ${branch.name} ${version}`} branch={branch}>
          adds <Version value={version} />
        </Line>
      ))}
    </ul>
  );
}

interface WaitsProps {
  waits: EntryOnTheWay[];
  choices: ReleaseChoice[];
}

function Line({ branch, children }: { branch: Branch; children: React.ReactNode }) {
  return (
    <li className="cell-wait">
      <span className="cell-wait-text">
        {whose(branch)} {children}, <RelativeTime time={branch.time} isStatic />
      </span>
      <BranchLink branch={branch} variant="link" />
    </li>
  );
}
