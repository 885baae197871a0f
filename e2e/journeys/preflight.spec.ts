import { readFile } from "node:fs/promises";
import type { Locator, Page } from "@playwright/test";
import { labExec, labFault, labGuest } from "../../lab/client.ts";
import type { HostSnapshot } from "../../lib/contract/index.ts";
import { expect, signInOnPage, test } from "../support/journey.ts";
import { hostIdOf } from "../support/start-migration.ts";

const PROBED = { timeout: 90_000 };
/** How UUIDs of VMs begin that only the test knows. */
const MADE_UP = "0000000f";

function rowOf(page: Page, uuid: string): Locator {
  return page.locator(`[data-testid=matrix-row][data-vm="${uuid}"]`);
}

/** The cell of a VM at a host, once its probes have run. */
async function settledCell(page: Page, uuid: string, host: string): Promise<Locator> {
  const cell = rowOf(page, uuid).getByRole("button", { name: new RegExp(`to ${host}`) });
  await expect(cell).toBeVisible();
  await expect(cell).not.toHaveAttribute("data-pending", /.*/, PROBED);
  return cell;
}

test("the matrix says why hv3 does not fit, cell by cell and check by check, by keyboard and in the URL", async ({
  page,
  virtferry,
}) => {
  const [web01, db02] = [await labGuest("web01"), await labGuest("db02")];
  await signInOnPage(page, virtferry, "/preflight");
  const toHv3 = await settledCell(page, web01.uuid, "hv3");
  await expect(toHv3).toHaveAttribute("data-verdict", "block");
  await expect(await settledCell(page, web01.uuid, "hv2")).toContainText("best");

  // Arrow keys: from the VM's name to its last host and back.
  await rowOf(page, web01.uuid).getByRole("link").focus();
  await page.keyboard.press("End");
  await expect(toHv3).toBeFocused();
  await page.keyboard.press("Enter");
  const drawer = page.getByRole("dialog");
  await expect(drawer.getByTestId("findings")).toContainText("br0");
  await expect(drawer.getByTestId("place")).toContainText("Place 2");
  await expect(page).toHaveURL(/vm=.*to=h_/);
  await page.keyboard.press("Escape");
  await expect(drawer).toBeHidden();

  // Filters: only what cannot move to hv3.
  await page.getByLabel("Destination host", { exact: true }).selectOption({ label: "To hv3" });
  await page.getByLabel("Show", { exact: true }).selectOption({ label: "Cannot move anywhere" });
  await expect(rowOf(page, db02.uuid)).toBeVisible();
  await expect(page.getByRole("columnheader", { name: "hv2" })).toHaveCount(0);
  await page.reload();
  await expect(page.getByLabel("Destination host", { exact: true })).toHaveValue(await hostIdOf(virtferry, "hv3"));
  await page.getByRole("button", { name: "Clear filters" }).click();

  // Why is hv3 red for all? By check: the ports of hv3 are closed to everyone.
  await page.getByLabel("Rows", { exact: true }).selectOption({ label: "By check" });
  const ports = page.locator('[data-testid=troubled-check][data-rule="path.data-ports"]');
  const portsAtHv3 = ports.getByRole("button", { name: /hv3/ });
  await expect(portsAtHv3).toHaveAttribute("data-verdict", "block", PROBED);
  await portsAtHv3.click();
  await drawer.getByTestId("troubled-vms").getByRole("button", { name: /web01/ }).click();
  await expect(drawer.getByRole("heading", { name: "web01 to hv3" })).toBeVisible();
  await expect(drawer.locator('[data-rule="path.data-ports"]')).toBeInViewport();
  await page.keyboard.press("Escape");
  await expect(drawer.getByTestId("troubled-vms")).toBeVisible();
});

test("one VM: hosts in the order of the ranking with reasons, and only what differs", async ({ page, virtferry }) => {
  const web01 = await labGuest("web01");
  await signInOnPage(page, virtferry, `/preflight/${web01.uuid}`);
  const heads = page.getByTestId("destination-head");
  await expect(heads.nth(0)).toContainText("best", PROBED);
  await expect(heads.nth(0)).toHaveAttribute("data-host", "hv2");
  await expect(heads.nth(0)).toContainText("disks in place");
  await expect(heads.nth(1)).toHaveAttribute("data-host", "hv3");
  await expect(heads.nth(1)).toContainText(/checks? blocks?/);
  const checks = page.getByTestId("check-row");
  const all = await checks.count();
  await page.getByRole("switch", { name: "Only what differs" }).click();
  await expect.poll(() => checks.count()).toBeLessThan(all);
  await expect(page.locator('[data-testid=check-row][data-rule="path.data-ports"]')).toBeVisible();
});

