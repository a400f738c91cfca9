import { KeyRound, Plus, X } from "lucide-react";
import { useRef, useState } from "react";

import { FailurePanel } from "../../errors/FailurePanel";
import type { ApiAccessPage } from "../../ipc/generated/ApiAccessPage";
import type { ApiToken } from "../../ipc/generated/ApiToken";
import { apiAccessQuery, queryClient } from "../../ipc/queries";
import { Button, IconButton } from "../../widgets/Button";
import { Chip } from "../../widgets/Chip";
import { EmptyState } from "../../widgets/EmptyState";
import { RelativeTime } from "../../widgets/RelativeTime";
import { Settings } from "../../widgets/Settings";
import { showToast } from "../../widgets/Toasts";
import { VisibleText } from "../../widgets/VisibleText";
import { visibleString } from "../../widgets/visible";
import { CreateTokenDialog } from "./CreateTokenDialog";
import { RevokeTokenDialog } from "./RevokeTokenDialog";

/** Who is let in. */
export function TokensPane({ repository, page: { tokens, tokensFailure } }: { repository: string; page: ApiAccessPage }) {
  const [isCreating, setCreating] = useState(false);
  const [revoking, setRevoking] = useState<ApiToken | null>(null);
  const actions = useRef<HTMLSpanElement>(null);
  const refresh = () => queryClient.invalidateQueries(apiAccessQuery(repository));
  const revoked = async (token: ApiToken) => {
    setRevoking(null);
    showToast({ text: `The token ${visibleString(token.name)} was revoked.` });
    await refresh();
    // The row had the focus, and is gone.
    requestAnimationFrame(() => {
      if (document.activeElement === document.body) actions.current?.querySelector("button")?.focus();
    });
  };
  return (
    <Settings
      title="Tokens"
      description="Each program that asks shows one. They are the same for every repository and for the program manifold."
      actions={
        <span ref={actions}>
          <Button icon={<Plus />} onPress={() => setCreating(true)}>
            Create token…
          </Button>
        </span>
      }
    >
      {tokensFailure ? (
        <div>
          <FailurePanel failure={tokensFailure} retry={() => void refresh()} />
        </div>
      ) : tokens.length === 0 ? (
        <EmptyState icon={<KeyRound />} title="There is no token yet.">
          Without one nobody is let in. Create one for each program, so that each can be revoked alone.
        </EmptyState>
      ) : (
        <table className="settings-table api-tokens">
          <thead>
            <tr>
              <th scope="col">Name</th>
              <th scope="col">Allows</th>
              <th scope="col">Created</th>
              <th scope="col">Expires</th>
              <th scope="col">Last used</th>
              <th scope="col">
                <span className="visually-hidden">Actions</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {tokens.map((token) => (
              <TokenRow key={token.id} token={token} onRevoke={() => setRevoking(token)} />
            ))}
          </tbody>
        </table>
      )}
      {isCreating && <CreateTokenDialog onCreated={() => void refresh()} onClose={() => setCreating(false)} />}
      {revoking && (
        <RevokeTokenDialog token={revoking} onRevoked={() => void revoked(revoking)} onClose={() => setRevoking(null)} />
      )}
    </Settings>
  );
}

function TokenRow({ token, onRevoke }: { token: ApiToken; onRevoke: () => void }) {
  const { name, scopes, created, expires, hasExpired, lastUsed } = token;
  return (
    <tr>
      <th scope="row" className="api-name">
        <VisibleText text={name} />
      </th>
      <td>{scopes.map((scope) => (scope === "read" ? "Read" : "Write")).join(", ")}</td>
      <td>
        <RelativeTime time={created} />
      </td>
      <td>
        {hasExpired ? <Chip sign="attention">Expired</Chip> : expires === null ? "Never" : <RelativeTime time={expires} />}
      </td>
      <td>{lastUsed === null ? <span className="quiet">Not since the start</span> : <RelativeTime time={lastUsed} />}</td>
      <td className="settings-table-actions">
        <IconButton label={`Revoke ${visibleString(name)}…`} icon={<X />} onPress={onRevoke} />
      </td>
    </tr>
  );
}
