import { useState } from "react";

import { ForgetDialog } from "../../connection/ForgetDialog";
import type { RepositoryCard } from "../../ipc/generated/RepositoryCard";
import { useSession } from "../../shell/session";
import { Button } from "../../widgets/Button";
import { Switch } from "../../widgets/Choice";
import { Settings, SettingsRow } from "../../widgets/Settings";
import { showToast } from "../../widgets/Toasts";
import { visibleString } from "../../widgets/visible";
import type { ConnectionForm } from "./useConnectionForm";

/** What may be done from this computer, and the way to forget the repository here. */
export function ThisComputer({ card, form: { connection, set } }: { card: RepositoryCard; form: ConnectionForm }) {
  const { leave } = useSession();
  const [isForgetting, setForgetting] = useState(false);
  const name = visibleString(card.name);
  const forgotten = async () => {
    await leave();
    showToast({ text: `${name} was forgotten on this computer.` });
  };
  return (
    <Settings title="This computer">
      <SettingsRow label="Read-only">
        <div className="settings-line">
          <Switch
            isSelected={connection.readOnly}
            onChange={(readOnly) => set({ readOnly })}
            description="Everything can be looked at, and the buttons that push are gone."
          >
            Push nothing from here
          </Switch>
        </div>
      </SettingsRow>
      <SettingsRow label="Forget" note="Removes the copy and the settings here. The repository itself does not change.">
        <div className="settings-line">
          <Button onPress={() => setForgetting(true)}>Forget {name}…</Button>
        </div>
      </SettingsRow>
      {isForgetting && (
        <ForgetDialog repository={card} onForgotten={() => void forgotten()} onClose={() => setForgetting(false)} />
      )}
    </Settings>
  );
}
