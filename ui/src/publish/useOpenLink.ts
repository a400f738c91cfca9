import { asFailure, call } from "../ipc/call";
import { useRepository } from "../shell/session";
import { showToast } from "../widgets/Toasts";

/** Opens a page of the Git host in the system's browser. */
export function useOpenLink(): (url: string) => Promise<void> {
  const repository = useRepository();
  return async (url) => {
    try {
      await call("open_link", { repository, url });
    } catch (error) {
      const failure = asFailure(error);
      showToast({ sign: "broken", text: [failure.message, failure.hint].filter(Boolean).join(" ") });
    }
  };
}
