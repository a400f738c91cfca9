import { ExternalLink, GitMerge } from "lucide-react";
import { useState } from "react";

import { FailurePanel } from "../errors/FailurePanel";
import { asFailure, call } from "../ipc/call";
import type { Failure } from "../ipc/generated/Failure";
import type { Landing } from "../ipc/generated/Landing";
import type { PushedBranch } from "../ipc/generated/PushedBranch";
import { phaseWords } from "../shell/phases";
import { useRepository } from "../shell/session";
import { Button } from "../widgets/Button";
import { CopyButton } from "../widgets/CopyButton";
import { Progress } from "../widgets/Progress";
import { Sign } from "../widgets/Sign";
import { showToast } from "../widgets/Toasts";
import { inOrder, listNames, unchanged } from "./consequence";
import { MergeDialog } from "./MergeDialog";
import type { Outcome, Publishing } from "./usePublish";

/** What became of a push, in place of the footer that made it. */
export function Result({ outcome, landing, publishing, production, doneLabel = "Back to Releases", onDone }: ResultProps) {
  switch (outcome.kind) {
    case "discarded":
      return (
        <ResultLine sign="ok" text="Discarded. Nothing was pushed.">
          <Button onPress={onDone}>{doneLabel}</Button>
        </ResultLine>
      );
    case "merged":
      return (
        <ResultLine sign="ok" text={mergedText(outcome.merged.manifests)}>
          <Button variant="primary" autoFocus onPress={onDone}>
            {doneLabel}
          </Button>
        </ResultLine>
      );
    case "pushed":
      return (
        <Pushed
          pushed={outcome.pushed}
          landing={landing}
          publishing={publishing}
          production={production}
          doneLabel={doneLabel}
          onDone={onDone}
        />
      );
  }
}

interface ResultProps {
  outcome: Exclude<Outcome, { kind: "kept" }>;
  landing: Landing;
  publishing: Publishing;
  /** The instances that are Production. */
  production: string[];
  doneLabel?: string;
  onDone: () => void;
}

function mergedText(manifests: string[]): string {
  if (manifests.length === 0) return "Merged. The default branch has it now.";
  return `Merged. ${listNames(manifests)} ${manifests.length === 1 ? "changes" : "change"} at the next sync of ${manifests.length === 1 ? "that instance" : "those instances"}.`;
}

function Pushed({ pushed: answer, landing, publishing, production, doneLabel, onDone }: PushedProps) {
  const pushed = { ...answer, manifests: inOrder(answer.manifests, production) };
  const repository = useRepository();
  const [isMerging, setMerging] = useState(false);
  const url = pushed.pullRequestUrl;
  const openUrl = async () => {
    if (!url) return;
    try {
      await call("open_link", { repository, url });
    } catch (error) {
      const failure = asFailure(error);
      showToast({ sign: "broken", text: [failure.message, failure.hint].filter(Boolean).join(" ") });
    }
  };
  const term = landing.kind === "pullRequest" ? landing.term : "pull request";
  const changesProduction = pushed.manifests.some((manifest) => production.includes(manifest));
  return (
    <ResultLine sign="ok" text={`Branch pushed. ${unchanged(pushed.manifests)}`} branch={pushed.branch}>
      <Button onPress={onDone}>{doneLabel}</Button>
      {url && <CopyButton text={url} label="Copy link" children="Copy link" />}
      {url && (
        <Button variant="primary" icon={<ExternalLink />} autoFocus onPress={() => void openUrl()}>
          Open {term}
        </Button>
      )}
      {!url && landing.kind === "mergeHere" && (
        <Button variant="primary" icon={<GitMerge />} autoFocus onPress={() => setMerging(true)}>
          {pushed.manifests.length === 0 ? "Merge" : `Merge and change ${pushed.manifests.join(", ")}`}
          {changesProduction && <Sign name="production" label="Production" />}
        </Button>
      )}
      {isMerging && (
        <MergeDialog
          pushed={pushed}
          onClose={() => setMerging(false)}
          onMerged={(merged) => publishing.merged(pushed, merged)}
        />
      )}
    </ResultLine>
  );
}

interface PushedProps {
  pushed: PushedBranch;
  landing: Landing;
  publishing: Publishing;
  production: string[];
  doneLabel: string;
  onDone: () => void;
}

/** A push that failed: the branch waits on this machine. */
export function Kept({ branch, failure, publishing }: { branch: string; failure: Failure; publishing: Publishing }) {
  return (
    <div className="publish-footer">
      <FailurePanel failure={failure} />
      {publishing.failure && <FailurePanel failure={publishing.failure} />}
      <div className="publish-line">
        {publishing.isBusy ? (
          <Progress
            started={publishing.started}
            words={phaseWords(publishing.progress?.phase ?? "connecting")}
            done={publishing.progress?.done ?? 0}
            total={publishing.progress?.total ?? 0}
            onCancel={publishing.cancel}
          />
        ) : (
          <p className="publish-consequence">
            The branch <code>{branch}</code> is kept on this computer. Nothing is lost.
          </p>
        )}
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

function ResultLine({ sign, text, branch, children }: ResultLineProps) {
  return (
    <div className="publish-footer publish-result">
      <div className="publish-line">
        <div className="result-text">
          <p className="result-sentence">
            <span className={`result-sign result-sign-${sign}`}>
              <Sign name={sign} />
            </span>
            {text}
          </p>
          {branch && (
            <p className="result-branch">
              <code>{branch}</code>
              <CopyButton text={branch} label="Copy the branch's name" />
            </p>
          )}
        </div>
        <div className="publish-buttons">{children}</div>
      </div>
    </div>
  );
}

interface ResultLineProps {
  sign: "ok" | "attention";
  text: string;
  branch?: string;
  children: React.ReactNode;
}
