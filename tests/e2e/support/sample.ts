import { expect, type Page } from "@playwright/test";

/** Opens the sample in the matrix. */
export async function openSample(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Try the sample repository" }).click();
  await page.getByRole("grid").waitFor();
}

/** Opens the page of an app or workflow from its name in the matrix. */
export async function openElement(page: Page, name: string): Promise<void> {
  await page.getByRole("searchbox", { name: "Filter apps" }).fill(name);
  await page.getByRole("grid").getByText(name, { exact: true }).first().click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
}
