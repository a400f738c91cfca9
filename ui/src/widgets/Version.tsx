import { classes } from "./classes";
import { Sign } from "./Sign";
import "./Version.css";

/** A release as a manifest names it: a version in mono, or `≈ latest`. */
export function Version({ value, isQuiet }: { value: string; isQuiet?: boolean }) {
  if (value === "latest") {
    return (
      <span className={classes("version", "version-latest", isQuiet && "version-quiet")}>
        <Sign name="latest" /> latest
      </span>
    );
  }
  return <span className={classes("version", isQuiet && "version-quiet")}>{value}</span>;
}
