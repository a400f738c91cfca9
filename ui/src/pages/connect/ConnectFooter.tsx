import { OpeningFailure } from "../../connection/OpeningFailure";
import { useNavigation } from "../../shell/navigation";
import { OperationProgress } from "../../shell/OperationProgress";
import { Button } from "../../widgets/Button";
import type { Connecting } from "./useConnecting";

/** What went wrong, how far connecting is, and the buttons: Cancel stops it first and leaves the page then. */
export function ConnectFooter({ connecting, form }: { connecting: Connecting; form: string }) {
  const { go, back, canGoBack } = useNavigation();
  const { failure, isRunning } = connecting;
  const leave = canGoBack ? back : () => go({ name: "welcome" });
  return (
    <div className="connect-footer">
      {failure && !failure.hostKey && <OpeningFailure failure={failure} retry={() => void connecting.connect()} />}
      <div className="connect-buttons">
        <div className="connect-progress">
          <OperationProgress operation={connecting} isEager hasCancel={false} />
        </div>
        <Button onPress={isRunning ? connecting.cancel : leave}>Cancel</Button>
        <Button variant="primary" type="submit" form={form} isDisabled={isRunning}>
          Connect
        </Button>
      </div>
    </div>
  );
}
