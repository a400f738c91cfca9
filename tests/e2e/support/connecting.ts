import type { Page } from "@playwright/test";

interface ConnectRequest {
  caFile: string | null;
  passphrase: string | null;
}

/** Lets connecting fail as the engine's own tests see it fail with a real server. */
export async function connectFails(
  page: Page,
  failure: object,
  onRequest?: (request: ConnectRequest) => void,
): Promise<void> {
  await page.route("**/ipc/connect", (route) => {
    onRequest?.(route.request().postDataJSON() as ConnectRequest);
    const rest = { unchanged: null, hint: null, details: null, hostKey: null };
    return route.fulfill({ status: 422, json: { ...rest, ...failure } });
  });
}
