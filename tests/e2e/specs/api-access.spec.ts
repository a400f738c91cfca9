import { createServer } from "node:net";

import type { Page } from "@playwright/test";

import { callApi, createToken, freePort, openApiAccess, switchOn } from "../support/apiAccess.ts";
import { Bridge } from "../support/bridge.ts";
import { dashboard } from "../support/changes.ts";
import { expect, expectAccessible, test } from "../support/fixtures.ts";
import { cellOf } from "../support/matrix.ts";
import { doByPalette } from "../support/palette.ts";
import { openAnotherFolder, openSourceControl, smallRepository } from "../support/repositories.ts";
import { matrix, openSample } from "../support/sample.ts";

const apiSwitch = (page: Page) => page.getByRole("switch", { name: "Serve the API" });
const requests = (page: Page) => page.getByRole("region", { name: "Requests" }).getByRole("row");

test("a script is let in with a token, is seen, and is let in no longer when the token is revoked", async ({ page, bridge }) => {
  await openSample(page);
  await openApiAccess(page);
  await expect(apiSwitch(page)).not.toBeChecked();
  await expect(page.getByText("There is no token yet.")).toBeVisible();
  await expect(page.getByText("No requests yet.")).toBeVisible();
  await expectAccessible(page);

  const url = await switchOn(page, await freePort());
  await expect(page.getByText(`${url}/api/v2/source_control/manifests`)).toBeVisible();
  await page.getByRole("button", { name: "Show all calls" }).click();
  await expect.poll(() => bridge.openedLinks(page.request)).toEqual([`${url}/docs`]);
  expect(await (await fetch(`${url}/docs`)).text()).toContain("/source_control/manifests");

  const token = await createToken(page, "Release pipeline", { shown: () => expectAccessible(page) });
  await expect(page.getByText(token)).toHaveCount(0);
  expect(await callApi(url, "manifests/prod", token)).toBe(200);
  expect(await callApi(url, `manifests/prod?token=${token}`)).toBe(401);
  await expect(requests(page)).toHaveCount(4);
  await expect(requests(page).nth(1)).toContainText(/GET \/api\/v2\/source_control\/manifests\/prod401.*None/s);
  await expect(requests(page).nth(2)).toContainText(/200.*Release pipeline/s);
  await expect(page.getByRole("row", { name: /^Release pipeline/ })).toContainText("Readjust now");
  await expectAccessible(page);

  await page.getByRole("button", { name: "Revoke Release pipeline…" }).click();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Revoke Release pipeline", exact: true }).click();
  await expect(page.getByText("There is no token yet.")).toBeVisible();
  expect(await callApi(url, "manifests/prod", token)).toBe(401);

  await page.getByText("Serve the API").click();
  await expect(page.getByText("Listening on")).toBeHidden();
  await expect(callApi(url, "manifests/prod", token)).rejects.toThrow();
  await expect(requests(page)).toHaveCount(5);
});

