import type { Difference } from "../ipc/generated/Difference";
import { classes } from "./classes";
import { VisibleText } from "./VisibleText";
import { fileSize } from "./words";
import "./InlineDifference.css";

/** How a file differs, line by line, with old and new numbers. */
export function InlineDifference({ difference, label }: { difference: Difference; label: string }) {
  if (difference.kind !== "text") {
    const what = difference.kind === "binary" ? "This file is not text." : "This file is too large to compare here.";
    return (
      <p className="difference-note">
        {what} {sizes(difference.before, difference.after)}
      </p>
    );
  }
  if (difference.hunks.length === 0) return <p className="difference-note">No line differs.</p>;
  // A new or deleted file has one side only.
  const lines = difference.hunks.flatMap((hunk) => hunk.lines);
  const hasBefore = lines.some((line) => line.before !== null);
  const hasAfter = lines.some((line) => line.after !== null);
  return (
    <div className="difference" role="region" aria-label={label} tabIndex={0}>
      <table className="difference-table">
        {difference.hunks.map((hunk, index) => (
          <tbody key={index} className="difference-hunk">
            {hunk.lines.map((line, position) => {
              const sign = line.before === null ? "+" : line.after === null ? "−" : "";
              return (
                <tr key={position} className={classes(sign === "+" && "difference-added", sign === "−" && "difference-removed")}>
                  {hasBefore && <td className="difference-number">{line.before}</td>}
                  {hasAfter && <td className="difference-number">{line.after}</td>}
                  <td className="difference-sign">
                    {sign && <span className="visually-hidden">{sign === "+" ? "added" : "removed"}</span>}
                    <span aria-hidden="true">{sign}</span>
                  </td>
                  <td className="difference-text">
                    <VisibleText text={line.text} isPart />
                    {line.noNewline && <span className="difference-end">No line break at the end</span>}
                  </td>
                </tr>
              );
            })}
          </tbody>
        ))}
      </table>
    </div>
  );
}

function sizes(before: number | null, after: number | null): string {
  if (before === null) return after === null ? "" : `${fileSize(after)}.`;
  if (after === null) return `It had ${fileSize(before)}.`;
  return `${fileSize(before)} before, ${fileSize(after)} after.`;
}
