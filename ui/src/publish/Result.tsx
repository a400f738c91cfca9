import { ExternalLink, GitMerge } from "lucide-react";
import { useState } from "react";

import { FailurePanel } from "../errors/FailurePanel";
import type { Failure } from "../ipc/generated/Failure";
import type { Landing } from "../ipc/generated/Landing";
import type { PushedBranch } from "../ipc/generated/PushedBranch";
import { OperationProgress } from "../shell/OperationProgress";
import { useRepository } from "../shell/session";
import { Button } from "../widgets/Button";
import { CopyButton } from "../widgets/CopyButton";
import { Sign } from "../widgets/Sign";
import { VisibleText } from "../widgets/VisibleText";
import { afterMerge, unchanged } from "./consequence";
import { MergeDialog } from "./MergeDialog";
import { MergeWords } from "./MergeWords";
import { openLink } from "./openLink";
import { termOf } from "./term";
import type { Outcome, Publishing } from "./usePublish";
import "./publish.css";

/** What became of a push, in place of the footer that made it. */
export function Result({ outcome, landing, publishing, doneLabel = "Back to Releases", onDone }: ResultProps) {
  const done = <Button onPress={onDone}>{doneLabel}</Button>;
  switch (outcome.kind) {
    case "kept":
      return <Kept branch={outcome.branch} failure={outcome.failure} publishing={publishing} />;
    case "discarded":
      return <ResultLine text="Discarded. Nothing more is pushed.">{done}</ResultLine>;
    case "merged":
      return (
        <ResultLine text={`Merged. ${afterMerge(outcome.manifests) || "The default branch has it now."}`}>
          <Button variant="primary" autoFocus onPress={onDone}>
            {doneLabel}
          </Button>
        </ResultLine>
      );
    case "pushed":
      return (
        <Pushed pushed={outcome.pushed} landing={landing} publishing={publishing}>
          {done}
        </Pushed>
      );
  }
}

interface ResultProps {
  outcome: Outcome;
  landing: Landing;
  publishing: Publishing;
  doneLabel?: string;
  onDone: () => void;
}

/** A branch that the remote has: what is unchanged, and the way on to its pull request or merge. */
function Pushed({ pushed, landing, publishing, children }: PushedProps) {
  const repository = useRepository();
  const [isMerging, setMerging] = useState(false);
  const url = pushed.pullRequestUrl;
  return (
    <ResultLine text={`Branch pushed. ${unchanged(pushed.manifests)}`} branch={pushed.branch} notice={pushed.notice}>
      {children}
      {url && (
        <CopyButton text={url} label="Copy link">
          Copy link
        </CopyButton>
      )}
      {url && (
        <Button variant="primary" icon={<ExternalLink />} autoFocus onPress={() => void openLink(repository, url)}>
          Open {termOf(landing)}
        </Button>
      )}
      {!url && landing.kind === "mergeHere" && (
        <Button variant="primary" icon={<GitMerge />} autoFocus onPress={() => setMerging(true)}>
          <MergeWords effects={pushed.manifests} isPlain />
        </Button>
      )}
      {isMerging && (
        <MergeDialog
          branch={pushed.branch}
          expected={pushed.manifests}
          onClose={() => setMerging(false)}
          onMerged={({ manifests }) => publishing.merged(manifests)}
        />
      )}
    </ResultLine>
  );
}

interface PushedProps {
  pushed: PushedBranch;
  landing: Landing;
  publishing: Publishing;
  /** The button that leaves. */
  children: React.ReactNode;
}

/** A push that failed: the branch waits on this computer. */
function Kept({ branch, failure, publishing }: { branch: string; failure: Failure; publishing: Publishing }) {
  return (
    <div className="publish-footer">
      <FailurePanel failure={failure} />
      {publishing.failure && <FailurePanel failure={publishing.failure} />}
      <div className="publish-line">
        {publishing.isBusy ? <OperationProgress operation={publishing} /> : <BranchName branch={branch} />}
        <div className="publish-buttons">
          <Button onPress={() => publishing.discard(branch)} isDisabled={publishing.isBusy}>
            Discard
          </Button>
          <Button variant="primary" autoFocus onPress={() => publishing.retry(branch)} isPending={publishing.isBusy}>
            Retry push
          </Button>
        </div>
      </div>
    </div>
  );
}

function ResultLine({ text, branch, notice, children }: ResultLineProps) {
  return (
    <div className="publish-footer">
      {notice && <FailurePanel failure={notice} />}
      <div className="publish-line">
        <div className="result-text">
          <p className="result-sentence">
            <span className="result-sign">
              <Sign name="ok" />
            </span>
            {text}
          </p>
          {branch && <BranchName branch={branch} />}
        </div>
        <div className="publish-buttons">{children}</div>
      </div>
    </div>
  );
}

interface ResultLineProps {
  text: string;
  branch?: string;
  /** What went wrong once it was done. */
  notice?: Failure | null;
  children: React.ReactNode;
}

function BranchName({ branch }: { branch: string }) {
  return (
    <p className="result-branch">
      <code>
        <VisibleText text={branch} />
      </code>
      <CopyButton text={branch} label="Copy the branch's name" />
    </p>
  );
}
