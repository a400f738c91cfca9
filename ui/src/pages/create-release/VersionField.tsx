import { useEffect, useRef } from "react";

import type { Bump } from "../../ipc/generated/Bump";
import type { CreateReleasePage } from "../../ipc/generated/CreateReleasePage";
import { BranchLink } from "../../publish/BranchLink";
import { RadioGroup } from "../../widgets/Choice";
import { TextField } from "../../widgets/Field";
import { useNow } from "../../widgets/RelativeTime";
import { freeVersion, skipped, takenBy, takenWords, versionOf, type VersionChoice } from "./versions";

const words: Record<Bump, string> = { patch: "Patch", minor: "Minor", major: "Major" };

/** The version of the new release: the next by one of its numbers, or typed. */
export function VersionField({ page, choice, typed, error, isDisabled, onChoose, onType }: VersionFieldProps) {
  const other = useRef<HTMLDivElement>(null);
  const before = useRef(choice);
  const takenHere = takenBy(page, versionOf(page, choice, typed));
  // Who chooses Other goes on to type it.
  useEffect(() => {
    if (choice === "other" && before.current !== "other") other.current?.querySelector("input")?.focus();
    before.current = choice;
  }, [choice]);

  return (
    <div className="version-field">
      <RadioGroup<VersionChoice>
        label="Version"
        isRow
        value={choice}
        onChange={onChoose}
        isDisabled={isDisabled}
        options={[
          ...page.versions.map(({ bump, version }) => ({
            value: bump,
            label: (
              <>
                {words[bump]} <span className="version">{version}</span>
              </>
            ),
          })),
          { value: "other" as const, label: "Other" },
        ]}
      />
      {choice === "other" && (
        <div ref={other} className="version-other">
          <TextField
            label="Other version"
            mono
            value={typed}
            onChange={onType}
            isDisabled={isDisabled}
            placeholder={versionOf(page, page.chosen, "") || "1.0.0"}
            error={typed === "" ? undefined : error}
            description="Three numbers, like 1.0.3."
          />
        </div>
      )}
      {takenHere && (
        <p>
          <BranchLink branch={takenHere.branch} variant="link" />
        </p>
      )}
      {choice !== "other" && (error ? <p className="field-error">{error}</p> : <WhyThis page={page} version={versionOf(page, choice, typed)} />)}
    </div>
  );
}

interface VersionFieldProps {
  page: CreateReleasePage;
  choice: VersionChoice;
  /** What stands in the field for another version. */
  typed: string;
  error: string | undefined;
  isDisabled: boolean;
  onChoose: (choice: VersionChoice) => void;
  onType: (typed: string) => void;
}

/** What the new version comes after. */
function WhyThis({ page, version }: { page: CreateReleasePage; version: string }) {
  const now = useNow();
  const taken = skipped(page);
  if (taken) {
    return (
      <p className="field-description">
        {takenWords(taken, version || freeVersion(page), now)} <BranchLink branch={taken.branch} variant="link" />
      </p>
    );
  }
  if (page.newest === null) return <p className="field-description">The first release.</p>;
  return (
    <p className="field-description">
      The newest release is <span className="version">{page.newest}</span>.
    </p>
  );
}
