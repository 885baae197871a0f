import type { Page } from "@playwright/test";
import { expect } from "./journey.ts";

/** Opens the wizard at the step How, as the links of the VM list and the matrix do. */
export async function openHow(page: Page, url: string, move: { readonly uuid: string; readonly to: string }): Promise<void> {
  const query = new URLSearchParams({ vm: move.uuid, to: move.to, step: "how" });
  await page.goto(`${url}/migrations/new?${query}`);
  await expect(page.getByTestId("step-how")).toBeVisible();
}

/** From the step that is open to the review, by the buttons, with every warning acknowledged. */
export async function goToReview(page: Page): Promise<void> {
  const steps = ["vm", "destination", "how", "preflight"].map((step) => page.getByTestId(`step-${step}`));
  const anyStep = page.locator("form[data-testid^=step-]");
  await expect(anyStep).toBeVisible();
  for (const step of steps.slice(0, -1)) {
    if (!(await step.isVisible())) continue;
    await step.getByTestId("next").click();
    await expect(step).toBeHidden();
    await expect(anyStep).toBeVisible();
  }
  const preflight = page.getByTestId("step-preflight");
  await expect(preflight.getByRole("button", { name: "Check again" })).toBeEnabled({ timeout: 60_000 });
  await expect(preflight.getByText(/checks? passed/).last()).toBeVisible();
  for (const box of await preflight.getByRole("checkbox").all()) await box.check();
  await preflight.getByTestId("next").click();
  await expect(page.getByTestId("step-review")).toBeVisible();
}

/** Presses the button of the review and waits for the live page. */
export async function startFromReview(page: Page): Promise<void> {
  await page.getByTestId("start-migration").click();
  await page.waitForURL(/\/migrations\/m_/);
}
