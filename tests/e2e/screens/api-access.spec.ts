import { createServer } from "node:net";

import { callApi, createToken, freePort, openApiAccess, switchOn } from "../support/apiAccess.ts";
import { test } from "../support/fixtures.ts";
import { picture } from "../support/picture.ts";
import { openAnotherFolder, smallRepository } from "../support/repositories.ts";
import { openSample } from "../support/sample.ts";

const small = { width: 900, height: 600 };
const usual = { width: 1280, height: 800 };

test("the API, from off to served", async ({ page, bridge, computer }) => {
  await openSample(page);
  await openApiAccess(page);
  await picture(page, "api-access-off");
  await page.setViewportSize(small);
  await picture(page, "api-access-off-small");
  await page.setViewportSize(usual);

  const port = await freePort();
  const other = createServer().listen(port, "127.0.0.1");
  await page.getByRole("textbox", { name: "Port" }).fill(String(port));
  await page.getByText("Serve the API").click();
  await page.getByRole("alert").waitFor();
  await picture(page, "api-access-port-in-use");
  other.close();
  await page.getByText("Other computers too").click();
  await picture(page, "api-access-others");
  await page.getByText("This computer only").click();

  const url = await switchOn(page, port);
  await page.getByRole("button", { name: "Create token…" }).click();
  await page.getByRole("dialog").waitFor();
  await picture(page, "api-access-create-token");
  await page.keyboard.press("Escape");
  const token = await createToken(page, "Release pipeline", { alsoWrites: true, shown: () => picture(page, "api-access-token") });
  await createToken(page, "Nightly check of what staging and prod name");
  await callApi(url, "manifests", token);
  await callApi(url, "manifests/prod", token);
  await callApi(url, "manifests/nowhere", token);
  await callApi(url, "manifests/prod", "wrong");
  await page.getByRole("region", { name: "Requests" }).getByRole("row").nth(4).waitFor();
  await picture(page, "api-access-on");
  await page.setViewportSize({ width: 1280, height: 1400 });
  await picture(page, "api-access-on-whole");
  await page.setViewportSize({ width: 900, height: 1500 });
  await picture(page, "api-access-on-small");
  await page.setViewportSize(usual);
  await page.getByRole("button", { name: "Revoke Release pipeline…" }).click();
  await page.getByRole("alertdialog").waitFor();
  await picture(page, "api-access-revoke");
  await page.keyboard.press("Escape");

  await openAnotherFolder(page, bridge, smallRepository(computer));
  await openApiAccess(page);
  await picture(page, "api-access-other-repository");
  await page.getByText("Serve the API").click();
  await page.getByRole("alertdialog").waitFor();
  await picture(page, "api-access-replace");
});
