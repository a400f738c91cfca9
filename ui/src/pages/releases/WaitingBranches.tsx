import { GitMerge } from "lucide-react";
import { useState } from "react";

import type { Column } from "../../ipc/generated/Column";
import type { Merged } from "../../ipc/generated/Merged";
import type { RepositoryHeader } from "../../ipc/generated/RepositoryHeader";
import type { WaitingBranch } from "../../ipc/generated/WaitingBranch";
import type { WaitingChange } from "../../ipc/generated/WaitingChange";
import { BranchLink } from "../../publish/BranchLink";
import { afterMerge } from "../../publish/consequence";
import { MergeDialog } from "../../publish/MergeDialog";
import { Button } from "../../widgets/Button";
import { Disclosure } from "../../widgets/Disclosure";
import { InstanceName } from "../../widgets/InstanceName";
import { RelativeTime } from "../../widgets/RelativeTime";
import { Becomes, Sign } from "../../widgets/Sign";
import { showToast } from "../../widgets/Toasts";
import { Version } from "../../widgets/Version";
import { VisibleText } from "../../widgets/VisibleText";
import { plural } from "../../widgets/words";
import { focusMatrix } from "./gridFocus";
import "./WaitingBranches.css";

/** Every branch that is not merged, with what merging it would change; those that stood still for long are folded away. */
export function WaitingBranches({ waiting, columns, header }: WaitingBranchesProps) {
  const young = waiting.filter((branch) => !branch.isOld);
  const old = waiting.filter((branch) => branch.isOld);
  const canMerge = header.landing.kind === "mergeHere" && header.readOnly === null;
  const merged = ({ manifests }: Merged) => {
    showToast({ sign: "ok", text: `Merged. ${afterMerge(manifests) || "The default branch has it now."}` });
    focusMatrix();
  };
  const list = (branches: WaitingBranch[]) => (
    <ul className="waiting-list" aria-label="Branches">
      {branches.map((branch) => (
        <Branch key={branch.branch.name} waiting={branch} columns={columns} canMerge={canMerge} onMerged={merged} />
      ))}
    </ul>
  );
  if (waiting.length === 0) return null;
  return (
    <section className="waiting" aria-label="On the way">
      {young.length > 0 && list(young)}
      {old.length > 0 && (
        <Disclosure isQuiet title={plural(old.length, "older branch", "older branches")} note="no commit for 30 days">
          {list(old)}
        </Disclosure>
      )}
    </section>
  );
}

interface WaitingBranchesProps {
  waiting: WaitingBranch[];
  columns: Column[];
  header: RepositoryHeader;
}

const SHOWN = 4;

function Branch({ waiting, columns, canMerge, onMerged }: BranchProps) {
  const { branch, changes, objections } = waiting;
  const [isMerging, setMerging] = useState(false);
  const [isWhole, setWhole] = useState(false);
  const more = isWhole ? 0 : Math.max(0, changes.length - SHOWN);
  return (
    <li className="waiting-branch">
      <div className="waiting-text">
        <p className="waiting-title">
          {branch.pullRequest !== null && <span className="numbers">#{branch.pullRequest} </span>}
          <VisibleText text={waiting.title} />
        </p>
        <p className="small quiet">
          <VisibleText text={branch.author} />, <RelativeTime time={branch.time} isStatic />,{" "}
          <span className="mono waiting-name">
            <VisibleText text={branch.name} />
          </span>
        </p>
        <ul className="waiting-changes">
          {changes.slice(0, changes.length - more).map((change, index) => (
            <li key={index}>
              <Change change={change} columns={columns} />
            </li>
          ))}
          {more > 0 && (
            <li>
              <Button variant="link" onPress={() => setWhole(true)}>
                and {more.toLocaleString("en-GB")} more
              </Button>
            </li>
          )}
          {objections.map((objection) => (
            <li key={objection} className="waiting-objection">
              <Sign name="attention" /> <VisibleText text={objection} />
            </li>
          ))}
        </ul>
      </div>
      <BranchLink branch={branch} variant="secondary" />
      {canMerge && changes.length > 0 && (
        <Button icon={<GitMerge />} onPress={() => setMerging(true)}>
          Merge…
        </Button>
      )}
      {isMerging && (
        <MergeDialog
          branch={branch.name}
          expected={[]}
          onClose={() => setMerging(false)}
          onMerged={(done) => {
            setMerging(false);
            onMerged(done);
          }}
        />
      )}
    </li>
  );
}

interface BranchProps {
  waiting: WaitingBranch;
  columns: Column[];
  /** Whether this window may merge it, for there is no web page to do so. */
  canMerge: boolean;
  onMerged: (merged: Merged) => void;
}

/** One thing that merging the branch would change. */
function Change({ change, columns }: { change: WaitingChange; columns: Column[] }) {
  const instance = (manifest: string) => {
    const isProduction = columns.some((column) => column.manifest === manifest && column.isProduction);
    return <InstanceName name={manifest} isProduction={isProduction} />;
  };
  switch (change.kind) {
    case "entry":
      return (
        <>
          <VisibleText text={change.name} /> on {instance(change.manifest)}: <Says release={change.from} />{" "}
          <Becomes /> <Says release={change.to} />
        </>
      );
    case "release":
      return (
        <>
          {change.isRemoved ? "Removes release " : "Adds release "}
          <Version value={change.version} /> of <VisibleText text={change.name} />
        </>
      );
    case "manifest":
      return (
        <>
          {change.isCreated ? "Creates" : "Deletes"} manifest {instance(change.manifest)},{" "}
          {plural(change.entries, "entry", "entries")}
        </>
      );
  }
}

function Says({ release }: { release: string | null }) {
  return release === null ? <span className="quiet">not listed</span> : <Version value={release} />;
}
