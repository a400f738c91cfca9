import "./Skeleton.css";

/** Grey bars in the shape of what is coming, from the moment that waiting would be noticed. */
export function Skeleton({ rows, label = "Loading" }: { rows: number; label?: string }) {
  return (
    <div className="skeleton" role="status" aria-label={label}>
      {Array.from({ length: rows }, (_, index) => (
        <div key={index} className="skeleton-row">
          <span className={`skeleton-bar skeleton-bar-${index % 4}`} />
          <span className="skeleton-bar" />
          <span className="skeleton-bar" />
        </div>
      ))}
    </div>
  );
}
