import { setTimeout as sleep } from "node:timers/promises";
import { startConsole, type TestConsole } from "../e2e/support/console.ts";
import { startMigration, waitForEnd } from "../e2e/support/start-migration.ts";
import { labExec, labFault, labGuest, labReset } from "../lab/client.ts";
import type { MigrationOptions } from "../lib/contract/index.ts";
import { redefineGuest } from "./parts/redefine-guest.ts";

/**
 * Every memory mode in turn on one shaped link, for four guests that dirty 0, 20, 80 and 150 % of what the link carries, against plain
 * `virsh migrate --live` (same guest, same link, nothing else chosen). Prints a table for docs/measurements.md: total time, measured downtime,
 * converged or not. A migration that is not over after LIMIT_S is aborted: "no".
 */
const LINK_MBIT = 160;
const LINK_MIB = (LINK_MBIT * 1e6) / 8 / 2 ** 20;
const LIMIT_S = Number(process.env.LIMIT_S ?? 40);
const LOADS = (process.env.LOADS ?? "0,0.2,0.8,1.5").split(",").map(Number);
const GUEST = "busy04";

const MODES: Readonly<Record<string, Partial<MigrationOptions>>> = {
  "live, nothing chosen": {},
  "downtime 1 s": { maxDowntimeMs: 1000 },
  "auto-converge": { autoConverge: true },
  "xbzrle 64 MiB": { compression: { method: "xbzrle", cacheMiB: 64 } },
  "parallel, 2 channels": { parallelConnections: 2 },
  TLS: { tls: true },
  "TLS, 2 channels": { tls: true, parallelConnections: 2 },
  "post-copy after first pass": { postCopy: "after-first-pass" },
  "ladder to post-copy": {
    postCopy: "by-hand",
    maxDowntimeMs: 300,
    ladder: [
      { afterS: 12, action: { kind: "max-downtime", ms: 1000 } },
      { afterS: 20, action: { kind: "post-copy" } },
    ],
  },
};

interface Run {
  readonly totalMs: number;
  readonly downtimeMs: number | null;
  readonly converged: boolean;
}

const other = (host: string) => (host === "hv1" ? "hv2" : "hv1");

/** What a person types who knows no option. */
async function plainVirsh(uuid: string, from: string): Promise<Run> {
  const uri = `qemu+ssh://${other(from)}/system`;
  const options = ["--p2p", "--live", "--persistent", "--undefinesource", "--unsafe"];
  const begun = performance.now();
  const running = labExec(from, ["virsh", "migrate", ...options, uuid, uri], { timeoutMs: LIMIT_S * 2000 });
  const timer = setTimeout(() => void labExec(from, ["virsh", "domjobabort", uuid]), LIMIT_S * 1000);
  const { exitCode } = await running;
  clearTimeout(timer);
  const totalMs = performance.now() - begun;
  if (exitCode !== 0) return { totalMs, downtimeMs: null, converged: false };
  const { stdout } = await labExec(other(from), ["virsh", "domjobinfo", uuid, "--completed", "--rawstats"]);
  return { totalMs, downtimeMs: Number(/^downtime: +(\d+)/m.exec(stdout)?.[1] ?? Number.NaN), converged: true };
}

async function ferried(virtferry: TestConsole, uuid: string, from: string, mode: Partial<MigrationOptions>): Promise<Run> {
  const options = { timeoutS: LIMIT_S, timeoutAction: "abort" as const, ...mode };
  const { id } = await startMigration(virtferry, { uuid, from, to: other(from), options });
  const record = await waitForEnd(virtferry, id);
  if (record.state !== "succeeded" && record.state !== "aborted")
    throw new Error(`ended ${record.state}: ${JSON.stringify(record.result?.failure)}`);
  return {
    totalMs: record.result?.libvirtTotalMs ?? record.endedAtMs - record.createdAtMs,
    downtimeMs: record.result?.measuredDowntimeMs ?? null,
    converged: record.state === "succeeded",
  };
}

const cell = (run: Run) =>
  run.converged ? `${(run.totalMs / 1000).toFixed(1)} s, ${run.downtimeMs ?? "?"} ms` : `no (${LIMIT_S} s)`;

await labReset();
const running = await startConsole({ withHosts: true });
try {
  const { uuid } = await labGuest(GUEST);
  const rows = new Map<string, string[]>();
  for (const load of LOADS) {
    await labFault({ kind: "bandwidth", host: "hv2", mbitPerSec: LINK_MBIT });
    const measure = async (name: string, run: (from: string) => Promise<Run>) => {
      // Started anew each time: a guest that was throttled or paused by the run before does not write as it did.
      await redefineGuest(GUEST, Math.round(load * LINK_MIB));
      const { host } = await labGuest(GUEST);
      if (!host) throw new Error(`${GUEST} runs nowhere`);
      const text = await run(host).then(cell, (error: unknown) => `failed: ${String(error).slice(0, 160)}`);
      rows.set(name, [...(rows.get(name) ?? []), text]);
      console.log(`${Math.round(load * 100)} % | ${name} | ${text}`);
      await sleep(1_000);
    };
    await measure("plain virsh migrate --live", (from) => plainVirsh(uuid, from));
    for (const [name, mode] of Object.entries(MODES)) await measure(name, (from) => ferried(running, uuid, from, mode));
  }
  console.log(
    `\nlink ${LINK_MBIT} Mbit/s = ${LINK_MIB.toFixed(1)} MiB/s; guest 192 MiB, working set 64 MiB; total time, measured downtime`,
  );
  console.log(`\n| mode | ${LOADS.map((load) => `${load * 100} %`).join(" | ")} |\n| --- |${" --- |".repeat(LOADS.length)}`);
  for (const [name, cells] of rows) console.log(`| ${name} | ${cells.join(" | ")} |`);
} finally {
  await running.end();
  await labReset();
}
