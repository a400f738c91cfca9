import { useState } from "react";

import { FailurePanel } from "../../errors/FailurePanel";
import type { ApiAccessPage } from "../../ipc/generated/ApiAccessPage";
import { useSession } from "../../shell/session";
import { Banner } from "../../widgets/Banner";
import { Button } from "../../widgets/Button";
import { Switch } from "../../widgets/Choice";
import { Settings, SettingsRow } from "../../widgets/Settings";
import { Spinner } from "../../widgets/Spinner";
import { VisibleText } from "../../widgets/VisibleText";
import { visibleString } from "../../widgets/visible";
import { AddressFields } from "./AddressFields";
import { Listening } from "./Listening";
import { ReplaceDialog } from "./ReplaceDialog";
import { useServing } from "./useServing";
import "./api-access.css";

/** The switch, where the API listens, and how a program begins. */
export function ServeSettings({ repository, page }: { repository: string; page: ApiAccessPage }) {
  const name = visibleString(useSession().repository?.name ?? "");
  const serving = useServing(repository, page);
  const { pending, start, stop } = serving;
  const [isReplacing, setReplacing] = useState(false);
  const { state } = page;
  const served = state.kind === "off" ? null : state.repository;
  const other = served !== null && served.id !== repository ? served : null;
  const isMine = served !== null && other === null;
  const isListening = isMine && state.kind === "listening";
  const failure = serving.failure ?? (isMine && state.kind === "failed" ? state.failure : null);
  const toggle = (on: boolean) => {
    if (!on) void stop();
    else if (other) setReplacing(true);
    else void start();
  };
  return (
    <Settings
      title="Source Control API"
      description="The calls of Retool’s Release Management API, answered for this repository while Manifold is open. Scripts written for it work unchanged."
    >
      {other && (
        <div>
          <Banner
            sign="note"
            actions={
              <Button variant="quiet" isPending={pending === "off"} onPress={() => void stop()}>
                Stop serving {visibleString(other.name)}
              </Button>
            }
          >
            The API {state.kind === "listening" ? "serves" : "could not be started for"} <VisibleText text={other.name} />, not this
            repository.
          </Banner>
        </div>
      )}
      <SettingsRow label="Access by programs">
        <div className="settings-line">
          <Switch
            isSelected={pending === null ? isMine : pending === "on"}
            onChange={toggle}
            description={`Programs${serving.settings.letsOthersIn ? "" : " on this computer"} that show a token can read manifests and releases, and push branches as this window does: an instance changes only when a pull request is merged.`}
          >
            Serve the API
          </Switch>
          {pending !== null && (
            <span className="api-pending quiet">
              <Spinner /> {pending === "on" ? "Starting…" : "Finishing what is under way…"}
            </span>
          )}
        </div>
        {failure && pending === null && <FailurePanel failure={failure} retry={() => void start()} />}
      </SettingsRow>
      {isListening && <Listening url={state.url} isReachable={page.settings.letsOthersIn} />}
      <AddressFields serving={serving} isLocked={isListening} />
      {isReplacing && other && (
        <ReplaceDialog
          name={name}
          other={visibleString(other.name)}
          onReplace={() => {
            setReplacing(false);
            void start();
          }}
          onClose={() => setReplacing(false)}
        />
      )}
    </Settings>
  );
}
