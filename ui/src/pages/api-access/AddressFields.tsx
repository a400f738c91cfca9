import { Banner } from "../../widgets/Banner";
import { RadioGroup } from "../../widgets/Choice";
import { TextField } from "../../widgets/Field";
import type { Serving } from "./useServing";

/** Where the API listens: this computer alone, unless a person chooses otherwise. */
export function AddressFields({ serving: { settings, set, errorOf }, isLocked }: { serving: Serving; isLocked: boolean }) {
  const { letsOthersIn, address, port } = settings;
  return (
    <>
      <RadioGroup
        label="Reachable from"
        value={letsOthersIn ? "others" : "here"}
        onChange={(from) => set(from === "here" ? { letsOthersIn: false, address: "127.0.0.1" } : { letsOthersIn: true, address: "0.0.0.0" })}
        options={[
          { value: "here", label: "This computer only" },
          { value: "others", label: "Other computers too" },
        ]}
        isDisabled={isLocked}
        isRow
        error={letsOthersIn ? undefined : errorOf("address")}
      />
      {letsOthersIn && (
        <div>
          <Banner sign="attention">
            Whoever reaches this computer over the network can try tokens, and what they send and get is not encrypted. Let
            others in only behind a proxy with TLS, or in a network that you trust.
          </Banner>
        </div>
      )}
      {letsOthersIn && (
        <TextField
          label="Listen on"
          mono
          className="api-address"
          value={address}
          onChange={(changed) => set({ address: changed })}
          isDisabled={isLocked}
          error={errorOf("address")}
          description="An address of this computer in numbers; 0.0.0.0 is every one that it has."
        />
      )}
      <TextField
        label="Port"
        mono
        className="api-port"
        inputMode="numeric"
        value={port}
        onChange={(changed) => set({ port: changed })}
        isDisabled={isLocked}
        error={errorOf("port")}
        description={isLocked && "Switch the API off to change where it listens."}
      />
    </>
  );
}
