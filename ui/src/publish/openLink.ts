import { asFailure, call } from "../ipc/call";
import { showToast } from "../widgets/Toasts";

/** Opens a page of the Git host in the system's browser. */
export async function openLink(repository: string, url: string): Promise<void> {
  try {
    await call("open_link", { repository, url });
  } catch (error) {
    const failure = asFailure(error);
    showToast({ sign: "broken", text: [failure.message, failure.hint].filter(Boolean).join(" ") });
  }
}
