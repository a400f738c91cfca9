import { classes } from "../widgets/classes";
import { Panel } from "../widgets/Form";
import { InstanceName } from "../widgets/InstanceName";
import "./publish.css";

/** What becomes of one manifest, under its name; Production wears its colour. */
export function ManifestPanel({ manifest, isProduction, summary, children }: ManifestPanelProps) {
  return (
    <Panel className="manifest-panel">
      <h2 className={classes("manifest-heading", isProduction && "manifest-heading-production")}>
        <InstanceName name={manifest} isProduction={isProduction} />
        <span className="manifest-summary">· {summary}</span>
      </h2>
      {children}
    </Panel>
  );
}

interface ManifestPanelProps {
  manifest: string;
  isProduction: boolean;
  /** "1 upgrade · 2 new entries". */
  summary: React.ReactNode;
  children: React.ReactNode;
}
