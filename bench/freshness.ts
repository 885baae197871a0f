import { chromium } from "@playwright/test";
import { startConsole } from "../e2e/support/console.ts";
import { startMigration } from "../e2e/support/start-migration.ts";
import { labReset, labStatus } from "../lab/client.ts";
import type { MigrationView } from "../lib/contract/index.ts";
import { median, quantile } from "./parts/figures.ts";

/**
 * How old is what the page shows? A guest that dirties memory is moved with a bandwidth that lets it take long; the page notes when it has
 * painted which sample. A change on the host at time x is on screen when the first sample taken after x is painted; the delay over all
 * moments x (each 5 ms) is printed as p50 and p95, in ms and in sampling periods. Host, server and browser share this machine's clock.
 */
const WATCH_MS = Number(process.env.WATCH_MS ?? 30_000);
const AIM_PERIODS = 1.5;
const STEP_MS = 5;

await labReset();
const running = await startConsole({ withHosts: true });
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu"],
});
try {
  const lab = await labStatus();
  const guest = lab.guests.find((candidate) => candidate.key === "busy04");
  if (!guest) throw new Error("the lab has no busy04");
  const record = await startMigration(running, { uuid: guest.uuid, from: "hv1", to: "hv2", options: { bandwidthMiBps: 16 } });

  const page = await browser.newPage();
  await page.goto(`${running.url}/sign-in?next=/migrations/${record.id}`);
  await page.getByLabel("User name").fill(running.username);
  await page.getByRole("textbox", { name: "Password" }).fill(running.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForSelector("[data-sample-at]", { timeout: 30_000 });
  const painted = await page.evaluate(
    (watchMs) =>
      new Promise<{ sampleAtMs: number; paintedAtMs: number }[]>((resolve) => {
        const seen: { sampleAtMs: number; paintedAtMs: number }[] = [];
        const element = document.querySelector("[data-sample-at]");
        if (!element) return resolve(seen);
        new MutationObserver(() => {
          const sampleAtMs = Number(element.getAttribute("data-sample-at"));
          // Two frames on: the first runs before the paint of this change, the second after it.
          requestAnimationFrame(() => requestAnimationFrame(() => seen.push({ sampleAtMs, paintedAtMs: Date.now() })));
        }).observe(element, { attributes: true, attributeFilter: ["data-sample-at"] });
        setTimeout(() => resolve(seen), watchMs);
      }),
    WATCH_MS,
  );
  const view = await running.client
    .call<MigrationView>("POST", `/migrations/${record.id}/abort`)
    .then(() => running.client.call<MigrationView>("GET", `/migrations/${record.id}`));
  const period = median(view.samples.slice(1).map((sample, index) => sample.atMs - (view.samples[index]?.atMs ?? sample.atMs)));
  const delays: number[] = [];
  for (let index = 1; index < painted.length; index++) {
    const before = painted[index - 1];
    const now = painted[index];
    if (!before || !now) continue;
    for (let x = before.sampleAtMs + STEP_MS; x <= now.sampleAtMs; x += STEP_MS) delays.push(now.paintedAtMs - x);
  }
  if (delays.length === 0) throw new Error("the page painted no sample");
  const [p50, p95] = [quantile(delays, 0.5), quantile(delays, 0.95)];
  console.log(`
samples painted      ${painted.length} in ${WATCH_MS / 1000} s
sampling period      ${Math.round(period)} ms (median)
change to paint p50  ${Math.round(p50)} ms = ${(p50 / period).toFixed(2)} periods
change to paint p95  ${Math.round(p95)} ms = ${(p95 / period).toFixed(2)} periods   (aim: under ${AIM_PERIODS})
sample to paint p50  ${Math.round(median(painted.map((paint) => paint.paintedAtMs - paint.sampleAtMs)))} ms`);
} finally {
  await browser.close();
  await running.end();
}
