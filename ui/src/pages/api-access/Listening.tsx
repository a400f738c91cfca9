import { asFailure, call } from "../../ipc/call";
import { Button } from "../../widgets/Button";
import { CopyButton } from "../../widgets/CopyButton";
import { SettingsRow } from "../../widgets/Settings";
import { Sign } from "../../widgets/Sign";
import { showToast } from "../../widgets/Toasts";

/** Where the API listens, what can be asked of it, and a first call. */
export function Listening({ url, isReachable }: { url: string; isReachable: boolean }) {
  const example = `curl -H "Authorization: Bearer $MANIFOLD_TOKEN" ${url}/api/v2/source_control/manifests`;
  return (
    <>
      <SettingsRow
        label="Address"
        note={isReachable && "Other computers use an address of this one in numbers, with the same port."}
      >
        <div className="settings-line">
          <span className="api-listening" role="status">
            <Sign name="ok" /> Listening on <span className="mono selectable">{url}</span>
          </span>
          <CopyButton text={url} label="Copy the address" />
          <Button onPress={() => void openDocs()}>Show all calls</Button>
        </div>
      </SettingsRow>
      <SettingsRow label="A first call" note="Put a token of yours in the variable MANIFOLD_TOKEN.">
        <div className="api-example">
          <code className="selectable">{example}</code>
          <CopyButton text={example} label="Copy the call" />
        </div>
      </SettingsRow>
    </>
  );
}

/** The page of the API for people, in the system's browser. */
async function openDocs(): Promise<void> {
  try {
    await call("open_api_docs", {});
  } catch (error) {
    const failure = asFailure(error);
    showToast({ sign: "broken", text: [failure.message, failure.hint].filter(Boolean).join(" ") });
  }
}
