import { Sign, type SignName } from "./Sign";
import "./Chip.css";

/** A word in a tinted box, with its sign. Only exceptions get one: normal is plain text. */
export function Chip({ sign, tone, children }: ChipProps) {
  return (
    <span className={`chip chip-${tone ?? sign ?? "plain"}`}>
      {sign && <Sign name={sign} />}
      {children}
    </span>
  );
}

interface ChipProps {
  sign?: SignName;
  /** Its colour, where it is not the sign's own. */
  tone?: "plain" | "proposed";
  children: React.ReactNode;
}
