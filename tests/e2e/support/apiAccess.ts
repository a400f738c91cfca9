import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";

import { expect, type Page } from "@playwright/test";

/** Opens the page API access. */
export async function openApiAccess(page: Page): Promise<void> {
  await page.getByRole("button", { name: "API access", exact: true }).click();
  await page.getByRole("switch", { name: "Serve the API" }).waitFor();
}

/** A port that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

/** Switches the API on and answers where it listens, by the page's own words. */
export async function switchOn(page: Page, port: number): Promise<string> {
  await page.getByRole("textbox", { name: "Port" }).fill(String(port));
  await page.getByText("Serve the API").click();
  const url = `http://127.0.0.1:${port}`;
  await expect(page.getByRole("status").filter({ hasText: "Listening on" })).toContainText(url);
  return url;
}

interface TokenOptions {
  alsoWrites?: boolean;
  /** Sees the dialog that shows the token. */
  shown?: () => Promise<void>;
}

/** Creates a token that may read, and answers it. */
export async function createToken(page: Page, name: string, options: TokenOptions = {}): Promise<string> {
  await page.getByRole("button", { name: "Create token…" }).click();
  const dialog = page.getByRole("dialog", { name: "Create token" });
  await dialog.getByRole("textbox", { name: "Name" }).fill(name);
  if (options.alsoWrites) await dialog.getByText("Write", { exact: true }).click();
  await dialog.getByRole("button", { name: "Create token" }).click();
  const made = page.getByRole("alertdialog", { name: "Token created" });
  const token = await made.getByText(/^manifold_/).innerText();
  await options.shown?.();
  await made.getByRole("button", { name: "Done" }).click();
  return token;
}

/** Asks the API as a script does; answers the status. */
export async function callApi(url: string, path: string, token?: string, init: RequestInit = {}): Promise<number> {
  const headers = token === undefined ? undefined : { authorization: `Bearer ${token}` };
  const answer = await fetch(`${url}/api/v2/source_control/${path}`, { ...init, headers });
  await answer.arrayBuffer();
  return answer.status;
}
