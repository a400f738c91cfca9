import { mkdirSync } from "node:fs";

import type { Page } from "@playwright/test";

import { connectFails } from "../support/connecting.ts";
import { test } from "../support/fixtures.ts";
import { typeInto } from "../support/keyboard.ts";
import { picture } from "../support/picture.ts";
import { openFolder, openSourceControl, smallRepository } from "../support/repositories.ts";
import { matrix, openSample } from "../support/sample.ts";
import { openSampleAtHost } from "../support/sampleHost.ts";

const tall = { width: 1280, height: 1700 };

async function openWelcome(page: Page): Promise<void> {
  await page.getByRole("button", { name: /^Repository:/ }).click();
  await page.getByRole("menuitem", { name: "Add a repository…" }).click();
  await page.getByRole("grid", { name: "Recent" }).waitFor();
}

test("welcome, with what went wrong and what was opened before", async ({ page, bridge, computer }) => {
  mkdirSync(computer.path("Pictures"));
  await openFolder(page, bridge, computer.path("Pictures"));
  await page.getByRole("alert").waitFor();
  await picture(page, "welcome-not-a-repository");
  const folder = smallRepository(computer);
  computer.git(folder, "symbolic-ref", "HEAD", "refs/heads/gone");
  await openFolder(page, bridge, folder);
  await page.getByRole("dialog").waitFor();
  await picture(page, "welcome-which-branch");
  await typeInto(page.getByRole("dialog").getByRole("textbox"), "main");
  await page.keyboard.press("Enter");
  await matrix(page).waitFor();
  await openWelcome(page);
  await openSample(page);
  await openWelcome(page);
  await picture(page, "welcome-recent");
  await page.getByRole("button", { name: "Forget retool…" }).click();
  await picture(page, "welcome-forget");
});

test("connecting a repository", async ({ page }) => {
  await page.getByRole("button", { name: "Connect a repository" }).click();
  const address = page.getByRole("textbox", { name: "Repository address" });
  await picture(page, "connect");
  await address.fill("https://github.com/acme/retool.git");
  await picture(page, "connect-https");
  await address.fill("git@git.example.com:acme/retool.git");
  await page.getByText("Key file", { exact: true }).click();
  await picture(page, "connect-ssh");
  await address.fill("http://127.0.0.1:9/retool.git");
  await page.keyboard.press("Enter");
  await page.getByRole("alert").waitFor();
  await picture(page, "connect-unreachable");
});

test("connecting a repository whose host asks for more", async ({ page }) => {
  await page.getByRole("button", { name: "Connect a repository" }).click();
  const address = page.getByRole("textbox", { name: "Repository address" });
  await connectFails(page, {
    code: "certificateInvalid",
    message:
      "The certificate of git.example.com is not trusted: it has expired, or no authority has signed it that this computer trusts.",
    hint: "If your organisation has a certificate authority of its own, choose its file. Otherwise somebody may be in between.",
  });
  await address.fill("https://git.example.com/acme/retool.git");
  await page.keyboard.press("Enter");
  await page.getByRole("alert").waitFor();
  await picture(page, "connect-certificate");

  await page.unrouteAll();
  await connectFails(page, {
    code: "passphraseNeeded",
    message: "The key /home/sam/.ssh/id_ed25519 is protected by a passphrase.",
  });
  await address.fill("git@git.example.com:acme/retool.git");
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").waitFor();
  await picture(page, "connect-passphrase");
  await page.keyboard.press("Escape");

  await page.unrouteAll();
  await connectFails(page, {
    code: "hostKeyUnknown",
    message: "git.example.com is not known yet.",
    hostKey: { host: "git.example.com", fingerprint: "SHA256:uNiVztksCsDhcc0u9e8BrM93QfjkEvZFSOzgUwSzOqo" },
  });
  await page.getByRole("button", { name: "Connect", exact: true }).click();
  await page.getByRole("alertdialog").waitFor();
  await picture(page, "connect-host-key");
});

test("the token of a repository", async ({ page, computer }) => {
  const host = await openSampleAtHost(page, computer);
  await openSourceControl(page);
  await page.getByRole("button", { name: "Delete token…" }).click();
  await page.getByRole("alertdialog").waitFor();
  await picture(page, "source-control-token-delete");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Replace token…" }).click();
  await page.getByRole("dialog").waitFor();
  await picture(page, "source-control-token");
  await host.stop();
});

test("source control, preferences and a manifest of the sample", async ({ page }) => {
  await openSample(page);
  await openSourceControl(page);
  await picture(page, "source-control");
  await page.setViewportSize(tall);
  await picture(page, "source-control-whole");
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.getByRole("textbox", { name: "Default branch" }).fill("my branch");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByText("cannot contain a space").waitFor();
  await picture(page, "source-control-refused");
  await page.getByRole("button", { name: "Preferences" }).click();
  await picture(page, "source-control-leave");
  await page.getByRole("button", { name: "Discard changes" }).click();
  await picture(page, "preferences");
  await openSourceControl(page);
  await page.getByRole("button", { name: "Open the manifest of prod" }).click();
  await page.getByRole("textbox", { name: "manifests/prod.yaml" }).waitFor();
  await picture(page, "manifest");
});

test("a manifest with a problem", async ({ page, bridge, computer }) => {
  await openFolder(page, bridge, smallRepository(computer));
  await matrix(page).waitFor();
  await openSourceControl(page);
  await page.getByRole("button", { name: "Open the manifest of prod" }).click();
  await page.getByRole("button", { name: /^Line/ }).click();
  await picture(page, "manifest-problem");
});
