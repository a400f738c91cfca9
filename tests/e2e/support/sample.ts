import { expect, type Locator, type Page } from "@playwright/test";

/** The matrix of the page Releases. */
export function matrix(page: Page): Locator {
  return page.getByRole("grid", { name: "Releases of each app on each instance" });
}

/** Opens the sample in the matrix. */
export async function openSample(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Try the sample repository" }).click();
  await matrix(page).waitFor();
}

/** Waits until the fetch that follows the opening of a repository has ended. */
export async function fetched(page: Page): Promise<void> {
  await expect(page.getByRole("status").filter({ hasText: "Fetched." })).toHaveCount(1);
}

/** Opens the page of an app or workflow from its name in the matrix. */
export async function openElement(page: Page, name: string): Promise<void> {
  await page.getByRole("searchbox", { name: "Filter apps" }).fill(name);
  await page.getByRole("grid").getByText(name, { exact: true }).first().click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
}
