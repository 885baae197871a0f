import { setTimeout as sleep } from "node:timers/promises";
import { labFault, labGuest } from "../../lab/client.ts";
import type { MigrationView } from "../../lib/contract/index.ts";
import { expect, signInOnPage, test } from "../support/journey.ts";
import { expectOneCopy, stateOn } from "../support/libvirt-truth.ts";
import { startMigration } from "../support/start-migration.ts";

/** busy04 at 16 MiB/s never converges: there is all the time in the world to do something in the middle. */
const SLOW = { bandwidthMiBps: 16 };

test("abort in the middle leaves the VM running on the source", async ({ page, virtferry }) => {
  const { uuid } = await labGuest("busy04");
  const record = await startMigration(virtferry, { uuid, from: "hv1", to: "hv2", options: SLOW });
  await signInOnPage(page, virtferry, `/migrations/${record.id}`);
  await expect(page.getByTestId("phase-pre-copy")).toHaveAttribute("data-status", "current", { timeout: 30_000 });
  await page.getByTestId("abort").click();
  await page.getByRole("dialog").getByRole("button", { name: "Abort migration of busy04" }).click();
  await expect(page.getByTestId("verdict")).toContainText("Aborted. busy04 goes on running on hv1", { timeout: 60_000 });
  await expectOneCopy("busy04", "hv1");
});

test("a server killed with -9 in the middle takes the migration up again, and its page goes on", async ({ page, virtferry }) => {
  const { uuid } = await labGuest("web01");
  const record = await startMigration(virtferry, { uuid, from: "hv1", to: "hv2", options: { bandwidthMiBps: 8 } });
  await signInOnPage(page, virtferry, `/migrations/${record.id}`);
  await expect(page.getByTestId("phase-pre-copy")).toHaveAttribute("data-status", "current", { timeout: 30_000 });
  await virtferry.crash();
  await expect(page.getByTestId("live-state")).toHaveAttribute("data-state", /paused|server-gone/, { timeout: 20_000 });
  await sleep(2_000);
  await virtferry.startAgain();
  await expect(page.getByTestId("verdict")).toContainText("web01 runs on hv2", { timeout: 90_000 });
  await expectOneCopy("web01", "hv2");
  const view = await virtferry.client.call<MigrationView>("GET", `/migrations/${record.id}`);
  expect(view.record.state).toBe("succeeded");
  expect(view.samples.length).toBeGreaterThan(2);
});

test("a server that was away while the migration ended still tells the truth", async ({ page, virtferry }) => {
  const { uuid } = await labGuest("web01");
  const record = await startMigration(virtferry, { uuid, from: "hv1", to: "hv2", options: { bandwidthMiBps: 32 } });
  await expect.poll(() => stateOn("hv2", uuid), { message: "the migration is under way" }).toContain("paused");
  await virtferry.crash();
  await expect.poll(() => stateOn("hv2", uuid), { timeout: 60_000, message: "it ends without the server" }).toBe("running");
  await virtferry.startAgain();
  await signInOnPage(page, virtferry, `/migrations/${record.id}`);
  await expect(page.getByTestId("verdict")).toContainText("web01 runs on hv2", { timeout: 60_000 });
  await expectOneCopy("web01", "hv2");
});

test("the link to the source cut in the middle: nothing is guessed, and the truth comes when it heals", async ({
  page,
  virtferry,
}) => {
  test.setTimeout(300_000);
  const { uuid } = await labGuest("busy04");
  const record = await startMigration(virtferry, { uuid, from: "hv1", to: "hv2", options: SLOW });
  await signInOnPage(page, virtferry, `/migrations/${record.id}`);
  await expect(page.getByTestId("phase-pre-copy")).toHaveAttribute("data-status", "current", { timeout: 30_000 });
  await labFault({ host: "hv1", kind: "link-cut" });
  try {
    await expect(page.getByTestId("state")).toHaveAttribute("data-state", "detached", { timeout: 60_000 });
    // Long enough for both libvirt daemons to give up (keepalive, about 30 s).
    await sleep(40_000);
    await expect(page.getByTestId("state")).toHaveAttribute("data-state", "detached");
  } finally {
    await labFault({ host: "hv1", kind: "link-heal" });
  }
  await expect(page.getByTestId("verdict")).toContainText("busy04 goes on running on hv1", { timeout: 120_000 });
  await expectOneCopy("busy04", "hv1");
});

test("with the socket down the page says so and goes on by polling", async ({ page, virtferry }) => {
  const { uuid } = await labGuest("busy04");
  const record = await startMigration(virtferry, { uuid, from: "hv1", to: "hv2", options: SLOW });
  await page.route("**/api/socket/**", (route) => route.abort());
  await page.routeWebSocket(/\/api\/socket\//, (socket) => socket.close());
  await signInOnPage(page, virtferry, `/migrations/${record.id}`);
  await expect(page.getByTestId("live-state")).toHaveAttribute("data-state", "paused", { timeout: 20_000 });
  const progress = page.getByTestId("progress");
  await expect(progress).not.toHaveAttribute("data-sample-at", "", { timeout: 30_000 });
  const first = await progress.getAttribute("data-sample-at");
  await expect(progress).not.toHaveAttribute("data-sample-at", first ?? "", { timeout: 15_000 });
  await virtferry.client.call("POST", `/migrations/${record.id}/abort`);
  await expect(page.getByTestId("verdict")).toContainText("Aborted", { timeout: 60_000 });
  await expectOneCopy("busy04", "hv1");
});

test("two browsers see the same, and one that comes late sees the whole history", async ({ browser, virtferry }) => {
  const { uuid } = await labGuest("busy04");
  const record = await startMigration(virtferry, { uuid, from: "hv1", to: "hv2", options: SLOW });
  const [early, late] = await Promise.all([browser.newPage(), browser.newPage()]);
  await signInOnPage(early, virtferry, `/migrations/${record.id}`);
  await expect(early.getByTestId("progress")).not.toHaveAttribute("data-sample-at", "", { timeout: 30_000 });
  await sleep(4_000);
  await signInOnPage(late, virtferry, `/migrations/${record.id}`);
  await expect(late.getByTestId("progress")).not.toHaveAttribute("data-sample-at", "");
  const view = await virtferry.client.call<MigrationView>("GET", `/migrations/${record.id}`);
  expect(view.samples.length).toBeGreaterThan(5);
  await virtferry.client.call("POST", `/migrations/${record.id}/abort`);
  for (const page of [early, late]) await expect(page.getByTestId("verdict")).toContainText("Aborted", { timeout: 60_000 });
  const texts = await Promise.all([early, late].map((page) => page.getByTestId("log").textContent()));
  const commands = texts.map((text) => /migrate --domain [0-9a-f-]+/.exec(text ?? "")?.[0]);
  expect(commands[0]).toBe(commands[1]);
  expect(commands[0]).toContain(uuid);
  await Promise.all([early.close(), late.close()]);
});
