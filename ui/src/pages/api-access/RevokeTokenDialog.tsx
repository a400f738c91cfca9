import { DangerDialog } from "../../errors/DangerDialog";
import { call } from "../../ipc/call";
import type { ApiToken } from "../../ipc/generated/ApiToken";
import { visibleString } from "../../widgets/visible";

/** Asks before a token is revoked. */
export function RevokeTokenDialog({ token, onRevoked, onClose }: RevokeTokenDialogProps) {
  const name = visibleString(token.name);
  const revoke = async () => {
    await call("revoke_api_token", { token: token.id });
    onRevoked();
  };
  return (
    <DangerDialog title={`Revoke the token ${name}?`} action={`Revoke ${name}`} onConfirm={revoke} onClose={onClose}>
      <p>Programs that show it are refused from now on, also by a server of the program manifold. It cannot be taken back.</p>
    </DangerDialog>
  );
}

interface RevokeTokenDialogProps {
  token: ApiToken;
  onRevoked: () => void;
  onClose: () => void;
}
