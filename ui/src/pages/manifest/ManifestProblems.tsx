import type { ProblemView } from "../../ipc/generated/ProblemView";
import { Button } from "../../widgets/Button";
import { Sign } from "../../widgets/Sign";
import "./ManifestProblems.css";

/** What is wrong with the manifest, each with its place in the text. */
export function ManifestProblems({ problems, onGoTo }: { problems: ProblemView[]; onGoTo: (problem: ProblemView) => void }) {
  return (
    <ul className="manifest-problems" aria-label="Problems">
      {problems.map((problem, index) => (
        <li key={index} className={`manifest-problem manifest-problem-${problem.severity}`}>
          <Sign name={problem.severity} label={problem.severity === "broken" ? "Broken" : "Attention"} />
          <span className="manifest-problem-text selectable">{problem.message}</span>
          {problem.position && (
            <Button variant="link" onPress={() => onGoTo(problem)}>
              Line {problem.position.line}, column {problem.position.column}
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}
