import { ChooseFile } from "../../connection/FilePathField";
import { OpeningFailure } from "../../connection/OpeningFailure";
import type { Failure } from "../../ipc/generated/Failure";
import { useNavigation } from "../../shell/navigation";
import { OperationProgress } from "../../shell/OperationProgress";
import { Button } from "../../widgets/Button";
import type { Connecting } from "./useConnecting";

/** What went wrong, how far connecting is, and the buttons: Cancel stops it first and leaves the page then. */
export function ConnectFooter({ connecting, form, onCaFile }: ConnectFooterProps) {
  const { go, back, canGoBack } = useNavigation();
  const { failure, isRunning } = connecting;
  const leave = canGoBack ? back : () => go({ name: "welcome" });
  return (
    <div className="connect-footer">
      {failure && !isAsked(failure) && (
        <OpeningFailure
          failure={failure}
          retry={() => void connecting.connect()}
          actions={failure.code === "certificateInvalid" && <ChooseFile onChoose={onCaFile} />}
        />
      )}
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

interface ConnectFooterProps {
  connecting: Connecting;
  form: string;
  /** A file of certificate authorities was chosen, since that of the host is not trusted. */
  onCaFile: (path: string) => void;
}

/** Whether a dialog asks for what is missing. */
function isAsked({ hostKey, code }: Failure): boolean {
  return hostKey !== null || code === "passphraseNeeded";
}
