import { mkdirSync } from "node:fs";

import { expect, type Page } from "@playwright/test";

import { changeConnection, sampleRemote } from "./changes.ts";
import type { Computer } from "./computer.ts";
import { GitHost } from "./gitHost.ts";
import { typeInto } from "./keyboard.ts";
import { doByPalette } from "./palette.ts";
import { openSample } from "./sample.ts";

/** The sample on a Git host with a web page, pull requests and all; opens it as a person does. */
export async function openSampleAtHost(page: Page, computer: Computer): Promise<GitHost> {
  await openSample(page);
  mkdirSync(computer.path("acme"));
  computer.git(computer.home, "clone", "--quiet", "--mirror", sampleRemote(computer), computer.path("acme/retool.git"));
  const host = await GitHost.start(computer, "sam", "secret");
  await doByPalette(page, "add a repository", /^Add a repository/);
  await page.getByRole("button", { name: "Connect a repository" }).click();
  await typeInto(page.getByRole("textbox", { name: "Repository address" }), host.address("acme/retool.git"));
  await page.getByRole("textbox", { name: "User" }).fill("sam");
  await page.getByRole("textbox", { name: "Token" }).fill("secret");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("grid")).toBeVisible();
  await changeConnection(page, { forge: "gitea", webOrigin: "https://git.example.com" });
  return host;
}
