import { labExec, labFault, labGuest } from "../../lab/client.ts";
import type { FixRecord, MigrationRecord } from "../../lib/contract/index.ts";
import { expect, signInOnPage, test } from "../support/journey.ts";
import { expectOneCopy } from "../support/libvirt-truth.ts";
import { hostIdOf, startMigration, waitForEnd } from "../support/start-migration.ts";

/** What the console puts right on hosts by itself, and what it says before a migration. */

/** The comments of the keys that may log in as root. */
async function keysLetIn(host: string): Promise<string> {
  return (await labExec(host, ["cat", "/root/.ssh/authorized_keys"])).stdout;
}

test("a key that is not let in: fixed in the drawer, checked again, taken back", async ({ page, virtferry }) => {
  test.setTimeout(240_000);
  const { uuid } = await labGuest("web01");
  const hv2 = await hostIdOf(virtferry, "hv2");
  await labFault({ host: "hv2", kind: "ssh-key", peer: "hv1", state: "off" });
  expect(await keysLetIn("hv2")).not.toContain("root@hv1");

  await signInOnPage(page, virtferry, `/preflight/${uuid}?to=${hv2}`);
  const drawer = page.getByRole("dialog").first();
  const rule = page.locator("article[data-rule='path.ssh']");
  await drawer.getByTestId("recheck").click();
  await expect(rule).toHaveAttribute("data-verdict", "block", { timeout: 60_000 });

  await page.getByTestId("fix-open-path.ssh").click();
  const steps = page.getByRole("list", { name: "Commands" });
  await expect(steps.getByTestId("fix-step-1")).toContainText("Runs on", { timeout: 60_000 });
  await expect(steps).toContainText("authorized_keys");
  await expect(page.getByTestId("fix-apply")).toHaveText("Let hv1's root key in on hv2");
  expect(await keysLetIn("hv2"), "a preview changes nothing").not.toContain("root@hv1");

  await page.getByTestId("fix-apply").click();
  await expect(page.getByTestId("fix-state")).toContainText("Done", { timeout: 60_000 });
  await expect(page.getByTestId("fix-step-1")).toHaveAttribute("data-state", "done");
  await expect(rule).toHaveAttribute("data-verdict", "pass", { timeout: 60_000 });

  await page.getByTestId("fix-undo").click();
  await expect(page.getByTestId("fix-state")).toContainText("Taken back", { timeout: 60_000 });
  await expect(rule).toHaveAttribute("data-verdict", "block", { timeout: 60_000 });
  await page.getByTestId("fix-close").click();

  // And again: nothing of the first time is in the way. It stays in the host's history.
  await page.getByTestId("fix-open-path.ssh").click();
  await page.getByTestId("fix-apply").click();
  await expect(page.getByTestId("fix-state")).toContainText("Done", { timeout: 60_000 });
  await page.getByTestId("fix-close").click();
  await page.goto(`${virtferry.url}/hosts?host=${hv2}&tab=ran`);
  const ran = page.getByTestId("host-fixes");
  await expect(ran.getByText("Let hv1's root key in on hv2")).toHaveCount(2);
  await ran.getByTestId("fix-undo").first().click();
  await expect(ran.getByTestId("fix-undo")).toHaveCount(0, { timeout: 60_000 });
  const listed = await virtferry.client.call<readonly FixRecord[]>("GET", `/fixes?hostId=${hv2}`);
  expect(listed.map((record) => record.state)).toEqual(["undone", "undone"]);
});

test("a missing bridge: the choice opens the wizard, which has made it", async ({ page, virtferry }) => {
  const { uuid } = await labGuest("web01");
  const hv2 = await hostIdOf(virtferry, "hv2");
  await labFault({ host: "hv2", kind: "bridge", state: "off" });
  await signInOnPage(page, virtferry, `/preflight/${uuid}?to=${hv2}`);
  await page.getByRole("dialog").getByTestId("recheck").click();
  const rule = page.locator("article[data-rule='network.bridge']");
  await expect(rule).toHaveAttribute("data-verdict", "block", { timeout: 60_000 });
  const choice = page.getByTestId(/^fix-choice-network\.bridge-\d+$/).first();
  const target = (await choice.textContent()) ?? "";
  await choice.click();
  await expect(page.getByTestId("step-how")).toBeVisible({ timeout: 60_000 });
  const nics = new URL(page.url()).searchParams.get("nics");
  expect(nics, `${target} is made`).toMatch(/^\[\["([0-9a-f]{2}:){5}[0-9a-f]{2}","(bridge|network)",".+"\]\]$/);
  expect(new URL(page.url()).searchParams.get("choice")).toBeNull();
  await page.getByTestId("step-how").getByTestId("next").click();
  await expect(page.getByTestId("step-preflight").locator("[data-rule='network.bridge'][data-verdict='block']")).toHaveCount(0);
});

