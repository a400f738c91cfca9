import { Sign } from "../widgets/Sign";
import { VisibleText } from "../widgets/VisibleText";
import "./ElementName.css";

/** An app or workflow in a list: its name, and where it is; its uuid where the repository does not have it. */
export function ElementName({ name, folder, id }: { name: string | null; folder: string | null; id: string }) {
  if (name === null) {
    return (
      <span className="element-name">
        <span className="mono quiet element-name-text">{id}</span>
        <Sign name="broken" label="No app in the repository has this uuid" />
      </span>
    );
  }
  const parent = folder?.split("/").slice(1, -1).join(" / ");
  return (
    <span className="element-name">
      <span className="element-name-text">
        <VisibleText text={name} />
      </span>
      {parent && (
        <span className="element-name-folder small">
          <VisibleText text={parent} />
        </span>
      )}
    </span>
  );
}
