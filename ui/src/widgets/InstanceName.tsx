import { classes } from "./classes";
import { Sign } from "./Sign";
import { VisibleText } from "./VisibleText";
import "./InstanceName.css";

/** An instance by its manifest's name; Production wears its mark and, outside of buttons, its colour. */
export function InstanceName({ name, isProduction, isPlain }: InstanceNameProps) {
  return (
    <span className={classes("instance-name", isProduction && !isPlain && "instance-name-production")}>
      {isProduction && (
        <>
          <Sign name="production" label="Production" />{" "}
        </>
      )}
      <VisibleText text={name} />
    </span>
  );
}

interface InstanceNameProps {
  name: string;
  isProduction: boolean;
  /** In the colour of the text around it, e.g. inside a button. */
  isPlain?: boolean;
}
