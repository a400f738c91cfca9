import { useState } from "react";
import { Form } from "react-aria-components";

import { FailurePanel } from "../../errors/FailurePanel";
import { asFailure, call } from "../../ipc/call";
import type { ApiScope } from "../../ipc/generated/ApiScope";
import type { Failure } from "../../ipc/generated/Failure";
import { Button } from "../../widgets/Button";
import { Checkbox } from "../../widgets/Choice";
import { CopyButton } from "../../widgets/CopyButton";
import { Dialog } from "../../widgets/Dialog";
import { TextField } from "../../widgets/Field";
import { Select } from "../../widgets/Select";

const FORM = "create-token-form";

const scopes: { scope: ApiScope; label: string; description: string }[] = [
  { scope: "read", label: "Read", description: "Manifests and releases." },
  { scope: "write", label: "Write", description: "Push branches that change manifests or add releases." },
];

const lifetimes: { value: string; label: string }[] = [
  { value: "30", label: "After 30 days" },
  { value: "90", label: "After 90 days" },
  { value: "365", label: "After a year" },
  { value: "never", label: "Never" },
];

/** Asks what a token is for, then shows it, this once. */
export function CreateTokenDialog({ onCreated, onClose }: { onCreated: () => void; onClose: () => void }) {
  const [name, setName] = useState("");
  const [chosen, setChosen] = useState<ApiScope[]>(["read"]);
  const [lifetime, setLifetime] = useState("90");
  const [refused, setRefused] = useState<ReadonlyMap<string, string>>(new Map());
  const [isPending, setPending] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [secret, setSecret] = useState<string | null>(null);

  /** What was refused is judged again when the token is asked for again. */
  const accept = (field: string) => setRefused(new Map([...refused].filter(([known]) => known !== field)));
  const create = async () => {
    if (isPending) return;
    setPending(true);
    setFailure(null);
    try {
      const days = lifetime === "never" ? null : Number(lifetime);
      const answer = await call("create_api_token", { name, scopes: chosen, days });
      if (answer.kind === "created") {
        setSecret(answer.secret);
        onCreated();
      } else {
        setRefused(new Map(answer.refused.map(({ field, message }) => [field, message])));
      }
    } catch (error) {
      setFailure(asFailure(error));
    }
    setPending(false);
  };
  const isMade = secret !== null;
  return (
    <Dialog
      title={isMade ? "Token created" : "Create token"}
      isOpen
      // A click beside it must not lose what is not shown again.
      isAlert={isMade}
      onClose={onClose}
      footer={
        isMade ? (
          <Button variant="primary" onPress={onClose}>
            Done
          </Button>
        ) : (
          <>
            <Button onPress={onClose}>Cancel</Button>
            <Button variant="primary" type="submit" form={FORM} isPending={isPending}>
              Create token
            </Button>
          </>
        )
      }
    >
      {isMade ? (
        <TokenShown name={name.trim()} secret={secret} />
      ) : (
        <Form
          id={FORM}
          className="api-token-form"
          onSubmit={(event) => {
            event.preventDefault();
            void create();
          }}
        >
          <TextField
            label="Name"
            autoFocus
            autoComplete="off"
            value={name}
            onChange={(typed) => {
              setName(typed);
              accept("name");
            }}
            error={refused.get("name")}
            description="The program that will show it, such as release pipeline."
          />
          <div className="field" role="group" aria-label="It allows">
            <span className="field-label">It allows</span>
            {scopes.map(({ scope, label, description }) => (
              <Checkbox
                key={scope}
                isSelected={chosen.includes(scope)}
                onChange={(isOn) => {
                  setChosen(isOn ? [...chosen, scope] : chosen.filter((one) => one !== scope));
                  accept("scopes");
                }}
                description={description}
              >
                {label}
              </Checkbox>
            ))}
            {refused.has("scopes") && (
              <p className="field-error" role="alert">
                {refused.get("scopes")}
              </p>
            )}
          </div>
          <Select label="It expires" value={lifetime} onChange={setLifetime} options={lifetimes} />
          {failure && <FailurePanel failure={failure} retry={() => void create()} />}
        </Form>
      )}
    </Dialog>
  );
}

/** The token itself. */
function TokenShown({ name, secret }: { name: string; secret: string }) {
  return (
    <>
      <p>Copy it now: it is not shown again. Manifold keeps only what it takes to recognise it.</p>
      <div className="api-secret" role="group" aria-label={`The token ${name}`}>
        <code className="selectable">{secret}</code>
        <CopyButton text={secret} label="Copy the token" autoFocus>
          Copy
        </CopyButton>
      </div>
    </>
  );
}
