import { Sign, type SignName } from "./Sign";
import "./Banner.css";

/** One line across the page about its state, with what can be done. */
export function Banner({ sign, children, actions }: { sign: SignName | "note"; children: React.ReactNode; actions?: React.ReactNode }) {
  return (
    <div className={`banner banner-${sign}`} role="status">
      {sign !== "note" && <Sign name={sign} />}
      <div className="banner-text selectable">{children}</div>
      {actions && <div className="banner-actions">{actions}</div>}
    </div>
  );
}
