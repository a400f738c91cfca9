import { ChevronDown } from "lucide-react";
import { Input, TextField } from "react-aria-components";

import type { Bump } from "../../ipc/generated/Bump";
import { IconButton } from "../../widgets/Button";
import { Menu } from "../../widgets/Menu";
import { Version } from "../../widgets/Version";
import { visibleString } from "../../widgets/visible";
import { versionOf, type OwnVersion, type Releasable, type Versions } from "./elements";

const words: Record<Bump, string> = { patch: "Patch", minor: "Minor", major: "Major" };

/** The version of one new release: typed, or the next by one of its numbers. */
export function VersionCell({ element, versions, isDisabled, onChange }: VersionCellProps) {
  const { folder, name } = element;
  const own = versions.own.get(folder);
  const version = versionOf(element, versions);
  if (isDisabled) return <Version value={version} isQuiet />;
  return (
    <>
      <TextField
        aria-label={`Version of ${visibleString(name)}`}
        value={own && "typed" in own ? own.typed : version}
        onChange={(typed) => onChange(folder, { typed })}
      >
        <Input className="input input-mono version-input" spellCheck={false} />
      </TextField>
      <Menu
        trigger={<IconButton className="version-more" label={`Versions of ${visibleString(name)}`} icon={<ChevronDown />} />}
        entries={element.versions.map(({ bump, version: next }) => ({
          id: bump,
          label: (
            <>
              {words[bump]} <span className="version">{next}</span>
            </>
          ),
          textValue: `${words[bump]} ${next}`,
          onAction: () => onChange(folder, { bump }),
        }))}
      />
    </>
  );
}

interface VersionCellProps {
  element: Releasable;
  versions: Versions;
  isDisabled: boolean;
  onChange: (folder: string, version: OwnVersion) => void;
}
