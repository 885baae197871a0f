import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { startConsole, type TestConsole } from "../e2e/support/console.ts";
import { prepareRequest, waitForEnd } from "../e2e/support/start-migration.ts";
import { labExec, labReset, labStatus } from "../lab/client.ts";
import type { MigrationPlanView, MigrationRecord } from "../lib/contract/index.ts";
import { cpuMs, median, quantile } from "./parts/figures.ts";

/**
 * What VirtFerry costs on top of plain `virsh migrate`: the same VM goes back and forth by each in turn, the same argv both times, who is
 * first changes from pair to pair. Prints the median ratio of total times (request to truth-checked end), the truth check's own time apart,
 * the time from click to `virsh` on the source, and the server's CPU for each migration.
 */
const PAIRS = Number(process.env.PAIRS ?? 10);
const AIM_RATIO = 1.1;
const AIM_CLICK_MS = 300;

interface Move {
  readonly uuid: string;
  readonly from: "hv1" | "hv2";
  readonly to: "hv1" | "hv2";
}

async function plain(console_: TestConsole, move: Move): Promise<number> {
  const planned = await console_.client.call<MigrationPlanView>("POST", "/migrations/plan", await prepareRequest(console_, move));
  const argv = planned.commands.find((command) => command.argv.includes("migrate"))?.argv;
  if (!argv) throw new Error("the plan has no migrate command");
  const begun = performance.now();
  const done = await labExec(move.from, argv);
  if (done.exitCode !== 0) throw new Error(`plain virsh failed: ${done.stderr}`);
  return performance.now() - begun;
}

async function ferried(console_: TestConsole, move: Move) {
  const asked = await prepareRequest(console_, move);
  const cpuBefore = cpuMs(console_.pid());
  const clickedAtMs = Date.now();
  const started = await console_.client.call<MigrationRecord>("POST", "/migrations", {
    request: asked,
    idempotencyKey: randomUUID(),
  });
  const record = await waitForEnd(console_, started.id);
  if (record.state !== "succeeded" || !record.result)
    throw new Error(`migration ended ${record.state}: ${JSON.stringify(record.result)}`);
  return {
    totalMs: record.endedAtMs - clickedAtMs,
    truthMs: record.result.truth.durationMs,
    clickToVirshMs: (record.startedAtMs ?? Number.NaN) - clickedAtMs,
    cpuMs: cpuMs(console_.pid()) - cpuBefore,
  };
}

await labReset();
const running = await startConsole({ withHosts: true });
try {
  const lab = await labStatus();
  const guest = lab.guests.find((candidate) => candidate.key === "web01");
  if (!guest) throw new Error("the lab has no web01");
  await sleep(5_000);
  const there: Move = { uuid: guest.uuid, from: "hv1", to: "hv2" };
  const back: Move = { uuid: guest.uuid, from: "hv2", to: "hv1" };
  // The first of each warms caches and compilers up and is not counted.
  await plain(running, there);
  await ferried(running, back);
  const ratios: number[] = [];
  const ratiosWithoutTruth: number[] = [];
  const ferries: Awaited<ReturnType<typeof ferried>>[] = [];
  const plains: number[] = [];
  const count = (move: Move, virsh: number, ferry: Awaited<ReturnType<typeof ferried>>) => {
    plains.push(virsh);
    ferries.push(ferry);
    ratios.push(ferry.totalMs / virsh);
    ratiosWithoutTruth.push((ferry.totalMs - ferry.truthMs) / virsh);
    console.log(
      `${move.from} -> ${move.to}: virsh ${Math.round(virsh)} ms, VirtFerry ${ferry.totalMs} ms (truth check ${ferry.truthMs} ms), server CPU ${ferry.cpuMs} ms`,
    );
  };
  // Pairs of the same direction, for the two hosts are not equally fast; who is first changes.
  for (let round = 0; round < PAIRS / 2; round++) {
    if (round % 2 === 0) {
      const virshThere = await plain(running, there);
      const ferryBack = await ferried(running, back);
      const ferryThere = await ferried(running, there);
      const virshBack = await plain(running, back);
      count(there, virshThere, ferryThere);
      count(back, virshBack, ferryBack);
    } else {
      const ferryThere = await ferried(running, there);
      const virshBack = await plain(running, back);
      const virshThere = await plain(running, there);
      const ferryBack = await ferried(running, back);
      count(there, virshThere, ferryThere);
      count(back, virshBack, ferryBack);
    }
  }
  const clicks = ferries.map((ferry) => ferry.clickToVirshMs);
  console.log(`
median plain virsh              ${Math.round(median(plains))} ms
median VirtFerry                ${Math.round(median(ferries.map((ferry) => ferry.totalMs)))} ms
median ratio                    ${median(ratios).toFixed(3)}
median ratio without truth      ${median(ratiosWithoutTruth).toFixed(3)}   (aim: at most ${AIM_RATIO})
median truth check              ${Math.round(median(ferries.map((ferry) => ferry.truthMs)))} ms
click to virsh p50 / max        ${Math.round(median(clicks))} / ${Math.round(quantile(clicks, 1))} ms   (aim: under ${AIM_CLICK_MS})
server CPU for one migration    ${Math.round(median(ferries.map((ferry) => ferry.cpuMs)))} ms (median)`);
} finally {
  await running.end();
}
