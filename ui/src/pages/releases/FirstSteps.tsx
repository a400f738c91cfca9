import { Boxes, ClipboardList } from "lucide-react";

import type { ReleasesPage } from "../../ipc/generated/ReleasesPage";
import { useNavigation } from "../../shell/navigation";
import { Button } from "../../widgets/Button";
import { EmptyState } from "../../widgets/EmptyState";
import { Panel } from "../../widgets/Form";
import { plural } from "../../widgets/words";
import { CreateReleaseMenu } from "./CreateReleaseMenu";
import { FileProblems } from "./Problems";
import "./FirstSteps.css";

/** In place of the matrix, where no manifest exists yet: what to do first. */
export function FirstSteps({ page }: { page: ReleasesPage }) {
  const { go } = useNavigation();
  const { rows, header } = page;
  if (rows.length === 0) {
    return (
      <EmptyState icon={<Boxes />} title="No apps or workflows were found in this repository.">
        {page.ignoredFolders > 0
          ? `${plural(page.ignoredFolders, "folder")} in apps/ and workflows/ hold nothing that Manifold recognises. `
          : "Retool writes them to apps/ and workflows/ when they are protected with Source Control. "}
        The branch read here is {header.defaultBranch}.
      </EmptyState>
    );
  }
  const withoutRelease = rows.filter((row) => row.newest === null && row.folder !== null && row.element.kind !== "newStyleApp").length;
  return (
    <>
      <FileProblems problems={page.problems} onShow={() => go({ name: "sourceControl" })} />
      <div className="first-steps">
        <ClipboardList className="first-steps-icon" aria-hidden="true" />
        <p className="empty-state-title">Three steps to releases on each instance</p>
        <p className="quiet">
          This repository has {plural(rows.length, "app or workflow", "apps and workflows")} and no manifest yet.
        </p>
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
                withoutRelease > 0
                  ? `${plural(withoutRelease, "app or workflow has", "apps and workflows have")} none yet.`
                  : "Every app and workflow has one."
              }
            >
              {header.readOnly === null && withoutRelease > 0 && <CreateReleaseMenu rows={rows} />}
            </Step>
            <Step number={3} title="Set them" text="Choose in the matrix which release each instance gets. It appears here." />
          </ol>
        </Panel>
      </div>
    </>
  );
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
