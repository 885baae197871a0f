import type { Page } from "@playwright/test";
import { labGuest } from "../../lab/client.ts";
import { expect, signInOnPage, test } from "../support/journey.ts";
import { hostIdOf } from "../support/start-migration.ts";

/** Nothing is started in here: these journeys end at the review. */

async function openHow(page: Page, virtferry: Parameters<typeof signInOnPage>[1], guest: "web01" | "mix03"): Promise<void> {
  const { uuid } = await labGuest(guest);
  const [from, to] = [await hostIdOf(virtferry, "hv1"), await hostIdOf(virtferry, "hv2")];
  await signInOnPage(page, virtferry, `/migrations/new?vm=${uuid}&from=${from}&to=${to}&step=how`);
  await expect(page.getByTestId("step-how")).toBeVisible({ timeout: 60_000 });
}

async function goToReview(page: Page): Promise<void> {
  await page.getByTestId("step-how").getByTestId("next").click();
  const preflight = page.getByTestId("step-preflight");
  await expect(preflight.getByText(/checks? passed/).last()).toBeVisible({ timeout: 90_000 });
  for (const box of await preflight.getByRole("checkbox").all()) await box.check();
  await preflight.getByTestId("next").click();
  await expect(page.getByTestId("step-review")).toBeVisible();
}

test("impossible ways are shown with the reason, wrong figures at their field, all choices live in the URL", async ({
  page,
  virtferry,
}) => {
  await openHow(page, virtferry, "web01");
  await expect(page.getByRole("radio", { name: /^Live/ })).toBeChecked();
  await expect(page.getByRole("radio", { name: /^Offline/ })).toBeDisabled();
  await expect(page.getByText("Needs a VM that is shut off.").first()).toBeVisible();

  await page.getByTestId("preset-must-finish").click();
  await expect(page.getByTestId("preset-must-finish")).toHaveAttribute("aria-pressed", "true");
  await expect(page.getByRole("radio", { name: /^Post-copy/ })).toBeChecked();
  await page.getByText("When it does not converge").click();
  await expect(page.getByTestId("ladder").getByRole("listitem")).toHaveCount(4);
  await page.getByText("Compression", { exact: true }).click();
  await expect(page.getByLabel("Method").locator("option[value=zlib]")).toBeDisabled();

  // A wrong choice in a folded part: Next unfolds it and puts the cursor there.
  await page.getByText("Guest", { exact: true }).click();
  await page.getByLabel("Address of the guest to ping").fill("$(reboot)");
  await page.getByText("Guest", { exact: true }).click();
  await page.getByTestId("next").click();
  await expect(page.getByLabel("Address of the guest to ping")).toBeFocused();
  await expect(page.getByTestId("summary")).toContainText("1 choice is not valid");
  await page.getByLabel("Address of the guest to ping").fill("192.0.2.7");

  await page.getByLabel("After").first().fill("soon");
  await page.reload();
  await expect(page.getByLabel("After").first()).toHaveValue("soon");
  await expect(page.getByLabel("After").first()).toHaveAttribute("aria-invalid", "true");
  await page.getByLabel("After").first().fill("30");

  await goToReview(page);
  await expect(page.getByTestId("review-sentence")).toContainText("After 30s: a pause of 1s is allowed.");
  await expect(page.getByTestId("review-sentence")).toContainText("192.0.2.7 is pinged");
  await expect(page.getByText("The risk of post-copy")).toBeVisible();
  await expect(page.getByTestId("plan-commands")).toContainText("--postcopy");
  await expect(page.getByTestId("server-does")).toBeVisible();
});

test("a VM's own policy is what its next migration begins with, until it is deleted", async ({ page, virtferry }) => {
  await openHow(page, virtferry, "web01");
  const url = page.url();
  await page.getByTestId("preset-gentle").click();
  await page.getByTestId("save-policy").click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("radio", { name: /web01 only/ }).check();
  await dialog.getByRole("button", { name: "Save policy" }).click();
  await expect(dialog.getByRole("textbox", { name: "Name" })).toHaveAttribute("aria-invalid", "true");
  await dialog.getByRole("textbox", { name: "Name" }).fill("night");
  await page.keyboard.press("Enter");
  await expect(dialog).toBeHidden();
  // Saving did not press Next.
  await expect(page.getByTestId("step-how")).toBeVisible();

  await page.goto(url);
  await expect(page.getByLabel("Bandwidth limit")).toHaveValue("64", { timeout: 30_000 });
  await expect(page.getByRole("combobox", { name: "Policy" })).toContainText("night");
  await page.getByLabel("Bandwidth limit").fill("65");
  await expect(page.getByRole("combobox", { name: "Policy" })).toContainText("changed since");

  await page.goto(`${virtferry.url}/settings`);
  await expect(page.getByText("for web01")).toBeVisible();
  await page.getByRole("button", { name: "Delete policy night" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Delete policy night" }).click();
  await expect(page.getByText("No policy yet")).toBeVisible();
  await page.goto(url);
  await expect(page.getByLabel("Bandwidth limit")).toHaveValue("");
});

test("local disks are chosen by themselves, and another path is shown as a difference before it is used", async ({
  page,
  virtferry,
}) => {
  await openHow(page, virtferry, "mix03");
  await expect(page.getByLabel("What happens to vda")).toHaveValue("stays");
  await expect(page.getByLabel("What happens to vdb")).toHaveValue("copy");
  await page.getByLabel("Path of vdb at the destination").fill("srv/vdb.qcow2");
  await page.getByTestId("next").click();
  await expect(page.getByLabel("Path of vdb at the destination")).toHaveAttribute("aria-invalid", "true");
  await page.getByLabel("Path of vdb at the destination").fill("/var/lib/libvirt/images/moved-vdb.qcow2");
  await goToReview(page);
  await expect(page.getByTestId("plan-commands")).toContainText("--migrate-disks vdb");
  await expect(page.getByTestId("plan-steps").locator("[data-kind=create-image]")).toContainText("moved-vdb.qcow2");
  await expect(page.getByTestId("xml-diff")).toContainText("/var/lib/libvirt/images/moved-vdb.qcow2");
  await expect(page.getByTestId("review-facts")).toContainText("Images of vdb on hv2.");
});
