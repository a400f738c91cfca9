import { FailurePanel } from "../../errors/FailurePanel";
import { Button } from "../../widgets/Button";
import { plural } from "../../widgets/words";
import type { ConnectionForm } from "./useConnectionForm";
import "./SaveBar.css";

/** At the foot of the page while something was edited and not saved. */
export function SaveBar({ form, onSave }: { form: ConnectionForm; onSave: () => void }) {
  return (
    <div className="save-bar-with-failure">
      {form.failure && <FailurePanel failure={form.failure} retry={onSave} />}
      <div className="save-bar" role="group" aria-label="Unsaved changes">
        <span className="quiet">{plural(form.changes, "change")} not saved.</span>
        <Button onPress={form.discard}>Discard</Button>
        <Button variant="primary" isPending={form.isSaving} onPress={onSave}>
          Save
        </Button>
      </div>
    </div>
  );
}
