import type { Density } from "../../ipc/generated/Density";
import type { Preferences } from "../../ipc/generated/Preferences";
import { Page } from "../../shell/Page";
import { useSession } from "../../shell/session";
import { Segments } from "../../widgets/Choice";
import { Select } from "../../widgets/Select";
import { Settings, SettingsRow } from "../../widgets/Settings";
import { intervals, toInterval } from "./intervals";
import { ThemeChoice } from "./ThemeChoice";

/** What the user prefers on this computer; every choice applies at once. */
export function PreferencesPage() {
  const { start, preferences, setPreferences } = useSession();
  const change = (changed: Partial<Preferences>) => setPreferences({ ...preferences, ...changed });
  return (
    <Page title="Preferences" sentence="For all repositories on this computer. Every choice applies at once." width="reading">
      <div>
        <Settings title="Appearance">
          <ThemeChoice theme={preferences.theme} onChange={(theme) => void change({ theme })} />
          <SettingsRow
            label="Density"
            note={preferences.density === "compact" ? "Rows of 28 px: more of them fit." : "Rows of 32 px."}
          >
            <div className="settings-line">
              <Segments<Density>
                label="Density"
                value={preferences.density}
                onChange={(density) => void change({ density })}
                options={[
                  { value: "comfortable", label: "Comfortable" },
                  { value: "compact", label: "Compact" },
                ]}
              />
            </div>
          </SettingsRow>
        </Settings>
        <Settings title="Fetching">
          <Select
            label="How often"
            value={String(toInterval(preferences.fetchIntervalMinutes))}
            onChange={(minutes) => void change({ fetchIntervalMinutes: Number(minutes) })}
            options={intervals.map(({ minutes, label }) => ({ value: String(minutes), label }))}
            description={
              preferences.fetchIntervalMinutes === 0
                ? "Only when a repository is opened, and with Ctrl R."
                : "Also when a repository is opened, and with Ctrl R. Fetching changes nothing on the Git host."
            }
          />
        </Settings>
      </div>
      <p className="small quiet">Manifold {start.version}</p>
    </Page>
  );
}
