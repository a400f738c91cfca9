import { ClipboardList } from "lucide-react";

import type { ReleasesPage } from "../../ipc/generated/ReleasesPage";
import type { Row } from "../../ipc/generated/Row";
import { useNavigation } from "../../shell/navigation";
import { Button } from "../../widgets/Button";
import { Panel } from "../../widgets/Form";
import { plural } from "../../widgets/words";
import { CreateReleaseMenu } from "./CreateReleaseMenu";
import { FileProblems } from "./Problems";
import "./FirstSteps.css";

/** In place of the matrix, where no manifest exists yet: what to do first. */
export function FirstSteps({ page }: { page: ReleasesPage }) {
  const { go } = useNavigation();
  const { rows, header } = page;
  const withoutRelease = rows.filter((row) => row.newest === null && row.folder !== null && row.element.kind !== "newStyleApp");
  return (
    <>
      <FileProblems problems={page.problems} onShow={() => go({ name: "sourceControl" })} />
      <div className="first-steps">
        <ClipboardList className="first-steps-icon" aria-hidden="true" />
        <p className="empty-state-title">Three steps to releases on each instance</p>
        <p className="quiet">This repository has {countElements(rows)} and no manifest yet.</p>
        <Panel className="first-steps-list">
          <ol>
            <Step number={1} title="Create manifests" text="One for each instance: dev, staging, prod.">
              {header.readOnly === null && (
                <Button variant="primary" onPress={() => go({ name: "createManifest" })}>
                  Create manifest
                </Button>
              )}
            </Step>
            <Step
              number={2}
              title="Create first releases"
              text={
                withoutRelease.length > 0
                  ? `${countElements(withoutRelease)} ${withoutRelease.length === 1 ? "has" : "have"} none yet.`
                  : "Every app and workflow has one."
              }
            >
              {header.readOnly === null && withoutRelease.length > 0 && <CreateReleaseMenu rows={rows} />}
            </Step>
            <Step number={3} title="Set them" text="Choose in the matrix which release each instance gets. It appears here." />
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

function Step({ number, title, text, children }: { number: number; title: string; text: string; children?: React.ReactNode }) {
  return (
    <li className="first-step">
      <span className="first-step-number" aria-hidden="true">
        {number}
      </span>
      <div className="first-step-text">
        <h2>{title}</h2>
        <p className="quiet">{text}</p>
      </div>
      {children}
    </li>
  );
}
