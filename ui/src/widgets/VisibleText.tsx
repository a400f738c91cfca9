import { visible } from "./visible";
import "./VisibleText.css";

/** Text from the repository: as it is, with what cannot be seen or would reorder the line made visible. */
export function VisibleText({ text, isPart }: VisibleTextProps) {
  const parts = visible(text, isPart);
  if (parts.length === 1 && parts[0]?.isEscape === false) return text;
  return (
    <bdi>
      {parts.map((part, index) =>
        part.isEscape ? (
          <span key={index} className="visible-escape">
            {part.text}
          </span>
        ) : (
          part.text
        ),
      )}
    </bdi>
  );
}

interface VisibleTextProps {
  text: string;
  /** A part of a line, whose spaces at the edges are ordinary. */
  isPart?: boolean;
}
