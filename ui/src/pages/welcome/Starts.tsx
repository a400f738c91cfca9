import { ChevronRight, FlaskConical, Folder, Globe } from "lucide-react";
import { useId, useState } from "react";
import { Button as AriaButton } from "react-aria-components";

import { OpeningFailure } from "../../connection/OpeningFailure";
import { call } from "../../ipc/call";
import { useOperation } from "../../ipc/operation";
import { useNavigation } from "../../shell/navigation";
import { OperationProgress } from "../../shell/OperationProgress";
import { useSession } from "../../shell/session";
import { Button } from "../../widgets/Button";
import { Chip } from "../../widgets/Chip";
import { BranchDialog } from "./BranchDialog";
import "./Starts.css";

/** The three ways to a repository. */
export function Starts() {
  const { opened } = useSession();
  const { go } = useNavigation();
  const [folder, setFolder] = useState<string | null>(null);
  const sample = useOperation((operation) => call("open_sample", { operation }));
  const opening = useOperation((operation, path: string, defaultBranch: string | null) =>
    call("open_folder", { folder: path, defaultBranch, operation }),
  );
  const isBusy = sample.isRunning || opening.isRunning;

  const openSample = async () => {
    opening.clear();
    const answer = await sample.run();
    if (answer) await opened(answer);
  };
  const openFolder = async (path: string, defaultBranch: string | null) => {
    sample.clear();
    setFolder(path);
    const answer = await opening.run(path, defaultBranch);
    if (answer) await opened(answer);
  };
  const pickFolder = async () => {
    const { path } = await call("pick_folder", {});
    if (path !== null) await openFolder(path, null);
  };
  const asksForBranch = folder !== null && opening.failure?.code === "noDefaultBranch";

  return (
    <div className="starts-with-failure">
      <div className="starts" role="group" aria-label="Open a repository">
        <Start
          icon={<FlaskConical />}
          title="Try the sample repository"
          text="Eight apps and two workflows on three instances, with a history to explore."
          badge={<Chip tone="proposed">Sample · stays on this computer</Chip>}
          isDisabled={isBusy}
          onPress={() => void openSample()}
          progress={<OperationProgress operation={sample} />}
        />
        <Start
          icon={<Folder />}
          title="Open a folder"
          text="A clone that you have, or a bare repository. Your clone is never written to."
          isDisabled={isBusy}
          onPress={() => void pickFolder()}
          progress={<OperationProgress operation={opening} />}
        />
        <Start
          icon={<Globe />}
          title="Connect a repository"
          text="By its address on GitHub, GitLab, Bitbucket, Azure Repos or another Git host."
          isDisabled={isBusy}
          onPress={() => go({ name: "connect" })}
        />
      </div>
      {sample.failure && <OpeningFailure failure={sample.failure} retry={() => void openSample()} />}
      {opening.failure && folder !== null && !asksForBranch && (
        <OpeningFailure
          failure={opening.failure}
          retry={() => void openFolder(folder, null)}
          actions={<Button onPress={() => void pickFolder()}>Choose another folder…</Button>}
        />
      )}
      {asksForBranch && (
        <BranchDialog onChoose={(branch) => void openFolder(folder, branch)} onCancel={opening.clear} />
      )}
    </div>
  );
}

/** One way: a row whose button is as large as the row, and its progress once it was pressed. */
function Start({ icon, title, text, badge, isDisabled, onPress, progress }: StartProps) {
  const id = useId();
  return (
    <div className="start-row">
      <div className="start">
        <span className="start-icon" aria-hidden="true">
          {icon}
        </span>
        <div className="start-text">
          <div className="start-title-line">
            <AriaButton className="start-button" aria-describedby={id} isDisabled={isDisabled} onPress={onPress}>
              {title}
            </AriaButton>
            {badge}
          </div>
          <p id={id} className="start-description">
            {text}
          </p>
        </div>
        <ChevronRight className="start-chevron" aria-hidden="true" />
      </div>
      {progress && <div className="start-progress">{progress}</div>}
    </div>
  );
}

interface StartProps {
  icon: React.ReactNode;
  title: string;
  text: string;
  badge?: React.ReactNode;
  isDisabled: boolean;
  onPress: () => void;
  progress?: React.ReactNode;
}
