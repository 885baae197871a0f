import { mkdirSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { chromium, type Page } from "@playwright/test";
import { startConsole } from "../e2e/support/console.ts";
import { hostIdOf, startMigration, waitForEnd } from "../e2e/support/start-migration.ts";
import { labGuest, labReset } from "../lab/client.ts";
import { ensureBuild } from "./parts/build.ts";
import { labDown, labUp, whyNoLab } from "./parts/lab.ts";
import { BROWSER_PACKAGES, havePackages } from "./parts/packages.ts";

/**
 * `npm run screenshots [-- FOLDER]`: every page on the real lab, light and dark, English and Chinese, at 1280 and 390 px, into FOLDER
 * (default test-results/screenshots), to be looked at before a release; the best of them are in docs/images.
 */
const LAB = process.env.VIRTFERRY_LAB ?? "shots";
process.env.VIRTFERRY_LAB = LAB;
const folder = process.argv[2] ?? "test-results/screenshots";
const SCHEMES = ["light", "dark"] as const;
const LOCALES = ["en", "zh-CN"] as const;
const WIDTHS = [1280, 390] as const;

const why = whyNoLab();
if (why) {
  process.stderr.write(`${why}\n`);
  process.exit(3);
}
if (!(await havePackages("the screenshots", BROWSER_PACKAGES)) || !(await ensureBuild()) || !(await labUp(LAB))) process.exit(1);
mkdirSync(folder, { recursive: true });
await labReset();
const virtferry = await startConsole({ withHosts: true });
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu"],
});
try {
  const page = await browser.newPage({ deviceScaleFactor: 1 });
  await shootAll(page, "sign-in", "/sign-in");
  await page.goto(`${virtferry.url}/sign-in`);
  await page.getByLabel("User name").fill(virtferry.username);
  await page.getByRole("textbox", { name: "Password" }).fill(virtferry.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL((url) => !url.pathname.startsWith("/sign-in"));

  const [web01, busy04] = await Promise.all([labGuest("web01"), labGuest("busy04")]);
  const [hv1, hv2, hv3] = await Promise.all(["hv1", "hv2", "hv3"].map((name) => hostIdOf(virtferry, name)));
  await page.goto(`${virtferry.url}/preflight`);
  await sleep(8_000);
  const busy = await startMigration(virtferry, { uuid: busy04.uuid, from: "hv1", to: "hv2", options: { bandwidthMiBps: 16 } });
  await sleep(6_000);
  const wizard = `/migrations/new?vm=${web01.uuid}&from=${hv1}&to=${hv2}`;
  await shootAll(page, "live", `/migrations/${busy.id}`);
  await shootAll(page, "overview", "/");
  await shootAll(page, "hosts", "/hosts");
  await shootAll(page, "host", `/hosts?host=${hv1}`);
  await shootAll(page, "vms", "/domains");
  await shootAll(page, "vm", `/domains?vm=${web01.uuid}&on=${hv1}`);
  await shootAll(page, "preflight", "/preflight");
  await shootAll(page, "preflight-by-check", "/preflight?by=check");
  await shootAll(page, "preflight-report", "/preflight/report");
  await shootAll(page, "cpu-baseline", `/preflight/cpu-baseline?hosts=${[hv1, hv2, hv3].join(",")}`);
  for (const tab of ["paths", "fixes"]) await shootAll(page, `host-${tab}`, `/hosts?host=${hv1}&tab=${tab}`);
  await shootAll(page, "shared-storage", "/hosts?storage=1");
  await shootAll(page, "preflight-drawer", `/preflight?vm=${web01.uuid}&to=${hv3}`);
  await shootAll(page, "preflight-vm", `/preflight/${web01.uuid}`);
  for (const step of ["vm", "destination", "how", "preflight", "review"])
    await shootAll(page, `wizard-${step}`, `${wizard}&step=${step}`);
  await virtferry.client.call("POST", `/migrations/${busy.id}/abort`);
  const moved = await startMigration(virtferry, { uuid: web01.uuid, from: "hv1", to: "hv2" });
  await waitForEnd(virtferry, busy.id);
  await waitForEnd(virtferry, moved.id);
  await shootAll(page, "aborted", `/migrations/${busy.id}`);
  await shootAll(page, "succeeded", `/migrations/${moved.id}`);
  await shootAll(page, "migrations", "/migrations");
  await shootAll(page, "settings", "/settings");
} finally {
  await browser.close();
  await virtferry.end();
}
process.exit((await labDown(LAB)) ? 0 : 1);

async function shootAll(page: Page, name: string, path: string): Promise<void> {
  for (const locale of LOCALES) {
    await page.context().addCookies([{ name: "locale", value: locale, url: virtferry.url }]);
    for (const scheme of SCHEMES) {
      await page.emulateMedia({ colorScheme: scheme });
      await page.goto(`${virtferry.url}${path}`);
      await page.locator("[data-testid=skeleton]").first().waitFor({ state: "detached" });
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: width === 390 ? 844 : 860 });
        await sleep(700);
        await page.screenshot({ path: `${folder}/${name}-${scheme}-${locale}-${width}.png` });
      }
    }
  }
  await page.context().addCookies([{ name: "locale", value: "en", url: virtferry.url }]);
}
