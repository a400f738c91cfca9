import { classes } from "./classes";
import { Sign } from "./Sign";
import "./Track.css";

/** The way of a change, with where it is now. */
export function Track({ steps, current }: { steps: string[]; current: number }) {
  return (
    <ol className="track" aria-label="The way of this change">
      {steps.map((step, index) => (
        <li
          key={step}
          className={classes("track-step", index < current && "track-done", index === current && "track-current")}
          aria-current={index === current ? "step" : undefined}
        >
          <span className="track-mark" aria-hidden="true">
            {index < current && <Sign name="ok" />}
          </span>
          {step}
          {index < current && <span className="visually-hidden"> (done)</span>}
        </li>
      ))}
    </ol>
  );
}
