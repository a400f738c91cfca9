import { Panel } from "./Form";
import "./Settings.css";

/** Settings that belong together: one row each, with the label at the left and the control at the right. */
export function Settings({ title, description, actions, children }: SettingsProps) {
  return (
    <section className="settings">
      <header className="settings-header">
        <div>
          <h2>{title}</h2>
          {description && <p className="settings-description">{description}</p>}
        </div>
        {actions && <div className="settings-actions">{actions}</div>}
      </header>
      <Panel className="settings-rows">{children}</Panel>
    </section>
  );
}

interface SettingsProps {
  title: string;
  description?: React.ReactNode;
  actions?: React.ReactNode;
  /** Rows: fields, which have a label of their own, and `SettingsRow`s. */
  children: React.ReactNode;
}

/** A row whose control has no label of its own. */
export function SettingsRow({ label, note, children }: SettingsRowProps) {
  return (
    <div className="settings-row">
      <span className="field-label">{label}</span>
      <div className="settings-control">
        {children}
        {note && <p className="field-description">{note}</p>}
      </div>
    </div>
  );
}

interface SettingsRowProps {
  label: string;
  /** What stands below the control. */
  note?: React.ReactNode;
  children: React.ReactNode;
}
