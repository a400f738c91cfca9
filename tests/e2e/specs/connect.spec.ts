import type { Page } from "@playwright/test";

import { connectFails } from "../support/connecting.ts";
import { expect, expectAccessible, test } from "../support/fixtures.ts";
import { GitHost } from "../support/gitHost.ts";
import { typeInto } from "../support/keyboard.ts";
import { openSourceControl, smallRepository } from "../support/repositories.ts";
import { matrix } from "../support/sample.ts";

const addressOf = (page: Page) => page.getByRole("textbox", { name: "Repository address" });

test.beforeEach(async ({ page }) => {
  await page.getByRole("button", { name: "Connect a repository" }).click();
  await expect(addressOf(page)).toBeFocused();
});

test("the address says what it is while it is typed, and where to find the rest", async ({ page }) => {
  await expectAccessible(page);
  const address = addressOf(page);
  const guide = page.getByRole("complementary", { name: "Where to find it" });

  await address.pressSequentially("https://gitlab.com/");
  await expect(address).toHaveAccessibleDescription("The path to the repository comes next.");
  await address.pressSequentially("acme/retool.git");
  await expect(address).toHaveAccessibleDescription("acme/retool on GitLab (gitlab.com), over HTTPS.");
  await expect(guide).toContainText("write_repository");
  await expectAccessible(page);

  await address.fill("git@git.example.com:acme/retool.git");
  await expect(page.getByRole("textbox", { name: "Token" })).toBeHidden();
  await page.getByRole("radio", { name: /^Key file/ }).check({ force: true });
  await expect(page.getByRole("textbox", { name: "Private key" })).toBeVisible();
  await guide.getByRole("button", { name: "Git host" }).click();
  await page.getByRole("option", { name: "Gitea or Forgejo" }).click();
  await expect(guide).toContainText("Settings › SSH / GPG keys");
  await expectAccessible(page);
});

test("an address that is none is not tried", async ({ page }) => {
  await typeInto(addressOf(page), "github.com/acme/retool");
  await page.keyboard.press("Enter");
  const address = addressOf(page);
  await expect(address).toHaveAccessibleDescription("Put https:// in front of it.");
  await expect(address).toHaveAttribute("aria-invalid", "true");
  await expect(address).toBeFocused();
});

test("a path without a repository, and a host that does not answer, lead back to the address", async ({ page, computer }) => {
  const address = addressOf(page);
  await address.fill(`file://${computer.path("nothing")}`);
  await page.getByRole("button", { name: "Connect", exact: true }).click();
  await expect(page.getByRole("alert")).toContainText("No repository was added.");
  await expect(address).toBeFocused();
  await expectAccessible(page);

  await typeInto(address, "http://127.0.0.1:9/retool.git");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("alert")).toContainText("127.0.0.1 cannot be reached");
  await expect(page.getByRole("button", { name: "Try again" })).toBeVisible();
});

test("a wrong token leads back to the token, and the right one opens the repository", async ({ page, computer }) => {
  smallRepository(computer);
  const host = await GitHost.start(computer, "sam", "right");
  await typeInto(addressOf(page), host.address("retool.git"));
  await expect(page.getByText("Over http:// everybody on the way can read the token.")).toBeVisible();
  await page.getByRole("textbox", { name: "User" }).fill("sam");
  await page.getByRole("textbox", { name: "Token" }).fill("wrong");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("alert")).toContainText("127.0.0.1 did not accept the sign-in.");
  const token = page.getByRole("textbox", { name: "Token" });
  await expect(token).toBeFocused();
  await expectAccessible(page);

  await typeInto(token, "right");
  await page.keyboard.press("Enter");
  await expect(matrix(page).getByText("Dashboard")).toBeVisible();

  await openSourceControl(page);
  await expect(page.getByText("A token of sam for 127.0.0.1")).toBeVisible();
  await host.stop();
  await page.getByRole("button", { name: "Test connection" }).click();
  await expect(page.getByRole("alert").getByText("127.0.0.1 cannot be reached")).toBeVisible();
});