test("shared storage is set up on two hosts at once, with what is wrong said at its field", async ({ page, virtferry }) => {
  await signInOnPage(page, virtferry, "/hosts");
  await page.getByTestId("set-up-storage").click();
  const form = page.getByTestId("pool-form");
  await form.getByRole("radio", { name: /Directory/ }).check();
  await page.getByTestId("pool-preview").click();
  await expect(form.getByLabel("Name of the pool")).toBeFocused();
  await expect(form.getByText("Fill this in.")).toHaveCount(2);
  await form.getByLabel("Name of the pool").fill("vms");
  await form.getByLabel("Path on the hosts").fill("/srv/small/vms");
  await form.getByRole("checkbox", { name: "hv3" }).uncheck();
  await page.getByTestId("pool-preview").click();
  await expect(page.getByTestId("fix-apply")).toHaveText("Set up the pool vms on 2 hosts", { timeout: 60_000 });
  await page.getByTestId("fix-apply").click();
  await expect(page.getByTestId("fix-state")).toContainText("Done", { timeout: 90_000 });
  for (const host of ["hv1", "hv2"]) {
    const info = await labExec(host, ["virsh", "-q", "-c", "qemu:///system", "pool-info", "vms"]);
    expect(info.stdout, host).toMatch(/State:\s+running/);
  }
  await page.getByTestId("fix-undo").click();
  await expect(page.getByTestId("fix-state")).toContainText("Taken back", { timeout: 90_000 });
  for (const host of ["hv1", "hv2"]) {
    const list = await labExec(host, ["virsh", "-q", "-c", "qemu:///system", "pool-list", "--all", "--name"]);
    expect(list.stdout.split("\n"), host).not.toContain("vms");
  }
});

test("a busy VM on a slow link: measured, foreseen not to converge, and the advice taken", async ({ page, virtferry }) => {
  test.setTimeout(240_000);
  const { uuid } = await labGuest("busy04");
  const [from, to] = [await hostIdOf(virtferry, "hv1"), await hostIdOf(virtferry, "hv2")];
  await labFault({ host: "hv2", kind: "bandwidth", mbitPerSec: 100 });
  await signInOnPage(page, virtferry, `/migrations/new?vm=${uuid}&from=${from}&to=${to}&step=how`);
  const verdict = page.getByTestId("forecast-verdict");
  await expect(verdict).toHaveAttribute("data-verdict", "unknown", { timeout: 60_000 });
  await page.getByTestId("measure-bandwidth").click();
  await page.getByTestId("measure-dirty-rate").click();
  await expect(verdict).toHaveAttribute("data-verdict", "will-not-converge", { timeout: 60_000 });
  await expect(page.getByTestId("summary-forecast")).toHaveText("Will not converge");

  await page.getByTestId("advice-post-copy-take").click();
  await expect(page.getByRole("radio", { name: /^Post-copy/ })).toBeChecked();
  await expect(verdict).toHaveAttribute("data-verdict", "converges", { timeout: 30_000 });
  expect(new URL(page.url()).searchParams.get("postcopy")).toBe("after-first-pass");

  await page.goto(`${virtferry.url}/hosts?host=${from}&tab=paths`);
  await expect(page.getByTestId("host-paths").getByRole("row", { name: /hv2/ })).toContainText("MiB/s");
});

test("after the end the forecast stands beside the outcome", async ({ page, virtferry }) => {
  const { uuid } = await labGuest("web01");
  const [sourceHostId, destinationHostId] = [await hostIdOf(virtferry, "hv1"), await hostIdOf(virtferry, "hv2")];
  await virtferry.client.call("POST", "/links/measure", { sourceHostId, destinationHostId, seconds: 1 });
  await virtferry.client.call("POST", "/migrations/dirty-rate", { hostId: sourceHostId, domainUuid: uuid, seconds: 1 });
  const started = await startMigration(virtferry, { uuid, from: "hv1", to: "hv2" });
  await waitForEnd(virtferry, started.id);
  const record = await virtferry.client.call<{ record: MigrationRecord }>("GET", `/migrations/${started.id}`);
  expect(record.record.prediction?.prediction.totalMs, "a forecast was made").toBeGreaterThan(0);
  await signInOnPage(page, virtferry, `/migrations/${started.id}`);
  const table = page.getByTestId("outcome-forecast");
  await expect(table.locator("[data-figure=total]")).toContainText("%");
  await expect(table.locator("[data-figure=transferred]")).toContainText("MiB");
  await expectOneCopy("web01", "hv2");
});
