import { Check, ChevronDown } from "lucide-react";
import { Button } from "react-aria-components";

import type { ElementPage } from "../../ipc/generated/ElementPage";
import type { ReleaseRow } from "../../ipc/generated/ReleaseRow";
import { Menu } from "../../widgets/Menu";
import { visibleString } from "../../widgets/visible";

/** The release that is shown, and the way to another, where the list has no room. */
export function ReleasePicker({ page, shown, onChoose }: ReleasePickerProps) {
  return (
    <h2>
      <Menu
        placement="bottom start"
        entries={page.releases.map((release) => ({
          id: release.version,
          label: <span className="version">{release.version}</span>,
          textValue: release.version,
          description: about(release),
          icon: release.version === shown ? <Check /> : <span className="release-picker-other" />,
          onAction: () => onChoose(release.version),
        }))}
        trigger={
          <Button className="release-picker" aria-label={`Release ${shown}, choose another`}>
            <span className="artifact-version">{shown}</span>
            <ChevronDown aria-hidden="true" />
          </Button>
        }
      />
    </h2>
  );
}

interface ReleasePickerProps {
  page: ElementPage;
  shown: string;
  onChoose: (version: string) => void;
}

/** "On prod · Order date in the table". */
function about(release: ReleaseRow): string {
  const on = release.on.length > 0 ? `On ${release.on.join(", ")}` : "";
  return visibleString([on, release.description].filter(Boolean).join(" · "));
}
