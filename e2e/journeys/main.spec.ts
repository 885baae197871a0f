import { labGuest, labStartPing } from "../../lab/client.ts";
import { expect, signInOnPage, test } from "../support/journey.ts";
import { expectOneCopy } from "../support/libvirt-truth.ts";
import { goToReview } from "../support/wizard.ts";

test("sign in, see hosts and VMs, read the matrix, go through the wizard, watch web01 move to its end", async ({
  page,
  virtferry,
}, info) => {
  const web01 = await labGuest("web01");
  await signInOnPage(page, virtferry);

  await page.getByRole("navigation").getByRole("link", { name: "Hosts" }).first().click();
  for (const host of ["hv1", "hv2", "hv3"])
    await expect(page.getByRole("row").filter({ hasText: host }).first()).toContainText("Online");
  await page.getByRole("navigation").getByRole("link", { name: "VMs" }).first().click();
  await expect(page.getByRole("row").filter({ hasText: "web01" })).toContainText("Running");
  await expect(page.getByRole("row").filter({ hasText: "数据库" })).toContainText(`x; $(touch pwn) "数据库" 'q'`);

  await page.getByRole("navigation").getByRole("link", { name: "Preflight" }).first().click();
  const row = page.locator(`[data-testid=matrix-row][data-vm="${web01.uuid}"]`);
  const toHv3 = row.getByRole("button", { name: /to hv3/ });
  await expect(toHv3).toHaveAttribute("data-verdict", "block", { timeout: 60_000 });
  await toHv3.click();
  const drawer = page.getByRole("dialog");
  await expect(drawer.getByTestId("findings")).toContainText("br0");
  await page.keyboard.press("Escape");
  await row.getByRole("button", { name: /to hv2/ }).click();
  await drawer.getByRole("link", { name: "Migrate to hv2" }).click();

  await goToReview(page);
  await expect(page.getByTestId("plan-commands")).toContainText(`virsh -c qemu:///system migrate --domain ${web01.uuid}`);
  await expect(page.getByTestId("plan-commands")).toContainText("--unsafe");
  const ping = await labStartPing("web01");
  await page.getByRole("button", { name: "Migrate web01 to hv2" }).click();

  await page.waitForURL(/\/migrations\/m_/);
  await expect(page.getByTestId("verdict")).toContainText("web01 runs on hv2, checked on both hosts", { timeout: 60_000 });
  const report = await ping.stop();
  await expect(page.getByTestId("measured-downtime")).toContainText(/\d+ ms/);
  await expectOneCopy("web01", "hv2");
  info.annotations.push({ type: "longest ping gap", description: `${report.longestGapMs} ms` });
  process.stdout.write(
    `    longest ping gap while web01 moved: ${report.longestGapMs} ms (${report.received} of ${report.sent} answered)\n`,
  );
  expect(report.longestGapMs).toBeLessThan(3_000);

  // Who comes later sees the whole history.
  await page.reload();
  await expect(page.getByTestId("verdict")).toContainText("web01 runs on hv2");
  await expect(page.getByTestId("log")).toContainText("virsh -c qemu:///system migrate");
});
