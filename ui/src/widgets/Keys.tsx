import "./Keys.css";

/** The keys that do something, e.g. `Ctrl K`. */
export function Keys({ keys }: { keys: string }) {
  return <kbd className="keys">{keys}</kbd>;
}
