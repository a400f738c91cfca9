import type { ProblemView } from "../ipc/generated/ProblemView";
import { useNavigation } from "../shell/navigation";
import { Banner } from "../widgets/Banner";
import { Button } from "../widgets/Button";
import { Prose } from "../widgets/Prose";
import { Sign } from "../widgets/Sign";
import { VisibleText } from "../widgets/VisibleText";
import { plural } from "../widgets/words";
import "./Problems.css";

/** Where a problem is: its file, and the place in it. */
function Where({ problem }: { problem: ProblemView }) {
  return (
    <span className="problem-where">
      <span className="mono">
        <VisibleText text={problem.path} />
      </span>
      {problem.position && `, line ${problem.position.line}, column ${problem.position.column}`}
    </span>
  );
}

/** Everything that is wrong, with file, line and column. */
export function ProblemList({ problems }: { problems: ProblemView[] }) {
  const { go } = useNavigation();
  if (problems.length === 0) return null;
  return (
    <ul className="problem-list" aria-label="Problems" tabIndex={0}>
      {problems.map((problem, index) => {
        const { manifest } = problem;
        return (
          <li key={index} className={`problem problem-${problem.severity}`}>
            <Sign name={problem.severity} label={problem.severity === "broken" ? "Broken" : "Attention"} />
            <span className="problem-text selectable">
              <Prose text={problem.message} /> <Where problem={problem} />
            </span>
            {manifest !== null && (
              <Button variant="link" onPress={() => go({ name: "manifest", manifest })}>
                Open manifest
              </Button>
            )}
          </li>
        );
      })}
    </ul>
  );
}

/** What no cell of the matrix shows: files that cannot be read as they are. */
export function FileProblems({ problems, onShow }: { problems: ProblemView[]; onShow: () => void }) {
  const { go } = useNavigation();
  const files = problems.filter((problem) => problem.severity === "broken" && problem.element === null);
  const [only] = files;
  if (!only) return null;
  const { manifest } = only;
  if (files.length > 1) {
    return (
      <Banner
        sign="broken"
        actions={
          <Button variant="quiet" onPress={onShow}>
            Show problems
          </Button>
        }
      >
        {plural(files.length, "problem")} in files. What they say is left out below; the rest can be used.
      </Banner>
    );
  }
  return (
    <Banner
      sign="broken"
      actions={
        manifest === null ? (
          <Button variant="quiet" onPress={onShow}>
            Show problems
          </Button>
        ) : (
          <Button variant="quiet" onPress={() => go({ name: "manifest", manifest })}>
            Open manifest
          </Button>
        )
      }
    >
      <Prose text={only.message} /> <Where problem={only} />
    </Banner>
  );
}
