import { VisibleText } from "./VisibleText";

/** A sentence that quotes what a file says between backticks: the quotes are set as code. */
export function Prose({ text }: { text: string }) {
  return text.split("`").map((part, index) =>
    index % 2 === 1 ? (
      <code key={index}>
        <VisibleText text={part} />
      </code>
    ) : (
      <VisibleText key={index} text={part} isPart />
    ),
  );
}
