import type { Position } from "../../ipc/generated/Position";
import type { ProblemView } from "../../ipc/generated/ProblemView";
import { Button } from "../../widgets/Button";
import { Sign } from "../../widgets/Sign";
import { Prose } from "../../widgets/Prose";
import "./ManifestProblems.css";

/** What is wrong with the manifest, each with its place in the text. */
export function ManifestProblems({ problems, onGoTo }: { problems: ProblemView[]; onGoTo: (position: Position) => void }) {
  return (
    <ul className="manifest-problems" aria-label="Problems">
      {problems.map(({ severity, message, position }, index) => (
        <li key={index} className={`manifest-problem manifest-problem-${severity}`}>
          <Sign name={severity} label={severity === "broken" ? "Broken" : "Attention"} />
          <span className="manifest-problem-text selectable">
            <Prose text={message} />
          </span>
          {position && (
            <Button variant="link" onPress={() => onGoTo(position)}>
              Line {position.line}, column {position.column}
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}