test("by keyboard alone: on, a token, revoked and off, and the focus stays where the work is", async ({ page }) => {
  await openSample(page);
  await doByPalette(page, "api access", /^API access/);
  const port = page.getByRole("textbox", { name: "Port" });
  await port.focus();
  await page.keyboard.press("Control+a");
  await page.keyboard.type(String(await freePort()));
  await apiSwitch(page).focus();
  await page.keyboard.press("Space");
  await expect(page.getByText("Listening on")).toBeVisible();
  await expect(apiSwitch(page)).toBeFocused();
  await expect(port).toBeDisabled();

  const create = page.getByRole("button", { name: "Create token…" });
  await create.focus();
  await page.keyboard.press("Enter");
  const form = page.getByRole("dialog", { name: "Create token" });
  await expect(form.getByRole("textbox", { name: "Name" })).toBeFocused();
  await expectAccessible(page);
  await page.keyboard.press("Enter");
  await expect(form.getByRole("textbox", { name: "Name" })).toHaveAccessibleDescription("A token's name is one line of 1 to 100 characters.");
  await page.keyboard.type("nightly");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Space");
  await expect(form.getByRole("checkbox", { name: /^Read/ })).not.toBeChecked();
  await form.getByRole("textbox", { name: "Name" }).press("Enter");
  await expect(form.getByRole("alert")).toContainText("A token needs a scope");
  await form.getByRole("checkbox", { name: /^Write/ }).press("Space");
  await form.getByRole("button", { name: /It expires/ }).press("Enter");
  await page.getByRole("option", { name: "Never" }).press("Enter");
  await form.getByRole("textbox", { name: "Name" }).press("Enter");
  const made = page.getByRole("alertdialog", { name: "Token created" });
  await expect(made.getByRole("button", { name: "Copy" })).toBeFocused();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(made).toBeHidden();
  await expect(create).toBeFocused();
  await expect(page.getByRole("row", { name: /^nightly/ })).toContainText(/Write.*Never.*Not since the start/);

  await page.getByRole("button", { name: "Revoke nightly…" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Cancel" })).toBeFocused();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(page.getByText("There is no token yet.")).toBeVisible();
  await expect(create).toBeFocused();

  await apiSwitch(page).focus();
  await page.keyboard.press("Space");
  await expect(page.getByText("Listening on")).toBeHidden();
  await expect(apiSwitch(page)).toBeFocused();
});

test("what cannot be listened on is said, and letting others in has to be chosen", async ({ page }) => {
  await openSample(page);
  await openApiAccess(page);
  const port = page.getByRole("textbox", { name: "Port" });
  await port.fill("70000");
  await page.getByText("Serve the API").click();
  await expect(port).toHaveAccessibleDescription("A port is a number from 1 to 65535.");
  await expect(apiSwitch(page)).not.toBeChecked();
  await expectAccessible(page);

  const taken = await freePort();
  const other = createServer().listen(taken, "127.0.0.1");
  await port.fill(String(taken));
  await page.getByText("Serve the API").click();
  const alert = page.getByRole("alert").filter({ hasText: "listens" });
  await expect(alert).toContainText(`Another program already listens on 127.0.0.1:${taken}.`);
  await expect(alert).toContainText("The API is not served, as before.");
  await expect(alert).toContainText("Choose another port, or end the other program.");
  await expect(apiSwitch(page)).not.toBeChecked();
  await expectAccessible(page);
  other.close();
  await alert.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByText("Listening on")).toBeVisible();
  await expect(page.getByText("Starting…")).toBeHidden();
  await page.getByText("Serve the API").click();

  await page.getByText("Other computers too").click();
  await expect(page.getByText(/what they send and get is not encrypted/)).toBeVisible();
  const address = page.getByRole("textbox", { name: "Listen on" });
  await expect(address).toHaveValue("0.0.0.0");
  await address.fill("here");
  await page.getByText("Serve the API").click();
  await expect(address).toHaveAccessibleDescription(/^An address is written in numbers/);
  await expectAccessible(page);
});

test("what was switched on is served again after a restart, until the repository is forgotten", async ({ page, bridge, computer }) => {
  await openSample(page);
  await openApiAccess(page);
  const url = await switchOn(page, await freePort());
  const token = await createToken(page, "Release pipeline");
  await page.goto("about:blank");
  await bridge.stop();
  await expect(callApi(url, "manifests", token)).rejects.toThrow();

  const other = createServer().listen(Number(new URL(url).port), "127.0.0.1");
  const again = await Bridge.start(computer);
  await page.goto(again.url);
  await matrix(page).waitFor();
  await openApiAccess(page);
  const alert = page.getByRole("alert").filter({ hasText: "Another program already listens" });
  await expect(alert).toContainText("Everything else works.");
  await expect(apiSwitch(page)).toBeChecked();
  other.close();
  await alert.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByText("Listening on")).toContainText(url);
  await page.goto("about:blank");
  await again.stop();

  const third = await Bridge.start(computer);
  await page.goto(third.url);
  await matrix(page).waitFor();
  await openApiAccess(page);
  await expect(page.getByText("Listening on")).toContainText(url);
  await expect(apiSwitch(page)).toBeChecked();
  expect(await callApi(url, "manifests", token)).toBe(200);

  await openSourceControl(page);
  await page.getByRole("button", { name: "Forget Sample…" }).click();
  await page.getByRole("button", { name: "Forget Sample", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Welcome to Manifold" })).toBeVisible();
  await expect(callApi(url, "manifests", token)).rejects.toThrow();
  await page.goto("about:blank");
  await third.stop();
});

test("another repository is served in place of the first only when a person says so", async ({ page, bridge, computer }) => {
  await openSample(page);
  await openApiAccess(page);
  const url = await switchOn(page, await freePort());
  const token = await createToken(page, "Release pipeline");
  expect(await callApi(url, "manifests/staging", token)).toBe(200);
  await openAnotherFolder(page, bridge, smallRepository(computer));
  await openApiAccess(page);
  await expect(page.getByText("The API serves Sample, not this repository.")).toBeVisible();
  await expect(apiSwitch(page)).not.toBeChecked();
  await expect(page.getByText("No requests yet.")).toBeVisible();
  await expectAccessible(page);

  await page.getByText("Serve the API").click();
  const question = page.getByRole("alertdialog", { name: "Serve retool in place of Sample?" });
  await expect(question.getByRole("button", { name: "Cancel" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(apiSwitch(page)).not.toBeChecked();
  expect(await callApi(url, "manifests/staging", token)).toBe(200);
  await page.getByText("Serve the API").click();
  await question.getByRole("button", { name: "Serve retool" }).click();
  await expect(page.getByText("Listening on")).toContainText(url);
  expect(await callApi(url, "manifests/staging", token)).toBe(400);
  expect(await callApi(url, "manifests/dev", token)).toBe(200);
});

test("what a script pushes is on its way in the window at once", async ({ page }) => {
  await openSample(page);
  const cell = async () => cellOf(page, "Dashboard", "staging");
  await expect(await cell()).not.toContainText("1.0.1");
  await openApiAccess(page);
  const url = await switchOn(page, await freePort());
  const token = await createToken(page, "Release pipeline", { alsoWrites: true });
  await page.keyboard.press("Control+1");
  await matrix(page).waitFor();
  const write = { method: "PUT", body: JSON.stringify({ release: "1.0.1" }) };
  expect(await callApi(url, `manifests/staging/${dashboard}?elementType=PAGE`, token, write)).toBe(200);
  await expect(await cell()).toContainText("1.0.1");
});
