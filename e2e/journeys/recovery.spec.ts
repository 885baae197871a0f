import type { Page } from "@playwright/test";
import { labExec, labFault, labGuest } from "../../lab/client.ts";
import type { FixRecord } from "../../lib/contract/index.ts";
import { expect, signInOnPage, test } from "../support/journey.ts";
import { expectOneCopy } from "../support/libvirt-truth.ts";

/** What a migration left behind, put in order by a person who reads what the page says. */

const SLOW = { timeout: 90_000 };

/** A second domain of web01's UUID and name on hv2, without its disk. */
async function twin(state: "off" | "running"): Promise<string> {
  const { uuid } = await labGuest("web01");
  const xml = `<domain type='qemu'><name>web01</name><uuid>${uuid}</uuid><memory unit='MiB'>16</memory><os><type>hvm</type></os></domain>`;
  await labExec("hv2", ["sh", "-c", 'printf "%s" "$1" >/tmp/twin.xml && virsh define /tmp/twin.xml', "sh", xml]);
  if (state === "running") await labExec("hv2", ["virsh", "start", uuid]);
  return uuid;
}

const caseOf = (page: Page, kind: string) => page.locator(`[data-testid=recovery-case][data-kind=${kind}]`);

/** Opens a way out, lets its commands be shown, and presses it. */
async function takeWay(page: Page, way: string, shows: string): Promise<void> {
  await page.getByTestId(way).getByRole("button", { name: /…$/ }).click();
  await expect(page.getByTestId("fix-step-1")).toContainText(shows, SLOW);
  await page.getByTestId("fix-apply").click();
  await expect(page.getByTestId("fix-state")).toContainText("Done", SLOW);
}

test("a leftover definition: counted, explained, removed, and the VM is still on one host", async ({ page, virtferry }) => {
  test.setTimeout(300_000);
  const uuid = await twin("off");
  await signInOnPage(page, virtferry);
  await expect(page.getByTestId("attention-recovery")).toContainText("1 case for recovery", SLOW);
  await expect(page.getByTestId("recovery-count").first()).toContainText("1");
  await page.getByRole("link", { name: "Open recovery" }).click();
  const found = caseOf(page, "leftover-definition");
  await expect(found).toContainText("web01 is defined on hv2 too", SLOW);
  await expect(found.getByRole("row", { name: /hv1/ })).toContainText("Running");
  await expect(found.getByRole("row", { name: /hv2/ })).toContainText("Shut off");
  await takeWay(page, "way-undefine-copy-hv2", `undefine --domain ${uuid}`);
  const now = page.getByTestId("recovery-now");
  await expect(now.getByRole("row", { name: /hv1/ })).toContainText("running");
  await expect(now.getByRole("row", { name: /hv2/ })).toContainText("Not here");
  await page.getByTestId("fix-close").click();
  await expect(page.getByText("Nothing to recover")).toBeVisible(SLOW);
  await expectOneCopy("web01", "hv1");
  const [record] = await virtferry.client.call<readonly FixRecord[]>("GET", "/fixes");
  expect(record).toMatchObject({ state: "applied", by: "admin", request: { action: { kind: "undefine-copy" } } });
});

test("a VM that runs twice: only pausing is offered, then only the paused copy may be destroyed", async ({ page, virtferry }) => {
  test.setTimeout(400_000);
  await twin("running");
  await signInOnPage(page, virtferry, "/recovery");
  const split = caseOf(page, "split-brain");
  await expect(split).toContainText("web01 runs on two hosts", SLOW);
  await expect(split.getByRole("button", { name: /Destroy/ })).toHaveCount(0);
  await takeWay(page, "way-pause-copy-hv2", "suspend --domain");
  await page.getByTestId("fix-close").click();
  const beside = caseOf(page, "paused-beside-running");
  await expect(beside).toContainText("web01 runs on hv1, and a stopped copy is left on hv2", SLOW);
  await takeWay(page, "way-destroy-copy-hv2", "destroy --domain");
  await page.getByTestId("fix-close").click();
  await expect(caseOf(page, "leftover-definition")).toBeVisible(SLOW);
  await takeWay(page, "way-undefine-copy-hv2", "undefine --domain");
  await page.getByTestId("fix-close").click();
  await expect(page.getByText("Nothing to recover")).toBeVisible(SLOW);
  await expectOneCopy("web01", "hv1");
});

test("a host that is silent: its name must be typed before a stopped VM goes on", async ({ page, virtferry }) => {
  test.setTimeout(300_000);
  const { uuid } = await labGuest("web01");
  await labExec("hv1", ["virsh", "qemu-monitor-command", uuid, '{"execute":"stop"}']);
  await labFault({ kind: "kill", host: "hv3", what: "sshd", signal: "KILL" });
  await signInOnPage(page, virtferry, "/recovery");
  const stopped = caseOf(page, "stopped-midway");
  await expect(page.getByText("hv3 did not answer")).toBeVisible(SLOW);
  await expect(stopped).toContainText("web01 was stopped in the middle", SLOW);
  await page.getByTestId("way-resume-copy-hv1").getByRole("button", { name: "Resume on hv1…" }).click();
  const name = page.getByLabel("Type hv3 to declare");
  await name.fill("hv2");
  await page.getByTestId("fence-next").click();
  await expect(page.getByText("This is not the name.")).toBeVisible();
  await name.fill("hv3");
  await page.getByTestId("fence-next").click();
  await expect(page.getByText("You declare that hv3 is powered off.")).toBeVisible(SLOW);
  await page.getByTestId("fix-apply").click();
  await expect(page.getByTestId("fix-state")).toContainText("Done", SLOW);
  await expectOneCopy("web01", "hv1");
});
