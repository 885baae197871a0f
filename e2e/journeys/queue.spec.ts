import { randomUUID } from "node:crypto";
import { labGuest } from "../../lab/client.ts";
import type { MigrationOptions, MigrationRecord, MigrationView } from "../../lib/contract/index.ts";
import type { TestConsole } from "../support/console.ts";
import { expect, signInOnPage, test } from "../support/journey.ts";
import { expectOneCopy } from "../support/libvirt-truth.ts";
import { prepareRequest, waitForEnd } from "../support/start-migration.ts";

/** The host with the most to send may send one at a time: whoever comes next waits. */
const LIMITS = { perSource: 1, perDestination: 2, inAll: 8 };

async function start(
  virtferry: TestConsole,
  guest: string,
  options: Partial<MigrationOptions>,
  queueing?: { readonly priority: "low" | "high" },
): Promise<MigrationRecord> {
  const { uuid } = await labGuest(guest);
  const request = await prepareRequest(virtferry, { uuid, from: "hv1", to: "hv2", options });
  const more = queueing ? { queueing } : {};
  return virtferry.client.call<MigrationRecord>("POST", "/migrations", { request, idempotencyKey: randomUUID(), ...more });
}

test("migrations wait in line with the reason, can be cancelled there, and go when the limit is raised", async ({
  page,
  virtferry,
}) => {
  test.setTimeout(300_000);
  const first = await start(virtferry, "busy04", { bandwidthMiBps: 16 });
  const second = await start(virtferry, "web01", {});
  const third = await start(virtferry, "nic10", { mode: "offline" }, { priority: "low" });

  await signInOnPage(page, virtferry, `/migrations/${second.id}`);
  await expect(page.getByText("Waits: hv1 already sends 1.")).toBeVisible();
  await expect(page.getByTestId("queue-line")).toContainText("It is next in line. Nothing has run on a host yet.");
  await expect(page.getByTestId("log")).not.toContainText("virsh");

  await page.goto(`${virtferry.url}/migrations`);
  // Others of the same VM may be in the list.
  const row = page.getByRole("row").filter({ hasText: "nic10" }).filter({ hasText: "Offline" });
  await expect(row.getByTestId("row-waits")).toHaveText("waits: hv1 already sends 1 · number 2");
  await row.getByRole("button", { name: "Cancel" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Cancel the migration of nic10" }).click();
  await expect(row).toContainText("Aborted");
  const cancelled = await virtferry.client.call<MigrationView>("GET", `/migrations/${third.id}`);
  expect(cancelled.record).toMatchObject({ state: "aborted", startedAtMs: null, result: null });
  expect(cancelled.log.filter(({ kind }) => kind === "command")).toEqual([]);

  await page.goto(`${virtferry.url}/settings`);
  const limits = page.getByTestId("queue-limits");
  await limits.getByLabel("From one host").fill("0");
  await limits.getByTestId("save-limits").click();
  await expect(limits.getByText("Give a whole number from 1 to 64.")).toBeVisible();
  await limits.getByLabel("From one host").fill("2");
  await limits.getByTestId("save-limits").click();
  await expect(limits.getByText("The limits are saved and hold from now on.")).toBeVisible();
  try {
    await page.goto(`${virtferry.url}/migrations/${second.id}`);
    await expect(page.getByTestId("verdict")).toContainText("web01 runs on hv2", { timeout: 90_000 });
    await expectOneCopy("web01", "hv2");
  } finally {
    await virtferry.client.call("POST", "/settings/limits", LIMITS);
    await virtferry.client.call("POST", `/migrations/${first.id}/abort`);
    expect((await waitForEnd(virtferry, first.id)).state).toBe("aborted");
  }
  await expectOneCopy("busy04", "hv1");
});
