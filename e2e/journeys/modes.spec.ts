import { labCheckDisks, labCompareDisks, labExec, labGuest, labStartGuest } from "../../lab/client.ts";
import { expect, signInOnPage, test } from "../support/journey.ts";
import { expectOneCopy } from "../support/libvirt-truth.ts";
import { hostIdOf } from "../support/start-migration.ts";
import { goToReview, openHow, startFromReview } from "../support/wizard.ts";

const images = "/var/lib/libvirt/images";
const verdict = { timeout: 120_000 };

test.beforeEach(async ({ page, virtferry }) => {
  await signInOnPage(page, virtferry);
});

test("a VM with a disk of its own takes it along, and the old image goes by a button", async ({ page, virtferry }) => {
  const { uuid } = await labGuest("db02");
  await openHow(page, virtferry.url, { uuid, to: await hostIdOf(virtferry, "hv2") });
  await expect(page.locator('[name="copiedDisks.vda"]')).toHaveValue("copy");
  await goToReview(page);
  const commands = page.getByTestId("step-review");
  await expect(commands).toContainText("--copy-storage-all --migrate-disks vda");
  await expect(commands).toContainText("qemu-img create");
  await expect(commands).not.toContainText("--unsafe");
  await startFromReview(page);
  await expect(page.getByTestId("verdict")).toContainText("db02 runs on hv2", verdict);
  await expectOneCopy("db02", "hv2");
  expect((await labCheckDisks("db02")).map(({ intact }) => intact)).toEqual([true]);

  const leftover = page.getByTestId("leftover-leftover:vda");
  await expect(leftover).toContainText(`${images}/db02-vda.qcow2`);
  await leftover.getByTestId("leftover-remove").click();
  await page.getByTestId("leftover-remove-confirm").click();
  await expect(leftover).toHaveAttribute("data-state", "done");
  expect((await labExec("hv1", ["test", "-e", `${images}/db02-vda.qcow2`])).exitCode).toBe(1);
  expect((await labExec("hv2", ["test", "-e", `${images}/db02-vda.qcow2`])).exitCode).toBe(0);
});

test("an encrypted move over two channels", async ({ page, virtferry }) => {
  const { uuid } = await labGuest("web01");
  await openHow(page, virtferry.url, { uuid, to: await hostIdOf(virtferry, "hv2") });
  await page.locator("[name=tls]").click();
  await page.locator("[name=parallel]").click();
  await goToReview(page);
  await expect(page.getByTestId("plan-commands")).toContainText(/--parallel --parallel-connections 2/);
  await expect(page.getByTestId("plan-commands")).toContainText("--tls");
  await startFromReview(page);
  await expect(page.getByTestId("verdict")).toContainText("web01 runs on hv2", verdict);
  await expectOneCopy("web01", "hv2");
});

test("a busy VM is slowed by the link, gets more downtime, and is switched to post-copy by hand", async ({ page, virtferry }) => {
  const { uuid } = await labGuest("busy04");
  await openHow(page, virtferry.url, { uuid, to: await hostIdOf(virtferry, "hv2") });
  await page.getByRole("radio", { name: /^Post-copy/ }).check();
  await page.locator("[name=bandwidthMiBps]").fill("16");
  await goToReview(page);
  await expect(page.getByTestId("plan-commands")).toContainText("--postcopy");
  await startFromReview(page);
  await expect(page.getByTestId("phase-pre-copy")).toHaveAttribute("data-status", "current", { timeout: 30_000 });
  const downtime = page.getByTestId("lever-max-downtime");
  await downtime.getByRole("textbox").fill("400");
  await downtime.getByTestId("lever-max-downtime-apply").click();
  await expect(page.getByTestId("lever-max-downtime-in-force")).toContainText("400 ms");
  await expect
    .poll(async () => (await labExec("hv1", ["virsh", "-q", "migrate-getmaxdowntime", uuid])).stdout.trim())
    .toBe("400");
  await page.getByTestId("lever-post-copy-apply").click();
  await page.getByTestId("lever-post-copy-confirm").click();
  await expect(page.getByTestId("verdict")).toContainText("busy04 runs on hv2", verdict);
  await expect(page.getByTestId("lever-uses")).toContainText("admin");
  await expectOneCopy("busy04", "hv2");
});

test("a VM that is off moves with disk, firmware variables and TPM state", async ({ page, virtferry }) => {
  const { uuid } = await labGuest("uefi09");
  await openHow(page, virtferry.url, { uuid, to: await hostIdOf(virtferry, "hv1") });
  await expect(page.getByRole("radio", { name: /^Offline/ })).toBeChecked();
  await expect(page.getByRole("radio", { name: /^Live/ })).toBeDisabled();
  await goToReview(page);
  await expect(page.getByTestId("step-review")).toContainText("uefi09_VARS.fd");
  await expect(page.getByTestId("step-review")).toContainText("--offline");
  await startFromReview(page);
  await expect(page.getByTestId("verdict")).toContainText(/uefi09.*hv1/, verdict);
  const disk = `${images}/uefi09-vda.qcow2`;
  expect(await labCompareDisks("hv2", disk, "hv1", disk)).toMatchObject({ identical: true });
  const [here, there] = await Promise.all(["hv1", "hv2"].map((host) => labExec(host, ["virsh", "list", "--all", "--uuid"])));
  expect([here?.stdout.includes(uuid), there?.stdout.includes(uuid)]).toEqual([true, false]);
});

test("a VM is suspended to a file, carried over and resumed", async ({ page, virtferry }) => {
  const { uuid } = await labGuest("db02");
  await openHow(page, virtferry.url, { uuid, to: await hostIdOf(virtferry, "hv2") });
  await page.getByRole("radio", { name: /^Saved state/ }).check();
  await goToReview(page);
  await expect(page.getByTestId("step-review")).toContainText("virsh -c qemu:///system save");
  await startFromReview(page);
  await expect(page.getByTestId("verdict")).toContainText("db02 runs on hv2", verdict);
  await expectOneCopy("db02", "hv2");
});

test("a device is unplugged, the VM moves, and an equivalent is plugged in", async ({ page, virtferry }) => {
  await labStartGuest("nic10");
  const { uuid } = await labGuest("nic10");
  const { stdout } = await labExec("hv1", ["virsh", "-q", "domiflist", uuid]);
  const mac = /52:54:00:78(?::[0-9a-f]{2}){2}/.exec(stdout)?.[0] ?? "";
  await openHow(page, virtferry.url, { uuid, to: await hostIdOf(virtferry, "hv2") });
  await page.locator("summary", { hasText: "Devices" }).click();
  await page.locator(`[name="hostDevices.nic:${mac}"]`).click();
  await page.locator(`[name="hostDevices.nic:${mac}.replacement"]`).fill("br0");
  await goToReview(page);
  await expect(page.getByTestId("step-review")).toContainText("detach-device");
  await startFromReview(page);
  await expect(page.getByTestId("verdict")).toContainText("nic10 runs on hv2", verdict);
  await expectOneCopy("nic10", "hv2");
  expect((await labExec("hv2", ["virsh", "-q", "domiflist", uuid])).stdout).toContain(mac);
});