test("a token is deleted and added again", async ({ page, computer }) => {
  smallRepository(computer);
  const host = await GitHost.start(computer, "sam", "right");
  await typeInto(addressOf(page), host.address("retool.git"));
  await page.getByRole("textbox", { name: "User" }).fill("sam");
  await page.getByRole("textbox", { name: "Token" }).fill("right");
  await page.keyboard.press("Enter");
  await matrix(page).waitFor();
  await openSourceControl(page);

  await page.getByRole("button", { name: "Delete token…" }).click();
  const question = page.getByRole("alertdialog", { name: "Delete the token for 127.0.0.1?" });
  await expect(question.getByRole("button", { name: "Cancel" })).toBeFocused();
  await expectAccessible(page);
  await question.getByRole("button", { name: "Delete token" }).click();
  await expect(page.getByText("No token for 127.0.0.1")).toBeVisible();
  await page.getByRole("button", { name: "Test connection" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "did not accept the sign-in" })).toBeVisible();

  await page.getByRole("button", { name: "Add token…" }).click();
  const token = page.getByRole("textbox", { name: "Token" });
  await expect(token).toBeFocused();
  await expectAccessible(page);
  await typeInto(token, "right");
  await page.keyboard.press("Enter");
  await expect(page.getByText("A token of sam for 127.0.0.1")).toBeVisible();
  await page.getByRole("button", { name: "Test connection" }).click();
  await expect(page.getByText("Connected: 1 branch, main is the default.").first()).toBeVisible();
  await host.stop();
});

test("the key of an unknown SSH host is shown, and trusted only when a person says so", async ({ page }) => {
  const hostKey = { host: "git.example.com", fingerprint: "SHA256:uNiVztksCsDhcc0u9e8BrM93QfjkEvZFSOzgUwSzOqo" };
  const asked: string[] = [];
  await connectFails(page, { code: "hostKeyUnknown", message: "git.example.com is not known yet.", hostKey }, () =>
    asked.push("connect"),
  );
  await page.route("**/ipc/trust_host_key", (route) => {
    asked.push(`trust ${route.request().postDataJSON().fingerprint}`);
    return route.continue();
  });
  await typeInto(addressOf(page), "git@git.example.com:acme/retool.git");
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("alertdialog", { name: "Is this the key of git.example.com?" });
  await expect(dialog.getByText(hostKey.fingerprint)).toBeVisible();
  await expect(dialog.getByRole("button", { name: "Cancel" })).toBeFocused();
  await expectAccessible(page);
  await page.keyboard.press("Enter");
  await expect(dialog).toBeHidden();

  await page.getByRole("button", { name: "Connect", exact: true }).click();
  await dialog.getByRole("button", { name: "Trust and connect" }).click();
  await expect.poll(() => asked).toEqual(["connect", "connect", `trust ${hostKey.fingerprint}`, "connect"]);
});

test("a certificate that is not trusted asks for the file of its authority", async ({ page, bridge }) => {
  const files: (string | null)[] = [];
  const failure = {
    code: "certificateInvalid",
    message: "The certificate of git.example.com is not trusted.",
    hint: "If your organisation has a certificate authority of its own, choose its file.",
  };
  await connectFails(page, failure, ({ caFile }) => files.push(caFile));
  await typeInto(addressOf(page), "https://git.example.com/acme/retool.git");
  const field = page.getByRole("textbox", { name: "Certificate authority" });
  await expect(field).toBeHidden();
  await page.keyboard.press("Enter");
  const alert = page.getByRole("alert");
  await expect(alert).toContainText("choose its file");
  await expect(field).toBeFocused();
  await expectAccessible(page);

  await bridge.willPick(page.request, ["/etc/ssl/acme.pem"]);
  await alert.getByRole("button", { name: "Choose file…" }).click();
  await expect(field).toHaveValue("/etc/ssl/acme.pem");
  await page.getByRole("button", { name: "Connect", exact: true }).click();
  await expect.poll(() => files).toEqual([null, "/etc/ssl/acme.pem"]);
});

test("the passphrase of a key is asked for, and again where it is wrong", async ({ page }) => {
  const passphrases: (string | null)[] = [];
  const failure = { code: "passphraseNeeded", message: "The key /home/sam/key is protected by a passphrase." };
  await connectFails(page, failure, ({ passphrase }) => passphrases.push(passphrase));
  await typeInto(addressOf(page), "git@git.example.com:acme/retool.git");
  await page.getByRole("radio", { name: /^Key file/ }).check({ force: true });
  await page.getByRole("textbox", { name: "Private key" }).fill("/home/sam/key");
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Unlock the key" });
  await expect(dialog.getByText(failure.message)).toBeVisible();
  const box = dialog.getByRole("textbox", { name: "Passphrase" });
  await expect(box).toBeFocused();
  await expect(dialog.getByRole("button", { name: "Connect" })).toBeDisabled();
  await expectAccessible(page);
  await typeInto(box, "correct horse");
  await page.keyboard.press("Enter");
  await expect.poll(() => passphrases).toEqual([null, "correct horse"]);

  await expect(box).toHaveValue("");
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(addressOf(page)).toBeEnabled();
});