test("what is shown goes into a CSV file and onto paper", async ({ page, virtferry }) => {
  const odd06 = await labGuest("odd06");
  await signInOnPage(page, virtferry, "/preflight");
  await settledCell(page, (await labGuest("web01")).uuid, "hv3");
  await page.getByLabel("Search VMs", { exact: true }).fill("web01");
  await expect(rowOf(page, odd06.uuid)).toHaveCount(0);
  const download = page.waitForEvent("download");
  await page.getByTestId("export-csv").click();
  const file = await (await download).path();
  const lines = (await readFile(file, "utf8")).split("\r\n");
  expect(lines[0]).toMatch(/^\uFEFFVM,UUID,Source host,Destination host,Verdict/);
  expect(lines.slice(1, -1).map((line) => line.split(",").filter((_, index) => [0, 2, 3].includes(index)))).toEqual([
    ["web01", "hv1", "hv2"],
    ["web01", "hv1", "hv3"],
  ]);
  expect(lines[2]).toMatch(/,Blocks,/);

  await page.getByTestId("open-report").click();
  const report = page.getByTestId("report");
  await expect(report.getByTestId("report-vm")).toHaveCount(1, PROBED);
  await expect(report.getByRole("heading", { level: 3 })).toHaveText(["To hv2", "To hv3"]);
  await expect(report).toContainText("br0");
  await expect(report).toContainText("Fix:");
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  await expect(page.getByRole("navigation", { name: "Main" }).first()).toBeHidden();
  await expect(page.getByRole("button", { name: "Print" })).toBeHidden();
  await expect(page.locator("html")).toHaveCSS("background-color", "rgb(245, 246, 248)");
});

test("the CPU baseline of chosen hosts, with the commands that gave it and the VMs that exceed it", async ({
  page,
  virtferry,
}) => {
  await signInOnPage(page, virtferry, "/preflight");
  await page.getByRole("link", { name: "CPU baseline" }).click();
  await page.getByRole("checkbox", { name: "hv3" }).uncheck();
  await page.getByTestId("find-baseline").click();
  await expect(page.getByTestId("baseline-model")).not.toHaveText("", { timeout: 60_000 });
  await expect(page.getByTestId("baseline-xml")).toContainText("<cpu");
  await expect(page.getByTestId("baseline-vms")).toContainText("web01");
  await page.getByText("Commands that gave it").click();
  await expect(page.getByText(/hypervisor-cpu-baseline/).first()).toBeVisible();
  await expect(page).toHaveURL(/hosts=h_[^&]*%2Ch_/);
  await page.reload();
  await expect(page.getByTestId("baseline-model")).not.toHaveText("", { timeout: 60_000 });
  await expect(page.getByRole("checkbox", { name: "hv3" })).not.toBeChecked();
});

test("faults turn their cells while the page is open, and healing turns them back", async ({ page, virtferry }) => {
  test.setTimeout(400_000);
  const [web01, mix03] = [await labGuest("web01"), await labGuest("mix03")];
  await signInOnPage(page, virtferry, "/preflight");
  const mix03ToHv2 = await settledCell(page, mix03.uuid, "hv2");
  await expect(mix03ToHv2).not.toHaveAttribute("data-verdict", "block");

  // A stopped network: hosts are asked for their networks once a minute only, so somebody presses Re-check.
  const drawer = page.getByRole("dialog");
  const recheck = async (finding: string) => {
    await drawer.getByTestId("recheck").click();
    await expect(drawer.locator('[data-rule="network.libvirt-network"]')).toHaveAttribute("data-verdict", finding, PROBED);
  };
  await labExec("hv2", ["virsh", "-c", "qemu:///system", "net-destroy", "lan"]);
  try {
    await mix03ToHv2.click();
    await recheck("block");
    await page.keyboard.press("Escape");
    await expect(mix03ToHv2).toHaveAttribute("data-verdict", "block");
    await expect(await settledCell(page, web01.uuid, "hv2")).not.toHaveAttribute("data-verdict", "block");
  } finally {
    await labExec("hv2", ["virsh", "-c", "qemu:///system", "net-start", "lan"]);
  }
  await mix03ToHv2.click();
  await recheck("pass");
  await page.keyboard.press("Escape");
  await expect(mix03ToHv2).not.toHaveAttribute("data-verdict", "block");

  // Closed ports block whoever comes from elsewhere.
  const toHv2 = await settledCell(page, web01.uuid, "hv2");
  const toHv3 = await settledCell(page, mix03.uuid, "hv3");
  await expect(toHv2).toHaveAttribute("data-verdict", /pass|warn/);
  await labFault({ host: "hv2", kind: "ports-close", ports: "49152-49215", verdict: "reject" });
  try {
    await expect(toHv2).toHaveAttribute("data-verdict", "block", { timeout: 120_000 });
    await expect(toHv2).not.toContainText("best");
    await expect(toHv3).toHaveAttribute("data-verdict", "block");
  } finally {
    await labFault({ host: "hv2", kind: "ports-open", ports: "49152-49215" });
  }
  await expect(toHv2).toHaveAttribute("data-verdict", /pass|warn/, { timeout: 120_000 });
});

