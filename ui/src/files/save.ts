import { asFailure, call } from "../ipc/call";
import type { ElementKey } from "../ipc/generated/ElementKey";
import type { Saved } from "../ipc/generated/Saved";
import type { Source } from "../ipc/generated/Source";
import { showToast } from "../widgets/Toasts";
import { visibleString } from "../widgets/visible";

/** Saves one file where the person chooses, and says where that was. */
export function saveFile(repository: string, source: Source, path: string): Promise<void> {
  return tell(call("save_file", { repository, source, path }));
}

/** Saves a release's zip where the person chooses, and says where that was. */
export function saveZip(repository: string, element: ElementKey, version: string): Promise<void> {
  return tell(call("save_zip", { repository, element, version }));
}

async function tell(saving: Promise<Saved>): Promise<void> {
  try {
    const { path } = await saving;
    if (path !== null) showToast({ sign: "ok", text: `Saved to ${visibleString(path)}` });
  } catch (error) {
    const failure = asFailure(error);
    showToast({ sign: "broken", text: [failure.message, failure.hint].filter(Boolean).join(" ") });
  }
}
