import { classes } from "./classes";
import { Disclosure } from "./Disclosure";
import { Sign } from "./Sign";
import "./ErrorPanel.css";

/** An error in three lines: what failed, what is unchanged, what to do; then what can be done here. */
export function ErrorPanel({ message, unchanged, hint, details, actions, severity = "broken", isPage }: ErrorPanelProps) {
  return (
    <div className={classes("error-panel", `error-panel-${severity}`, isPage && "error-panel-page")} role="alert">
      <Sign name={severity} />
      <div className="error-panel-text selectable">
        <p className="error-panel-message">{message}</p>
        {unchanged && <p>{unchanged}</p>}
        {hint && <p>{hint}</p>}
        {details && (
          <Disclosure title="Details" isQuiet>
            <pre className="error-panel-details">{details}</pre>
          </Disclosure>
        )}
      </div>
      {actions && <div className="error-panel-actions">{actions}</div>}
    </div>
  );
}

interface ErrorPanelProps {
  message: string;
  unchanged?: string | null;
  hint?: string | null;
  /** The technical text. */
  details?: string | null;
  actions?: React.ReactNode;
  severity?: "broken" | "attention";
  /** In place of a page's content. */
  isPage?: boolean;
}
