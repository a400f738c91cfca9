import "./Form.css";

/** A titled part of a page of settings. */
export function Section({ title, description, actions, children }: SectionProps) {
  return (
    <section className="section">
      <header className="section-header">
        <div>
          <h2>{title}</h2>
          {description && <p className="section-description">{description}</p>}
        </div>
        {actions && <div className="section-actions">{actions}</div>}
      </header>
      {children}
    </section>
  );
}

interface SectionProps {
  title: React.ReactNode;
  description?: React.ReactNode;
  actions?: React.ReactNode;
  children: React.ReactNode;
}

/** A box around what belongs together. */
export function Panel({ children, className }: { children: React.ReactNode; className?: string }) {
  return <div className={className ? `panel ${className}` : "panel"}>{children}</div>;
}
