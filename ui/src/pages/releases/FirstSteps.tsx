import { ClipboardList } from "lucide-react";

import type { Branch } from "../../ipc/generated/Branch";
import type { ReleasesPage } from "../../ipc/generated/ReleasesPage";
import type { Row } from "../../ipc/generated/Row";
import { BranchLink } from "../../publish/BranchLink";
import { listNames } from "../../publish/consequence";
import { whose } from "../../publish/whose";
import { useNavigation } from "../../shell/navigation";
import { Button, type ButtonProps } from "../../widgets/Button";
import { Panel } from "../../widgets/Form";
import { Sign } from "../../widgets/Sign";
import { visibleString } from "../../widgets/visible";
import { VisibleText } from "../../widgets/VisibleText";
import { plural } from "../../widgets/words";
import { firstSteps } from "./beginning";
import { FileProblems } from "../../problems/Problems";
import "./FirstSteps.css";

/** In place of the matrix, where nothing is released and set yet: what to do first, and how far that is. */
export function FirstSteps({ page, onShowMatrix }: { page: ReleasesPage; onShowMatrix: () => void }) {
  const { go } = useNavigation();
  const { rows, header } = page;
  const { manifests, waitingManifests, withoutRelease, waitingReleases } = firstSteps(page);
  const canPush = header.readOnly === null;
  const hasManifests = manifests.length > 0;
  const hasBegun = hasManifests || waitingManifests.length > 0;
  const hasReleases = withoutRelease.length === 0 && waitingReleases.length === 0;
  // The button that comes next is the one that stands out.
  const next = !hasBegun ? 1 : withoutRelease.length > 0 ? 2 : 3;
  const variantOf = (step: number): ButtonProps["variant"] => (step === next ? "primary" : "secondary");
  return (
    <>
      <FileProblems problems={page.problems} onShow={() => go({ name: "sourceControl" })} />
      <div className="first-steps">
        <ClipboardList className="first-steps-icon" aria-hidden="true" />
        <p className="empty-state-title">Three steps to releases on each instance</p>
        <p className="quiet">
          This repository has {countElements(rows)} and {hasManifests ? "no release yet" : "no manifest yet"}.
        </p>
        <Panel className="first-steps-list">
          <ol>
            <Step
              number={1}
              isDone={hasManifests}
              title="Create manifests"
              text={hasManifests ? `There ${manifests.length === 1 ? "is" : "are"} ${listNames(manifests.map(visibleString))}.` : "One for each instance: dev, staging, prod."}
              waits={waitingManifests.map(({ name, branch }) => ({ what: name, branch }))}
            >
              {canPush && (
                <Button variant={variantOf(1)} onPress={() => go({ name: "createManifest" })}>
                  {hasBegun ? "Create another" : "Create manifest"}
                </Button>
              )}
            </Step>
            <Step
              number={2}
              isDone={hasReleases}
              title="Create first releases"
              text={
                withoutRelease.length > 0
                  ? `${countElements(withoutRelease)} ${withoutRelease.length === 1 ? "has" : "have"} none yet.`
                  : "Every app and workflow has one."
              }
              waits={waitingReleases.map(({ count, branch }) => ({ what: plural(count, "release"), branch }))}
            >
              {canPush && withoutRelease.length > 0 && (
                <Button
                  variant={variantOf(2)}
                  onPress={() => go({ name: "createReleases", folders: withoutRelease.flatMap((row) => row.folder ?? []) })}
                >
                  Create first releases ({withoutRelease.length.toLocaleString("en-GB")})
                </Button>
              )}
            </Step>
            <Step
              number={3}
              title="Set them"
              text="Choose in the matrix which release each instance gets."
            >
              {hasManifests && (
                <Button variant={variantOf(3)} onPress={onShowMatrix}>
                  Show the matrix
                </Button>
              )}
            </Step>
          </ol>
        </Panel>
      </div>
    </>
  );
}

/** "8 apps and 2 workflows". */
function countElements(rows: Row[]): string {
  const workflows = rows.filter((row) => row.element.kind === "workflow").length;
  const apps = rows.length - workflows;
  return [apps > 0 && plural(apps, "app"), workflows > 0 && plural(workflows, "workflow")].filter(Boolean).join(" and ");
}

function Step({ number, isDone, title, text, waits = [], children }: StepProps) {
  return (
    <li className="first-step">
      <span className={isDone ? "first-step-number first-step-done" : "first-step-number"} aria-hidden="true">
        {isDone ? <Sign name="ok" /> : number}
      </span>
      <div className="first-step-text">
        <h2>
          {title}
          {isDone && <span className="visually-hidden"> (done)</span>}
        </h2>
        <p className="quiet">{text}</p>
        {waits.map(({ what, branch }) => (
          <p key={`${what} ${branch.name}`} className="small first-step-waits">
            <span>
              <VisibleText text={what} /> waits on {whose(branch)}.
            </span>
            <BranchLink branch={branch} variant="link" />
          </p>
        ))}
      </div>
      {children}
    </li>
  );
}

interface StepProps {
  number: number;
  isDone?: boolean;
  title: string;
  text: string;
  /** What of it waits on branches. */
  waits?: { what: string; branch: Branch }[];
  children?: React.ReactNode;
}
