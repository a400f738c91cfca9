import { Label, Radio, RadioGroup } from "react-aria-components";

import type { Theme } from "../../ipc/generated/Theme";
import "./ThemeChoice.css";

const themes: { value: Theme; label: string; pictures: ("light" | "dark")[] }[] = [
  { value: "system", label: "As the system", pictures: ["light", "dark"] },
  { value: "light", label: "Light", pictures: ["light"] },
  { value: "dark", label: "Dark", pictures: ["dark"] },
];

/** The theme, each with a picture of the window in it. */
export function ThemeChoice({ theme, onChange }: { theme: Theme; onChange: (theme: Theme) => void }) {
  return (
    <RadioGroup
      className="field theme-choice"
      orientation="horizontal"
      value={theme}
      onChange={(chosen) => onChange(chosen as Theme)}
    >
      <Label className="field-label">Theme</Label>
      <div className="theme-options">
        {themes.map(({ value, label, pictures }) => (
          <Radio key={value} value={value} className="theme-option">
            <span className="theme-pictures" aria-hidden="true">
              {pictures.map((picture) => (
                <WindowPicture key={picture} theme={picture} />
              ))}
            </span>
            <span className="theme-name">{label}</span>
          </Radio>
        ))}
      </div>
    </RadioGroup>
  );
}

/** A small window: a sidebar, and rows with one proposed change. */
function WindowPicture({ theme }: { theme: "light" | "dark" }) {
  return (
    <span className={`window-picture window-picture-${theme}`}>
      <span className="window-picture-sidebar">
        <span className="window-picture-item" />
        <span className="window-picture-item" />
      </span>
      <span className="window-picture-rows">
        <span className="window-picture-row" />
        <span className="window-picture-row window-picture-row-proposed" />
        <span className="window-picture-row" />
      </span>
    </span>
  );
}