test("a hundred VMs against a hundred hosts: only what is in sight is asked for and painted, and the keyboard reaches the last cell", async ({
  page,
  virtferry,
}) => {
  const asked: { domainUuids: string[] }[] = [];
  await inflate(page, 100, 100, (question) => {
    if (question.domainUuids.some((uuid) => uuid.startsWith(MADE_UP))) asked.push(question);
  });
  await signInOnPage(page, virtferry, "/preflight");
  await expect(page.getByText("100 of 100 VMs")).toBeVisible({ timeout: 30_000 });
  await expect(page.getByTestId("matrix-cell").first()).toBeVisible();
  expect(await page.getByTestId("matrix-cell").count()).toBeLessThan(400);
  const before = new Set(asked.flatMap(({ domainUuids }) => domainUuids));
  expect(before.size).toBeLessThan(60);

  await page.getByTestId("matrix-row").first().getByRole("link").focus();
  await page.keyboard.press("End");
  for (let times = 0; times < 10; times++) await page.keyboard.press("PageDown");
  const last = page.locator('[data-testid=matrix-cell][data-row="99"][data-column="100"]');
  await expect(last).toBeFocused();
  await expect(last).toBeInViewport();
  expect(await page.getByTestId("matrix-row").count()).toBeLessThan(40);
  expect(new Set(asked.flatMap(({ domainUuids }) => domainUuids)).size).toBeGreaterThan(before.size);
  await page.keyboard.press("Home");
  await expect(page.getByTestId("matrix-row").last().getByRole("link")).toBeFocused();

  // An order by verdict needs every row.
  await page.getByLabel("Order", { exact: true }).selectOption({ label: "Worst first" });
  await expect.poll(() => new Set(asked.flatMap(({ domainUuids }) => domainUuids)).size).toBe(100);
});

/** Lets the server's answers be about many VMs and hosts, copies of the real ones; without the socket, which would tell the truth. */
async function inflate(
  page: Page,
  vms: number,
  hosts: number,
  onMatrix: (question: { domainUuids: string[] }) => void,
): Promise<void> {
  const uuidOf = (index: number) => `${MADE_UP}-0000-4000-8000-${String(index).padStart(12, "0")}`;
  const idOf = (index: number) => `h_many${String(index).padStart(10, "0")}`;
  await page.route("**/api/socket/**", (route) => route.abort());
  await page.routeWebSocket(/\/api\/socket\//, (socket) => socket.close());
  await page.route("**/api/rpc/hosts/list", async (route) => {
    const { json } = (await (await route.fetch()).json()) as { json: HostSnapshot[] };
    const host = json.find(({ domains }) => domains.length > 0);
    const domain = host?.domains[0];
    if (!host || !domain) throw new Error("the lab has no VM");
    const many = Array.from({ length: hosts }, (_, index) => ({
      ...host,
      registration: { ...host.registration, id: idOf(index), name: `host${index}` },
      domains:
        index === 0
          ? Array.from({ length: vms }, (_, vm) => ({ ...domain, uuid: uuidOf(vm), hostId: idOf(0), name: `vm${vm}` }))
          : [],
    }));
    await route.fulfill({ json: { json: many } });
  });
  await page.route("**/api/rpc/preflight/matrix", async (route) => {
    const question = (route.request().postDataJSON() as { json: { domainUuids: string[] } }).json;
    onMatrix(question);
    const counts = { block: 0, unknown: 0, warn: 1, pass: 60, "not-applicable": 9 };
    const cells = question.domainUuids.flatMap((domainUuid) =>
      Array.from({ length: hosts }, (_, index) => ({
        domainUuid,
        sourceHostId: idOf(0),
        destinationHostId: idOf(index),
        isSource: index === 0,
        verdict: index === 0 ? "not-applicable" : "warn",
        counts,
        troubles: [{ ruleId: "memory.free", verdict: "warn" }],
        first: null,
        pending: false,
        linkBytesPerSec: null,
        observedAtMs: null,
      })),
    );
    await route.fulfill({ json: { json: cells } });
  });
}
